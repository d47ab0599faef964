//! What the request was for that a text of go tells of.

use crate::findings::text::{request::Kind, seen::Seen};

/// Whether the request was for the page of a path.
pub(crate) fn is_page(seen: &Seen<'_>) -> bool {
    seen.kind() == Some(Kind::Page)
}

/// Whether the request went to a module proxy.
pub(crate) fn is_module(seen: &Seen<'_>) -> bool {
    seen.kind() == Some(Kind::Module)
}
