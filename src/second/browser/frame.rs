//! The frame of a single-page app: an element for a script to fill.

use html5ever::tokenizer::Tag;
use serde::{Deserialize, Serialize};

/// An element that a script fills in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Its line, from 1.
    pub line: u64,
    /// The text there, as it is on the page.
    pub excerpt: String,
}

/// Whether the start tag is that of an element by which apps of the usual makes are known.
pub(crate) fn is_frame(tag: &Tag) -> bool {
    const IDS: [&str; 6] = ["root", "app", "__next", "__nuxt", "svelte", "___gatsby"];
    let id = tag.attrs.iter().find(|attribute| &*attribute.name.local == "id");
    match &*tag.name {
        "app-root" => true,
        "div" | "main" => id.is_some_and(|id| IDS.contains(&&*id.value)),
        _ => false,
    }
}
