//! A macro that swallows the rest of the file.

use super::{
    Case, Found,
    odd, place,
};
use crate::{event::Step, go::netrc::Oddity};

settings_check! {
    /// A `macdef` goes on to the next empty line. In a file with Windows line ends no line is empty for go, and one with a blank is none
    /// either: the macro swallows every entry behind it.
    "netrc-macro-not-ended", Warning
}

fn find(case: &Case<'_>) -> Option<Found> {
    let at = odd(case, &[Oddity::MacroNotEnded, Oddity::MacroWithCr])?;
    let fix = match at.1.oddity {
        Oddity::MacroWithCr => format!("sed -i 's/\\r$//' {}", at.0),
        _ => format!("{}: put an empty line behind the macro", at.0),
    };
    let title = "A macro of netrc does not end, and swallows the rest of the file.";
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(fix))
}

#[cfg(test)]
mod tests {
    use super::super::tests::is_found;


    #[test]
    fn until_an_empty_line() {
        let is_found = |text| is_found("netrc-macro-not-ended", text);
        assert!(is_found("macdef init\ncd\n \nmachine a login u password p"));
        assert!(is_found("macdef init\r\ncd\r\n\r\nmachine a login u password p\r\n"));
        assert!(!is_found("macdef init\ncd\n\nmachine a login u password p"));
    }
}
