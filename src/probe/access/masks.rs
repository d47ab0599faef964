//! Settings and variables as they may be shown: helpers are shell code, header fields are logins.

use crate::secret::{MASK, redact_said};

/// The value of the variable `name`, to be shown.
pub(super) fn variable(name: &str, value: &str) -> String {
    match name {
        "GIT_SSH_COMMAND" => ssh_command(value),
        "GIT_ASKPASS" | "SSH_ASKPASS" => code(value),
        _ => redact_said(value),
    }
}

/// The value of the setting `key`, to be shown.
pub(super) fn setting(key: &str, value: &str) -> String {
    let name = key.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "extraheader" => header(value),
        "helper" | "askpass" => code(value),
        "sshcommand" => ssh_command(value),
        "username" => user(value),
        _ => redact_said(value),
    }
}

/// The name of a setting, to be shown: the URL in it may hold a login.
pub(super) fn key(key: &str) -> String {
    redact_said(key)
}

/// The field's name; every value of one that is set is as good as a login.
fn header(value: &str) -> String {
    match value.split_once(':') {
        Some((name, _)) => format!("{name}: {MASK}"),
        None if value.is_empty() => String::new(),
        None => MASK.to_owned(),
    }
}

/// A program with its arguments, or shell code: words that could be a secret are hidden.
pub(super) fn code(value: &str) -> String {
    let words = value.split(' ').enumerate();
    let shown = words.map(|(index, word)| if is_harmless(word, index == 0) { word } else { MASK });
    shown.collect::<Vec<_>>().join(" ")
}

/// Whether `word` holds no secret: a plain word, a file, a flag; anything where it is the program.
fn is_harmless(word: &str, is_program: bool) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || "-_/.~!$@{}()\"';".contains(c);
    let named = |c: char| plain(c) || c.is_ascii_alphanumeric() || c == ':' || c == '\\';
    word.chars().all(plain) || is_program && word.chars().all(named)
}

/// A command that starts ssh: shown, but for what a program is told that types passwords.
fn ssh_command(value: &str) -> String {
    if value.contains("sshpass") || value.to_ascii_lowercase().contains("password=") {
        return code(value);
    }
    redact_said(value)
}

/// A user's name, which is often a token; those that forges give to everybody are shown.
fn user(value: &str) -> String {
    let url = format!("https://{value}@host");
    if redact_said(&url) == url { value.to_owned() } else { MASK.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_login_is_hidden() {
        assert_eq!(
            setting("http.https://a.test.extraheader", "AUTHORIZATION: basic aHVudGVyMg=="),
            "AUTHORIZATION: …"
        );
        assert_eq!(setting("credential.helper", "store"), "store");
        assert_eq!(
            setting("credential.helper", "/usr/bin/gh auth git-credential"),
            "/usr/bin/gh auth git-credential"
        );
        let code =
            setting("credential.helper", "!f() { echo username=u; echo password=hunter2; }; f");
        assert_eq!(code, "!f() { echo … echo … }; f");
        assert_eq!(setting("credential.username", "hunter2"), "…");
        assert_eq!(setting("credential.username", "oauth2"), "oauth2");
        assert_eq!(variable("GIT_SSH_COMMAND", "sshpass -p hunter2 ssh"), "sshpass -p … ssh");
        assert_eq!(
            variable("GIT_SSH_COMMAND", "ssh -i /k1 -o BatchMode=yes"),
            "ssh -i /k1 -o BatchMode=yes"
        );
        assert_eq!(
            key("url.https://u:hunter2@a.test/.insteadof"),
            "url.https://u:xxxxx@a.test/.insteadof"
        );
        assert_eq!(variable("https_proxy", "http://u:hunter2@p:1"), "http://u:xxxxx@p:1");
    }
}
