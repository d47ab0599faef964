//! What can be typed. What it means is decided in `action`.

mod ask;
mod common;
mod help;
mod kinds;
mod levels;
mod names;
mod own;
mod run;
#[cfg(feature = "serve")]
mod serve;
mod values;

use std::ffi::OsStr;

use clap::{Args as _, CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

#[cfg(feature = "lab")]
pub(super) use ask::Lab;
pub(super) use ask::{Certs, Env, Explain, Meta, Proxy};
pub(super) use common::{Color, Common, Place, Told};
#[cfg(feature = "lab")]
use help::LAB_EXAMPLES;
use help::{
    CERTS_EXAMPLES, CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, DIFF_EXAMPLES, ENV_EXAMPLES, EXAMPLES,
    EXIT_STATUS, EXPLAIN_EXAMPLES, FIX_EXAMPLES, MAN_EXAMPLES, MERGE_EXAMPLES, META_EXAMPLES,
    NETRC_EXAMPLES, PROXY_EXAMPLES, REPLAY_EXAMPLES, RESOLVE_EXAMPLES, ROUND_EXAMPLES,
    SCHEMA_EXAMPLES,
};
#[cfg(feature = "serve")]
use help::{EXPORT_EXAMPLES, SERVE_EXAMPLES};
pub(super) use kinds::{Format, Release};
pub(super) use own::formats;
pub(super) use run::{Batch, Check, Diff, Fix, Merge, Replay, Reports, Resolve, Round};
#[cfg(feature = "serve")]
pub(super) use serve::{Export, Host, Serve};

/// Replay what go does to fetch a module: what each step saw, what to change
#[derive(Clone, Debug, Parser)]
#[command(
    name = "goget-doctor",
    bin_name = "goget-doctor",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(arg_required_else_help = false)]
#[command(before_help = EXAMPLES, after_long_help = EXIT_STATUS)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Command {
    /// Look at what every fetch needs; as without a command
    #[command(before_help = ROUND_EXAMPLES)]
    Round(Round),
    /// Take each step that go takes for a path, and say what each saw
    #[command(before_help = RESOLVE_EXAMPLES)]
    Resolve(Resolve),
    /// Check all the paths of a build or of a vanity server, for CI
    #[command(before_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Put the parts of a check together that several machines made
    #[command(before_help = MERGE_EXAMPLES)]
    Merge(Merge),
    /// Show what go reads from a page, beside what a browser reads
    #[command(before_help = META_EXAMPLES)]
    Meta(Meta),
    /// Show the settings in force, and what they decide for a path
    #[command(before_help = ENV_EXAMPLES)]
    Env(Env),
    /// Show the roots that go reads, and judge a server's certificates
    #[command(before_help = CERTS_EXAMPLES)]
    Certs(Certs),
    /// Show which login go would send to a host, and curl, and git
    #[command(before_help = NETRC_EXAMPLES)]
    Netrc {
        /// A host, as it stands in the URL: with its port where that is written
        #[arg(value_name = "HOST[:PORT]")]
        host: Option<String>,
    },
    /// Put a module proxy to its protocol, rule by rule
    #[command(before_help = PROXY_EXAMPLES)]
    Proxy(Proxy),
    /// Read the page of a finding, or take a pasted error of go apart
    #[command(before_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Show, or take, the safe local steps that a saved run asks for
    #[command(before_help = FIX_EXAMPLES)]
    Fix(Fix),
    /// Judge and show a saved run again, without a network
    #[command(before_help = REPLAY_EXAMPLES)]
    Replay(Replay),
    /// Compare two saved runs, and name the difference that decides
    #[command(before_help = DIFF_EXAMPLES)]
    Diff(Diff),
    #[cfg(feature = "serve")]
    /// Answer go and browsers for import paths of your own
    #[command(before_help = SERVE_EXAMPLES)]
    Serve(Serve),
    #[cfg(feature = "serve")]
    /// Write the same answers as pages, for a server of files
    #[command(before_help = EXPORT_EXAMPLES)]
    Export(Export),
    #[cfg(feature = "lab")]
    /// Reproduce failures on this machine, without a network
    #[command(before_help = LAB_EXAMPLES, arg_required_else_help = false)]
    Lab {
        #[command(subcommand)]
        command: Lab,
    },
    /// Print what a shell runs to complete the doctor's words
    #[command(before_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of one command
    #[command(before_help = MAN_EXAMPLES)]
    Man {
        /// The command
        #[arg(value_name = "COMMAND", num_args = 0..=2)]
        of: Vec<String>,
    },
    /// Print the JSON Schema of the machine output
    #[command(before_help = SCHEMA_EXAMPLES)]
    Schema,
}

/// The whole command line.
pub fn command() -> clap::Command {
    own::shown(Args::command())
}

/// The command line of the command called `name` alone, without help, where it is one whose start
/// counts: to lay out all commands takes clap as long as the connection to a server.
pub(super) fn alone(name: &OsStr) -> Option<clap::Command> {
    let own = clap::Command::new("goget-doctor").subcommand_required(true);
    let own = Common::augment_args(own);
    Some(match name.to_str()? {
        "resolve" => own.subcommand(Resolve::augment_args(clap::Command::new("resolve"))),
        "check" => own.subcommand(Check::augment_args(clap::Command::new("check"))),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
