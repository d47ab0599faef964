//! One thing that was seen or decided, and the step it belongs to.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Fact, Of, Sought};

/// One thing that was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Microseconds since the run started.
    pub at: u64,
    /// The candidate module path it belongs to; `None` where it belongs to the whole run.
    #[serde(default, rename = "module", skip_serializing_if = "Option::is_none", with = "path")]
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

/// The steps that go takes for a path, in go's order. The names are a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// The settings in force.
    Settings,
    /// Cleaning and checking the path.
    Path,
    /// Which of GOPROXY, GOPRIVATE and GONOPROXY decides where go asks.
    Route,
    /// An entry of GOPROXY that is asked.
    Proxy,
    /// The table of hosts that go knows.
    StaticTable,
    /// A `.git`, `.hg`, `.svn` or `.fossil` in the path.
    VcsSuffix,
    /// The `?go-get=1` page.
    Fetch,
    /// Reading the page's go-import meta tags.
    Meta,
    /// Choosing the tag that matches the path.
    Match,
    /// The second page, at the prefix that the tag names.
    Verify,
    /// Checking the subdirectory, repo root and VCS of the tag.
    Validate,
    /// Whether GOVCS allows the VCS.
    Govcs,
    /// The repository root, or go's error.
    Root,
    /// The commands in the repository, and the versions and commits that they name.
    Repository,
    /// The version that answers the query.
    Version,
    /// The go.mod of that version.
    Module,
    /// The zip of that version.
    Zip,
    /// The sums of go.mod and zip, against go.sum and the checksum database.
    Sum,
    /// The package in the zip; in GOPATH mode in its repository.
    Package,
}

impl Step {
    /// The step that looks for something of this kind.
    pub fn of(sought: Sought) -> Self {
        match sought {
            Sought::GoMod => Self::Module,
            Sought::Zip => Self::Zip,
            _ => Self::Version,
        }
    }
}

/// The number of a request within its path.
pub type RequestId = u32;
