//! A line of go's file of settings without effect.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::env::Oddity,
    trace::Step,
};

check! {
    /// go's file of settings is no shell script. A line counts only if its first letter is a capital and a `=`
    /// follows the name at once: ` GOPROXY=…`, `export GOPROXY=…`, `goproxy=…` are skipped, and `GOPROXY =…` sets
    /// something else.
    ///
    /// Some variables go takes from the environment alone, such as `HTTPS_PROXY`, `NETRC` and `SSL_CERT_FILE`, though
    /// `go env` prints them from the file.
    "goenv-line-ignored", Warning, quiet in "self-signed"
}

/// How people write a line that go skips: up to its `=`.
const LINE: &str = r"^[[:space:]]*(export[[:space:]]+)?([A-Za-z0-9_]+)[[:space:]]*=";

fn find(view: &View<'_>) -> Option<Found> {
    let around = view.surroundings()?;
    let odd = around.odd.iter().find(|odd| odd.oddity.is_without_effect())?;
    let file = around.file.as_ref().map_or("go's file of settings", |file| &file.path);
    let why = match odd.oddity {
        Oddity::EnvironmentOnly => "go takes it from the environment alone",
        Oddity::BlankInName => "the blank in front of = belongs to the name",
        _ => "go reads only lines of the form NAME=value, from the first column",
    };
    let fix = match odd.oddity {
        Oddity::EnvironmentOnly => moved(odd.line, &word(file)),
        _ => format!("sed -i -E '{}s/{LINE}/\\U\\2=/' {}", odd.line, word(file)),
    };
    let title = format!("go skips the line of its settings file that was to set {}.", odd.name);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{file}, line {}: {why}", odd.line))
            .fix(fix),
    )
}

/// The line out of the file and into the environment.
fn moved(line: usize, file: &str) -> String {
    format!("export \"$(sed -n {line}p {file})\" && sed -i {line}d {file}")
}

#[cfg(test)]
mod tests {
    use super::super::lints::lists::tests::cure;

    #[test]
    fn lines_that_set_nothing() {
        let fixed = |file: &str| cure("goenv-line-ignored", &[], file);
        for file in ["export GOPROXY=x\n", " GOPROXY=x", "GOPROXY =x", "goproxy=x"] {
            let fix = fixed(file).unwrap_or_default();
            assert!(
                fix.starts_with("sed -i -E '1s/^") && fix.contains(r"=/\U\2=/' "),
                "{file}: {fix}"
            );
        }
        let exported = fixed("NETRC=/x\n").unwrap_or_default();
        assert!(exported.starts_with("export \"$(sed -n 1p "), "{exported}");
        assert_eq!(fixed("# GOPROXY\n#GOPROXY=x\n\nGOPROXY=direct\n"), None);
    }
}
