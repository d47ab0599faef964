//! A machine without login or password.

use super::netrc_lines::{odd, place};
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::auth::netrc::Oddity,
    trace::Step,
};

check! {
    /// An entry counts for go only with machine, login and password, none of them empty. Without a password curl
    /// sends the login with an empty one; go sends nothing.
    ///
    /// A `\n` of two characters is what `echo` writes where `printf` was meant: the whole file is one line then.
    ///
    /// A key and its value have to stand on the same line, and keys are `login` and `password`, in small letters and
    /// without a colon.
    "netrc-entry-incomplete", Warning, quiet in "netrc-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let at = odd(view, &[Oddity::NoLogin, Oddity::NoPassword])?;
    let missing = if at.1.oddity == Oddity::NoLogin { "login" } else { "password" };
    let title = format!("An entry of netrc has no {missing}, so go ignores it.");
    let (machine, file) = (&at.1.machine, word(at.0));
    if machine.contains("\\n") {
        let title = "A line of netrc holds \\n as two characters, where a line break was meant.";
        let line = format!("sed -i '{}s/[\\]n/ /g' {file} && chmod 600 {file}", at.1.line);
        return Some(Found::new(Step::Settings, title).seen(place(at)).fix(line));
    }
    let line = crate::shell::quoted(&format!("machine {machine} login NAME password VALUE"));
    let fix = format!("echo {line} >> {file}");
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(fix))
}

#[cfg(test)]
mod tests {
    use super::super::netrc_lines::tests::is_found;

    #[test]
    fn a_line_break_of_two_characters_is_one_of_echo() {
        let found = super::super::netrc_lines::tests::found(
            "netrc-entry-incomplete",
            "machine a\\nlogin u\\npassword p",
        );
        assert_eq!(found.unwrap().fix, [r"sed -i '1s/[\]n/ /g' /n && chmod 600 /n"]);
    }

    #[test]
    fn both_are_needed() {
        let is_found = |text| is_found("netrc-entry-incomplete", text);
        assert!(is_found("machine a login u"));
        assert!(is_found("machine a password p\nmachine b login u password p"));
        assert!(is_found("machine a user u password p"));
        assert!(is_found("machine a\nlogin\nu\npassword\np"));
        assert!(!is_found("machine a\npassword p\nlogin u"));
    }
}
