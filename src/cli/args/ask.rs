//! The commands that answer one question.

use std::{ffi::OsString, path::PathBuf};

use clap::Args as ClapArgs;
#[cfg(feature = "lab")]
use clap::Subcommand;
use clap_complete::ArgValueCandidates;
use time::OffsetDateTime;

#[cfg(feature = "lab")]
use super::help::LAB_EXAMPLES;
use super::{
    help::{NETWORK, OUTPUT, RULES},
    names,
    values::moment,
};

/// `env`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Env {
    /// A module path
    pub(in crate::cli) path: Option<OsString>,
    /// Judge the settings that a file lists; - is standard input
    ///
    /// As go env prints them, for the release and the system that it names.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["git", "go_versions"], help_heading = RULES)]
    pub(in crate::cli) from: Option<OsString>,
    /// Print the lines that cure what is wrong, for a shell
    #[arg(long, conflicts_with = "go_versions", help_heading = OUTPUT)]
    pub(in crate::cli) fix: bool,
    /// Show what git and ssh would use for a repository
    ///
    /// Settings, logins, keys; without a URL, whatever they are set to.
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "")]
    #[arg(conflicts_with_all = ["path", "fix", "go_versions"])]
    pub(in crate::cli) git: Option<String>,
    /// List what changed from release to release
    #[arg(long, hide_short_help = true, conflicts_with = "path")]
    pub(in crate::cli) go_versions: bool,
}

/// `certs`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Certs {
    /// A server, whose certificates are looked at
    #[arg(value_name = "HOST[:PORT]", conflicts_with = "chain")]
    pub(in crate::cli) server: Option<String>,
    /// Look at the certificates of this file instead
    ///
    /// As a server would present them; - is standard input.
    #[arg(long, value_name = "FILE", requires = "host", help_heading = RULES)]
    pub(in crate::cli) chain: Option<OsString>,
    /// Judge the certificates of --chain for this host
    #[arg(long, value_name = "NAME", requires = "chain", help_heading = RULES)]
    pub(in crate::cli) host: Option<String>,
    /// Save the certificates that the server presents in this file
    ///
    /// In its order, as --chain reads them.
    #[arg(long, hide_short_help = true, value_name = "FILE", requires = "server", help_heading = OUTPUT)]
    pub(in crate::cli) save_chain: Option<PathBuf>,
    /// Trust the certificates of this file alone
    ///
    /// In place of all that go would read; - is standard input.
    #[arg(long, value_name = "FILE", help_heading = RULES)]
    pub(in crate::cli) roots: Option<OsString>,
    /// Judge as of this moment, such as 2026-11-21 [default: now]
    ///
    /// A day, or a moment such as 2026-11-21T12:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = RULES)]
    pub(in crate::cli) at: Option<OffsetDateTime>,
}

/// `meta`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Meta {
    /// A file, a URL that is fetched as written, or - for standard input
    #[arg(value_name = "FILE|URL|-")]
    pub(in crate::cli) source: OsString,
    /// Say which tag go takes for this import path
    #[arg(long, value_name = "PATH", help_heading = RULES)]
    pub(in crate::cli) path: Option<String>,
}

/// `proxy`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Proxy {
    /// The proxy, as an element of GOPROXY
    pub(in crate::cli) url: String,
    /// A module that it should have, and a version of it [default: the newest]
    #[arg(value_name = "MODULE[@V]")]
    pub(in crate::cli) module: Option<String>,
}

/// `explain`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Explain {
    /// A name that a command prints, or what go printed
    ///
    /// A name: what it means, and what to do about it. What go printed: the text itself, a file with it, or - for standard input.
    /// Without it: standard input where that holds something, else all names.
    #[arg(value_name = "NAME|TEXT|FILE|-")]
    #[arg(conflicts_with_all = ["list", "log", "search"], allow_hyphen_values = true)]
    #[arg(add = ArgValueCandidates::new(names::explained))]
    pub(in crate::cli) asked: Option<OsString>,
    /// List all names, and who tells each
    #[arg(long, conflicts_with = "log")]
    pub(in crate::cli) list: bool,
    /// List the names whose page has this word
    #[arg(long, value_name = "WORD", conflicts_with_all = ["list", "log"])]
    pub(in crate::cli) search: Option<String>,
    /// Find the errors of go in a log; - is standard input
    ///
    /// Where each arose, its causes, what would settle them.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) log: Option<PathBuf>,
    /// Make the runs that settle what the errors leave open
    ///
    /// And say which cause each error has.
    #[arg(long, conflicts_with_all = ["list", "search"], help_heading = NETWORK)]
    pub(in crate::cli) resolve: bool,
}

/// `lab`.
#[cfg(feature = "lab")]
#[derive(Clone, Debug, Subcommand)]
pub(in crate::cli) enum Lab {
    /// List the scenarios
    #[command(before_help = LAB_EXAMPLES)]
    List,
    /// Play a scenario and compare what comes out with what it says; or run a command in it
    #[command(before_help = LAB_EXAMPLES)]
    Run {
        /// The scenario's name, or its file
        #[arg(add = ArgValueCandidates::new(names::scenarios))]
        name: String,
        /// A command to run with the lab's environment, such as: -- go get -x example.com/pkg
        #[arg(last = true, value_name = "CMD")]
        command: Vec<OsString>,
    },
    /// Play a scenario file until interrupted, and print the environment that leads there
    #[command(before_help = LAB_EXAMPLES)]
    Serve {
        /// The scenario file
        file: PathBuf,
    },
}
