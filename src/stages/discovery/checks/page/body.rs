//! The bytes of the page.

use crate::findings::view::View;

/// Whether the bytes that came are no text; no page has a NUL.
pub(crate) fn is_binary(view: &View<'_>) -> Option<()> {
    let body = view.last()?.body?;
    body.page.0.contains(&0).then_some(())
}
