//! Replays what the go command does to find a module, shows what each step saw, and says what to change.
//!
//! A run is recorded as a [`Trace`]: events in go's order, by the rules of one release of go, from a [`World`] that is
//! this machine or one laid out by hand. A [`Report`] is made from a trace alone: the [`Verdict`], what each [`Step`]
//! saw, and [`Finding`]s with their evidence and lines to paste. [`explain()`] takes pasted logs of go apart instead.
//!
//! ```no_run
//! use std::sync::Arc;
//! use goget_doctor::{Options, Problem, Report, World, resolve};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Problem> {
//!     let world = Arc::new(World::real());
//!     let trace = resolve(world, "tonybai.com/gowechat".as_ref(), &Options::default()).await?;
//!     let report = Report::of(&trace);
//!     println!("{:?}", report.verdict);
//!     report.findings.iter().for_each(|finding| println!("{}: {:?}", finding.title, finding.fix));
//!     Ok(())
//! }
//! ```
//!
//! An `Err` says that the doctor could not do its work. Whatever go or the network does wrong is in the trace.
//!
//! ```text
//! World ─► resolve, Run ─► Event, Event… ─► Trace              as go does it, in go's order
//!                                           Trace ─► Report    findings and words; no I/O
//! a log ─► explain ─► Message, Message…                        each go error and its likeliest causes
//! ```
//!
//! [`Run`] resolves many paths that share settings, connections and pages. Runs are saved and read by [`Trace::save`]
//! and [`Trace::load`]. What is written as JSON has the version [`SCHEMA`].
//!
//! | feature | what it adds | default |
//! | --- | --- | --- |
//! | `cli` | the command: arguments, the terminal, exit status | yes |
//! | `lab` | loopback servers that play scenario files: `lab::Scenario`, `lab::Lab` | yes |
//! | `serve` | the commands `serve` and `export`: pages for an import path of one's own | yes |
//!
//! What this page names is the API. Other modules are public for the command and the tests; they are not part of the API.

pub use crate::{
    explain::{Cause, Message, explain},
    findings::{Finding, Severity, StepVerdict},
    go::version::Version,
    net::Limits,
    pipeline::{Options, Run, resolve},
    problem::Problem,
    report::{Candidate, Report, StepReport},
    trace::{
        By, Event, Events, Fact, Failure, Fault, GoError, Got, Header, Missing, Root, SCHEMA,
        Stage, Step, Target, Trace, Verdict,
    },
    world::World,
};

#[cfg(feature = "lab")]
pub mod lab;

/// Not part of the API.
#[doc(hidden)]
pub mod check;
/// Not part of the API.
#[doc(hidden)]
#[cfg(feature = "cli")]
pub mod cli;
/// Not part of the API.
#[doc(hidden)]
pub mod explain;
/// Not part of the API.
#[doc(hidden)]
pub mod findings;
/// Not part of the API.
#[doc(hidden)]
pub mod fix;
pub mod go;
/// Not part of the API.
#[doc(hidden)]
pub mod net;
/// Not part of the API.
#[doc(hidden)]
pub mod pipeline;
/// Not part of the API.
#[doc(hidden)]
pub mod problem;
/// Not part of the API.
#[doc(hidden)]
pub mod redact;
/// Not part of the API.
#[doc(hidden)]
pub mod render;
/// Not part of the API.
#[doc(hidden)]
pub mod report;
pub mod round;
/// Not part of the API.
#[doc(hidden)]
pub mod second;
/// Not part of the API.
#[doc(hidden)]
pub mod secret;
/// Not part of the API.
#[doc(hidden)]
#[cfg(feature = "serve")]
pub mod serve;
/// Not part of the API.
#[doc(hidden)]
pub mod stages;
/// Not part of the API.
#[doc(hidden)]
pub mod trace;
/// Not part of the API.
#[doc(hidden)]
pub mod vcs;
/// Not part of the API.
#[doc(hidden)]
pub mod world;

mod forward;
mod probe;
mod shell;

/// The example of the README, which has to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
