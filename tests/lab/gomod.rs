//! `check` on the go.mod files of real projects, in a lab that serves every module they name: ten
//! are broken, each in its own way, and the real go command fails for the same ten.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts commands and reads its files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
    sync::Arc,
};

use crate::support::child::child;
use goget_doctor::{check::inputs::gomod, go::cmd::main_file::Reader};
use serde_json::Value;
use tokio::{process::Command, task::JoinSet};

use crate::{bench::Bench, support::judge};

const PROJECTS: [&str; 5] = ["caddy", "containerd", "hugo", "prometheus", "rclone"];

/// A module, what its page answers instead of its tag, and the finding that says so.
const PAGES: [(&str, &str, &str); 7] = [
    ("go.uber.org/automaxprocs", "status = 404", "vanity-page-not-found"),
    ("go.uber.org/goleak", "body = '<title>goleak</title>'", "meta-absent"),
    (
        "golang.org/x/image",
        "body = '<head></head><body><meta name=\"go-import\" content=\"golang.org/x/image git https://git.test/image\">'",
        "meta-tag-in-body",
    ),
    (
        "k8s.io/cri-api",
        "import = 'kubernetes.io/cri-api git https://git.test/cri-api'",
        "meta-prefix-host-mismatch",
    ),
    (
        "storj.io/drpc",
        "redirect = 'https://storj.io/users/sign_in'\n[[host.route]]\npath = '/users/sign_in'\nbody = '<title>Sign in</title>'",
        "forge-login-page-instead-of-meta",
    ),
    ("howett.net/plist", "redirect = 'http://howett.net/plist'", "http-redirect-downgrade"),
    (
        "go.step.sm/linkedca",
        "import = 'go.step.sm/linkedca got https://git.test/linkedca'",
        "meta-unknown-vcs",
    ),
];

/// The only module of its host, how the host is on port 443, and the finding that says so.
const HOSTS: [(&str, &str, &str); 3] = [
    ("bazil.org/fuse", "https = { days = [-90, -1] }", "tls-cert-expired"),
    ("filippo.io/edwards25519", "https = { issuer = 'self' }", "tls-cert-self-signed"),
    ("goftp.io/server", "https = { issuer = 'own' }", "tls-ca-not-trusted"),
];

#[tokio::test(flavor = "multi_thread")]
async fn ten_broken_modules_of_five_builds_are_ten_failures() {
    let (world, bench) = bench().await;
    let files: Vec<String> = PROJECTS.iter().map(|name| format!("{name}/go.mod")).collect();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let (status, items) = bench.json(&names).await;
    assert_eq!((status, items.len()), (1, world.named));
    let well = items.iter().filter(|item| {
        // A host that go knows by name is named, and nobody was asked.
        let by_name = item["missing"] == "nobody was asked" && item["root"]["by"] == "static";
        let sound = item["ok"] == true || by_name;
        sound && item["findings"].as_array().is_some_and(Vec::is_empty)
    });
    assert_eq!(well.count(), world.named - 10);
    let failures = failures(&items);
    let found: BTreeMap<&str, String> =
        failures.iter().map(|item| (module_of(item), names_of(item))).collect();
    let planted: BTreeMap<&str, String> =
        broken().map(|(path, finding)| (path, finding.to_owned())).collect();
    assert_eq!((failures.len(), found), (10, planted));
    for item in failures {
        let source = &item["source"];
        let text = fs::read_to_string(bench.dir.path().join(source["file"].as_str().unwrap()));
        let line = usize::try_from(source["line"].as_u64().unwrap()).unwrap();
        assert!(text.unwrap().lines().nth(line - 1).unwrap().contains(module_of(item)));
    }
}

/// The module path of a result, which names the version too.
fn module_of(item: &Value) -> &str {
    item["path"].as_str().unwrap().split('@').next().unwrap()
}

/// go says of each module that has a page what we say of it. What is on github.com needs none.
#[tokio::test(flavor = "multi_thread")]
async fn the_real_go_fails_for_the_same_ten() {
    let Some(go) = judge::judge("GOGET_DOCTOR_GO", "gomod") else { return };
    let (world, bench) = bench().await;
    let pages = world.modules.into_iter().filter(|path| !path.starts_with("github.com/"));
    let modules: Vec<String> = pages.collect();
    fs::write(bench.dir.path().join("list"), modules.join("\n")).unwrap();
    let (_, items) = bench.json(&["--module", "list"]).await;
    let ours: BTreeMap<String, String> = items
        .iter()
        .filter(|item| item["ok"] == false)
        .map(|item| (text(&item["path"]), timeless(&text(&item["error"]))))
        .collect();
    let mut runs = JoinSet::new();
    for part in modules.chunks(modules.len().div_ceil(4)) {
        runs.spawn(listed(command(&bench, &go, part)));
    }
    let theirs: BTreeMap<String, String> = runs.join_all().await.into_iter().flatten().collect();
    assert_eq!(theirs, ours);
}

/// `go list -m` of each module, in a module of its own.
fn command(bench: &Bench, go: &Path, modules: &[String]) -> Command {
    let mut command = Command::from(child(go));
    command.args(["list", "-m", "-e", "-json=Path,Error"]);
    command.args(modules.iter().map(|path| format!("{path}@latest")));
    command
        .envs(bench.lab.exports())
        .current_dir(bench.dir.path().join("empty"))
        .kill_on_drop(true);
    command
}

/// The modules that go does not find, with what it says.
async fn listed(mut command: Command) -> Vec<(String, String)> {
    let output = command.output().await.unwrap();
    let objects = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
    let objects: Vec<Value> = objects.map(Result::unwrap).collect();
    assert!(!objects.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let failed = objects.iter().filter(|object| object["Error"].is_object());
    let said = failed.map(|object| {
        let error = text(&object["Error"]["Err"]);
        let said = error.split_once(": ").map_or("", |(_, said)| said);
        (text(&object["Path"]), timeless(said))
    });
    said.collect()
}

/// The modules that the five builds name, and how often.
struct World {
    modules: BTreeSet<String>,
    named: usize,
}

/// The lab that serves the modules, and the five files.
async fn bench() -> (World, Bench) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/gomod");
    let read = |name: &&str| {
        let text = fs::read_to_string(data.join(format!("{name}.mod"))).unwrap();
        (format!("{name}/go.mod"), text)
    };
    let mut files: Vec<(String, String)> = PROJECTS.iter().map(read).collect();
    let entries = files.iter().flat_map(|(name, text)| {
        let entries = gomod::entries(
            &Arc::default(),
            None,
            &[gomod::parse(&Reader::default(), name, "go.mod", "/go.mod", text)],
            &gomod::Folders::new(),
        );
        entries.into_iter().map(|entry| entry.path)
    });
    let paths: Vec<String> = entries.collect();
    let world = World { named: paths.len(), modules: paths.into_iter().collect() };
    files.push(("empty/go.mod".to_owned(), "module empty.test\n\ngo 1.21\n".to_owned()));
    let laid: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bench = Bench::new(&scenario(&world.modules), &laid).await;
    (world, bench)
}

/// A repository for each root, and a host for each name.
fn scenario(modules: &BTreeSet<String>) -> String {
    let mut roots: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for module in modules {
        roots.entry(root(module)).or_default().push(module);
    }
    let mut hosts: BTreeMap<&str, String> = BTreeMap::new();
    let mut repos = String::new();
    for (number, (root, modules)) in roots.iter().enumerate() {
        let (host, below) = root.split_once('/').unwrap_or((root, ""));
        let (forge, path) = if host == "github.com" {
            (host, below.to_owned())
        } else {
            hosts.entry(host).or_default().push_str(&pages(root, below, number));
            ("git.test", format!("r{number}"))
        };
        let served = format!("[[host.route]]\npath = '/{path}'\ngit = 'r{number}'\n");
        hosts.entry(forge).or_default().push_str(&served);
        repos += &repository(root, modules, number);
    }
    let mut text = String::from("about = 'Five builds.'\npath = 'go.test/x'\n[ca.own]\n");
    for (host, routes) in hosts {
        let only = HOSTS.iter().find(|(path, ..)| path.split('/').next() == Some(host));
        let port = only.map_or("https = {}", |(_, port, _)| port);
        let _ = write!(text, "[[host]]\nname = '{host}'\n{port}\n{routes}");
    }
    text + &repos + "[expect]\nok = true\n"
}

/// The page of a root, and of everything below it.
fn pages(root: &str, below: &str, number: usize) -> String {
    let import = format!("import = '{root} git https://git.test/r{number}'");
    let planted = PAGES.iter().find(|(path, ..)| *path == root).map(|(_, answer, _)| *answer);
    let answer = planted.unwrap_or(&import);
    let deeper = if below.is_empty() { "*".to_owned() } else { format!("{below}/*") };
    format!(
        "[[host.route]]\npath = '/{below}'\n{answer}\n[[host.route]]\npath = '/{deeper}'\n{answer}\n"
    )
}

/// A repository with a go.mod and a version for each of its modules.
fn repository(root: &str, modules: &[&str], number: usize) -> String {
    let mut files = String::new();
    let mut tags = BTreeSet::new();
    for module in modules {
        let dir = module.strip_prefix(root).unwrap().trim_start_matches('/');
        let slash = if dir.is_empty() { "" } else { "/" };
        let _ = write!(files, "\"{dir}{slash}go.mod\" = \"module {module}\\n\", ");
        tags.insert(format!("'{}'", tag(module, dir)));
    }
    let tags: Vec<String> = tags.into_iter().collect();
    format!(
        "[[repo]]\nname = 'r{number}'\nfiles = {{ {files} x = '' }}\ntags = [{}]\n",
        tags.join(", ")
    )
}

/// The tag of a version of the module in `dir`, whose path may end in a major version.
fn tag(module: &str, dir: &str) -> String {
    let last = module.rsplit(['/', '.']).next().unwrap();
    let major = last.strip_prefix('v').filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let version = format!("v{}.1.0", major.unwrap_or("1"));
    let dir = if major.is_some() { dir.rsplit_once('/').map_or("", |(dir, _)| dir) } else { dir };
    if dir.is_empty() { version } else { format!("{dir}/{version}") }
}

/// The root of a module's repository: go knows it for github.com, for others the host decides.
fn root(module: &str) -> String {
    let elements = match module.split('/').next().unwrap() {
        "github.com" | "golang.org" => 3,
        "gopkg.in" => usize::MAX,
        _ => 2,
    };
    module.split('/').take(elements).collect::<Vec<_>>().join("/")
}

fn broken() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().chain(&HOSTS).map(|(path, _, finding)| (*path, *finding))
}

fn failures(items: &[Value]) -> Vec<&Value> {
    items.iter().filter(|item| item["ok"] == false).collect()
}

fn names_of(item: &Value) -> String {
    let names = item["findings"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap());
    names.collect::<Vec<_>>().join(" ")
}

/// The text without the time of day at its end.
fn timeless(text: &str) -> String {
    text.split(": current time ").next().unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
