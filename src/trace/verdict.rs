//! How a run ended: go's own choice among what its candidates came to.

use crate::{
    go::cmd::winner::{self, Outcome},
    trace::{Conclusion, Event, Fact, Root, Trace},
};

/// How the run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// Whether go would succeed; `None` where the doctor cannot know.
    pub ok: Option<bool>,
    /// The repository root, where one was found.
    pub root: Option<Root>,
    /// go's error text.
    pub error: Option<String>,
    /// The limit of our own that ended it.
    pub limit: Option<String>,
    /// What is missing for a verdict.
    pub missing: Option<String>,
    /// The candidate that decides.
    pub decides: Option<String>,
}

impl Ending {
    /// How the run that `trace` recorded ended.
    pub fn of(trace: &Trace) -> Self {
        let candidates = concluded(trace);
        if let Some(early) = trace.events.iter().find_map(early) {
            return early;
        }
        let limit = candidates.iter().find(|(_, end)| matches!(end, Conclusion::Limit { .. }));
        let outcomes: Vec<_> = candidates.iter().map(|(_, end)| outcome(end)).collect();
        let deciding =
            limit.or_else(|| candidates.get(winner::winner(&outcomes, trace.header.go)?));
        match deciding {
            Some((path, end)) => Self { decides: Some((*path).to_owned()), ..Self::from(*end) },
            None => Self { missing: Some("the end of the run".into()), ..Self::default() },
        }
    }

    fn fails(error: &str) -> Self {
        Self { ok: Some(false), error: Some(error.to_owned()), ..Self::default() }
    }
}

impl From<&Conclusion> for Ending {
    fn from(end: &Conclusion) -> Self {
        match end {
            Conclusion::Found { root } => {
                Self { ok: Some(true), root: Some(root.clone()), ..Self::default() }
            }
            Conclusion::Shaken => Self { ok: Some(true), ..Self::default() },
            Conclusion::Failed { error, .. } => Self::fails(error),
            // go goes on where we stop, so there is no text of its own.
            Conclusion::Limit { limit } => {
                Self { ok: Some(false), limit: Some(limit.clone()), ..Self::default() }
            }
            Conclusion::Unknown { missing } => {
                Self { missing: Some(missing.clone()), ..Self::default() }
            }
        }
    }
}

/// What ends a run before anything is looked up.
fn early(event: &Event) -> Option<Ending> {
    match &event.fact {
        Fact::Settings { error: Some(error), .. } => Some(Ending::fails(error)),
        Fact::ArgumentRead(read) if read.standard => {
            Some(Ending { ok: Some(true), ..Ending::default() })
        }
        Fact::ArgumentRead(read) => match (&read.error, &read.missing) {
            (Some(error), _) => Some(Ending::fails(error)),
            (None, Some(missing)) => {
                Some(Ending { missing: Some(missing.clone()), ..Ending::default() })
            }
            (None, None) => None,
        },
        _ => None,
    }
}

/// What each candidate came to in the end, longest first.
pub fn concluded(trace: &Trace) -> Vec<(&str, &Conclusion)> {
    let mut ended: Vec<(&str, &Conclusion)> = Vec::new();
    for event in &trace.events {
        let (Fact::Concluded { conclusion }, Some(path)) = (&event.fact, event.path.as_deref())
        else {
            continue;
        };
        match ended.iter_mut().find(|(known, _)| *known == path) {
            // The package of a repository that was found.
            Some(known) => known.1 = conclusion,
            None => ended.push((path, conclusion)),
        }
    }
    ended
}

fn outcome(end: &Conclusion) -> Outcome {
    match end {
        Conclusion::Found { .. } | Conclusion::Shaken => Outcome::Found,
        Conclusion::Failed { class, .. } => Outcome::Failed(*class),
        Conclusion::Limit { .. } | Conclusion::Unknown { .. } => Outcome::Unknown,
    }
}
