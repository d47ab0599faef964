//! The details of a step for machines: JSON that is written at once, since most of it is never
//! looked into.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};

use crate::event::{Described, Event, Fact};

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Data(Box<RawValue>);

/// `{"facts": […]}`.
#[derive(Serialize)]
struct Facts<'a> {
    facts: Vec<Line<'a>>,
}

/// An event without what its step says already.
#[derive(Serialize)]
struct Line<'a> {
    at: u64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    probe: bool,
    #[serde(flatten)]
    fact: &'a Fact,
    /// The certificates of a chain, described.
    #[serde(skip_serializing_if = "<[Described]>::is_empty")]
    certificates: &'a [Described],
}

impl Data {
    /// The facts of these events, each with the certificates that it shows.
    pub(super) fn of<'a>(events: impl Iterator<Item = (Cow<'a, Event>, &'a [Described])>) -> Self {
        let events: Vec<_> = events.collect();
        let facts = events.iter().map(|(event, certificates)| Line {
            at: event.at,
            probe: event.probe,
            fact: &event.fact,
            certificates,
        });
        to_raw_value(&Facts { facts: facts.collect() }).map(Self).unwrap_or_default()
    }
}

impl Default for Data {
    fn default() -> Self {
        Self::from(Value::Object(serde_json::Map::new()))
    }
}

impl From<Value> for Data {
    fn from(value: Value) -> Self {
        Self(to_raw_value(&value).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
