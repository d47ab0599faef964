//! A value in go's file of settings that holds more than it seems to.

use super::lists::assign;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::env::{Oddity, Origin},
    trace::Step,
};

check! {
    /// Everything between `=` and the end of a line is the value: quotes, a comment behind it, a carriage return of a file with
    /// Windows line ends, a `$HOME`. `GOSUMDB=off` with a carriage return is no longer off, and a pattern with one matches nothing.
    ///
    /// `go env -w NAME=VALUE` writes the line as go reads it.
    "goenv-value-taken-literally", Warning, quiet in "settings-file"
}

fn find(view: &View<'_>) -> Option<Found> {
    let around = view.surroundings()?;
    let odd = around.odd.iter().find(|odd| !odd.oddity.is_without_effect())?;
    let file = around.file.as_ref().map_or("go's file of settings", |file| &file.path);
    let what = match odd.oddity {
        Oddity::CarriageReturn => "the carriage return at its end",
        Oddity::Quotes => "its quotes",
        Oddity::Comment => "the comment behind it",
        _ => "the $ in it, as it stands",
    };
    let value = view.setting(&odd.name).map(|setting| setting.value.expose()).unwrap_or_default();
    let clean = value.split(" #").next().unwrap_or_default().trim();
    let clean = clean.trim_matches(['"', '\'']);
    let title = format!("The value of {} in go's file of settings holds {what}.", odd.name);
    let cure = match odd.oddity {
        Oddity::Reference if is_plain(clean) => format!("go env -w \"{}={clean}\"", odd.name),
        Oddity::Reference => {
            format!("${{EDITOR:-vi}} +{} {}   # write what is meant", odd.line, word(file))
        }
        _ => assign(&odd.name, &Origin::Default, clean),
    };
    Some(Found::new(Step::Settings, title).seen(format!("{file}, line {}", odd.line)).fix(cure))
}

/// Whether a shell fills variables in between double quotes, and does nothing else.
fn is_plain(value: &str) -> bool {
    value.chars().all(|c| c.is_ascii_alphanumeric() || "_$./:,*@{}-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn quotes_comments_and_carriage_returns() {
        let fixed = |file: &str| cure("goenv-value-taken-literally", &[], file);
        for file in ["GOSUMDB=off\r\n", "GOSUMDB=\"off\"\n", "GOSUMDB=off # x\n"] {
            assert_eq!(fixed(file).as_deref(), Some("go env -w GOSUMDB=off"), "{file}");
        }
        assert_eq!(fixed("GOSUMDB=off\n"), None);
        assert_eq!(
            fixed("GOPRIVATE=$HOST/x\n").as_deref(),
            Some("go env -w \"GOPRIVATE=$HOST/x\"")
        );
        assert!(fixed("GOPRIVATE=$(id)\n").unwrap().starts_with("${EDITOR:-vi} +1 "));
    }
}
