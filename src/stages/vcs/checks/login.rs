//! The login that git wants.

use crate::{
    findings::view::View,
    go::std::strconv::text::lossy,
    trace::{LoginCame, LoginSource},
};

/// The URL for which git wanted to ask for a login, and its words.
pub(crate) fn wants_login<'a>(view: &View<'a>) -> Option<(&'a str, String)> {
    view.pings().find_map(|(url, ran)| {
        let said = lossy(&ran.stderr.0);
        let line = said.lines().find(|line| line.starts_with("fatal: could not read "))?;
        Some((url, line.to_owned()))
    })
}

/// The place from which git has a login for the repository.
pub(super) fn given<'a>(view: &View<'a>) -> Option<&'a LoginSource> {
    view.access()?.logins.iter().find(|source| source.came == LoginCame::Login)
}
