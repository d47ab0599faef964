//! The form of the result, and whose rules are applied.

use clap::ValueEnum;

use crate::go::version::Version;

/// Whose rules are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Release {
    /// Those of every release known.
    All,
    /// Those of one.
    One(Version),
}

/// The form of the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    #[default]
    Human,
    /// One object, for several paths with all results in it
    Json,
    /// One object a line
    Jsonl,
    /// The lines that go itself prints with -v and -x
    Go,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For test reports: `JUnit` XML
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// A line for each remark, for editors and problem matchers
    Line,
    /// Metrics for a monitoring system: text for the textfile collector
    Openmetrics,
    /// For the summary of a job
    Markdown,
    /// One page for a browser
    Html,
}
