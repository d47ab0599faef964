//! What the arguments ask for.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::ValueEnum as _;
use clap_complete::Shell;

#[cfg(feature = "lab")]
use super::args::Lab;
use super::args::{
    Args, Certs, Check, Command, Common, Diff, Env, Explain, Fix, Format, Merge, Meta, Place,
    Proxy, Release, Replay, Resolve, Round, Told, formats,
};
#[cfg(feature = "serve")]
use super::args::{Export, Serve};
use crate::{
    problem::Problem,
    render::Detail,
    report::Levels,
    world::{ConnectTo, World},
};

/// One thing to do, and how.
pub(super) struct Job {
    pub(super) action: Action,
    pub(super) manner: Manner,
}

/// What to do.
pub(super) enum Action {
    Certs(Certs),
    Completions(Shell),
    Diff(Diff),
    Env(Env),
    Explain(Explain),
    Fix(Fix),
    Versions,
    #[cfg(feature = "lab")]
    Lab(Lab),
    Man(Vec<String>),
    Schema,
    Merge(Merge),
    Meta(Meta),
    Netrc {
        host: Option<String>,
    },
    Proxy(Proxy),
    Check(Check),
    Replay(Replay),
    Resolve(Resolve),
    Round(Round),
    #[cfg(feature = "serve")]
    Export(Export),
    #[cfg(feature = "serve")]
    Serve(Serve),
}

/// The flags that every command has.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone)]
pub(super) struct Manner {
    pub(super) go: Option<Release>,
    pub(super) insecure: bool,
    pub(super) offline: bool,
    pub(super) no_probe: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) max_body: Option<u64>,
    pub(super) max_zip: Option<u64>,
    pub(super) max_fetch: Option<u64>,
    pub(super) format: Format,
    /// Where the result goes; none: to standard output.
    pub(super) output: Option<PathBuf>,
    /// How much the machine formats tell of the steps; none: as the command has it.
    pub(super) told: Option<Told>,
    /// Whether what was found leaves the exit status alone.
    pub(super) exit_zero: bool,
    pub(super) detail: Detail,
    /// Where on the screen the trace is.
    pub(super) trace: Place,
    /// How bad findings are in this run.
    pub(super) levels: Levels,
    env: Vec<(OsString, OsString)>,
    connect_to: Vec<ConnectTo>,
}

impl Job {
    /// What `args` ask for, where the action knows the format.
    pub(super) fn new(args: Args) -> Result<Self, Problem> {
        let action = Action::new(args.command);
        let manner = Manner::new(args.common);
        let (name, formats) = action.formats();
        let lacks = |what: &str, next: &str| {
            let why = format!("{name} has no {what}");
            let next = format!("goget-doctor {name} {next}");
            Problem::new("the command line cannot be understood", why, next)
        };
        if !formats.contains(&manner.format) {
            let names: Vec<_> = formats.iter().map(|format| format_name(*format)).collect();
            let format = format!("format {}", format_name(manner.format));
            return Err(lacks(&format, &format!("--format {}", names.join("|"))));
        }
        if let Some(format) = manner.output.as_deref().and_then(format_of_name) {
            let why = format!("{format} is a format, and -o names a file");
            let next = format!("goget-doctor {name} --format {format}");
            return Err(Problem::new("the command line cannot be understood", why, next));
        }
        if manner.go == Some(Release::All) && !action.compares_releases() {
            return Err(lacks("--go all", "--go VERSION"));
        }
        Ok(Self { action, manner })
    }
}

impl Action {
    fn new(command: Command) -> Self {
        match command {
            Command::Completions { shell } => Self::Completions(shell),
            Command::Explain(explain) => Self::Explain(explain),
            Command::Fix(fix) => Self::Fix(fix),
            #[cfg(feature = "lab")]
            Command::Lab { command } => Self::Lab(command),
            Command::Env(Env { go_versions: true, .. }) => Self::Versions,
            Command::Certs(certs) => Self::Certs(certs),
            Command::Diff(diff) => Self::Diff(diff),
            Command::Env(env) => Self::Env(env),
            Command::Netrc { host } => Self::Netrc { host },
            Command::Man { of } => Self::Man(of),
            Command::Schema => Self::Schema,
            Command::Merge(merge) => Self::Merge(merge),
            Command::Meta(meta) => Self::Meta(meta),
            Command::Proxy(proxy) => Self::Proxy(proxy),
            Command::Check(check) => Self::Check(check),
            Command::Replay(replay) => Self::Replay(replay),
            Command::Resolve(resolve) => Self::Resolve(resolve),
            Command::Round(round) => Self::Round(round),
            #[cfg(feature = "serve")]
            Command::Export(export) => Self::Export(export),
            #[cfg(feature = "serve")]
            Command::Serve(serve) => Self::Serve(serve),
        }
    }

    /// Whether it can show what all releases say.
    fn compares_releases(&self) -> bool {
        match self {
            #[cfg(feature = "lab")]
            Self::Lab(Lab::Run { command, .. }) => command.is_empty(),
            Self::Explain(explain) => explain.resolve,
            Self::Resolve(_) => true,
            _ => false,
        }
    }

    /// The command's name and the formats that it has.
    fn formats(&self) -> (&'static str, &'static [Format]) {
        let fewer = match self {
            Self::Env(Env { fix: true, .. }) => Some("env --fix"),
            // What it serves is told to people; what it makes of itself to machines too.
            #[cfg(feature = "serve")]
            Self::Serve(Serve { check: false, .. }) => Some("serve"),
            #[cfg(feature = "lab")]
            Self::Lab(Lab::Run { command, .. }) if !command.is_empty() => {
                Some("lab run NAME -- CMD")
            }
            _ => None,
        };
        let name = self.name();
        fewer.map_or_else(|| (name, formats(name)), |name| (name, &[Format::Human]))
    }

    /// What it is called on the command line.
    fn name(&self) -> &'static str {
        match self {
            Self::Completions(_) => "completions",
            Self::Certs(_) => "certs",
            Self::Diff(_) => "diff",
            Self::Env(_) | Self::Versions => "env",
            Self::Netrc { .. } => "netrc",
            Self::Proxy(_) => "proxy",
            Self::Explain(_) => "explain",
            Self::Fix(_) => "fix",
            #[cfg(feature = "lab")]
            Self::Lab(Lab::List) => "lab list",
            #[cfg(feature = "lab")]
            Self::Lab(Lab::Run { .. }) => "lab run",
            #[cfg(feature = "lab")]
            Self::Lab(Lab::Serve { .. }) => "lab serve",
            Self::Man(_) => "man",
            Self::Schema => "schema",
            Self::Merge(_) => "merge",
            Self::Meta(_) => "meta",
            Self::Check(_) => "check",
            Self::Replay(_) => "replay",
            Self::Resolve(_) => "resolve",
            Self::Round(_) => "round",
            #[cfg(feature = "serve")]
            Self::Export(_) => "export",
            #[cfg(feature = "serve")]
            Self::Serve(_) => "serve",
        }
    }
}

impl Manner {
    fn new(common: Common) -> Self {
        Self {
            go: common.go,
            insecure: common.insecure,
            offline: common.offline,
            no_probe: common.no_probe,
            timeout: common.timeout,
            max_body: common.max_body,
            max_zip: common.max_zip,
            max_fetch: common.max_fetch,
            format: if common.json { Format::Json } else { common.format },
            output: common.output,
            told: common.detail,
            exit_zero: common.exit_zero,
            detail: match (common.quiet, common.verbose) {
                (true, _) => Detail::Quiet,
                (_, true) => Detail::Verbose,
                _ => Detail::Normal,
            },
            trace: common.trace,
            levels: common.levels.levels(),
            env: common.env,
            connect_to: common.connect_to,
        }
    }

    /// Overrides these options with those that `other` sets.
    #[cfg(feature = "lab")]
    pub(super) fn over(&self, other: Self) -> Self {
        Self {
            go: self.go.or(other.go),
            insecure: self.insecure || other.insecure,
            offline: self.offline || other.offline,
            no_probe: self.no_probe || other.no_probe,
            timeout: self.timeout.or(other.timeout),
            max_body: self.max_body.or(other.max_body),
            max_zip: self.max_zip.or(other.max_zip),
            max_fetch: self.max_fetch.or(other.max_fetch),
            env: [other.env, self.env.clone()].concat(),
            connect_to: [self.connect_to.clone(), other.connect_to].concat(),
            ..self.clone()
        }
    }

    /// `world` with the variables and connections of the command line.
    pub(super) fn apply(&self, mut world: World) -> World {
        for (name, value) in &self.env {
            world.set(name, value);
        }
        world.detour_mut().connect_to.extend_from_slice(&self.connect_to);
        world
    }
}

/// The format whose name a file would have: other tools have `-o json`.
fn format_of_name(file: &Path) -> Option<String> {
    let format = file.to_str().and_then(|name| Format::from_str(name, false).ok())?;
    (!file.exists()).then(|| format_name(format))
}

fn format_name(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
