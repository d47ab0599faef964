//! A `default` that go does not know.

use super::{
    Case, Found,
    netrc::{odd, place},
};
use crate::{event::Step, go::netrc::Oddity};

check! {
    /// curl and git send the login behind `default` to every host that has no `machine` line. go does not: `default` is nothing to it,
    /// and alone at the end of a line it even ends the file. A host that wants a login needs a `machine` line of its own.
    "netrc-default-ignored", Note
}

fn find(case: &Case<'_>) -> Option<Found> {
    let at = odd(case, &[Oddity::Default])?;
    let title = "netrc has a default, which go does not know; git and curl do.";
    Some(
        Found::new(Step::Settings, title)
            .seen(place(at))
            .fix(format!("echo 'machine HOST login NAME password VALUE' >> {}", at.0)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::netrc::tests::is_found;


    #[test]
    fn default_as_a_key() {
        let is_found = |text| is_found("netrc-default-ignored", text);
        assert!(is_found("default login u password p"));
        assert!(is_found("machine a login u password p\ndefault\nlogin v password q"));
        assert!(!is_found("machine a login default password p"));
        assert!(!is_found("machine default login u password p"));
    }
}
