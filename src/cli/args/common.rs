//! What holds for every command.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use clap::{
    Args as ClapArgs, ValueEnum, ValueHint,
    builder::{OsStringValueParser, TypedValueParser as _},
};
use clap_complete::ArgValueCandidates;

use super::{
    help::{NETWORK, OUTPUT, RULES},
    kinds::{Format, Release},
    levels::LevelArgs,
    names,
    values::{release, seconds, variable},
};
use crate::{cli::connect_to, world::ConnectTo};

/// What holds for every command.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Common {
    /// Apply the rules of this release, such as 1.27; or of all
    ///
    /// It is 1.27, 1.27.3 or go1.27.3; with all what every release says is shown. Without it, as go
    /// would choose.
    #[arg(long, global = true, hide_short_help = true, value_name = "VERSION", value_parser = release, help_heading = RULES)]
    #[arg(add = ArgValueCandidates::new(names::releases))]
    pub(in crate::cli) go: Option<Release>,
    /// Set a variable, as if it had been set for go; repeatable
    #[arg(long, global = true, hide_short_help = true, value_name = "KEY=VALUE", help_heading = RULES)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|text| variable(&text)))]
    pub(in crate::cli) env: Vec<(OsString, OsString)>,
    /// As go get -insecure, which releases until 1.16 have
    #[arg(long, global = true, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) insecure: bool,
    /// Send nothing; say what would be asked
    #[arg(long, global = true, hide_short_help = true, help_heading = NETWORK)]
    pub(in crate::cli) offline: bool,
    /// Ask nothing that go itself does not ask, not even after a failure
    #[arg(long, global = true, hide_short_help = true, help_heading = NETWORK)]
    pub(in crate::cli) no_probe: bool,
    /// Connect elsewhere for HOST:PORT, as curl does; repeatable
    #[arg(long, global = true, hide_short_help = true, value_name = "HOST:PORT:ADDR:PORT", help_heading = NETWORK)]
    #[arg(value_parser = connect_to::parse)]
    pub(in crate::cli) connect_to: Vec<ConnectTo>,
    /// Give a request up after this time; go has no such limit
    #[arg(long, global = true, hide_short_help = true, value_name = "SECONDS", value_parser = seconds, help_heading = NETWORK)]
    pub(in crate::cli) timeout: Option<Duration>,
    /// Read no more than this of a page; go has no such limit
    #[arg(long, global = true, hide_short_help = true, value_name = "BYTES", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) max_body: Option<u64>,
    /// Read no more than this of a module's zip [default: go's own limit, 500 MiB]
    #[arg(long, global = true, hide_short_help = true, value_name = "BYTES", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) max_zip: Option<u64>,
    /// Let a repository bring no more than this; go has no such limit
    #[arg(long, global = true, hide_short_help = true, value_name = "BYTES", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) max_fetch: Option<u64>,
    /// Choose the form of the result
    #[arg(long, global = true, hide_short_help = true, value_name = "FORMAT", default_value = "human", help_heading = OUTPUT)]
    pub(in crate::cli) format: Format,
    /// As --format json
    #[arg(long, global = true, hide_short_help = true, conflicts_with = "format", help_heading = OUTPUT)]
    pub(in crate::cli) json: bool,
    /// Write the result to a file in place of standard output
    #[arg(short, long, global = true, hide_short_help = true, value_name = "FILE", help_heading = OUTPUT)]
    #[arg(value_hint = ValueHint::FilePath)]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Choose how much json and jsonl tell of the steps [default: full; check: verdict]
    #[arg(long, global = true, hide_short_help = true, value_name = "DETAIL", help_heading = OUTPUT)]
    pub(in crate::cli) detail: Option<Told>,
    /// Show what each step saw above or below what it comes to
    #[arg(long, global = true, hide_short_help = true, value_name = "PLACE", default_value = "last", help_heading = OUTPUT)]
    pub(in crate::cli) trace: Place,
    /// End with status 0 where it would be 1 or 3
    #[arg(long, global = true, hide_short_help = true, help_heading = OUTPUT)]
    pub(in crate::cli) exit_zero: bool,
    /// Choose when to colour; goes before the environment
    #[arg(long, global = true, hide_short_help = true, value_name = "WHEN", default_value = "auto", help_heading = OUTPUT)]
    pub(in crate::cli) color: Color,
    /// Show go's answer and the findings only
    #[arg(short, long, global = true, hide_short_help = true, overrides_with = "quiet", conflicts_with = "verbose", help_heading = OUTPUT)]
    pub(in crate::cli) quiet: bool,
    /// Show the details of every step
    #[arg(short, long, global = true, hide_short_help = true, overrides_with = "verbose", help_heading = OUTPUT)]
    pub(in crate::cli) verbose: bool,
    #[command(flatten)]
    pub(in crate::cli) levels: LevelArgs,
}

/// How much json and jsonl tell of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Told {
    /// No data, and the steps only where something is wrong
    Verdict,
    /// All there is
    Full,
}

/// Where on the screen the trace is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Place {
    /// Above go's answer, the cause and the cure
    First,
    /// Below them
    #[default]
    Last,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// Colour on every stream
    Always,
    /// Colour on terminals, as the environment wishes
    #[default]
    Auto,
    /// Never colour
    Never,
}
