//! Results as bytes, one format a file. Decides nothing and leaves nothing out.

pub mod access;
pub mod catalog;
pub mod certs;
pub mod check;
pub mod diff;
pub mod env;
pub mod explain;
pub mod fix;
pub mod github;
pub mod gitlab;
pub mod go;
pub mod html;
pub mod human;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod lab;
pub mod line;
pub mod markdown;
pub mod meta;
pub mod netrc;
pub mod openmetrics;
pub mod painter;
mod played;
pub mod problem;
pub mod proxy;
pub mod releases;
pub mod round;
pub mod sarif;
#[cfg(feature = "serve")]
pub mod serve;
pub mod text;

mod emphasis;
mod findings;
mod page;
mod place;
mod xml;

pub use painter::Painter;

/// How much of a report people get to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// The details of what failed.
    #[default]
    Normal,
    /// go's answer and the findings.
    Quiet,
    /// The details of everything.
    Verbose,
}
