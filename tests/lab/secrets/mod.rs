//! No login that was really sent comes out again: in no format, report file, saved trace, baseline or error.
//!
//! Our command runs with the exports of a lab, so that its requests go over sockets, and the lab says what arrived.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::fs;

use crate::{plays, support::child::doctor};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

mod logs;
mod tags;
mod ways;

use ways::Way;

/// Stands in the place of every password and token.
const SECRET: &str = "hunter2secret";
const PATH: &str = "go.example.com/tool";
const FORMATS: [&str; 9] =
    ["human", "json", "jsonl", "sarif", "junit", "github", "markdown", "html", "go"];

#[tokio::test(flavor = "multi_thread")]
async fn no_login_that_was_sent_comes_out() {
    let ways = ways::ways().into_iter().chain(tags::ways());
    let leaks = plays::side_by_side(ways.map(tried)).await.concat();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

/// What comes out of the login of one way.
async fn tried(way: Way) -> Vec<String> {
    let (machine, hosts) = (&way.machine, &way.hosts);
    let text = format!("about = 'a'\npath = '{PATH}'\n{machine}{hosts}[expect]\nok = true\n");
    let scenario = Scenario::parse(way.about, &text).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let vars = lab.exports();
    let runs = move || Runs::new(way.about, way.page, vars).leaks();
    let mut leaks = tokio::task::spawn_blocking(runs).await.unwrap();
    if !has_arrived(&lab, way.arrives) {
        leaks.push(format!("{}: no login arrived", way.about));
    }
    leaks
}

/// Whether a host was sent a field that begins so.
fn has_arrived(lab: &Lab, begin: &str) -> bool {
    let counts = lab.counts();
    let requests = counts.values().flat_map(|counts| &counts.requests);
    let mut fields = requests.flat_map(|request| &request.headers);
    let begin = begin.to_lowercase();
    fields.any(|(name, value)| format!("{name}: {value}").to_lowercase().starts_with(&begin))
}

/// The commands that are run on one way.
struct Runs {
    about: &'static str,
    page: Option<String>,
    vars: Vec<(String, String)>,
    folder: tempfile::TempDir,
    leaks: Vec<String>,
}

impl Runs {
    fn new(about: &'static str, page: Option<String>, vars: Vec<(String, String)>) -> Self {
        Self { about, page, vars, folder: tempfile::tempdir().unwrap(), leaks: Vec::new() }
    }

    fn leaks(mut self) -> Vec<String> {
        let (saved, baseline) = (self.file("run.jsonl"), self.file("base.json"));
        let reports = self.reports("resolve");
        self.run(&["resolve", "--module", PATH, "-v", "--save", &saved], &reports);
        let reports = self.reports("check");
        let list = self.run(&["check", "--module", PATH, "--format", "json"], &reports);
        fs::write(&baseline, list).unwrap();
        let url = format!("https://ci:{SECRET}@{PATH}?go-get=1");
        for words in [
            &["check", "--module", PATH, "--baseline", &baseline, "--format", "jsonl"][..],
            &["resolve", "--module", PATH, "--go", "all", "--format", "json"],
            &["env"],
            &["env", PATH, "--format", "json"],
            &["netrc", "go.example.com"],
            &["meta", &url],
        ] {
            self.run(words, &[]);
        }
        for format in FORMATS {
            self.run(&["replay", &saved, "--format", format], &[]);
        }
        self.in_gopath_mode();
        if let Some(page) = self.page.take() {
            self.read(&page);
        }
        self.look_into_files();
        self.leaks
    }

    /// As the releases do it that clone the repository themselves.
    fn in_gopath_mode(&mut self) {
        let saved = self.file("old.jsonl");
        self.run(&["resolve", PATH, "--go", "1.8", "-v", "--save", &saved], &[]);
        let reports = self.reports("gopath");
        self.run(&["replay", &saved], &reports);
        let off = ["resolve", PATH, "--env", "GO111MODULE=off", "--go", "1.21", "--format", "go"];
        self.run(&off, &[]);
    }

    /// The page by itself, as a file.
    fn read(&mut self, page: &str) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.html");
        fs::write(&file, page).unwrap();
        let file = file.to_str().unwrap();
        for format in ["human", "json", "sarif", "html"] {
            self.run(&["meta", file, "--format", format], &[]);
            self.run(&["meta", file, "--path", "go.example.com/other", "--format", format], &[]);
        }
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A file in every format.
    fn reports(&self, kind: &str) -> Vec<String> {
        let report = |format: &str| {
            let file = self.file(&format!("{kind}.{format}"));
            ["--report".to_owned(), format!("{format}={file}")]
        };
        FORMATS.into_iter().flat_map(report).collect()
    }

    /// Runs our command; what it prints must be something, and clean.
    fn run(&mut self, words: &[&str], more: &[String]) -> Vec<u8> {
        let mut command = doctor();
        command.env("PATH", World::real().var("PATH").unwrap_or_default());
        let output = command.envs(self.vars.clone()).args(words).args(more).output().unwrap();
        assert_ne!(output.stdout.len() + output.stderr.len(), 0, "{}: {words:?}", self.about);
        let place = format!("{words:?}").replace(SECRET, "…");
        self.look(&place, &[&output.stdout[..], &output.stderr].concat());
        output.stdout
    }

    fn look_into_files(&mut self) {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 3 * FORMATS.len() + 3, "{}: {files:?}", self.about);
        for file in files {
            let text = fs::read(&file).unwrap();
            assert!(!text.is_empty(), "{}: {}", self.about, file.display());
            self.look(&file.file_name().unwrap().to_string_lossy(), &text);
        }
    }

    /// Neither the secret itself may be there, nor what Basic makes of it or how a page writes it.
    fn look(&mut self, place: &str, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let basic = STANDARD.encode(format!("ci:{SECRET}"));
        let found =
            [SECRET, tags::WRITTEN, &basic].into_iter().find_map(|secret| text.find(secret));
        if let Some(at) = found {
            let begin = text.floor_char_boundary(at.saturating_sub(100));
            let end = text.ceil_char_boundary(at + 60);
            self.leaks.push(format!("{}, {place}: …{}…", self.about, &text[begin..end]));
        }
    }
}
