//! What can be typed. What it means is decided in `action`.

use std::{
    ffi::{OsStr, OsString},
    num::NonZeroUsize,
    path::PathBuf,
    time::Duration,
};

use clap::{
    Args as ClapArgs, CommandFactory as _, Parser, Subcommand, ValueEnum,
    builder::{OsStringValueParser, TypedValueParser as _},
};
use clap_complete::Shell;

use super::connect_to;
use crate::{go::version::Version, world::ConnectTo};

/// Replay the go command's module discovery, see what each step saw, and what to change
#[derive(Clone, Debug, Parser)]
#[command(name = "goget-doctor", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(arg_required_else_help = false)]
#[command(before_long_help = EXAMPLES, after_long_help = EXIT_STATUS)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Command {
    /// Take every step that go would take for a path, and say what each one saw
    #[command(before_long_help = RESOLVE_EXAMPLES)]
    Resolve(Resolve),
    /// Check all the paths of a build or of a vanity server, for CI
    #[command(before_long_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Show what go reads from a page, beside what a browser reads
    #[command(before_long_help = META_EXAMPLES)]
    Meta(Meta),
    /// Show the settings in force, what they decide for a module path, or what changed in go
    #[command(before_long_help = ENV_EXAMPLES)]
    Env(Env),
    /// Show which login go would send to which host, and which curl and git would
    #[command(before_long_help = NETRC_EXAMPLES)]
    Netrc {
        /// A host, as it stands in the URL: with its port where that is written
        #[arg(value_name = "HOST[:PORT]")]
        host: Option<String>,
    },
    /// Read the page of a finding, or take a pasted error of go apart
    #[command(before_long_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Judge and show a saved run again, without a network
    Replay(Replay),
    #[cfg(feature = "lab")]
    /// Reproduce failures on this machine, without a network
    #[command(before_long_help = LAB_EXAMPLES, arg_required_else_help = false)]
    Lab {
        #[command(subcommand)]
        command: Lab,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// `resolve`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Resolve {
    /// Package paths, as they are given to go get
    #[arg(required = true, value_name = "PATH[@VERSION]")]
    pub(super) paths: Vec<OsString>,
    /// Take the paths as module paths: judge as go list -m PATH@latest does
    #[arg(long, help_heading = RULES)]
    pub(super) module: bool,
    /// Write what was seen to a file, for replay
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(super) save: Option<PathBuf>,
    #[command(flatten)]
    pub(super) batch: Batch,
    #[command(flatten)]
    pub(super) reports: Reports,
}

/// `check`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Check {
    /// go.mod, go.work, a vanity server's *.yaml or vangen.json, a list of paths, - for a list on
    /// standard input, or paths [default: go.mod]
    #[arg(value_name = "FILE|PATH")]
    pub(super) inputs: Vec<OsString>,
    /// Take paths that are not from a go.mod as module paths: judge as go list -m PATH@latest does
    #[arg(long, help_heading = RULES)]
    pub(super) module: bool,
    /// Ask this host for what a vanity server's file says
    #[arg(long, value_name = "HOST", help_heading = RULES)]
    pub(super) host: Option<String>,
    /// Do not fail for what failed in an earlier run: a file written with --format json or jsonl
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(super) baseline: Option<PathBuf>,
    /// Stop after the first failure
    #[arg(long, conflicts_with = "max_failures", help_heading = OUTPUT)]
    pub(super) fail_fast: bool,
    /// Stop after so many failures
    #[arg(long, value_name = "N", help_heading = OUTPUT)]
    pub(super) max_failures: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) batch: Batch,
    #[command(flatten)]
    pub(super) reports: Reports,
}

/// `replay`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Replay {
    /// A file written with --save; - is standard input
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) reports: Reports,
}

/// What is written beside standard output.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Reports {
    /// Write the result to a file too, in a form of its own; repeatable
    #[arg(long = "report", value_name = "FORMAT=FILE", help_heading = OUTPUT)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|text| report(&text)))]
    pub(super) files: Vec<(Format, PathBuf)>,
}

/// How many paths are asked for.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Batch {
    /// Look so many module paths up at the same time [default: 32, of them 16 at one host]
    #[arg(long, value_name = "N", help_heading = NETWORK)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Try so often again where the network, not the server, made a lookup fail; go does not
    #[arg(long, value_name = "N", default_value = "0", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u32).range(..=10))]
    pub(super) retry: u32,
}

/// `env`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Env {
    /// A module path
    pub(super) path: Option<OsString>,
    /// Print the lines that cure what is wrong, for a shell
    #[arg(long, conflicts_with = "go_versions", help_heading = OUTPUT)]
    pub(super) fix: bool,
    /// List what changed from release to release
    #[arg(long, conflicts_with = "path")]
    pub(super) go_versions: bool,
}

/// `meta`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Meta {
    /// A file, a URL that is fetched as written, or - for standard input
    #[arg(value_name = "FILE|URL|-")]
    pub(super) source: OsString,
    /// Say which tag go takes for this import path
    #[arg(long, value_name = "PATH", help_heading = RULES)]
    pub(super) path: Option<String>,
}

/// `explain`.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Explain {
    /// A finding: what it means, and what to do about it
    #[arg(value_name = "NAME", required_unless_present_any = ["list", "log"])]
    #[arg(conflicts_with_all = ["list", "log"])]
    pub(super) name: Option<String>,
    /// List all findings
    #[arg(long, conflicts_with = "log")]
    pub(super) list: bool,
    /// Find the errors of go in a log: where each arose, its causes, what would settle them; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(super) log: Option<PathBuf>,
    /// Take every step for the paths that the errors are about, too
    #[arg(long, requires = "log", help_heading = NETWORK)]
    pub(super) resolve: bool,
}

/// `lab`.
#[cfg(feature = "lab")]
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Lab {
    /// List the scenarios
    List,
    /// Play a scenario and compare what comes out with what it says; or run a command in it
    Run {
        /// The scenario's name
        name: String,
        /// A command to run with the lab's environment, such as: -- go get -x example.com/pkg
        #[arg(last = true, value_name = "CMD")]
        command: Vec<OsString>,
    },
    /// Play a scenario file until interrupted, and print the environment that leads there
    Serve {
        /// The scenario file
        file: PathBuf,
    },
}

/// What holds for every command.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Common {
    /// Apply the rules of this release: 1.27, 1.27.3 or go1.27.3; or show what all releases say: all
    /// [default: as go would choose]
    #[arg(long, global = true, value_name = "VERSION", value_parser = release, help_heading = RULES)]
    pub(super) go: Option<Release>,
    /// Set a variable of the environment, as if it had been set for go; repeatable
    #[arg(long, global = true, value_name = "KEY=VALUE", help_heading = RULES)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|text| variable(&text)))]
    pub(super) env: Vec<(OsString, OsString)>,
    /// As go get -insecure, which releases until 1.16 have
    #[arg(long, global = true, help_heading = RULES)]
    pub(super) insecure: bool,
    /// Send nothing; say what would be asked
    #[arg(long, global = true, help_heading = NETWORK)]
    pub(super) offline: bool,
    /// Ask nothing that go itself does not ask, not even after a failure
    #[arg(long, global = true, help_heading = NETWORK)]
    pub(super) no_probe: bool,
    /// Connect elsewhere for HOST:PORT, as curl does; repeatable
    #[arg(long, global = true, value_name = "HOST:PORT:ADDR:PORT", help_heading = NETWORK)]
    #[arg(value_parser = connect_to::parse)]
    pub(super) connect_to: Vec<ConnectTo>,
    /// Give a request up after this time; go has no such limit
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, help_heading = NETWORK)]
    pub(super) timeout: Option<Duration>,
    /// Read no more than this of a page; go has no such limit
    #[arg(long, global = true, value_name = "BYTES", help_heading = NETWORK)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) max_body: Option<u64>,
    /// Choose the form of the result
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human", help_heading = OUTPUT)]
    pub(super) format: Format,
    /// Choose when to colour; goes before the environment
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = OUTPUT)]
    pub(super) color: Color,
    /// Show go's answer and the findings only
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = OUTPUT)]
    pub(super) quiet: bool,
    /// Show the details of every step
    #[arg(short, long, global = true, help_heading = OUTPUT)]
    pub(super) verbose: bool,
    /// End with status 1 for warnings too
    #[arg(long, global = true, value_name = "WHAT", help_heading = OUTPUT)]
    pub(super) deny: Option<Deny>,
}

/// Whose rules are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// Those of every release known.
    All,
    /// Those of one.
    One(Version),
}

/// The form of the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// One object for one path, an array for several
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
    /// For the summary of a job
    Markdown,
    /// One page for a browser
    Html,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Colour on every stream
    Always,
    /// Colour on terminals, as the environment wishes
    #[default]
    Auto,
    /// Never colour
    Never,
}

/// What to fail for, besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Findings of severity warning
    Warnings,
}

/// The whole command line.
pub(super) fn command() -> clap::Command {
    Args::command()
}

fn release(text: &str) -> Result<Release, String> {
    if text == "all" { Ok(Release::All) } else { version(text).map(Release::One) }
}

fn version(text: &str) -> Result<Version, String> {
    let version: Version = text.parse().map_err(|error| format!("{error}"))?;
    if version.is_known() || version.is_newer_than_known() {
        return Ok(version);
    }
    let (oldest, newest) = (Version::OLDEST, Version::NEWEST);
    Err(format!("the rules of go {version} are not known here; known: {oldest} to {newest}"))
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|time| !time.is_zero()).ok_or("it takes seconds above zero, such as 10 or 0.5")
}

fn variable(text: &OsStr) -> Result<(OsString, OsString), &'static str> {
    let bytes = text.as_encoded_bytes();
    let equals = bytes.iter().position(|byte| *byte == b'=').filter(|at| *at > 0);
    split_at(text, equals.ok_or("it takes KEY=VALUE")?).ok_or("it takes KEY=VALUE")
}

fn report(text: &OsStr) -> Result<(Format, PathBuf), &'static str> {
    const TAKES: &str = "it takes FORMAT=FILE, such as sarif=out.sarif";
    let (format, file) = variable(text).map_err(|_| TAKES)?;
    let format = format.to_str().and_then(|name| Format::from_str(name, false).ok());
    match format {
        Some(format) if !file.is_empty() => Ok((format, file.into())),
        _ => Err(TAKES),
    }
}

#[cfg(unix)]
fn split_at(text: &OsStr, equals: usize) -> Option<(OsString, OsString)> {
    use std::os::unix::ffi::OsStrExt as _;
    let (key, value) = text.as_bytes().split_at_checked(equals)?;
    Some((OsStr::from_bytes(key).into(), OsStr::from_bytes(value.get(1..)?).into()))
}

#[cfg(not(unix))]
fn split_at(text: &OsStr, _equals: usize) -> Option<(OsString, OsString)> {
    let (key, value) = text.to_str()?.split_once('=')?;
    Some((key.into(), value.into()))
}

const RULES: &str = "Rules";
const NETWORK: &str = "Network";
const OUTPUT: &str = "Output";

const EXAMPLES: &str = "\
Examples:
  goget-doctor resolve example.com/pkg
  goget-doctor resolve --format json example.com/pkg@v1.2.3 example.org/other
  goget-doctor resolve --env GOPRIVATE=example.com -v example.com/pkg
  goget-doctor check --report sarif=out.sarif
  goget-doctor meta https://example.com/pkg?go-get=1
  goget-doctor lab list";

const RESOLVE_EXAMPLES: &str = "\
Examples:
  goget-doctor resolve example.com/pkg
  goget-doctor resolve --go 1.27 --save run.jsonl example.com/pkg
  goget-doctor resolve --connect-to example.com:443:127.0.0.1:8443 example.com/pkg
  goget-doctor resolve --offline example.com/pkg";

const CHECK_EXAMPLES: &str = "\
Examples:
  goget-doctor check
  goget-doctor check --format github --report sarif=out.sarif --report html=out.html
  goget-doctor check vanity.yaml --host example.com --connect-to example.com:443:127.0.0.1:8443
  goget-doctor check --module --format jsonl - < modules.txt";

const ENV_EXAMPLES: &str = "\
Examples:
  goget-doctor env
  goget-doctor env git.example.com/team/pkg
  goget-doctor env --fix";

const NETRC_EXAMPLES: &str = "\
Examples:
  goget-doctor netrc
  goget-doctor netrc git.example.com
  goget-doctor netrc --go 1.20 proxy.example.com:8443";

const META_EXAMPLES: &str = "\
Examples:
  goget-doctor meta index.html --path example.com/pkg
  goget-doctor meta https://example.com/pkg?go-get=1
  curl -s https://example.com/pkg?go-get=1 | goget-doctor meta -";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  goget-doctor explain tls-roots-in-unsearched-location
  goget-doctor explain --list
  goget-doctor explain --log build.log
  go mod download 2>&1 | goget-doctor explain --log -
  goget-doctor explain --log build.log --resolve";

#[cfg(feature = "lab")]
const LAB_EXAMPLES: &str = "\
Examples:
  goget-doctor lab list
  goget-doctor lab run NAME
  goget-doctor lab run NAME -- go get -x example.com/pkg
  goget-doctor lab serve scenario.toml";

const EXIT_STATUS: &str = "\
Exit status:
  0  go would succeed
  1  go would fail, or a finding of severity error stands (with --deny warnings: also a warning)
  2  goget-doctor could not do its work, or has no verdict

With --format other than human, standard output holds that format alone, problems included.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn variables_need_a_name() {
        let read = |text: &str| variable(OsStr::new(text));
        assert_eq!(read("A=b=c"), Ok(("A".into(), "b=c".into())));
        assert_eq!(read("A="), Ok(("A".into(), "".into())));
        assert!(read("A").is_err() && read("=b").is_err() && read("").is_err());
    }

    #[test]
    fn times_are_above_zero() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "nan", "inf", "", "5s"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn releases_that_are_not_known_are_refused() {
        assert_eq!(version("go1.27.3").map(|version| version.to_string()), Ok("1.27.3".into()));
        assert!(version("1.99").is_ok(), "answered as the newest");
        assert!(version("1.7").is_err_and(|error| error.contains("known: ")));
    }
}
