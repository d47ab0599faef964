//! The details of a step for machines: JSON that is written at once, since most of it is never
//! looked into.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{
    Map, Value,
    value::{RawValue, to_raw_value},
};

use crate::trace::{Described, Event, Fact, Shared};

/// A JSON object; an empty one by default.
#[derive(Clone, Debug, Default)]
pub struct Data(Option<Box<RawValue>>);

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
    #[serde(skip_serializing_if = "Option::is_none")]
    certificates: Option<&'a Shared<Vec<Described>>>,
}

/// An event with the certificates that it shows.
pub(super) type Shown<'a> = (Cow<'a, Event>, Option<&'a Shared<Vec<Described>>>);

impl Data {
    /// The facts of these events, each with the certificates that it shows.
    pub(super) fn of<'a>(events: impl Iterator<Item = Shown<'a>>) -> Self {
        let events: Vec<_> = events.collect();
        let facts = events.iter().map(|(event, certificates)| Line {
            at: event.at,
            probe: event.probe,
            fact: &event.fact,
            certificates: *certificates,
        });
        Self(to_raw_value(&Facts { facts: facts.collect() }).ok())
    }
}

impl From<Value> for Data {
    fn from(value: Value) -> Self {
        Self(to_raw_value(&value).ok())
    }
}

/// Reads any object. What surrounds it is read into memory first, so that its text as it came is
/// not there any more; its fields are, in their order.
impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Map::deserialize(deserializer)?;
        Ok(if fields.is_empty() { Self::default() } else { Value::Object(fields).into() })
    }
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().map(|own| own.get()) == other.0.as_ref().map(|its| its.get())
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(json) => json.serialize(serializer),
            None => serializer.serialize_map(Some(0))?.end(),
        }
    }
}
