//! The lines that go itself prints with `-v` and `-x` for discovery (discovery.md §14 and §17.5).
//!
//! Fetches that go makes at the same time stand one behind the other here, the longest path first.

use std::collections::HashSet;

use crate::{
    go::{
        cmd::meta::Import,
        std::strconv::text::{get_error, lossy, quote},
        version::{Change, Version},
    },
    trace::{
        Answered, CommandEnded, Concluded, Conclusion, Ending, Event, Exchange, Exchanges, Fact,
        Failure, Matched, Of as _, Pinged, Ran, Redirect, Settings, Trace,
        discovery::Fact as Decision, repository, vcs,
    },
};

/// go's lines for the run that `trace` recorded, and its last word.
pub(super) fn lines(trace: &Trace, ending: &Ending) -> Vec<String> {
    let exchanges = Exchanges::of(trace);
    let mut log = Log::new(trace);
    let mut seen = HashSet::new();
    for event in trace.events.iter().filter(|event| !event.probe) {
        // The page of a prefix is fetched once, and stands in the events of each path that needs it.
        let is_request = Decision::of(&event.fact)
            .is_none_or(|fact| !matches!(fact, Decision::Matched(_) | Decision::Concluded(_)));
        let key = (event.at, event.step, event.fact.name());
        if !is_request || seen.insert(key) {
            log.take(event, exchanges.begun_by(event));
        }
    }
    if let Some(ended) = trace.first::<CommandEnded>() {
        log.lines.extend(ended.stderr.lines().map(str::to_owned));
        return log.lines;
    }
    log.lines
        .extend(ending.verdict.error().map(|error| last_word(trace, ending, error, log.gopath)));
    log.lines
}

/// The lines so far, and the fetch that is under way.
struct Log<'a> {
    version: Version,
    gopath: bool,
    lines: Vec<String>,
    fetch: Option<Fetch<'a>>,
}

/// One fetch, through its redirects: its first request and its last so far.
#[derive(Clone, Copy)]
struct Fetch<'a> {
    first: &'a Exchange<'a>,
    last: &'a Exchange<'a>,
}

impl<'a> Log<'a> {
    fn new(trace: &Trace) -> Self {
        let (version, gopath) = (trace.header.go, is_gopath(trace));
        Self { version, gopath, lines: Vec::new(), fetch: None }
    }

    /// Takes what `event` tells, all of the request with it where it begins one.
    fn take(&mut self, event: &Event, begun: Option<&'a Exchange<'a>>) {
        match &event.fact {
            Fact::Wire(_) => begun.into_iter().for_each(|exchange| self.asked(exchange)),
            Fact::Discovery(Decision::Matched(Matched { url, import: Some(import), .. })) => {
                self.found(event, url, import);
            }
            Fact::Repository(repository::Fact::CommandRan(command)) => self.ran(&command.ran),
            Fact::Vcs(vcs::Fact::Pinged(Pinged { ran, .. })) => {
                self.lines.extend([format!("cd {}", ran.dir), ran.argv.join(" ")]);
            }
            Fact::Discovery(Decision::Concluded(Concluded {
                conclusion: Conclusion::Found { root },
            })) if self.gopath => {
                self.lines.push(format!("{} (download)", root.path));
            }
            _ => {}
        }
    }

    /// A command in a repository: as it begins, and with its time as it ends.
    fn ran(&mut self, ran: &Ran) {
        let line = format!("cd {}; {}", ran.dir, ran.argv.join(" "));
        let took = format!("{} # {line}", seconds(ran.micros));
        self.lines.extend([line, took]);
    }

    fn asked(&mut self, exchange: &'a Exchange<'a>) {
        let fetch = match self.fetch.filter(|fetch| fetch.last.goes_on_in(exchange)) {
            Some(fetch) => Fetch { last: exchange, ..fetch },
            None => self.begin(exchange),
        };
        self.fetch = Some(fetch);
        match (exchange.failure, exchange.redirect) {
            (Some(Failure::Go(error)), _) => self.failed(fetch, None, &error.text),
            (None, Some(Redirect { location, refused: Some(why), .. })) => {
                let own = why.starts_with("failed to parse");
                self.failed(fetch, (!own).then_some(location), why);
            }
            _ => self.answered(fetch),
        }
    }

    /// Whether the release logs `# get URL`; before, it was `Fetching URL`.
    fn is_new(&self) -> bool {
        self.version.has(Change::GetLines)
    }

    fn begin(&mut self, exchange: &'a Exchange<'a>) -> Fetch<'a> {
        let front = if self.is_new() { "# get" } else { "Fetching" };
        self.lines.push(format!("{front} {}", exchange.asked.url));
        Fetch { first: exchange, last: exchange }
    }

    /// The line about an answer whose body go reads.
    fn answered(&mut self, fetch: Fetch<'_>) {
        let Fetch { first, last } = fetch;
        let Some(answered) = last.answered.filter(|_| last.body.is_some()) else { return };
        let (url, status) = (&first.asked.url, &answered.status_text);
        self.lines.push(if self.is_new() {
            let took = last.when::<Answered>().unwrap_or(last.at).saturating_sub(first.at);
            format!("# get {url}: {status} ({})", seconds(took))
        } else {
            let code = status.split(' ').next().unwrap_or_default();
            format!("Parsing meta tags from {url} (status code {code})")
        });
    }

    fn failed(&mut self, fetch: Fetch<'_>, url: Option<&str>, why: &str) {
        let (first, last) = (&fetch.first.asked.url, &fetch.last.asked.url);
        let error = get_error(url.unwrap_or(last), why, self.version);
        match self.is_new() {
            true => self.lines.push(format!("# get {first}: {error}")),
            false if first.starts_with("https:") => {
                self.lines.push(format!("https fetch failed: {error}"));
            }
            false => {}
        }
    }

    fn found(&mut self, event: &Event, url: &str, import: &Import) {
        let path = event.path.as_deref().unwrap_or_default();
        let shown = match url.find("//") {
            Some(at) if self.version.has(Change::SchemelessUrls) => &url[at..],
            _ => url,
        };
        let path_shown = quote(path);
        self.lines
            .push(format!("get {path_shown}: found meta tag {} at {shown}", self.import(import)));
        if import.prefix != path {
            self.lines.push(format!("get {path_shown}: verifying non-authoritative meta tag"));
        }
    }

    /// A tag as go prints one of its values.
    fn import(&self, import: &Import) -> String {
        let package = match self.version {
            version if version.has(Change::VcsPackage) => "vcs",
            version if version.has(Change::GetPackage) => "get",
            _ => "main",
        };
        let subdir = if self.version.has(Change::SubdirField) {
            format!(", SubDir:{}", quote(&import.subdir))
        } else {
            String::new()
        };
        let (prefix, vcs) = (quote(&import.prefix), quote(&import.vcs));
        let repo = quote(import.repo.to_string());
        format!("{package}.metaImport{{Prefix:{prefix}, VCS:{vcs}, RepoRoot:{repo}{subdir}}}")
    }
}

/// The line that go ends with, with what each release puts in front.
fn last_word(trace: &Trace, ending: &Ending, error: &str, gopath: bool) -> String {
    let (go, path) = (trace.header.go, lossy(&trace.header.path.0));
    let module = trace.header.module;
    let decides = ending.decides.as_deref().unwrap_or(&path);
    let query = match (module, path.contains('@')) {
        (_, true) => path.clone(),
        (true, false) => format!("{path}@latest"),
        (false, false) => format!("{path}@upgrade"),
    };
    let command = if module { "go list -m" } else { "go get" };
    match () {
        () if gopath => gopath_word(go, decides, error),
        () if ending.decides.is_none() && go.has(Change::GoPrefix) => format!("go: {error}"),
        () if ending.decides.is_none() => format!("{command}: {error}"),
        () if !go.has(Change::ParallelCandidates) => format!("{command} {path}: {error}"),
        () if !go.has(Change::GoPrefix) => format!("{command}: {query}: {error}"),
        () if !module && error.contains(&quote(&path)) => format!("go: {error}"),
        () => format!("go: {query}: {error}"),
    }
}

/// Texts about a package that is loaded stand alone in the last releases of GOPATH mode.
fn gopath_word(go: Version, path: &str, error: &str) -> String {
    let loading = ["code in directory ", "found ", "cannot find package "];
    let bare = loading.iter().any(|text| error.starts_with(text));
    match go.has(Change::BareLoadErrors) {
        true if bare => error.to_owned(),
        true if error.starts_with("no non-test Go files") => format!("{path}: {error}"),
        _ => format!("package {path}: {error}"),
    }
}

fn is_gopath(trace: &Trace) -> bool {
    let go = trace.header.go;
    let mut settings = trace.all::<Settings>().flat_map(|(_, read)| read.settings.iter());
    let off = settings.any(|it| it.name == "GO111MODULE" && it.value.expose() == "off");
    !go.has(Change::Modules) || (off && go.has(Change::GopathGet) && !trace.header.module)
}

/// Microseconds as go prints a time: `0.006s`.
fn seconds(micros: u64) -> String {
    let millis = micros / 1000;
    format!("{}.{:03}s", millis / 1000, millis % 1000)
}
