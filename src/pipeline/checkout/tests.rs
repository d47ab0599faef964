//! The order of asking, played with answers that are written down.

use std::{
    collections::BTreeMap,
    fs::File,
    io,
    sync::{Arc, Mutex},
};

use super::{Done, GitRepo, Module, Refused, Repo, Runner, ToolRepo};
use crate::go::{
    cmd::{
        codehost::{
            command::{Command, End},
            place::ModulePlace,
        },
        fault::Stop,
        vcs::Vcs,
    },
    version::Version,
};

const URL: &str = "https://git.test/m.git";

/// Answers commands by their words; one that is not written down fails with status 1.
#[derive(Debug, Default)]
struct Script {
    answers: BTreeMap<String, (i32, String, String)>,
    shallow: bool,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn says(mut self, command: &str, stdout: &str) -> Self {
        self.answers.insert(command.to_owned(), (0, stdout.to_owned(), String::new()));
        self
    }

    fn fails(mut self, command: &str, status: i32, stderr: &str) -> Self {
        self.answers.insert(command.to_owned(), (status, String::new(), stderr.to_owned()));
        self
    }
}

impl Runner for Script {
    async fn run(&self, command: &Command) -> Result<Done, Stop> {
        let words = command.to_string();
        self.asked.lock().unwrap().push(words.clone());
        let (status, stdout, stderr) =
            self.answers.get(&words).cloned().unwrap_or((1, String::new(), String::new()));
        let (stdout, stderr) = (stdout.into_bytes(), stderr.into_bytes());
        Ok(Done { end: End::Exited(status), stdout, spooled: None, stderr })
    }

    fn shown_dir(&self) -> &'static str {
        "/cache"
    }

    fn holds(&self, name: &str) -> bool {
        self.shallow && name == "shallow"
    }

    fn open(&self, _name: &str) -> io::Result<File> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn append(&self, _name: &str, _text: &str) -> io::Result<()> {
        Ok(())
    }

    async fn is_gone(&self, _url: &str) -> Result<bool, Stop> {
        Ok(false)
    }
}

fn release(text: &str) -> Version {
    text.parse().unwrap()
}

fn hash(digit: char) -> String {
    String::from(digit).repeat(40)
}

fn log(rev: &str) -> String {
    let options = "-c log.showsignature=false log --no-decorate -n1 --format=format:%H %ct %D";
    format!("git {options} --end-of-options {rev} --")
}

/// A repository as go 1.27 sets it up, with these refs.
fn set_up(refs: &str) -> Script {
    Script::default()
        .says(&format!("git ls-remote -q --end-of-options {URL}"), refs)
        .says("git version", "git version 2.47.3\n")
        .says("git init --bare --object-format=sha1", "")
        .says(&format!("git remote add origin -- {URL}"), "")
        .says("git tag -l", "")
}

async fn opened(script: Script, version: &str) -> Result<GitRepo<Script>, Refused> {
    GitRepo::open(script, URL, release(version)).await
}

fn module(repo: GitRepo<Script>, path: &str, version: &str) -> Module<Script> {
    let place = ModulePlace::new(path, "a.test/m", "").unwrap();
    Module::new(Arc::new(Repo::Git(repo)), place, release(version))
}

#[tokio::test]
async fn a_tag_is_brought_alone() {
    let one = hash('1');
    let script = set_up(&format!("{one}\tHEAD\n{one}\trefs/tags/v1.0.0\n"))
        .says("git -c protocol.version=2 fetch -f --depth=1 --end-of-options origin refs/tags/v1.0.0:refs/tags/v1.0.0", "")
        .says(&log("refs/tags/v1.0.0"), &format!("{one} 1577934245 tag: v1.0.0"))
        .says(&format!("git cat-file --end-of-options blob {one}:go.mod"), "module a.test/m\n");
    let asked = Arc::clone(&script.asked);
    let module = module(opened(script, "1.27").await.unwrap(), "a.test/m", "1.27");
    assert_eq!(module.versions("").await.unwrap().list, ["v1.0.0"]);
    let found = module.stat("v1.0.0").await.unwrap();
    assert_eq!((found.version.as_str(), found.time), ("v1.0.0", 1_577_934_245));
    assert_eq!(found.origin.unwrap().r#ref, "refs/tags/v1.0.0");
    let asked = asked.lock().unwrap();
    assert_eq!(asked[4..7], ["git config extensions.objectformat", "git tag -l", &log(&one)]);
    assert!(!asked.iter().any(|it| it.starts_with("git fetch")), "{asked:?}");
}

#[tokio::test]
async fn a_failed_shallow_fetch_is_dropped_and_everything_is_fetched() {
    let one = hash('1');
    let all =
        "git fetch -f --end-of-options origin refs/heads/*:refs/heads/* refs/tags/*:refs/tags/*";
    let mut script = set_up(&format!("{one}\trefs/tags/v1.0.0\n")).says(all, "").fails(
        "git fetch --unshallow -f --end-of-options origin",
        128,
        "fatal: early EOF\n",
    );
    script.shallow = true;
    let repo = opened(script, "1.27").await.unwrap();
    let refused = repo.stat("v1.0.0").await.unwrap_err();
    assert_eq!(
        refused.fault.to_string(),
        "git fetch --unshallow -f --end-of-options origin in /cache: exit status 128:\n\tfatal: early EOF"
    );
}

#[tokio::test]
async fn a_failed_listing_is_told_where_refs_are_needed() {
    let said = "fatal: could not read Username for 'https://git.test': terminal prompts disabled\n";
    let script = set_up("").fails(&format!("git ls-remote -q --end-of-options {URL}"), 128, said);
    let asked = Arc::clone(&script.asked);
    let module = module(opened(script, "1.26").await.unwrap(), "a.test/m", "1.26");
    let text = module.versions("").await.unwrap_err().fault.to_string();
    assert_eq!(
        text,
        format!(
            "module a.test/m: git ls-remote -q --end-of-options {URL} in /cache: exit status 128:\n\t\
             fatal: could not read Username for 'https://git.test': terminal prompts disabled\n\
             Confirm the import path was entered correctly.\nIf this is a private repository, see \
             https://golang.org/doc/faq#git_https for additional information."
        )
    );
    let listings = asked.lock().unwrap().iter().filter(|it| it.contains("ls-remote")).count();
    assert_eq!(listings, 1);
}

#[tokio::test]
async fn a_branch_becomes_a_pseudo_version_behind_the_nearest_tag() {
    let (one, two) = (hash('1'), hash('2'));
    let fetch = "git -c protocol.version=2 fetch -f --depth=1 --end-of-options origin";
    let script = set_up(&format!("{two}\trefs/heads/main\n{one}\trefs/tags/v1.0.0\n"))
        .says(&format!("{fetch} refs/heads/main:refs/heads/main"), "")
        .says(&format!("{fetch} refs/tags/v1.0.0:refs/tags/v1.0.0"), "")
        .says(&log("refs/heads/main"), &format!("{two} 1580612645 main"))
        .says(&log("refs/tags/v1.0.0"), &format!("{one} 1577934245"))
        .says(&log(&two[..12]), &format!("{two} 1580612645"))
        .says(
            &format!("git for-each-ref --format=%(refname) --merged={two}"),
            "refs/heads/main\nrefs/tags/v1.0.0\n",
        )
        .says(&format!("git merge-base --is-ancestor -- v1.0.0 {two}"), "");
    let module = module(opened(script, "1.27").await.unwrap(), "a.test/m", "1.27");
    let found = module.stat("main").await.unwrap();
    assert_eq!(found.version, "v1.0.1-0.20200202030405-222222222222");
    assert_eq!(module.stat(&found.version).await.unwrap().version, found.version);
    let wrong = module.stat("v1.0.1-0.20200202030406-222222222222").await.unwrap_err();
    assert_eq!(
        wrong.fault.to_string(),
        "a.test/m@v1.0.1-0.20200202030406-222222222222: invalid pseudo-version: does not match \
         version-control timestamp (expected 20200202030405)"
    );
}

#[tokio::test]
async fn a_missing_git_is_told_by_release() {
    let said = |version: &'static str| async move {
        opened(Script::default(), version).await.unwrap_err().fault.to_string()
    };
    let new = "unable to resolve git version: failed to execute git version: exit status 1";
    assert_eq!(said("1.26").await, new);
    assert_eq!(said("1.25").await, "git init --bare in /cache: exit status 1");
}

#[tokio::test]
async fn roots_without_a_scheme_are_refused() {
    let said = |url: &'static str| async move {
        let opened = GitRepo::open(Script::default(), url, release("1.27")).await;
        opened.unwrap_err().fault.to_string()
    };
    let advice =
        "git remote (h:m) must not be local directory (use URL syntax not host:path syntax)";
    assert_eq!(said("h:m").await, advice);
    assert_eq!(said("-x").await, "git remote (-x) must not be local directory");
}

#[tokio::test]
async fn empty_repositories_have_no_versions() {
    let module = module(opened(set_up(""), "1.27").await.unwrap(), "a.test/m", "1.27");
    assert!(module.versions("").await.unwrap().list.is_empty());
    let none = module.latest().await.unwrap_err();
    assert!(none.fault.is_not_found());
    let unknown = module.stat("main").await.unwrap_err();
    assert_eq!(unknown.fault.to_string(), "a.test/m@main: invalid version: unknown revision main");
    let sum = "r1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    assert_eq!(unknown.origin.unwrap().repo_sum, sum);
}

#[tokio::test]
async fn mercurial_is_pulled_into() {
    let one = hash('1');
    let script = Script::default()
        .says("hg init .", "")
        .says("hg pull -f", "")
        .says("hg tags -q", "tip\nv1.0.0\n")
        .says("hg branches -c -q", "default\n")
        .says(
            "hg log -l1 --rev=v1.0.0 --template {node} {date|hgdate} {tags}",
            &format!("{one} 1577934245 0 v1.0.0"),
        );
    let repo =
        ToolRepo::open(script, Vcs::Hg, "https://hg.test/m", release("1.27"), None).await.unwrap();
    assert_eq!(repo.tags("v").await.unwrap().names, ["v1.0.0"]);
    assert_eq!(repo.stat("v1.0.0").await.unwrap().named, "v1.0.0");
    let unknown = repo.stat("nope").await.unwrap_err();
    assert_eq!(unknown.fault.to_string(), "unknown revision nope");
}
