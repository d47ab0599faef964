//! Quotes and comments, which go does not know.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::auth::netrc::Oddity,
    stages::settings::checks::netrc_lines::{odd, place},
    trace::Step,
};

check! {
    /// go knows neither quotes nor comments in netrc: the quotes around a password are sent with it, and a line such as
    /// `#machine a login u password p` gives its login to the machine that is open. curl and git read both otherwise.
    ///
    /// Write values without quotes, and keep comments out of the file. A password with a blank cannot be written for go.
    "netrc-taken-literally", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let at = odd(view, &[Oddity::Quotes, Oddity::Comment, Oddity::Shifted])?;
    let (file, line) = (word(at.0), at.1.line);
    let (title, fix) = match at.1.oddity {
        Oddity::Quotes => (
            "Quotes in netrc belong to the value for go.",
            format!(
                "sed -i -E '{line}s/[[:space:]](\"([^\"]*)\"|\\x27([^\\x27]*)\\x27)/ \\2\\3/g' {file}"
            ),
        ),
        Oddity::Comment => {
            ("A line of netrc that begins with # counts for go.", format!("sed -i {line}d {file}"))
        }
        _ => (
            "A line of netrc has a word too many, and go reads its rest otherwise.",
            format!("${{EDITOR:-vi}} +{line} {file}    (take the word out)"),
        ),
    };
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(fix))
}

#[cfg(test)]
mod tests {
    use crate::stages::settings::checks::netrc_lines::tests::is_found;

    #[test]
    fn quotes_and_comments() {
        let is_found = |text| is_found("netrc-taken-literally", text);
        assert!(is_found("machine a login u password \"p\""));
        assert!(is_found("machine b\n#machine a login u password p"));
        assert!(is_found("machine a stray login u password p"));
        assert!(!is_found("# machine a login u password p\nmachine b login u password p # x"));
        assert!(!is_found("machine a login u password o'neil"));
    }
}
