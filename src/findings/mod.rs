//! The engine of findings: what a check is, what it sees, what it says, and how loud.

mod check;
mod finding;
mod line;
pub(crate) mod text;
pub(crate) mod view;
pub(crate) mod words;

pub use check::Check;
pub(crate) use check::{Found, check, checks};
pub use finding::{Finding, Severity};
pub use line::{Line, Verdict};
pub(crate) use words::Words;
