//! `check` on the go.mod files of ten real projects, whose modules module proxies of the lab serve: nothing fails that go
//! takes, and with a fault of each kind planted in each exactly those modules fail for which the real go fails.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts commands and writes their files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use goget_doctor::{
    check::inputs::{Ask, gomod},
    go::cmd::main_file::Reader,
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;
use tokio::process::Command;

use crate::support::{
    child::{child, doctor},
    judge,
};

const PROJECTS: [&str; 10] = [
    "certificates",
    "runc",
    "alertmanager",
    "buildah",
    "caddy",
    "containerd",
    "containers-image",
    "hugo",
    "prometheus",
    "rclone",
];

/// How many are played where no real go judges.
const SAMPLE: usize = 2;

/// A kind of fault: what the proxy answers for a part of the version, and the finding that tells it.
struct Fault {
    /// The end of the URL behind the version, empty for all of it.
    part: &'static str,
    /// The answer, as a route has it; empty where the fault is not at the proxy.
    answer: &'static str,
    finding: &'static str,
}

const fn fault(part: &'static str, answer: &'static str, finding: &'static str) -> Fault {
    Fault { part, answer, finding }
}

const TEXT: &str = "headers = { Content-Type = 'text/plain' }";

/// The kinds; the last two are a wrong line of go.sum, and a module of GONOPROXY whose host is not there.
const FAULTS: [Fault; 12] = [
    fault("*", "status = 404\nbody = 'not found'", "version-not-found"),
    fault("*", "status = 410\nbody = 'gone'", "version-not-found"),
    fault(".info", "status = 500\nbody = 'no space'", "goproxy-5xx"),
    fault(".info", "body = 'Version v1'", "goproxy-answers-non-protocol-body"),
    fault(".info", "body = '{\"Version\":\"v0.0.7\"}'", "goproxy-wrong-version-info"),
    fault(".mod", "status = 404\nbody = 'not found'", "goproxy-lacks-file"),
    fault(".mod", "body = 'module other.test/x'", "sum-differs-from-gosum"),
    fault(".zip", "status = 404\nbody = 'not found'", "goproxy-lacks-file"),
    fault(".zip", "body = '<html>sign in</html>'", "goproxy-zip-not-a-zip"),
    fault(".zip", "zip", "sum-differs-from-gosum"),
    fault("", "", "sum-differs-from-gosum"),
    fault("", "", "http-proxy-connect-5xx"),
];

const MISSING_ZIP: usize = 7;
const OTHER_ZIP: usize = 9;
const OF_GO_SUM: usize = 10;
const OF_GONOPROXY: usize = 11;

/// A module and its version.
type Member = (String, String);

/// A project: its go.mod, what it downloads, and the modules that are broken, in the order of [`FAULTS`].
struct Project {
    name: &'static str,
    text: String,
    members: Vec<Member>,
    broken: Vec<Member>,
}

impl Project {
    fn read(name: &'static str) -> Self {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/gomod");
        let text = fs::read_to_string(data.join(format!("{name}.mod"))).unwrap();
        let parsed = gomod::parse(&Reader::default(), "go.mod", "go.mod", "/go.mod", &text);
        let entries = gomod::entries(&Arc::default(), None, &[parsed], &gomod::Folders::new());
        let members: Vec<Member> = entries
            .into_iter()
            .filter_map(|entry| match entry.ask {
                Ask::Required { version, .. } => Some((entry.path, version)),
                _ => None,
            })
            .collect();
        // Spelt alike in a URL.
        let plain = |(path, version): &&Member| {
            path.bytes().chain(version.bytes()).all(|byte| !byte.is_ascii_uppercase())
        };
        let mut own =
            members.iter().filter(plain).filter(|(path, _)| !path.starts_with("github.com/"));
        let gone = own.next_back().unwrap().clone();
        let others = members.iter().filter(plain).filter(|member| **member != gone);
        let step = (members.len() / (2 * FAULTS.len())).max(1);
        let mut broken: Vec<Member> =
            others.step_by(step).take(FAULTS.len() - 1).cloned().collect();
        broken.push(gone);
        assert_eq!(broken.len(), FAULTS.len(), "{name}");
        Self { name, text, members, broken }
    }

    /// The host of its module proxy with the faults.
    fn host(&self) -> String {
        format!("{}.test", self.name)
    }

    fn routes(&self) -> String {
        let mut routes = format!("[[host]]\nname = '{}'\nhttps = {{}}\n", self.host());
        for (fault, (path, version)) in FAULTS.iter().zip(&self.broken) {
            let at = format!("[[host.route]]\npath = '/{path}/@v/{version}{}'\n", fault.part);
            match fault.answer {
                "" => {}
                "zip" => routes += &[&at, "base = '/'\ngoproxy = 'other'\n"].concat(),
                answer => routes += &[&at, answer, "\n", TEXT, "\n"].concat(),
            }
        }
        routes + "[[host.route]]\npath = '/'\ngoproxy = 'public'\n"
    }
}

/// The lab that serves all modules, and a folder for each project with its go.mod and go.sum.
struct Bench {
    lab: Lab,
    folder: tempfile::TempDir,
}

impl Bench {
    async fn new(projects: &[Project]) -> Self {
        let scenario = Scenario::parse("projects.toml", &scenario(projects)).unwrap();
        let sums: BTreeMap<Member, String> = scenario
            .version
            .iter()
            .filter(|version| version.tree == "public")
            .map(|it| {
                let member = (it.module.get_ref().clone(), it.version.get_ref().clone());
                (member, it.go_sum_lines().join("\n") + "\n")
            })
            .collect();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        for project in projects {
            let own = folder.path().join(project.name);
            fs::create_dir(&own).unwrap();
            fs::write(own.join("go.mod"), &project.text).unwrap();
            let lines: String = project.members.iter().map(|it| sums[it].as_str()).collect();
            fs::write(own.join("good.sum"), &lines).unwrap();
            let (path, version) = &project.broken[OF_GO_SUM];
            let line = format!("{path} {version}/go.mod h1:");
            let wrong = lines.lines().map(|it| {
                let is_it = it.starts_with(&line);
                if is_it { format!("{line}{}=\n", "A".repeat(43)) } else { format!("{it}\n") }
            });
            let wrong: String = wrong.collect();
            assert_ne!(wrong, lines);
            fs::write(own.join("bad.sum"), wrong).unwrap();
        }
        Self { lab, folder }
    }

    fn folder(&self, project: &Project) -> PathBuf {
        self.folder.path().join(project.name)
    }

    /// Lays out the project, well or with its faults, and returns the settings.
    fn lay(&self, project: &Project, broken: bool) -> Vec<(&'static str, String)> {
        let folder = self.folder(project);
        let sums = if broken { "bad.sum" } else { "good.sum" };
        fs::copy(folder.join(sums), folder.join("go.sum")).unwrap();
        if !broken {
            return vec![("GOPROXY", "https://good.test".to_owned())];
        }
        let private = project.broken[OF_GONOPROXY].0.clone();
        vec![("GOPROXY", format!("https://{}", project.host())), ("GONOPROXY", private)]
    }

    /// What `check` says of each module: whether it fails, and the findings.
    async fn ours(
        &self,
        project: &Project,
        broken: bool,
        args: &[&str],
    ) -> BTreeMap<Member, Vec<String>> {
        let settings = self.lay(project, broken);
        let mut command = Command::from(doctor());
        command.args(["check", "--format", "json"]).args(args).envs(self.lab.exports());
        command.envs(settings).current_dir(self.folder(project));
        let output = command.output().await.unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        let items = said["results"].as_array().unwrap_or_else(|| panic!("{said}"));
        let failed = items.iter().filter(|item| item["ok"] != true);
        let told = failed.map(|item| {
            let (path, version) = item["path"].as_str().unwrap().split_once('@').unwrap();
            let findings = item["findings"].as_array().unwrap().iter();
            let names = findings.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
            ((path.to_owned(), version.to_owned()), names)
        });
        assert_eq!(items.len(), project.members.len(), "{}", project.name);
        told.collect()
    }

    /// Those of `members` that the real go fails to download: each of `alone` by itself, for a sum that is refused ends the
    /// command.
    async fn theirs(&self, go: &Path, project: &Project, broken: bool) -> BTreeSet<Member> {
        let settings = self.lay(project, broken);
        let alone = if broken { project.broken.as_slice() } else { &[] };
        let others: Vec<Member> =
            project.members.iter().filter(|member| !alone.contains(member)).cloned().collect();
        let mut failed = self.downloads(go, project, &settings, &others).await;
        for member in alone {
            failed
                .extend(self.downloads(go, project, &settings, std::slice::from_ref(member)).await);
        }
        failed
    }

    /// Those that go fails to download, with an empty module cache.
    async fn downloads(
        &self,
        go: &Path,
        project: &Project,
        settings: &[(&'static str, String)],
        members: &[Member],
    ) -> BTreeSet<Member> {
        let cache = tempfile::tempdir().unwrap();
        let mut command = Command::from(child(go));
        command.args(["mod", "download", "-json"]);
        command.args(members.iter().map(|(path, version)| format!("{path}@{version}")));
        command.envs(self.lab.exports()).envs(settings.iter().cloned());
        command.env("GOMODCACHE", cache.path()).current_dir(self.folder(project));
        let output = command.output().await.unwrap();
        let objects = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
        let objects: Vec<Value> = objects.map(Result::unwrap).collect();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let named = |object: &Value| (text(&object["Path"]), text(&object["Version"]));
        let got: BTreeSet<Member> =
            objects.iter().filter(|it| it["Error"].is_null()).map(named).collect();
        members.iter().filter(|member| !got.contains(member)).cloned().collect()
    }
}

fn scenario(projects: &[Project]) -> String {
    let mut text = String::from("about = 'Projects.'\npath = 'x.test/x'\n");
    text += "[[host]]\nname = 'good.test'\nhttps = {}\n[[host.route]]\npath = '/'\ngoproxy = 'public'\n";
    text.extend(projects.iter().map(Project::routes));
    let members: BTreeSet<&Member> = projects.iter().flat_map(|it| &it.members).collect();
    for (path, version) in members {
        text += &served(path, version, "public", "package x");
    }
    let others: BTreeSet<&Member> = projects.iter().map(|it| &it.broken[OTHER_ZIP]).collect();
    for (path, version) in others {
        text += &served(path, version, "other", "package y");
    }
    text + "[expect]\nok = true\n"
}

fn served(path: &str, version: &str, tree: &str, source: &str) -> String {
    let mut text =
        format!("[[version]]\nmodule = '{path}'\nversion = '{version}'\ntree = '{tree}'\n");
    let files = format!("{{ 'go.mod' = \"module {path}\\n\", 'x.go' = \"{source}\\n\" }}");
    let _ = writeln!(text, "files = {files}");
    text
}

fn projects() -> (Vec<Project>, Option<PathBuf>) {
    let go = judge::judge("GOGET_DOCTOR_GO", "projects");
    let count = if go.is_some() { PROJECTS.len() } else { SAMPLE };
    (PROJECTS[..count].iter().copied().map(Project::read).collect(), go)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_planted_in_real_projects_fails_and_nothing_else() {
    let (projects, go) = projects();
    let bench = Bench::new(&projects).await;
    for project in &projects {
        let none = bench.ours(project, false, &["--until", "package"]).await;
        assert_eq!(none, BTreeMap::new(), "{}", project.name);
        let failed = bench.ours(project, true, &["--until", "package"]).await;
        let planted: BTreeMap<Member, &str> =
            project.broken.iter().cloned().zip(FAULTS.iter().map(|it| it.finding)).collect();
        let untold: Vec<String> = planted
            .iter()
            .filter(|(member, finding)| {
                !failed.get(member).is_some_and(|it| it.iter().any(|name| name == *finding))
            })
            .map(|(member, finding)| format!("{member:?}: {:?}, not {finding}", failed.get(member)))
            .collect();
        assert!(untold.is_empty(), "{}:\n{}", project.name, untold.join("\n"));
        assert_eq!(failed.len(), planted.len(), "{}: {failed:?}", project.name);
        if let Some(go) = &go {
            assert_eq!(bench.theirs(go, project, false).await, BTreeSet::new(), "{}", project.name);
            let theirs = bench.theirs(go, project, true).await;
            assert_eq!(theirs, failed.into_keys().collect(), "{}", project.name);
        }
    }
}

/// Without the zips those that only a zip spoils pass; `--zips` finds those that are not there.
#[tokio::test(flavor = "multi_thread")]
async fn zips_are_asked_for_where_that_is_wanted() {
    let projects = [Project::read(PROJECTS[0])];
    let bench = Bench::new(&projects).await;
    let is_of_zip = |at: &usize| FAULTS[*at].part == ".zip";
    let spoilt: BTreeSet<Member> =
        (0..FAULTS.len()).filter(is_of_zip).map(|at| projects[0].broken[at].clone()).collect();
    let all: BTreeSet<Member> = projects[0].broken.iter().cloned().collect();
    let failed: BTreeSet<Member> = bench.ours(&projects[0], true, &[]).await.into_keys().collect();
    assert_eq!(failed, &all - &spoilt);
    let asked: BTreeSet<Member> =
        bench.ours(&projects[0], true, &["--zips"]).await.into_keys().collect();
    let missing = &projects[0].broken[MISSING_ZIP];
    assert_eq!(&asked - &failed, BTreeSet::from([missing.clone()]));
    assert_eq!(bench.ours(&projects[0], false, &["--zips"]).await, BTreeMap::new());
}

/// What the go.mod files behind a build say: each module with its go line and what it requires.
const GRAPH: [(&str, &str, &str, &str); 8] = [
    // Its go line prunes what is behind it: the module that it requires is not there.
    ("g.test/pruned", "g.test/pruned", "1.17", "g.test/absent v1.0.0"),
    ("g.test/old", "g.test/old", "1.16", "g.test/middle v1.0.0"),
    ("g.test/middle", "g.test/middle", "1.21", "g.test/gone v1.0.0"),
    ("g.test/named", "other.test/named", "1.21", ""),
    ("g.test/fork", "g.test/replaced", "1.16", ""),
    ("g.test/excludes", "g.test/excludes", "1.16", "g.test/gone v1.0.0"),
    ("g.test/main", "g.test/main", "1.21", ""),
    ("g.test/deep", "g.test/deep", "1.16", "g.test/local v1.0.0"),
];

/// Directories next to go.mod, each with what its own says.
const FOLDERS: [(&str, &str); 2] = [
    ("local", "module g.test/local\n\ngo 1.16\n\nrequire g.test/middle v1.0.0\n"),
    ("modern", "module g.test/modern\n\ngo 1.21\n\nrequire g.test/absent v1.0.0\n"),
];

/// A lab with these modules, and the command's folder.
async fn graph(requires: &str) -> (Lab, tempfile::TempDir) {
    let mut text = String::from(
        "about = 'A graph.'\npath = 'x.test/x'\nenv = { GOPROXY = 'https://p.test' }\n[[host]]\nname = 'p.test'\nhttps = {}\n[[host.route]]\npath = '/'\ngoproxy = 'public'\n",
    );
    for (path, declared, go, required) in GRAPH {
        let require =
            if required.is_empty() { String::new() } else { format!("\nrequire {required}\n") };
        let go_mod = format!("module {declared}\n\ngo {go}\n{require}").replace('\n', "\\n");
        let _ = write!(
            text,
            "[[version]]\nmodule = '{path}'\nversion = 'v1.0.0'\nfiles = {{ 'go.mod' = \"{go_mod}\", 'x.go' = 'package x' }}\n"
        );
    }
    let scenario = Scenario::parse("graph.toml", &(text + "[expect]\nok = true\n")).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let go_mod = format!("module m.test/m\n\ngo 1.21\n\n{requires}");
    fs::write(folder.path().join("go.mod"), go_mod).unwrap();
    for (name, text) in FOLDERS {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("go.mod"), text).unwrap();
    }
    (lab, folder)
}

/// A go.mod, and what fails behind it: the way to it.
const BUILDS: [(&str, &[&str]); 8] = [
    ("require g.test/pruned v1.0.0\n", &[]),
    (
        "require g.test/old v1.0.0\n",
        &["m.test/m -> g.test/old@v1.0.0 -> g.test/middle@v1.0.0 -> g.test/gone@v1.0.0"],
    ),
    ("require g.test/named v1.0.0\n", &["g.test/named@v1.0.0"]),
    ("require g.test/excludes v1.0.0\nexclude g.test/gone v1.0.0\n", &[]),
    ("require g.test/replaced v1.0.0\nreplace g.test/replaced => g.test/fork v1.0.0\n", &[]),
    (
        "require g.test/local v1.0.0\nreplace g.test/local => ./local\n",
        &["m.test/m -> g.test/local@v1.0.0 -> g.test/middle@v1.0.0 -> g.test/gone@v1.0.0"],
    ),
    (
        "require g.test/deep v1.0.0\nreplace g.test/local => ./local\n",
        &[
            "m.test/m -> g.test/deep@v1.0.0 -> g.test/local@v1.0.0 -> g.test/middle@v1.0.0 -> g.test/gone@v1.0.0",
        ],
    ),
    ("require g.test/modern v1.0.0\nreplace g.test/modern => ./modern\n", &[]),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_module_graph_is_walked_as_go_walks_it() {
    let go = judge::judge("GOGET_DOCTOR_GO", "projects");
    for (requires, wanted) in BUILDS {
        let (lab, folder) = graph(requires).await;
        let mut command = Command::from(doctor());
        command.args(["check", "--graph", "--format", "json"]).envs(lab.exports());
        let output = command.current_dir(folder.path()).output().await.unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        let failed = said["results"].as_array().unwrap().iter().filter(|item| item["ok"] != true);
        let ways: Vec<String> = failed.map(way).collect();
        assert_eq!(ways, wanted, "{requires}");
        let Some(go) = &go else { continue };
        let mut command = Command::from(child(go));
        command.args(["mod", "graph"]).envs(lab.exports()).current_dir(folder.path());
        let output = command.output().await.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let last = wanted.first().map(|way| way.rsplit(" -> ").next().unwrap());
        assert_eq!(output.status.success(), last.is_none(), "{requires}: {said}");
        assert!(last.is_none_or(|last| said.contains(&format!("{last}: "))), "{requires}: {said}");
    }
}

/// The way to a result through the graph.
fn way(item: &Value) -> String {
    let by = item["required_by"].as_array().cloned().unwrap_or_default();
    let path = item["path"].clone();
    let names: Vec<&str> = by.iter().chain([&path]).map(|it| it.as_str().unwrap()).collect();
    names.join(" -> ")
}

/// A build of 250 modules behind a module proxy that is not there: the cause comes first, and all is seen at a glance.
#[tokio::test(flavor = "multi_thread")]
async fn one_cause_of_many_failures_is_one_screen() {
    let (lab, folder) = graph("").await;
    let requires: Vec<_> = (0..250).map(|n| format!("require g.test/Mod{n} v1.{n}.0")).collect();
    let go_mod = format!("module m.test/m\n\ngo 1.21\n\n{}\n", requires.join("\n"));
    fs::write(folder.path().join("go.mod"), go_mod).unwrap();
    let check = async |args: &'static [&str]| {
        let mut command = Command::from(doctor());
        command.arg("check").args(args).envs(lab.exports()).env("GOPROXY", "https://gone.test");
        let output =
            command.env("LC_ALL", "C.UTF-8").current_dir(folder.path()).output().await.unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    let text = check(&[]).await;
    assert!(text.starts_with("✗ 250 paths  at https://gone.test: "), "{text}");
    assert!(text.lines().count() <= 40, "{text}");
    assert!(
        text.contains("\nin all   250 paths: 250 failed; next: goget-doctor explain "),
        "{text}"
    );
    assert!(!text.contains("passed"), "{text}");
    let quiet = check(&["-q"]).await;
    assert_eq!(quiet.lines().count(), 3, "{quiet}");
    let markdown = check(&["--format", "markdown"]).await;
    assert!(markdown.lines().count() < 400, "{markdown}");
}
