//! What go's package unicode knows about characters, by release.

pub mod fold;
pub mod letters;
