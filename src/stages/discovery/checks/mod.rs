//! What is wrong with the answer, the page, the tag and its prefix.

pub(crate) mod answer;
pub(crate) mod govcs;
pub(crate) mod page;
pub(crate) mod prefix;
pub(crate) mod tag;
