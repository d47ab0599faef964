//! Why the doctor could not do its work: what, why, and what to do next.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Painter, page::Page, painter::Role};
use crate::{problem::Problem, trace::SCHEMA};

/// A problem as the machine formats carry it.
#[derive(Debug, Deserialize, Serialize)]
pub struct ProblemDocument<'a> {
    schema: u32,
    problem: Cow<'a, Problem>,
}

impl<'a> ProblemDocument<'a> {
    /// `problem` with the number of the schema.
    pub fn new(problem: &'a Problem) -> Self {
        Self { schema: SCHEMA, problem: Cow::Borrowed(problem) }
    }
}

/// A problem for people.
pub fn human(problem: &Problem, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    page.labelled(Role::Bad, "error", &problem.what);
    page.labelled(Role::Plain, "why", &problem.why);
    page.labelled(Role::Good, "next", &problem.next);
    page.finish()
}
