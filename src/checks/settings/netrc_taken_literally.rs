//! Quotes and comments, which go does not know.

use super::{
    Case, Found,
    odd, place,
};
use crate::{event::Step, go::netrc::Oddity};

settings_check! {
    /// go knows neither quotes nor comments in netrc: the quotes around a password are sent with it, and a line such as
    /// `#machine a login u password p` gives its login to the machine that is open. curl and git read both otherwise.
    "netrc-taken-literally", Warning
}

fn find(case: &Case<'_>) -> Option<Found> {
    let at = odd(case, &[Oddity::Quotes, Oddity::Comment, Oddity::Shifted])?;
    let (title, fix) = match at.1.oddity {
        Oddity::Quotes => ("Quotes in netrc belong to the value for go.", "write the value without quotes"),
        Oddity::Comment => ("A line of netrc that begins with # counts for go.", "delete the line"),
        _ => ("A line of netrc has a word too many, and go reads its rest otherwise.", "delete the word"),
    };
    Some(Found::new(Step::Settings, title).seen(place(at)).fix(format!("{}, line {}: {fix}", at.0, at.1.line)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::is_found;


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
