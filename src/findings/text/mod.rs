//! go's texts: rows that know them, and what of a message the rows look at.

pub(crate) mod context;
pub(crate) mod pattern;
pub(crate) mod request;
pub(crate) mod row;
pub(crate) mod seen;
pub(crate) mod settle;
pub(crate) mod table;
