//! What go prints instead of working with its settings, found in the order in which go looks.

use std::path::Path;

use crate::{
    go::{
        cmd::{
            env::{Origin, Sources},
            gover,
            start::{self, Command, experiments, flags, toolchain},
        },
        std::strconv::text::quote,
        version::Change,
    },
    pipeline::Session,
    vcs::look_up::look_up,
};

use super::{settings::godebug_refusal, sources::sources};

/// What go prints instead of working with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Its text, without `go: ` in front.
    pub text: String,
    /// Whether it is printed without `go: `, as what every program of a release does.
    bare: bool,
}

impl Refusal {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), bare: false }
    }

    /// The whole text, as it is printed.
    pub(crate) fn printed(&self) -> String {
        let Self { text, bare } = self;
        if *bare { format!("{text}\n") } else { format!("go: {text}\n") }
    }
}

/// A command of go that begins.
pub(super) struct Start<'a> {
    session: &'a Session,
    command: Command,
    sources: Sources,
}

impl<'a> Start<'a> {
    /// The command for a module path, or for a package path.
    pub(super) fn of(session: &'a Session, module: bool) -> Self {
        let command = match (module, session.options.download) {
            (_, true) => Command::Download,
            (true, false) => Command::List,
            (false, false) => Command::Get,
        };
        Self { session, command, sources: sources(&session.world, session.version) }
    }

    /// What go prints instead of working.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let text = godebug_refusal(&self.session.world, self.session.version);
        let bare = text.map(|text| Refusal { text, bare: true });
        bare.or_else(|| self.told().map(Refusal::new))
    }

    fn told(&self) -> Option<String> {
        self.toolchain()
            .or_else(|| self.folders())
            .or_else(|| {
                self.workspace().filter(|_| self.has(Change::WorkspaceFirst) && self.is_on())
            })
            .or_else(|| self.build())
            .or_else(|| self.flags())
    }

    fn has(&self, change: Change) -> bool {
        self.session.version.has(change)
    }

    fn get(&self, name: &str) -> &str {
        self.session.env.get(name)
    }

    /// Whether GO111MODULE leaves modules on.
    fn is_on(&self) -> bool {
        matches!(self.get("GO111MODULE"), "" | "on" | "auto")
    }

    /// The choice of the release, which is made where modules are on.
    fn toolchain(&self) -> Option<String> {
        let value = self.get("GOTOOLCHAIN");
        if !self.session.version.switches() || !self.is_on() {
            return None;
        }
        if let Err(text) = toolchain::check(value) {
            return Some(text);
        }
        let name = value.split('+').next().unwrap_or_default();
        let text = gover::refused(name)?;
        look_up(name, self.session.world.var("PATH")).is_none().then_some(text)
    }

    /// GOROOT and GOPATH, in the order of the release.
    fn folders(&self) -> Option<String> {
        // go's own place for it is not judged.
        let is_own = matches!(self.session.env.origin("GOPATH"), Origin::Default);
        let path = || gopath(self.get("GOPATH")).filter(|_| !is_own);
        let root = || self.root();
        if self.has(Change::RootBeforePath) { root().or_else(path) } else { path().or_else(root) }
    }

    fn root(&self) -> Option<String> {
        let root = self.sources.plain("GOROOT");
        let found = root.is_empty() || self.session.world.is_dir(Path::new(&root)).unwrap_or(false);
        (!found).then(|| format!("cannot find GOROOT directory: {root}"))
    }

    fn workspace(&self) -> Option<String> {
        let file = self.sources.plain("GOWORK");
        let whole = matches!(file.as_str(), "" | "off" | "auto") || file.starts_with('/');
        (!whole).then(|| "invalid GOWORK: not an absolute path".to_owned())
    }

    /// What matters to builds, and ends every command.
    fn build(&self) -> Option<String> {
        let version = self.session.version;
        if !version.switches() {
            return None;
        }
        let fips = || start::fips140(&self.sources.plain("GOFIPS140"), version).err();
        let experiments = experiments::check(&self.sources.plain("GOEXPERIMENT"), version).err();
        experiments.or_else(|| fips().filter(|_| self.has(Change::Fips140)))
    }

    /// GOFLAGS, and what the command says of its flags and of the mode.
    fn flags(&self) -> Option<String> {
        if !self.has(Change::Modules) {
            return self.unknown_mode();
        }
        match flags::read(self.get("GOFLAGS"), self.command, self.session.version) {
            Err(text) => Some(text),
            Ok(flags) if self.command == Command::Get => self.get_command(&flags),
            Ok(flags) => self.other_command(&flags),
        }
    }

    fn get_command(&self, flags: &flags::Flags) -> Option<String> {
        let (gone, mode) = (|| self.gone(flags), || self.unknown_mode());
        let first = self.has(Change::FlagsOfGetFirst);
        let told = if first { gone().or_else(mode) } else { mode().or_else(gone) };
        told.or_else(|| self.off()).or_else(|| self.modfile(flags))
    }

    /// A flag that `go get` no longer takes.
    fn gone(&self, flags: &flags::Flags) -> Option<String> {
        let insecure = flags.insecure || self.session.options.insecure;
        if insecure && self.has(Change::InsecureFlagGone) {
            let text = "-insecure flag is no longer supported; use GOINSECURE instead";
            return Some(text.to_owned());
        }
        (flags.m && self.has(Change::InsecureFlagGone))
            .then(|| "-m flag is no longer supported".to_owned())
    }

    fn other_command(&self, flags: &flags::Flags) -> Option<String> {
        let insecure = || self.gone(&flags::Flags::default());
        insecure()
            .or_else(|| self.workspace())
            .or_else(|| self.unknown_mode())
            // An unknown `-mod` is told by the command, before it minds the mode.
            .or_else(|| self.off().filter(|_| is_known(&flags.mod_flag)))
            .or_else(|| self.missing_workspace(flags))
            .or_else(|| self.modfile(flags))
    }

    fn unknown_mode(&self) -> Option<String> {
        self.session.env.check().err().map(|error| error.to_string())
    }

    fn off(&self) -> Option<String> {
        if self.session.gopath || self.get("GO111MODULE") != "off" {
            return None;
        }
        Some(match self.command {
            Command::List => "list -m cannot be used with GO111MODULE=off".to_owned(),
            _ => "modules disabled by GO111MODULE=off; see 'go help modules'".to_owned(),
        })
    }

    fn missing_workspace(&self, flags: &flags::Flags) -> Option<String> {
        let file = self.sources.plain("GOWORK");
        let named = file.starts_with('/') && self.has(Change::Workspaces);
        if !named || !flags.modfile.is_empty() || !flags.mod_flag.is_empty() {
            return None;
        }
        let why = self.missing(&file)?;
        Some(format!("reading go.work: {why}"))
    }

    fn modfile(&self, flags: &flags::Flags) -> Option<String> {
        let file = &flags.modfile;
        if file.is_empty() {
            return None;
        }
        if !file.as_bytes().ends_with(b".mod") {
            return Some(format!("-modfile={file}: file does not have .mod extension"));
        }
        file.starts_with('/').then(|| self.missing(file)).flatten()
    }

    /// What the system says of a file that is not there, or is a folder.
    fn missing(&self, file: &str) -> Option<String> {
        match self.session.world.is_dir(Path::new(file)) {
            Ok(true) => Some(format!("read {file}: is a directory")),
            Ok(false) => None,
            Err(_) => Some(format!("open {file}: no such file or directory")),
        }
    }
}

/// Whether `-mod` has a value that go knows.
fn is_known(mod_flag: &str) -> bool {
    matches!(mod_flag, "" | "mod" | "readonly" | "vendor")
}

/// What go says to a folder in GOPATH that it does not take.
fn gopath(gopath: &str) -> Option<String> {
    let mut folders = gopath.split(':').filter(|folder| !folder.is_empty());
    let folder = folders.find(|folder| !folder.starts_with('/'))?;
    let shown = quote(folder);
    Some(if folder.starts_with('~') {
        format!("GOPATH entry cannot start with shell metacharacter '~': {shown}")
    } else {
        format!(
            "GOPATH entry is relative; must be absolute path: {shown}.\nFor more details see: 'go help gopath'"
        )
    })
}
