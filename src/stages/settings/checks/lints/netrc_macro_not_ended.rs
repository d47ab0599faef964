//! A macro that swallows the rest of the file.

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
    /// A `macdef` goes on to the next empty line. In a file with Windows line ends no line is empty for go, and one with a blank is none
    /// either: the macro swallows every entry behind it.
    ///
    /// Delete the macro: nothing that speaks HTTP has a use for it. Or put an empty line behind it, without a carriage return.
    "netrc-macro-not-ended", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let at = odd(view, &[Oddity::MacroNotEnded, Oddity::MacroWithCr])?;
    let fix = match at.1.oddity {
        Oddity::MacroWithCr => format!("sed -i 's/\\r$//' {}", word(at.0)),
        _ => format!(
            "sed -i 's/^[[:blank:]]*$//' {}    (or put an empty line behind the macro)",
            word(at.0)
        ),
    };
    let title = "A macro of netrc does not end, and swallows the rest of the file.";
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(fix))
}

#[cfg(test)]
mod tests {
    use crate::stages::settings::checks::netrc_lines::tests::is_found;

    #[test]
    fn until_an_empty_line() {
        let is_found = |text| is_found("netrc-macro-not-ended", text);
        assert!(is_found("macdef init\ncd\n \nmachine a login u password p"));
        assert!(is_found("macdef init\r\ncd\r\n\r\nmachine a login u password p\r\n"));
        assert!(!is_found("macdef init\ncd\n\nmachine a login u password p"));
    }
}
