//! The runs that settle what the errors of a log leave open.

use std::{collections::HashMap, ffi::OsStr, sync::Arc};

use crate::{
    cli::{
        action::Manner, commands::resolve::judged, exit::Exit, options::options, runtime::block_on,
    },
    explain::{Answer, Message},
    findings::Finding,
    pipeline,
    problem::Problem,
    report::{Report, env::EnvView},
    world::World,
};

/// The runs so far: one for each path, with what the settings show besides.
pub(super) struct Settling<'a> {
    world: &'a Arc<World>,
    manner: &'a Manner,
    /// The reports of the runs, in their order.
    pub(super) reports: Vec<Report>,
    places: HashMap<String, usize>,
    settings: Vec<Finding>,
    /// The worst so far; none where there was no error.
    worst: Option<Exit>,
}

impl<'a> Settling<'a> {
    pub(super) fn new(world: &'a Arc<World>, manner: &'a Manner) -> Result<Self, Problem> {
        let options = options(manner, true);
        let seen = block_on(pipeline::environment(world, OsStr::new(""), &options))?;
        let settings = EnvView::of(&seen).findings;
        let (reports, places) = (Vec::new(), HashMap::new());
        Ok(Self { world, manner, reports, places, settings, worst: None })
    }

    /// Which cause `message` has, by the run for what it is about.
    pub(super) fn answer(&mut self, message: &Message) -> Result<Answer, Problem> {
        let place = self.place(message)?;
        let answer = match place.and_then(|place| self.reports.get(place)) {
            None => Answer::none(message),
            Some(report) => {
                let by = format!("goget-doctor resolve {}", report.path);
                let found = [&report.findings[..], &self.settings].concat();
                Answer::of(message, by, report.verdict.ok(), &found)
            }
        };
        let exit = match answer.ok {
            Some(true) => Exit::Success,
            Some(false) => Exit::Failure,
            None => Exit::Undecided,
        };
        self.worst = self.worst.max(Some(exit));
        Ok(answer)
    }

    /// The status of all answers: a cause that stands, else an error without answer.
    pub(super) fn exit(&self) -> Exit {
        self.worst.unwrap_or(Exit::Success)
    }

    /// The place of the report for what `message` is about; none where it names nothing, or after as many runs as
    /// anyone waits for.
    fn place(&mut self, message: &Message) -> Result<Option<usize>, Problem> {
        let Some(target) = &message.target else { return Ok(None) };
        if let Some(place) = self.places.get(target) {
            return Ok(Some(*place));
        }
        if self.reports.len() >= MOST_RUNS {
            return Ok(None);
        }
        let (world, options) = (self.world.clone(), options(self.manner, false));
        let run = judged(world, OsStr::new(target), &options, self.manner);
        let (_, mut report) = block_on(run)?;
        report.level(&self.manner.levels);
        self.places.insert(target.clone(), self.reports.len());
        self.reports.push(report);
        Ok(Some(self.reports.len() - 1))
    }
}

/// As many paths are looked at.
const MOST_RUNS: usize = 16;
