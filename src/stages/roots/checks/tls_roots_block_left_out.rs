//! The root is in a file that go reads, in a form that it leaves out.

use super::cures::written_plain;
use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::roots::State,
    trace::{RootPlace, Step},
};

check! {
    /// A file that go reads holds the server's CA, and go leaves the block out without a word:
    /// a `TRUSTED CERTIFICATE` (OpenSSL's own kind), lines with a colon in front of the data, a
    /// byte order mark or blanks before `-----BEGIN`. OpenSSL and curl read most of these, so curl
    /// trusts the server and go does not.
    ///
    /// Write the certificate again as a plain `CERTIFICATE`.
    "tls-roots-block-left-out", Error, quiet in "own-ca-unsearched"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let found = view.root_found()?;
    let RootPlace::LeftOut { line, why } = &found.place else { return None };
    let named = view.named_root_file();
    if named.is_some_and(|file| file.state != State::Read || file.certificates == 0) {
        return None;
    }
    let title = "The server's CA stands in a file that go reads, in a form that go leaves out.";
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("{}, line {line}: {why}", found.file))
            .seen(format!("the block holds {}, with which go accepts the chain", found.subject))
            .fix(written_plain(&found.file, *line, &judged.host)),
    )
}
