//! What a run saw, as a list of things with their values, so that two runs can be compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::trace::{Described, Event, Fact, Judged, Of as _, Trace};

/// A kind of thing that may differ, in the order in which they take effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Aspect {
    /// What was asked for.
    Asked,
    /// The release whose rules hold.
    Release,
    /// A setting of go, a variable, or a file of settings.
    Setting,
    /// What netrc, git or GOAUTH have for a login.
    Login,
    /// What git or ssh are set to.
    Access,
    /// The root certificates that go reads.
    Roots,
    /// The moment of the run.
    Clock,
    /// A name in the DNS.
    Name,
    /// Whom go asks for a module.
    Route,
    /// A connection: dialled, tunnelled, or its handshake.
    Connection,
    /// What a server presents, and what go makes of it.
    Certificate,
    /// The answer to a request.
    Answer,
    /// What is on a page.
    Page,
    /// What a repository has, and what its commands say.
    Repository,
    /// What the checksum database and go.sum have.
    Sums,
    /// What go settles on.
    Version,
    /// What was found out in addition.
    Probe,
}

impl Aspect {
    /// Whether it may decide what a run comes to: what go settles on is what it comes to.
    pub(super) fn may_decide(self) -> bool {
        !matches!(self, Self::Version | Self::Probe)
    }

    /// Whether it is set by somebody, and does not come of other things that were seen.
    pub(super) fn is_cause(self) -> bool {
        self <= Self::Clock
    }

    /// The word for it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Release => "release",
            Self::Setting => "setting",
            Self::Login => "login",
            Self::Access => "git, ssh",
            Self::Roots => "roots",
            Self::Clock => "clock",
            Self::Name => "name",
            Self::Route => "route",
            Self::Connection => "connection",
            Self::Certificate => "certificate",
            Self::Answer => "answer",
            Self::Page => "page",
            Self::Repository => "repository",
            Self::Sums => "sums",
            Self::Version => "version",
            Self::Probe => "probe",
        }
    }
}

/// A thing that a run says something of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Subject {
    pub(super) aspect: Aspect,
    pub(super) name: String,
}

/// What a run says of each thing.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) all: BTreeMap<Subject, String>,
}

impl Seen {
    /// What a trace says.
    pub(super) fn of(trace: &Trace) -> Self {
        let mut seen = Self::default();
        let header = &trace.header;
        seen.put(Aspect::Asked, "until", header.until.name());
        seen.put(Aspect::Asked, "path", &String::from_utf8_lossy(&header.path.0));
        seen.put(Aspect::Release, "go", &header.go.to_string());
        seen.put(Aspect::Clock, "now", &header.started);
        trace.events.iter().for_each(|event| seen.event(event));
        seen
    }

    /// Notes what is said of a thing; what is said again is added.
    fn put(&mut self, aspect: Aspect, name: &str, value: &str) {
        let subject = Subject { aspect, name: name.to_owned() };
        let said = self.all.entry(subject).or_default();
        if said.is_empty() {
            value.clone_into(said);
        } else if said.len() < MOST && !said.contains(value) {
            *said += AND;
            *said += value;
        }
    }

    fn event(&mut self, event: &Event) {
        let Ok(Value::Object(mut fact)) = serde_json::to_value(&event.fact) else { return };
        for key in ["stage", "fact", "micros"] {
            fact.remove(key);
        }
        let module = event.path.as_deref().unwrap_or_default();
        match event.fact.name() {
            "Settings" => self.each_setting(&fact),
            "HttpProxiesRead" => self.named(&fact, "set", Aspect::Setting),
            "AccessSeen" => self.access(&fact),
            "Answered" if !event.probe => self.answered(&fact, module),
            "Judged" if !event.probe => self.judged(event, &fact),
            "CommandRan" if !event.probe => self.command(&fact),
            name => {
                let (aspect, keys) = sort(&event.fact, name, event.probe);
                let mut named = keys.iter().filter_map(|key| fact.get(*key));
                let own = named.find_map(Value::as_str).map(ToOwned::to_owned);
                let subject = own.unwrap_or_else(|| subject(name, module));
                self.put(aspect, &subject, &shown(&Value::Object(fact)));
            }
        }
    }

    fn each_setting(&mut self, fact: &Map<String, Value>) {
        self.named(fact, "settings", Aspect::Setting);
        if let Some(error) = fact.get("error").and_then(Value::as_str) {
            self.put(Aspect::Setting, "refused", error);
        }
    }

    /// The members of a list, each with a name and a value.
    fn named(&mut self, fact: &Map<String, Value>, list: &str, aspect: Aspect) {
        for member in fact.get(list).and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| member.get(key).and_then(Value::as_str).unwrap_or_default();
            let name = if text("key").is_empty() { text("name") } else { text("key") };
            self.put(aspect, name, text("value"));
        }
    }

    /// The status of an answer, and where it leads: other fields change from request to request.
    fn answered(&mut self, fact: &Map<String, Value>, module: &str) {
        let headers = fact.get("headers").and_then(Value::as_array).into_iter().flatten();
        let location =
            headers.filter_map(|field| Some((field.get(0)?.as_str()?, field.get(1)?.as_str()?)));
        let location = location.filter(|(name, _)| name.eq_ignore_ascii_case("location"));
        let location = location.map(|(_, place)| format!(", to {place}"));
        let location = location.collect::<Vec<_>>().concat();
        let status = fact.get("status_text").and_then(Value::as_str).unwrap_or_default();
        self.put(Aspect::Answer, module, &(status.to_owned() + &location));
    }

    /// What go makes of a chain, and whose it is: the keys of a server may be new.
    fn judged(&mut self, event: &Event, fact: &Map<String, Value>) {
        let host = fact.get("host").and_then(Value::as_str).unwrap_or_default();
        let error = fact.get("error").and_then(Value::as_str).unwrap_or("accepted");
        let chain = Judged::of(&event.fact).map(|judged| judged.chain.described());
        let chain =
            chain.into_iter().flat_map(|chain| chain.iter()).map(|described| match described {
                Described::Read(read) => format!("; {}, by {}", read.subject, read.issuer),
                Described::Unreadable { error } => format!("; {error}"),
            });
        self.put(Aspect::Certificate, host, &(error.to_owned() + &chain.collect::<String>()));
    }

    /// How a command ended and what it said; folders are other ones on every machine.
    fn command(&mut self, fact: &Map<String, Value>) {
        let repo = fact.get("repo").and_then(Value::as_str).unwrap_or_default();
        let ran = fact.get("ran").and_then(Value::as_object);
        let told = ["end", "status", "stderr"].iter().filter_map(|key| ran?.get(*key)).map(shown);
        let program = ran.and_then(|ran| ran.get("argv")?.get(1)).map(shown).unwrap_or_default();
        let said: Vec<String> = told.collect();
        self.put(Aspect::Repository, repo, &format!("{program}: {}", said.join(" ")));
    }

    /// git's settings and variables one by one; what else there is together.
    fn access(&mut self, fact: &Map<String, Value>) {
        self.named(fact, "settings", Aspect::Access);
        self.named(fact, "variables", Aspect::Access);
        for missed in fact.get("missed").and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| missed.get(key).and_then(Value::as_str).unwrap_or_default();
            self.put(Aspect::Access, text("place"), text("why"));
        }
        for (key, value) in fact.iter().filter(|(key, _)| !ONE_BY_ONE.contains(&key.as_str())) {
            let aspect = if key == "logins" { Aspect::Login } else { Aspect::Access };
            self.put(aspect, key, &shown(value));
        }
    }
}

/// The kind of thing that a fact is about, and the keys under which its name may be.
fn sort(fact: &Fact, name: &str, probe: bool) -> (Aspect, &'static [&'static str]) {
    match (fact, name) {
        (_, "NetrcRead" | "GoauthAsked") => (Aspect::Login, &["file", "method"]),
        (Fact::Settings(_) | Fact::Round(_), _) => (Aspect::Setting, &[]),
        (Fact::Roots(_), _) => (Aspect::Roots, &[]),
        (_, _) if probe => (Aspect::Probe, &[]),
        (Fact::Path(_), "ArgumentRead" | "PathChecked") => (Aspect::Asked, &[]),
        (Fact::Path(_), _) => (Aspect::Route, &[]),
        (_, "Resolved") => (Aspect::Name, &["host"]),
        (_, "Judged") => (Aspect::Certificate, &["host"]),
        (_, "BodyRead") => (Aspect::Page, &[]),
        (_, "Answered" | "RequestFailed" | "Retried") => (Aspect::Answer, &[]),
        (Fact::Wire(_), _) => (Aspect::Connection, &["host", "target", "url"]),
        (Fact::Discovery(_), _) => (Aspect::Page, &["url"]),
        (Fact::Proxy(_), _) => (Aspect::Answer, &["url"]),
        (Fact::Module(_), _) => (Aspect::Version, &[]),
        (Fact::Sumdb(_), _) => (Aspect::Sums, &["module"]),
        (Fact::Vcs(_) | Fact::Repository(_) | Fact::Package(_), _) => {
            (Aspect::Repository, &["repo", "url"])
        }
        (Fact::Probe(_) | Fact::Apart(_) | Fact::Inspection(_), _) => (Aspect::Probe, &[]),
    }
}

/// The name of what has none: its module, or the fact itself.
fn subject(fact: &str, module: &str) -> String {
    match fact {
        "RootsRead" => "roots".to_owned(),
        fact if module.is_empty() => fact.to_owned(),
        _ => module.to_owned(),
    }
}

/// A value without what changes from run to run: how long things took, and the ports that a system gives out.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let told = map.iter().filter(|(key, value)| {
                let is_time = matches!(key.as_str(), "micros" | "at" | "bytes");
                !is_time && !is_nothing(value)
            });
            let members: Vec<String> =
                told.map(|(key, value)| format!("{key} {}", shown(value))).collect();
            members.join(", ")
        }
        Value::Array(members) => members.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::String(text) => text.chars().take(LONGEST).collect(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(members) => members.is_empty(),
        _ => false,
    }
}

/// What is between two things that a run says of one.
pub(super) const AND: &str = "; ";

/// What is compared one by one of what git and ssh are set to.
const ONE_BY_ONE: &[&str] = &["settings", "variables", "missed"];

/// How much of a text is compared, in characters.
const LONGEST: usize = 4096;

/// How much is kept of what a run says of one thing, in bytes.
const MOST: usize = 16 << 10;
