//! The root certificates that go reads.

use serde::{Deserialize, Serialize};

use crate::go::std::crypto::roots::Looked;

facts_of_stage! { RootsRead }

/// The root certificates that go reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RootsRead {
    /// The files, in go's order.
    pub files: Vec<Looked>,
    /// The directories, in go's order.
    pub dirs: Vec<Looked>,
    /// How many different certificates they hold together.
    pub certificates: usize,
    /// go's text, where it could load none.
    #[serde(default)]
    pub error: Option<String>,
    /// Whether go reads none and asks the verifier of Windows or macOS.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_system: bool,
    /// How long it took, in microseconds.
    pub micros: u64,
}
