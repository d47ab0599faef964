//! One thing that was seen or decided, and the step it belongs to.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Fact, Of, Step};

/// One thing that was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Microseconds since the run started.
    pub at: u64,
    /// The candidate module path it belongs to; `None` where it belongs to the whole run.
    #[serde(default, rename = "candidate", skip_serializing_if = "Option::is_none", with = "path")]
    pub path: Option<Arc<str>>,
    /// The step of go's pipeline that it belongs to.
    pub step: Step,
    /// Whether this is a question of our own, which go does not ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub probe: bool,
    /// The request that it belongs to, where it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestId>,
    /// What was seen or decided.
    #[serde(flatten)]
    pub fact: Fact,
}

impl Event {
    /// An event without a time.
    pub(crate) fn of(path: Option<&str>, step: Step, fact: impl Into<Fact>) -> Self {
        let path = path.map(Into::into);
        Self { at: 0, path, step, probe: false, request: None, fact: fact.into() }
    }
}

/// What events tell.
pub trait Told<'a>: Iterator<Item = &'a Event> + Sized {
    /// The facts of one kind among the events, in their order.
    fn told<T: Of>(self) -> impl Iterator<Item = &'a T> {
        self.filter_map(|event| T::of(&event.fact))
    }
}

impl<'a, I: Iterator<Item = &'a Event>> Told<'a> for I {}

/// The path of an event, which its lookup's events share.
mod path {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "as serde calls it")]
    pub(crate) fn serialize<S: Serializer>(
        path: &Option<Arc<str>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        path.as_deref().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Into::into))
    }
}

/// The number of a request within its path.
pub type RequestId = u32;
