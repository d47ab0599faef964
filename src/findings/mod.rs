//! The engine of findings: what a check is, what it sees, what it says, and how loud.

mod check;
mod finding;
pub(crate) mod fix;
mod line;
pub(crate) mod text;
pub(crate) mod view;
pub(crate) mod words;

pub use check::{Check, Rank};
pub(crate) use check::{Found, Group, check, checks, first_sentence};
pub use finding::{Finding, Severity};
pub use fix::{Act, Change, FixStep, Keeper, steps};
pub use line::{Line, StepVerdict};
pub(crate) use words::Words;
