//! The scenarios that the binary carries.

use crate::problem::nearest;

// `SCENARIOS`: names and texts, by name; build.rs lists the folder.
include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// The scenarios that the binary carries: name and text of each, by name.
pub fn list() -> &'static [(&'static str, &'static str)] {
    SCENARIOS
}

/// The text of a scenario.
pub fn find(name: &str) -> Option<&'static str> {
    SCENARIOS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The name that is nearest to one that does not exist, where one is near.
pub fn suggest(name: &str) -> Option<&'static str> {
    nearest(name, SCENARIOS.iter().map(|(known, _)| *known))
}
