//! A flag that is gone.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::std::strconv::quoted,
    trace::Step,
};

check! {
    /// `-insecure` in GOFLAGS ends `go get` since 1.17; other commands skip it. What it did GOINSECURE does, for the modules that it
    /// names.
    ///
    /// Take the flag out, and name in GOINSECURE the modules that may come without a verified certificate.
    "goflags-insecure", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOFLAGS")?;
    let words = quoted::split(setting.value.expose()).ok()?;
    let is_flag = |word: &&String| {
        let name = word.trim_start_matches('-').split('=').next();
        word.starts_with('-') && name == Some("insecure")
    };
    let flag = words.iter().find(is_flag)?;
    let kept: Vec<_> = words.iter().filter(|word| !is_flag(word)).map(String::as_str).collect();
    let title = "GOFLAGS holds -insecure, which go get refuses since 1.17.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{flag} in GOFLAGS ({})", setting.origin))
            .fix(assign("GOFLAGS", &setting.origin, &kept.join(" ")))
            .not("-insecure: GOINSECURE=git.example.com takes its place"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn the_flag_goes() {
        let fixed = |value: &str| cure("goflags-insecure", &[("GOFLAGS", value)], "");
        assert_eq!(fixed("-insecure").as_deref(), Some("unset GOFLAGS"));
        assert_eq!(fixed("-mod=mod --insecure=true").as_deref(), Some("export GOFLAGS=-mod=mod"));
        assert_eq!(fixed("-mod=mod"), None);
    }
}
