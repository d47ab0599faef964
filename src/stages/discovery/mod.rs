//! Dynamic discovery: the `?go-get=1` page, its tag and the prefix it names.

pub(crate) mod checks;
pub(crate) mod errors_page;
pub(crate) mod errors_tag;
pub(crate) mod words;
pub(crate) mod words_page;
