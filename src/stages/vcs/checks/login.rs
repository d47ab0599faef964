//! The login that git wants.

use crate::{findings::view::View, go::std::strconv::text::lossy};

/// The URL for which git wanted to ask for a login, and its words.
pub(crate) fn wants_login<'a>(view: &View<'a>) -> Option<(&'a str, String)> {
    view.pings().find_map(|(url, ran)| {
        let said = lossy(&ran.stderr.0);
        let line = said.lines().find(|line| line.starts_with("fatal: could not read "))?;
        Some((url, line.to_owned()))
    })
}
