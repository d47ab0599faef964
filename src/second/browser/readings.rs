//! A page as go's parser and a browser read it.

use std::sync::OnceLock;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BrowserReading, Difference, compare, read};
use crate::go::cmd::meta::Reading;

/// A page as go reads it, and as a browser does. The second is made when it is first looked at:
/// where go finds what it needs, it seldom is.
#[derive(Clone, Debug)]
pub struct Readings {
    go: Reading,
    page: Bytes,
    second: OnceLock<Second>,
}

#[derive(Clone, Debug)]
struct Second {
    browser: BrowserReading,
    differences: Vec<Difference>,
}

/// The form in a trace.
#[derive(Serialize)]
struct Shown<'a> {
    reading: &'a Reading,
    browser: &'a BrowserReading,
    differences: &'a [Difference],
}

#[derive(Deserialize)]
struct Saved {
    reading: Reading,
    browser: BrowserReading,
    differences: Vec<Difference>,
}

impl Readings {
    /// What is read of `page`, of which `go` is go's reading.
    pub fn new(go: Reading, page: Bytes) -> Self {
        Self { go, page, second: OnceLock::new() }
    }

    /// What go reads.
    pub fn go(&self) -> &Reading {
        &self.go
    }

    /// What a browser reads.
    pub fn browser(&self) -> &BrowserReading {
        &self.second().browser
    }

    /// Where the two part, in the order of the page.
    pub fn differences(&self) -> &[Difference] {
        &self.second().differences
    }

    fn second(&self) -> &Second {
        self.second.get_or_init(|| {
            let browser = read(&self.page);
            let differences = compare(&self.go, &browser, &self.page);
            Second { browser, differences }
        })
    }
}

impl PartialEq for Readings {
    fn eq(&self, other: &Self) -> bool {
        self.go == other.go
            && self.browser() == other.browser()
            && self.differences() == other.differences()
    }
}

impl Serialize for Readings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Second { browser, differences } = self.second();
        Shown { reading: &self.go, browser, differences }.serialize(serializer)
    }
}

/// What was saved holds, whatever would be read of the page today.
impl<'de> Deserialize<'de> for Readings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Saved { reading, browser, differences } = Saved::deserialize(deserializer)?;
        let second = Second { browser, differences }.into();
        Ok(Self { go: reading, page: Bytes::new(), second })
    }
}
