//! A page as go's parser and a browser read it.

use std::sync::OnceLock;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BrowserReading, Difference, compare, read};
use crate::{go::cmd::meta::Reading, secret::Known};

/// A page as go reads it, and as a browser does. The second is made when it is first looked at:
/// where go finds what it needs, it seldom is.
#[derive(Clone, Debug)]
pub struct Readings {
    go: Reading,
    page: Bytes,
    places: usize,
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
    /// What is read of `page`, of which `go` is go's reading; a browser's is kept up to so many places.
    pub fn new(go: Reading, page: Bytes, places: usize) -> Self {
        Self { go, page, places, second: OnceLock::new() }
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

    /// The readings with an `x` for each byte of a secret, but for what is in `open` too.
    #[must_use]
    pub fn without(self, secrets: &Known, open: &str) -> Self {
        let mut page = self.page.to_vec();
        let page = if secrets.cover(&mut page, open) { page.into() } else { self.page };
        Self::new(secrets.without(self.go, open), page, self.places)
    }

    fn second(&self) -> &Second {
        self.second.get_or_init(|| {
            let mut browser = read(&self.page);
            // Tags that were only counted cannot be compared.
            let counted = self.go.more > 0;
            let mut differences =
                if counted { Vec::new() } else { compare(&self.go, &browser, &self.page) };
            differences.truncate(self.places);
            browser.truncate(self.places);
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
        Ok(Self { go: reading, page: Bytes::new(), places: 0, second })
    }
}
