//! Quotes and comments, which go does not know.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::{cmd::auth::netrc::Oddity, version::Change},
    stages::settings::checks::netrc_lines::{odd, place},
    trace::Step,
};

check! {
    /// go knows neither quotes nor comments in netrc: the quotes around a password are sent with it, and a line such as
    /// `#machine a login u password p` gives its login to the machine that is open. curl and git read both otherwise. A `${TOKEN}` is
    /// sent as it stands: nobody fills it in.
    ///
    /// Write values without quotes, and keep comments out of the file. A password with a blank cannot be written for go: since 1.24 go
    /// asks git for it, where GOAUTH says so, and git's store has it with `%20`.
    "netrc-taken-literally", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let kinds =
        [Oddity::Quotes, Oddity::QuotedBlank, Oddity::Reference, Oddity::Comment, Oddity::Shifted];
    let at = odd(view, &kinds)?;
    let (file, line) = (word(at.0), at.1.line);
    let (title, fix) = match at.1.oddity {
        Oddity::Quotes => {
            ("Quotes in netrc belong to the value for go.", without_quotes(&file, line))
        }
        Oddity::QuotedBlank => {
            ("A value of netrc has a blank, at which it ends for go.", by_git(view, &at.1.machine))
        }
        Oddity::Reference => {
            ("A ${…} of netrc was never filled in, and is sent as it is.", filled_in(at.0))
        }
        Oddity::Comment => {
            ("A line of netrc that begins with # counts for go.", format!("sed -i {line}d {file}"))
        }
        _ => (
            "A line of netrc has a word too many, and go reads its rest otherwise.",
            format!("${{EDITOR:-vi}} +{line} {file}   # take the word out"),
        ),
    };
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(fix))
}

fn without_quotes(file: &str, line: usize) -> String {
    format!("sed -i -E '{line}s/[[:space:]](\"([^\"]*)\"|\\x27([^\\x27]*)\\x27)/ \\2\\3/g' {file}")
}

/// The login in git's store, of which go asks git.
fn by_git(view: &View<'_>, machine: &str) -> String {
    if !view.trace.header.go.has(Change::GoAuth) {
        return "goget-doctor explain netrc-taken-literally".to_owned();
    }
    let line = word(&format!("https://USER:PASSWORD@{machine}"));
    format!(
        "git config --global credential.helper store && echo {line} >> ~/.git-credentials && chmod 600 ~/.git-credentials && \
         go env -w GOAUTH=\"netrc;git $HOME\"   # a blank is written %20"
    )
}

fn filled_in(file: &str) -> String {
    let (file, new) = (word(file), word(&format!("{file}.new")));
    format!(
        "envsubst <{file} >{new} && mv {new} {file} && chmod 600 {file}   # envsubst is part of gettext"
    )
}

#[cfg(test)]
mod tests {
    use crate::stages::settings::checks::netrc_lines::tests::is_found;

    #[test]
    fn quotes_and_comments() {
        let is_found = |text| is_found("netrc-taken-literally", text);
        assert!(is_found("machine a login u password \"p\""));
        assert!(is_found("machine a login u password \"p q\""));
        assert!(is_found("machine a login u password ${TOKEN}"));
        assert!(!is_found("machine a login u password $TOKEN"));
        assert!(is_found("machine b\n#machine a login u password p"));
        assert!(is_found("machine a stray login u password p"));
        assert!(!is_found("# machine a login u password p\nmachine b login u password p # x"));
        assert!(!is_found("machine a login u password o'neil"));
    }
}
