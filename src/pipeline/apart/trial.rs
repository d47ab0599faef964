//! What would come of a command, or of the files of a version, with another entry of GOPROXY.

use std::sync::Arc;

use serde::Deserialize;

use super::{Asking, narrow};
use crate::{
    go::cmd::{
        fault::{Fault, Stop},
        proxy_list::{Entry, FallsThrough, Source},
    },
    pipeline::{
        Session,
        module::{Modules, Settings},
        run::command::{end_in, parts},
        source::{Scope, Shared, boxed},
    },
    trace::{
        ApartCommand, ApartRequest, CommandRan, Event, Exchange, Exchanges, RanEnd, RevisionSought,
        Stage, Stopped, Target, Told as _, Trial, Tried,
    },
};

/// How many questions to module proxies a trial is worth.
const MOST: u32 = 40;

impl Asking<'_> {
    /// What the command comes to where `entry` alone is asked.
    pub(super) async fn tried(&self, entry: &Entry, how: Trial, argument: &str) -> Tried {
        let shown = shown(entry);
        self.tried_along(vec![alone(entry)], how, argument, shown).await
    }

    /// What the command comes to for `argument` along the entries of GOPROXY that are in force.
    pub(super) async fn tried_as_set(&self, how: Trial, argument: &str) -> Tried {
        let entries = self.entries().to_vec();
        self.tried_along(entries, how, argument, String::new()).await
    }

    /// What the command comes to with a `|` behind the entry at `place`; none where nothing but that stopped go.
    pub(super) async fn tried_barred(&self, place: usize, argument: &str) -> Option<Tried> {
        let mut entries = self.entries().to_vec();
        let is_last = place + 1 >= entries.len();
        let entry = entries.get_mut(place).filter(|entry| !is_last && stops(entry))?;
        entry.falls_through = FallsThrough::Any;
        Some(self.tried_along(entries, Trial::Bar, argument, String::new()).await)
    }

    async fn tried_along(
        &self,
        entries: Vec<Entry>,
        how: Trial,
        argument: &str,
        entry: String,
    ) -> Tried {
        let scope = Arc::new(Scope::within(self.apart.clone(), MOST));
        let settings =
            Settings { proxies: Ok(entries), ..self.apart.module_settings(self.case.target) };
        let start = self.apart.world.micros();
        let ended = boxed(end_in(&scope, self.case.target, argument, settings, self.shared)).await;
        let misnamed = ended.misnamed().is_some();
        let version = ended.version;
        let tried = Tried {
            how,
            argument: argument.to_owned(),
            module: version.as_ref().map(|it| it.module.clone()).unwrap_or_default(),
            entry: if entry.is_empty() {
                version.as_ref().map(|it| it.from.clone()).unwrap_or_default()
            } else {
                entry
            },
            version: version.map(|it| it.version),
            zip: ended.zip.map(|zip| zip.h1),
            error: ended.error,
            misnamed,
            stopped: ended.stopped,
            micros: self.apart.world.micros().saturating_sub(start),
            ..Tried::default()
        };
        tried.seen(&scope.take())
    }

    /// The files of a version at `entry`, as far as `until`, compared with nothing.
    pub(super) async fn files(
        &self,
        entry: &Entry,
        module: &str,
        version: &str,
        until: Stage,
    ) -> Tried {
        let files = Files { entry, module, version, until };
        files.fetched(self.apart, self.shared).await
    }

    /// The files of a version from its repository, without what git is told on this machine.
    pub(super) async fn plain_files(&self, module: &str, version: &str, until: Stage) -> Tried {
        let mut world = (*self.apart.world).clone();
        for (name, value) in PLAIN {
            world.set(name, value);
        }
        let session = narrow(self.apart, Arc::new(world));
        let entry = Entry { source: Source::Direct, falls_through: FallsThrough::NotFound };
        let files = Files { entry: &entry, module, version, until };
        let tried = files.fetched(&session, &Shared::default()).await;
        Tried { how: Trial::Plain, ..tried }
    }
}

/// The environment in which git knows of no attributes and filters but those of the repository and of the whole system.
const PLAIN: [(&str, &str); 5] = [
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_CONFIG_COUNT", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_KEY_0", "core.attributesFile"),
    ("GIT_CONFIG_VALUE_0", "/dev/null"),
];

/// The files of a version.
struct Files<'a> {
    entry: &'a Entry,
    module: &'a str,
    version: &'a str,
    until: Stage,
}

impl Files<'_> {
    async fn fetched(&self, session: &Arc<Session>, shared: &Shared) -> Tried {
        let scope = Arc::new(Scope::within(session.clone(), MOST));
        let settings = Settings {
            proxies: Ok(vec![alone(self.entry)]),
            has_database: false,
            go_sum: None,
            ..session.module_settings(&Target::module(self.module))
        };
        let parts = parts(&scope, settings.running.clone(), shared);
        let modules = Modules::new(parts, settings).until(self.until);
        let argument = format!("{}@{}", self.module, self.version);
        let start = session.world.micros();
        let outcome = boxed(modules.download(&argument, true)).await;
        let (error, stopped) = outcome.error.as_ref().map(ended).unwrap_or_default();
        let named = outcome.named.unwrap_or_default();
        let tried = Tried {
            how: Trial::Files,
            entry: shown(self.entry),
            argument,
            module: self.module.to_owned(),
            version: Some(named.version).filter(|version| !version.is_empty()),
            go_mod: named.go_mod_sum,
            zip: named.sum,
            error,
            stopped,
            micros: session.world.micros().saturating_sub(start),
            ..Tried::default()
        };
        tried.seen(&scope.take())
    }
}

/// go's text, or why the doctor stopped.
fn ended(fault: &Fault) -> (Option<String>, Option<Stopped>) {
    match fault.bare() {
        Fault::Stop(Stop::Limit(limit)) => (None, Some(Stopped::Limit(limit.clone()))),
        Fault::Stop(Stop::Unknown(what)) => (None, Some(Stopped::Missing(what.clone()))),
        _ => (Some(crate::secret::redact_url(&fault.to_string())), None),
    }
}

/// Whether go goes on behind a module proxy only where there is no such module.
fn stops(entry: &Entry) -> bool {
    entry.falls_through == FallsThrough::NotFound && matches!(entry.source, Source::Proxy(_))
}

fn alone(entry: &Entry) -> Entry {
    Entry { falls_through: FallsThrough::NotFound, ..entry.clone() }
}

/// The entry as GOPROXY has it, its password masked.
pub(super) fn shown(entry: &Entry) -> String {
    match &entry.source {
        Source::Proxy(url) => url.to_string(),
        Source::Off => "off".to_owned(),
        Source::Direct | Source::NoProxy => "direct".to_owned(),
    }
}

impl Tried {
    /// With what was seen on the way: requests, commands, the commit.
    fn seen(self, events: &[Event]) -> Self {
        let exchanges = Exchanges::among(events);
        let asked = exchanges.iter().map(ApartRequest::from).collect();
        let ran = events.iter().told::<CommandRan>().map(ApartCommand::from).collect();
        let sought = events.iter().told::<RevisionSought>();
        let commits = sought.filter_map(|it| Some(it.found.as_ref()?.commit.clone()));
        let commit = commits.last().or_else(|| exchanges.iter().find_map(origin));
        Self { commit, asked, ran, ..self }
    }
}

/// The commit that the `.info` of a proxy names.
fn origin(exchange: &Exchange<'_>) -> Option<String> {
    #[derive(Deserialize)]
    struct Info {
        #[serde(rename = "Origin")]
        origin: Origin,
    }
    #[derive(Deserialize)]
    struct Origin {
        #[serde(rename = "Hash")]
        hash: String,
    }
    let body = exchange.body.filter(|_| exchange.asked.url.strip_suffix(".info").is_some())?;
    let info: Info = serde_json::from_slice(&body.page.0).ok()?;
    Some(info.origin.hash)
}

impl From<&Exchange<'_>> for ApartRequest {
    fn from(exchange: &Exchange<'_>) -> Self {
        let last = exchange.events.last().map_or(exchange.at, |event| event.at);
        Self {
            url: exchange.asked.url.clone(),
            status: exchange.answered.map(|answered| answered.status),
            micros: last.saturating_sub(exchange.at),
        }
    }
}

impl From<&CommandRan> for ApartCommand {
    fn from(CommandRan { ran, .. }: &CommandRan) -> Self {
        let status = match ran.end {
            RanEnd::Exited { status } => status,
            _ => None,
        };
        Self { argv: ran.argv.clone(), dir: ran.dir.clone(), status, micros: ran.micros }
    }
}
