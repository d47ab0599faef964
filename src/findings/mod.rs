//! The engine of findings: what a check is, what it sees, what it says, and how loud.

mod check;
mod finding;
mod line;
pub(crate) mod text;
pub(crate) mod view;
pub(crate) mod words;

pub use check::{Check, Rank};
pub(crate) use check::{Found, Group, check, checks, first_sentence};
pub use finding::{Finding, Severity};
pub use line::{Line, StepVerdict};
pub(crate) use words::Words;
