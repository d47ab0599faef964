//! A case with its servers, put to the real go command and to ours.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use goget_doctor::{
    go::version::Version,
    lab::{Lab, Scenario},
    net::Limits,
    pipeline::{self, Options},
    report::Report,
    trace::{CommandEnded, Stage, SumCompared, SumOf},
    world::World,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Handle;

use super::{
    again::spoil,
    answer::{Answers, End},
    case::{Case, Command, Database, Entry},
    server::{Served, Server},
    tree::Tree,
};
use crate::{
    chance::Chance,
    support::{
        child::child,
        server::LONG,
        snapshot::{Snapshot, snapshot},
    },
};

/// What is put into the place of this in a setting: the first entry of GOPROXY.
pub(super) const FIRST: &str = "$FIRST";

/// What is compared of a command, by name.
pub(super) type Facts = BTreeMap<String, String>;

/// The begin of the facts of what servers were asked; the server follows.
pub(super) const ASKED: &str = "asked of ";

/// A case whose servers are at work.
pub(super) struct Placed {
    case: Case,
    folder: TempDir,
    servers: Vec<(usize, Server)>,
    env: BTreeMap<String, String>,
    lab: Option<Lab>,
    /// What became of the module cache since the first command; `None` before that.
    spoilt: Option<Vec<String>>,
    /// How many requests of the database's are told of already.
    told: AtomicUsize,
}

/// The name of the checksum database.
const DATABASE: &str = "sum.onion";

/// Its host.
const HOST: &str = "sum.example.com";

const SCENARIO: &str = r#"
    about = "a checksum database"
    path = "a.onion/b"
    host = [{ name = "sum.example.com", http = true, route = [{ path = "/", sumdb = "sum.onion" }] }]
    sumdb = [{ name = "sum.onion", before = 3 }]
    version = [{ module = "a.onion/b", version = "v1.0.0", files = { "b.go" = "package b" } }]
    expect = { ok = true }
"#;

impl Placed {
    pub(super) async fn start(mut case: Case) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("main")).unwrap();
        let lab = database(&case).await;
        let at = lab.as_ref().map(|lab| {
            let world = lab.world();
            let mut sockets = world.detour().sockets.iter();
            sockets.find(|(at, _)| at.port() == 80).and_then(|(_, real)| *real).unwrap()
        });
        let (mut servers, mut places) = (Vec::new(), Vec::new());
        for (index, entry) in std::mem::take(&mut case.entries).into_iter().enumerate() {
            places.push(match entry {
                Entry::Closed => "http://127.0.0.1:1".to_owned(),
                Entry::Folder(tree) => lay(&folder.path().join(index.to_string()), &tree.answers),
                Entry::Word(word) => word.to_owned(),
                Entry::Server(Tree { answers, .. }, otherwise, passes, end) => {
                    let database = at.filter(|_| passes);
                    let database = database.map(|at| (format!("/sumdb/{DATABASE}"), at));
                    let server = Server::start(Served { answers, otherwise, database }).await;
                    let place = format!("http://{}{end}", server.at);
                    servers.push((index, server));
                    place
                }
            });
        }
        let env = environment(&case, &places, folder.path(), lab.as_ref().zip(at));
        Self { case, folder, servers, env, lab, spoilt: None, told: AtomicUsize::new(0) }
    }

    /// The command, and its settings of proxies and sums.
    pub(super) fn told(&self) -> String {
        let Case { command, argument, .. } = &self.case;
        let named = ["GOPROXY", "GONOPROXY", "GOPRIVATE", "GONOSUMDB", "GOSUMDB"];
        let set: Vec<String> = { named }
            .iter()
            .filter_map(|name| self.env.get(*name).map(|value| format!("{name}={value:?}")))
            .collect();
        let spoilt = self.spoilt.as_ref().map_or(String::new(), |it| format!("again, {it:?}, "));
        format!("{spoilt}{} go {} {argument}", set.join(" "), command.words().join(" "))
    }

    pub(super) fn command(&self) -> Command {
        self.case.command
    }

    /// Goes on to a second command, for which the module cache is believed.
    pub(super) fn goes_on(&mut self, chance: &mut Chance) {
        self.case.goes_on(chance);
        if chance.below(8) == 0 {
            self.env.insert("GOPROXY".to_owned(), "off".to_owned());
        }
        self.spoilt = Some(spoil(Path::new(&self.env["GOMODCACHE"]), chance));
        drop(fs::remove_file(self.main().join("go.sum")));
    }

    /// Whether a `.ziphash` is spoilt: before 1.26 go leaves out the sum of the zip that it adds up again.
    pub(super) fn is_sum_unsaid(&self) -> bool {
        self.spoilt.iter().flatten().any(|told| told.ends_with(".ziphash"))
    }

    /// What go keeps of modules and databases, with times and bytes.
    pub(super) fn cached(&self) -> [Snapshot; 2] {
        ["GOMODCACHE", "GOPATH"].map(|name| snapshot(Path::new(&self.env[name])))
    }

    fn main(&self) -> PathBuf {
        self.folder.path().join("main")
    }

    /// What each server was asked since the last time.
    fn asked(&self, facts: &mut Facts) {
        for (index, server) in &self.servers {
            facts.insert(format!("{ASKED}entry {index}"), server.take().join("\n"));
        }
        let counts = self.lab.as_ref().map(Lab::counts).unwrap_or_default();
        let Some(counts) = counts.get(HOST) else { return };
        let told = self.told.swap(counts.requests.len(), Ordering::Relaxed);
        let mut asked: Vec<_> = counts.requests.iter().skip(told).map(|it| &*it.target).collect();
        asked.sort_unstable();
        facts.insert(format!("{ASKED}the database"), asked.join("\n"));
    }

    /// What the go command `go` comes to.
    pub(super) async fn theirs(&self, go: &Path) -> Facts {
        let (mut command, main) = (child(go), self.main());
        fs::write(main.join("go.mod"), "module main\n\ngo 1.21\n").unwrap();
        command.envs(&self.env).args(self.case.command.words()).arg(&self.case.argument);
        command.current_dir(&main);
        let run = move || command.output().unwrap();
        let output = Handle::current().spawn_blocking(run).await.unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let mut facts = Facts::new();
        let ok = output.status.success();
        facts.insert("ok".to_owned(), Some(ok).map_or(String::new(), |ok| ok.to_string()));
        facts.insert("stderr".to_owned(), timeless(&without_progress(&stderr)));
        match self.case.command {
            Command::Get if ok => self.added(&stderr, &mut facts),
            Command::Get => {}
            Command::Download | Command::List => {
                let object = serde_json::from_slice(&output.stdout).unwrap_or_default();
                of_json(&object, self.case.command, &mut facts);
            }
        }
        self.asked(&mut facts);
        facts
    }

    /// What `go get` leaves: the module that it added, and the sums of that.
    fn added(&self, stderr: &str, facts: &mut Facts) {
        let mut added = stderr
            .lines()
            .filter_map(|line| line.strip_prefix("go: added ")?.split_once(' '))
            .filter(|(module, _)| *module != "toolchain");
        let Some((module, version)) = added.next() else { return };
        facts.insert("version".to_owned(), version.to_owned());
        let sums = fs::read_to_string(self.main().join("go.sum")).unwrap_or_default();
        for (fact, of) in [("sum", version), ("go.mod sum", &format!("{version}/go.mod"))] {
            let begin = format!("{module} {of} ");
            let sum = sums.lines().find_map(|line| line.strip_prefix(&begin));
            facts.extend(sum.map(|sum| (fact.to_owned(), sum.to_owned())));
        }
    }

    /// What our own run comes to by the rules of `release`.
    pub(super) async fn ours(&self, release: Version) -> Facts {
        let mut world = World::empty();
        for (name, value) in &self.env {
            world.set(name, value);
        }
        world.enter(self.main());
        let command = self.case.command;
        let options = Options {
            go: Some(release),
            module: command != Command::Get,
            download: command == Command::Download,
            until: Some(if command == Command::List { Stage::Version } else { Stage::Package }),
            cache: self.spoilt.is_some(),
            no_probe: true,
            limits: Limits { dial: LONG, handshake: LONG, request: LONG, ..Limits::default() },
            ..Options::default()
        };
        let argument = OsStr::new(&self.case.argument);
        let trace = pipeline::resolve(Arc::new(world), argument, &options).await.unwrap();
        let mut facts = Facts::new();
        let verdict = Report::of(&trace).verdict;
        let ok = verdict.ok().map_or_else(|| "unknown".to_owned(), |ok| ok.to_string());
        facts.insert("ok".to_owned(), ok);
        let Some(ended) = trace.first::<CommandEnded>() else {
            facts.insert("stderr".to_owned(), format!("no command: {:?}", verdict.error()));
            return facts;
        };
        facts.insert("stderr".to_owned(), timeless(&ended.stderr));
        if let Some(stopped) = &ended.stopped {
            facts.insert("stopped".to_owned(), format!("{stopped:?}"));
        }
        let sums: Vec<&SumCompared> = trace.all().map(|(_, sum)| sum).collect();
        of_ours(ended, &sums, command, verdict.ok() == Some(true), &mut facts);
        self.asked(&mut facts);
        facts
    }
}

async fn database(case: &Case) -> Option<Lab> {
    if case.database == Database::Off {
        return None;
    }
    let mut scenario = Scenario::parse("database", SCENARIO).unwrap();
    for entry in &case.entries {
        if let Entry::Server(tree, ..) | Entry::Folder(tree) = entry {
            scenario.version.extend(tree.versions.clone());
        }
    }
    Some(Lab::start(&scenario, &World::real()).await.unwrap())
}

/// Writes the good answers into `folder`; its URL.
fn lay(folder: &Path, answers: &Answers) -> String {
    for (path, answer) in answers {
        if (answer.status, answer.end) == (200, End::Whole) {
            let file = folder.join(path.trim_start_matches('/'));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, &answer.body).unwrap();
        }
    }
    format!("file://{}", folder.display())
}

fn environment(
    case: &Case,
    places: &[String],
    folder: &Path,
    lab: Option<(&Lab, SocketAddr)>,
) -> BTreeMap<String, String> {
    let mut env: BTreeMap<String, String> = BTreeMap::new();
    let mut set = |name: &str, value: String| drop(env.insert(name.to_owned(), value));
    let below = |name: &str| folder.join(name).display().to_string();
    set("GOPROXY", case.goproxy(places));
    let key = lab.map(|(lab, at)| (lab.scenario().sumdb[0].key(), at));
    set(
        "GOSUMDB",
        match (key, case.database) {
            (Some((key, at)), Database::Placed) => format!("{key} http://{at}"),
            (Some((key, _)), _) => key,
            (None, _) => "off".to_owned(),
        },
    );
    for name in ["HTTP_PROXY", "HTTPS_PROXY"] {
        set(name, "http://127.0.0.1:1".to_owned());
    }
    for (name, value) in [
        ("GOENV", "off"),
        ("GOTOOLCHAIN", "local"),
        ("GOFLAGS", "-mod=mod -modcacherw"),
        ("GOAUTH", "off"),
        ("GONOSUMCHECK", "off"),
    ] {
        set(name, value.to_owned());
    }
    set("HOME", below("home"));
    set("GOPATH", below("home/go"));
    set("GOMODCACHE", below("home/mod"));
    set("GOCACHE", std::env::temp_dir().join("goget-doctor-gocache").display().to_string());
    let first = places.first().map(String::as_str).unwrap_or_default();
    case.env.iter().for_each(|(name, value)| set(name, value.replace(FIRST, first)));
    env
}

fn of_json(object: &Value, command: Command, facts: &mut Facts) {
    let mut note = |fact: &str, value: &Value| {
        let text = value.as_str().filter(|text| !text.is_empty() && *text != NO_TIME);
        facts.extend(text.map(|text| (fact.to_owned(), timeless(text))));
    };
    if object["Error"].is_string() {
        return note("error", &object["Error"]);
    }
    note("version", &object["Version"]);
    if command == Command::Download {
        note("sum", &object["Sum"]);
        note("go.mod sum", &object["GoModSum"]);
    } else {
        note("time", &object["Time"]);
    }
}

/// How go writes that an answer names no time.
const NO_TIME: &str = "0001-01-01T00:00:00Z";

fn of_ours(
    ended: &CommandEnded,
    sums: &[&SumCompared],
    command: Command,
    ok: bool,
    facts: &mut Facts,
) {
    let mut note = |fact: &str, text: &str| {
        facts.extend((!text.is_empty()).then(|| (fact.to_owned(), timeless(text))));
    };
    if !ok {
        // What go dies of is on standard error alone.
        let died = |error: &&String| ended.stderr.starts_with(&***error);
        let error = ended.error.as_ref().filter(|error| !died(error));
        if let Some(error) = error.filter(|_| command == Command::Download) {
            note("error", error);
        }
        return;
    }
    let Some(found) = &ended.version else { return };
    note("version", &found.version);
    if command == Command::List {
        found.time.iter().filter(|time| **time != NO_TIME).for_each(|time| note("time", time));
        return;
    }
    let same = |sum: &&&SumCompared| sum.module == found.module && sum.version == found.version;
    for sum in sums.iter().filter(same) {
        note(if sum.of == SumOf::GoMod { "go.mod sum" } else { "sum" }, &sum.computed);
    }
}

/// What is printed besides what is said of the module.
const PROGRESS: [&str; 7] =
    ["downloading ", "finding ", "found ", "added ", "upgraded ", "downgraded ", "removed "];

fn without_progress(stderr: &str) -> String {
    let is_progress = |line: &&str| {
        let rest = line.strip_prefix("go: ");
        rest.is_some_and(|rest| PROGRESS.iter().any(|word| rest.starts_with(word)))
    };
    stderr.split_inclusive('\n').filter(|line| !is_progress(line)).collect()
}

/// The text without the ports of clients, which differ from run to run; what go tells of zips as they come is in order of
/// text.
fn timeless(text: &str) -> String {
    let is_way = |word: &str| word.contains("->") && !word.ends_with("->");
    let words = text.split(' ').map(|word| if is_way(word) { "…" } else { word });
    let text = in_order(&words.collect::<Vec<_>>().join(" "));
    if !text.starts_with(TOLD) {
        return text;
    }
    let end = text.find("\ngo: ").map_or(text.len(), |at| at + 1);
    let (told, rest) = text.split_at(end);
    let mut told: Vec<&str> = told.split(TOLD).collect();
    told.sort_unstable();
    told.join(TOLD) + rest
}

/// The text with the two sums of a file in order: which one go has met first is chance where it writes go.sum.
fn in_order(text: &str) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for at in 1..lines.len() {
        let (one, other) = (&lines[at - 1], &lines[at]);
        let sums = one.strip_prefix(DOWNLOADED).zip(other.strip_prefix(LISTED));
        if let Some((downloaded, listed)) = sums.filter(|(one, other)| one > other) {
            let swapped = [format!("{DOWNLOADED}{listed}"), format!("{LISTED}{downloaded}")];
            lines[at - 1..=at].clone_from_slice(&swapped);
        }
    }
    lines.join("\n")
}

/// What is in front of the sum of a file.
const DOWNLOADED: &str = "\tdownloaded: ";

/// What is in front of the sum that go.sum has.
const LISTED: &str = "\tgo.sum:     ";

/// What is in front of what go tells of a zip.
const TOLD: &str = "-> ";
