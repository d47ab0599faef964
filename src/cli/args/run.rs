//! The commands that take go's steps.

use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf};

use clap::{
    Args as ClapArgs, ValueEnum,
    builder::{OsStringValueParser, TypedValueParser as _},
};

use crate::{check::Shard, trace::Stage};

use super::{
    help::{NETWORK, OUTPUT, RULES},
    kinds::Format,
    values::report,
};

/// `resolve`.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Resolve {
    /// Package paths, as they are given to go get
    #[arg(required = true, value_name = "PATH[@QUERY]")]
    pub(in crate::cli) paths: Vec<OsString>,
    /// Judge as go list -m -json PATH@QUERY does
    ///
    /// The paths are module paths; where there is no query it is latest.
    #[arg(long, conflicts_with = "download", help_heading = RULES)]
    pub(in crate::cli) module: bool,
    /// Judge as go mod download -json PATH@VERSION does
    ///
    /// The paths are module paths.
    #[arg(long, help_heading = RULES)]
    pub(in crate::cli) download: bool,
    /// List the versions, as go list -m -versions PATH does
    ///
    /// The paths are module paths.
    #[arg(long, conflicts_with = "download", help_heading = RULES)]
    pub(in crate::cli) versions: bool,
    /// Write what was seen to a file, for replay
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(in crate::cli) save: Option<PathBuf>,
    /// Replace hosts, paths, users and addresses in that file, so that it can be shared
    #[arg(long, hide_short_help = true, requires = "save", help_heading = OUTPUT)]
    pub(in crate::cli) redact: bool,
    #[command(flatten)]
    pub(in crate::cli) batch: Batch,
    #[command(flatten)]
    pub(in crate::cli) reports: Reports,
}

/// The round.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Round {
    /// Write what was seen to a file, for replay and diff
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(in crate::cli) save: Option<PathBuf>,
    /// Replace hosts, paths, users and addresses in that file, so that it can be shared
    #[arg(long, requires = "save", help_heading = OUTPUT)]
    pub(in crate::cli) redact: bool,
    #[command(flatten)]
    pub(in crate::cli) reports: Reports,
}

/// `check`.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Check {
    /// go.mod or go.work, a vanity server's file, a list, or paths
    ///
    /// go.mod, go.work, a vanity server's *.yaml or vangen.json, a list of paths, - for a list on standard input, or paths; with
    /// --lint go.sum or go.work.sum as well. Without it ./go.mod.
    #[arg(value_name = "FILE|PATH")]
    pub(in crate::cli) inputs: Vec<OsString>,
    /// Take paths for module paths, as go list -m -json does
    ///
    /// Those that are not from a go.mod are judged as go list -m -json PATH@QUERY does.
    /// They are module paths; where there is no query it is latest.
    #[arg(long, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) module: bool,
    /// Ask this host for a vanity server's paths
    #[arg(long, value_name = "HOST", help_heading = RULES)]
    pub(in crate::cli) host: Option<String>,
    /// Look over the files as they stand, and ask nobody
    #[arg(long, help_heading = RULES)]
    pub(in crate::cli) lint: bool,
    /// Ask whether each zip is there, without loading it
    #[arg(long, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) zips: bool,
    /// Walk the module graph, and say who requires what fails
    ///
    /// The graph behind go.mod, pruned where go prunes it.
    #[arg(long, help_heading = RULES)]
    pub(in crate::cli) graph: bool,
    /// Check the paths of some hosts only: part K of N, in which a host is the same on every machine
    #[arg(long, hide_short_help = true, value_name = "K/N", conflicts_with = "graph", help_heading = RULES)]
    pub(in crate::cli) shard: Option<Shard>,
    /// Write what was seen to a file, for replay and diff
    #[arg(long, hide_short_help = true, value_name = "FILE", help_heading = OUTPUT)]
    pub(in crate::cli) save: Option<PathBuf>,
    /// Print jsonl in the order of the input, too; results that are done early wait in a temporary file
    #[arg(long, hide_short_help = true, help_heading = OUTPUT)]
    pub(in crate::cli) in_order: bool,
    /// Do not fail for what failed in an earlier run
    ///
    /// A file written with --format json or jsonl.
    #[arg(long, hide_short_help = true, value_name = "FILE", help_heading = OUTPUT)]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Stop after the first failure
    #[arg(long, hide_short_help = true, conflicts_with = "max_failures", help_heading = OUTPUT)]
    pub(in crate::cli) fail_fast: bool,
    /// Stop after so many failures
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = OUTPUT)]
    pub(in crate::cli) max_failures: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(in crate::cli) batch: Batch,
    #[command(flatten)]
    pub(in crate::cli) reports: Reports,
}

/// A stage of the fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Until {
    /// The repository root, in direct mode
    Root,
    /// The version that answers the query
    Version,
    /// The go.mod of that version
    Module,
    /// The zip of that version and the package in it
    Package,
}

impl From<Until> for Stage {
    fn from(until: Until) -> Self {
        match until {
            Until::Root => Self::Root,
            Until::Version => Self::Version,
            Until::Module => Self::Module,
            Until::Package => Self::Package,
        }
    }
}

/// `replay`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Replay {
    /// A file written with --save; - is standard input
    pub(in crate::cli) file: PathBuf,
    /// Write the run to a file that can be shared: hosts, paths, users and addresses are replaced
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(in crate::cli) redact: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) reports: Reports,
}

/// `fix`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Fix {
    /// A file written with --save on this machine
    #[arg(value_name = "RUN")]
    pub(in crate::cli) run: PathBuf,
    /// Take the steps, and print the line that takes them back
    ///
    /// Settings by go env -w, rights and lines of netrc, lines of go.mod: nothing else. A file that was changed after the
    /// run is left alone.
    #[arg(long, help_heading = RULES)]
    pub(in crate::cli) apply: bool,
    /// Show the steps and change nothing, which is so wherever nobody can be asked
    #[arg(long, conflicts_with = "apply", help_heading = RULES)]
    pub(in crate::cli) dry_run: bool,
}

/// `merge`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Merge {
    /// Files that check --shard wrote with --format jsonl
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) parts: Vec<OsString>,
    #[command(flatten)]
    pub(in crate::cli) reports: Reports,
}

/// `diff`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Diff {
    /// A file that resolve or check wrote with --save
    pub(in crate::cli) first: PathBuf,
    /// Another one, for the same paths
    pub(in crate::cli) second: PathBuf,
}

/// What is written beside standard output.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Reports {
    /// Write the result to a file too; repeatable
    #[arg(long = "report", hide_short_help = true, value_name = "FORMAT=FILE", help_heading = OUTPUT)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|text| report(&text)))]
    pub(in crate::cli) files: Vec<(Format, PathBuf)>,
}

/// How many paths are asked for, and how far.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Batch {
    /// Stop after this stage: root, version, module, package
    ///
    /// Without it after package; with --module after version, for check after module.
    #[arg(long, hide_short_help = true, hide_possible_values = true, value_name = "STAGE", help_heading = RULES)]
    pub(in crate::cli) until: Option<Until>,
    /// Ask repositories whatever GOPROXY says
    ///
    /// go itself does not.
    #[arg(long, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) direct: bool,
    /// Believe what is in GOMODCACHE and GOPATH/pkg/sumdb, as go does
    ///
    /// Both are read and never written. Without it both are taken for empty.
    #[arg(long, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) cache: bool,
    /// Look so many module paths up at the same time
    ///
    /// Without it 32, of them 16 at one host.
    #[arg(long, hide_short_help = true, value_name = "N", help_heading = NETWORK)]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
    /// Try so often again where the network made a lookup fail, or a server that is busy
    ///
    /// Such a server answers 429, or 503 with Retry-After. go does not.
    #[arg(long, hide_short_help = true, value_name = "N", default_value = "0", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u32).range(..=10))]
    pub(in crate::cli) retry: u32,
}
