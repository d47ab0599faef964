//! The safe local steps of what a saved run found: go's settings, rights and lines of netrc, lines of go.mod. They are
//! planned, shown, taken, and each can be taken back.

mod plan;
mod take;

use std::path::PathBuf;

pub use plan::plan;
pub use take::take;

use crate::{
    findings::FixStep,
    go::version::Version,
    report::{
        Finding,
        fix::{FixView, StepView},
        round::Tool,
    },
    trace::SCHEMA,
};

/// What there is to do about a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The release whose rules were applied.
    pub go: Option<Version>,
    /// What the run found.
    pub findings: Vec<Finding>,
    /// The steps, in the order in which they are taken.
    pub steps: Vec<Planned>,
    /// The files that they change.
    pub files: Vec<Touched>,
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The path that the run was for.
    pub path: String,
    /// The name of the finding.
    pub finding: String,
    /// The step.
    pub step: FixStep,
    /// How it is taken, and its place among the files; none where it is left to people.
    pub way: Option<(Way, usize)>,
    /// What became of it.
    pub state: State,
}

/// How a step is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The go command or sed makes the change in a copy of the file, which comes into its place: the words of the command,
    /// without the file.
    Copy(Vec<String>),
    /// As `Copy`, by `go env`, which finds the copy by GOENV.
    Settings(Vec<String>),
    /// The rights on the file.
    Mode(u32),
}

/// A file that steps change.
#[derive(Clone, Debug, PartialEq)]
pub struct Touched {
    /// The file, behind symbolic links.
    pub file: PathBuf,
    /// What it held when it was planned; none: it was not there.
    pub before: Option<Vec<u8>>,
    /// The command that takes back what was done.
    pub undo: Option<String>,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Ready to be taken.
    Ready,
    /// Taken.
    Done,
    /// Left to people, for this reason.
    Left(String),
    /// Not taken, for this reason.
    Failed(String),
}

impl Plan {
    /// Whether a step can be taken.
    pub fn is_ready(&self) -> bool {
        self.steps.iter().any(|planned| planned.state == State::Ready)
    }

    /// Whether a step could not be taken.
    pub fn has_failed(&self) -> bool {
        self.steps.iter().any(|planned| matches!(planned.state, State::Failed(_)))
    }
}

impl Plan {
    /// The plan of the saved run `run` for people and machines; `apply` says whether it was to be carried out, `exit` how
    /// the command ends.
    pub fn view<'a>(&'a self, run: &'a str, apply: bool, exit: u8) -> FixView<'a> {
        FixView {
            schema: SCHEMA,
            tool: Tool::own(),
            command: "fix".into(),
            go: self.go,
            run: run.into(),
            apply,
            todo: self.steps.iter().map(|planned| self.step(planned)).collect(),
            undo: self.files.iter().filter_map(|it| it.undo.as_deref()).map(Into::into).collect(),
            findings: (&self.findings).into(),
            exit,
        }
    }

    fn step<'a>(&'a self, planned: &'a Planned) -> StepView<'a> {
        let place = planned.way.as_ref().map(|(_, place)| *place);
        let touched = place.and_then(|place| self.files.get(place));
        let (state, why) = match &planned.state {
            State::Ready => ("ready", None),
            State::Done => ("done", None),
            State::Left(why) => ("left", Some(why)),
            State::Failed(why) => ("failed", Some(why)),
        };
        StepView {
            path: planned.path.as_str().into(),
            finding: planned.finding.as_str().into(),
            step: planned.step.clone(),
            touches: touched.map(|touched| touched.file.display().to_string()),
            state: state.into(),
            why: why.map(|why| why.as_str().into()),
        }
    }
}
