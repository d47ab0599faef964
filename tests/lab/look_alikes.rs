//! One text of go's, many causes: each group of scenarios ends with the same text, and each cause in
//! it gets its own finding and none of the others'.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    sync::Arc,
};

#[cfg(unix)]
use crate::support::child::child;
use crate::{plays, support::scenario};
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::{Finding, Report, Verdict},
    world::World,
};
use serde::Deserialize;

/// Texts of go's and their causes, by scenario.
const GROUPS: &str = include_str!("../../testdata/look_alikes.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    group: Vec<Group>,
}

/// One text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Whether its causes are of the repository.
    #[serde(default)]
    repository: bool,
    /// What go prints, where `…` is any name or place.
    text: String,
    /// The finding that is its own, by scenario: its name, and a part of its title where several causes have it.
    findings: BTreeMap<String, String>,
}

/// What came out for a scenario: go's text, and the findings with their titles.
struct Came {
    name: String,
    said: String,
    findings: Vec<(String, String)>,
}

impl Came {
    fn new(name: impl Into<String>, verdict: &Verdict, findings: &[Finding]) -> Self {
        let said = verdict.error().unwrap_or_default().to_owned();
        let findings = findings.iter().map(|it| (it.name.to_string(), it.title.clone()));
        Self { name: name.into(), said, findings: findings.collect() }
    }

    /// Whether the finding `wanted` is among those that came out.
    fn has(&self, wanted: &str) -> bool {
        let (name, part) = wanted.split_once(" | ").unwrap_or((wanted, ""));
        self.findings.iter().any(|(found, title)| found == name && title.contains(part))
    }
}

/// The scenarios whose members are cures that cure nothing.
const FILES: [(&str, &str); 5] = [
    ("git-logins", include_str!("../../testdata/look_alikes/git-logins.toml")),
    ("go-mods", include_str!("../../testdata/look_alikes/go-mods.toml")),
    ("revisions", include_str!("../../testdata/look_alikes/revisions.toml")),
    ("ssh-doors", include_str!("../../testdata/look_alikes/ssh-doors.toml")),
    ("ssh-key-files", include_str!("../../testdata/look_alikes/ssh-key-files.toml")),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_of_a_text_has_its_own_finding() {
    let mut wrong = Vec::new();
    let groups = groups();
    let count = |groups: &[Group]| groups.iter().map(|group| group.findings.len()).sum::<usize>();
    let of_repositories = of_repositories();
    assert!(of_repositories.len() >= 20, "{} groups", of_repositories.len());
    assert_eq!((count(&groups), count(&of_repositories)), (177, 91));
    let came = members(&names(&groups)).await;
    for Group { text, findings, .. } in &groups {
        let own: BTreeSet<_> = findings.values().map(String::as_str).collect();
        assert_eq!(own.len(), findings.len(), "two causes of {text} have the same finding");
        for (name, finding) in findings {
            let Some(came) = came.iter().find(|came| came.name == *name) else { continue };
            if !came.said.lines().any(|line| lab::matches(text, line.trim())) {
                wrong.push(format!("{name}: go says {:?}, which is not of {text:?}", came.said));
            }
            let found: Vec<_> = own.iter().filter(|own| came.has(own)).collect();
            if found != [finding] {
                let all = &came.findings;
                wrong.push(format!("{name}: it gets {found:?}, not {finding}: {all:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What decides is what was observed, not git's words: a git that speaks German leads to the same findings.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_findings_are_the_same_with_a_git_that_speaks_german() {
    let Some(german) = German::found() else { return };
    let groups = of_repositories();
    let came = played(&names(&groups), &german.caller(), &german.env()).await;
    let mut wrong = Vec::new();
    for (name, finding) in groups.iter().flat_map(|group| &group.findings) {
        let Some(came) = came.iter().find(|came| came.name == *name) else { continue };
        if !came.has(finding) {
            wrong.push(format!("{name}: {:?}, not {finding}: {}", came.findings, came.said));
        }
    }
    let of_git = came.iter().filter(|came| came.said.contains("exit status 128:"));
    let translated = of_git.clone().filter(|came| came.said.contains("Schwerwiegend: "));
    assert!(translated.count() * 2 > of_git.count(), "git speaks no German");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn groups() -> Vec<Group> {
    toml::from_str::<Groups>(GROUPS).unwrap().group
}

/// The groups whose causes are of the repository.
fn of_repositories() -> Vec<Group> {
    groups().into_iter().filter(|group| group.repository).collect()
}

fn names(groups: &[Group]) -> BTreeSet<String> {
    groups.iter().flat_map(|group| group.findings.keys().cloned()).collect()
}

/// What came out for `names`; scenarios are played once for all tests.
async fn members(names: &BTreeSet<String>) -> Vec<Came> {
    let cures = names.iter().filter(|name| name.contains(": ")).cloned().collect();
    let mut all = played(&cures, &World::real(), &[]).await;
    let scenarios = plays::scenarios().await.iter().filter(|it| names.contains(it.name));
    all.extend(scenarios.map(|it| Came::new(it.name, &it.verdict, &it.findings)));
    all
}

async fn played(names: &BTreeSet<String>, caller: &World, env: &[(String, String)]) -> Vec<Came> {
    let scenarios = names.iter().map(|name| (name.clone(), member(name)));
    let playable = scenarios.filter(|(_, scenario)| scenario::is_playable(scenario));
    let runs = playable.map(|(name, mut scenario)| {
        scenario.env.extend(env.iter().cloned());
        play(name, scenario, caller.clone())
    });
    plays::side_by_side(runs).await
}

/// The scenario `name`, or `FILE: CAUSE`.
fn member(name: &str) -> Scenario {
    let Some((file, cause)) = name.split_once(": ") else {
        let text = lab::find(name).unwrap_or_else(|| panic!("there is no scenario {name}"));
        return Scenario::parse(name, text).unwrap();
    };
    let (_, text) = FILES.iter().find(|(known, _)| *known == file).unwrap();
    let all = Scenario::parse(file, text).unwrap();
    let cure = all.cure.iter().find(|cure| cure.about == cause);
    all.cured(cure.unwrap_or_else(|| panic!("{file} has no {cause}")))
}

async fn play(name: String, scenario: Scenario, caller: World) -> Came {
    let lab = Lab::start(&scenario, &caller).await.unwrap();
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let options = scenario::options(&scenario);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let Report { verdict, findings, .. } = Report::of(&trace);
    Came::new(name, &verdict, &findings)
}

/// A git that speaks German, and a locale of that name: the C locale under another name, since git's words go by the name.
#[cfg(unix)]
struct German {
    dir: tempfile::TempDir,
}

#[cfg(unix)]
impl German {
    /// None, and a loud line, where this machine has none.
    fn found() -> Option<Self> {
        use std::{io::Write as _, os::unix::fs::symlink};
        let german = Self { dir: tempfile::tempdir().unwrap() };
        symlink("/usr/lib/locale/C.utf8", german.dir.path().join("de_DE.utf8")).unwrap();
        symlink("/usr/bin/git", german.dir.path().join("git")).unwrap();
        let mut git = child("/usr/bin/git");
        let output =
            git.args(["ls-remote", "-q", "https://127.0.0.1:1/"]).envs(german.env()).output();
        if output.is_ok_and(|output| output.stderr.starts_with(b"Schwerwiegend: ")) {
            return Some(german);
        }
        let line = b"SKIPPED: there is no /usr/bin/git here that speaks German\n";
        std::io::stderr().write_all(line).unwrap();
        None
    }

    /// Where that git is found first.
    fn caller(&self) -> World {
        let mut caller = World::real();
        let mut path = self.dir.path().as_os_str().to_owned();
        path.push(":");
        path.push(caller.var("PATH").unwrap_or_default());
        caller.set("PATH", path);
        caller
    }

    fn env(&self) -> Vec<(String, String)> {
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let dir = self.dir.path().to_str().unwrap();
        let all = [
            ("LC_ALL", "de_DE.UTF-8"),
            ("LOCPATH", dir),
            ("GIT_TEXTDOMAINDIR", "/usr/share/locale"),
        ];
        all.map(own).to_vec()
    }
}
