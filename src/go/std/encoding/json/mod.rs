//! JSON as go's encoding/json reads it: what it accepts, and its words for what it does not.
//!
//! Only what the answers of module proxies need (modules.md §6.3): whether a text is valid, and the
//! members of its outermost object.

mod members;
mod scan;

pub use members::{Kind, Member, kind, members, string};
pub use scan::check;
