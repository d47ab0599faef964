//! Where requests arrive under random proxy settings: those of the real go against ours, as the servers see them.
//!
//! One run of go asks ten module proxies: of a `GOPROXY` with `|` each is asked after any error, and each fails. Hosts
//! that are not of this machine end in `.onion`, which go never looks up, or are multicast addresses, to which nothing
//! connects: what does not reach a proxy reaches nobody.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod server;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
    path::Path,
    sync::Arc,
};

use crate::{
    chance::Chance,
    go,
    support::{
        child::child,
        rounds::{rounds, seed},
    },
};
use goget_doctor::{
    go::version::Version,
    pipeline::{self, Options},
    trace::Stage,
    world::World,
};
use server::Servers;
use tokio::{
    runtime::{Handle, Runtime},
    task::JoinSet,
};

const ENVIRONMENTS: usize = 200;
const URLS: usize = 10;
/// How many go commands run at a time.
const AT_ONCE: usize = 4;
/// The module that every proxy is asked for.
const LIST: &str = "/a.b/c/@v/list";

const NAMES: &[&str] = &[
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
];

/// `{a}` and `{b}` are two proxies that listen.
const PROXIES: &[&str] = &[
    "http://{a}",
    "http://{a}",
    "http://{b}",
    "http://{b}/",
    "{a}",
    "{b}",
    "http://u:p@{a}",
    "http://u@{b}",
    "u:p@{a}",
    "http://u%40x:p%2Fw@{b}",
    "socks5://{a}",
    "socks5h://u:p@{b}",
    "socks5://u@{a}",
    "https://{a}",
    "ftp://{b}",
    "HTTP://{a}",
    "http://{a}/path?q#f",
    "//{b}",
    " http://{a}",
    "http://{b} ",
    "{a} ",
    "\"http://{b}\"",
    "http://u:p%zz@{a}",
    "http://u:p@ss.onion#1@{b}",
    "http://{a}abc",
    "px.onion:3128",
    "",
];

/// `{d}` is a port of this machine on which no proxy listens.
const HOSTS: &[&str] = &[
    "a.onion",
    "a.onion",
    "b.a.onion",
    "c.onion",
    "a.onion.",
    "A.ONION",
    "bücher.a.onion",
    "a.onion:443",
    "a.onion:80",
    "b.a.onion:8443",
    "a.onion:8443",
    "localhost:{d}",
    "LocalHost:{d}",
    "localhost.onion",
    "127.0.0.1:{d}",
    "127.0.0.2:{d}",
    "[::1]:{d}",
    "[::ffff:127.0.0.1]:{d}",
    "224.0.0.1",
    "224.0.0.1:8443",
    "239.200.3.4",
    "[ff02::1]",
    "[ff02::1]:8443",
    "[::ffff:224.0.0.1]",
    "[fe80::1%25en0]",
];

const EXCEPTIONS: &[&str] = &[
    "a.onion",
    "a.onion",
    ".a.onion",
    "*.a.onion",
    "onion",
    ".onion",
    "A.Onion",
    "a.onion.",
    "bücher.a.onion",
    "xn--bcher-kva.a.onion",
    "*",
    "*.onion:443",
    "a.onion:443",
    "b.a.onion:8443",
    "a.onion:80",
    "224.0.0.0/8",
    "224.0.0.1",
    "224.0.0.1:8443",
    "239.200.0.0/16",
    "239.*",
    "ff00::/8",
    "ff02::1",
    "[ff02::1]",
    "[ff02::1]:8443",
    "::ffff:224.0.0.1",
    "fe80::1",
    "localhost",
    "127.0.0.1",
    ":443",
    "https://a.onion",
    "a.onion/",
    "\"a.onion\"",
    "<local>",
    "a.onion;c.onion",
    "a.onion c.onion",
    "",
];

#[test]
fn requests_arrive_where_those_of_go_arrive() {
    const TEST: &str = "requests_arrive_where_those_of_go_arrive";
    for (version, go) in go::go_commands(TEST) {
        arrive_as_those_of(&go, version);
    }
}

fn arrive_as_those_of(go: &Path, version: Version) {
    let seen = Runtime::new().unwrap().block_on(all(go, version));
    let wrong: Vec<_> = seen.iter().filter(|seen| seen.theirs != seen.ours).collect();
    let told: Vec<_> = wrong.iter().take(5).map(|seen| format!("{seen:#?}")).collect();
    assert!(wrong.is_empty(), "go {version}, {} differ:\n{}", wrong.len(), told.join("\n"));
    are_worth_it(&seen);
}

/// What became of one environment.
#[derive(Debug)]
struct Seen {
    #[expect(dead_code, reason = "for the message of a failure")]
    environment: BTreeMap<String, String>,
    urls: Vec<String>,
    theirs: Vec<String>,
    ours: Vec<String>,
}

async fn all(go: &Path, version: Version) -> Vec<Seen> {
    let (mut tasks, mut seen) = (JoinSet::new(), Vec::new());
    let first = seed();
    for seed in (first..).take(rounds(ENVIRONMENTS)) {
        if tasks.len() == AT_ONCE {
            seen.extend(tasks.join_next().await.map(Result::unwrap));
        }
        let go = go.to_owned();
        tasks.spawn(async move { one(seed, &go, version).await });
    }
    seen.extend(tasks.join_all().await);
    seen
}

async fn one(seed: u64, go: &Path, version: Version) -> Seen {
    let servers = Servers::start().await;
    let mut chance = Chance::new(seed);
    let environment = environment(&mut chance, &servers);
    let urls = urls(&mut chance, &servers);
    let theirs = {
        let (go, environment, list) = (go.to_owned(), environment.clone(), urls.join("|"));
        let run = move || run_go(&go, &environment, &list);
        Handle::current().spawn_blocking(run).await.unwrap();
        servers.take()
    };
    let world = Arc::new(world(&environment, &servers));
    let until = Some(Stage::Root);
    let options = Options { go: Some(version), module: true, until, ..Options::default() };
    for url in &urls {
        // Whatever comes out, somebody was asked or nobody was.
        drop(pipeline::fetch(world.clone(), &format!("{url}{LIST}"), &options).await);
    }
    Seen { environment, urls, theirs, ours: servers.take() }
}

fn run_go(go: &Path, environment: &BTreeMap<String, String>, list: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("go.mod"), "module m\n\ngo 1.21\n").unwrap();
    let mut command = child(go);
    command.envs([
        ("GOPROXY", list),
        ("GOSUMDB", "off"),
        ("GOENV", "off"),
        ("GOTOOLCHAIN", "local"),
    ]);
    command.envs([("GOFLAGS", "-modcacherw"), ("GOAUTH", "off")]).envs(environment);
    command.env("HOME", folder.path()).args(["list", "-m", "-versions", "a.b/c"]);
    assert!(!command.current_dir(folder.path()).output().unwrap().status.success());
}

/// The machine for our own run: this one's loopback addresses and the names for them.
fn world(environment: &BTreeMap<String, String>, servers: &Servers) -> World {
    let mut world = World::empty();
    for (name, value) in environment {
        world.set(name, value);
    }
    world.set("GOAUTH", "off");
    let detour = world.detour_mut();
    detour.closed = true;
    let here = [SocketAddr::from(([127, 0, 0, 1], 0)).ip()];
    detour.names.extend(["localhost", "LocalHost"].map(|name| (name.to_owned(), here.to_vec())));
    for at in servers.addresses() {
        detour.sockets.insert(at, Some(at));
        if let IpAddr::V4(ip) = at.ip() {
            detour.sockets.insert((ip.to_ipv6_mapped(), at.port()).into(), Some(at));
        }
    }
    world
}

fn environment(chance: &mut Chance, servers: &Servers) -> BTreeMap<String, String> {
    let mut environment = BTreeMap::new();
    for _ in 0..2 + chance.below(4) {
        let name = chance.pick(NAMES);
        let value = match name.to_ascii_lowercase().as_str() {
            "no_proxy" => exceptions(chance),
            _ => servers.named(chance.pick(PROXIES)),
        };
        environment.insert(name.to_owned(), value);
    }
    if chance.below(12) == 0 {
        environment.insert("REQUEST_METHOD".into(), "GET".into());
    }
    environment
}

fn exceptions(chance: &mut Chance) -> String {
    let mut list = String::new();
    for _ in 0..=chance.below(4) {
        let blank = chance.pick(&["", "", "", " "]);
        list.extend([blank, chance.pick(EXCEPTIONS), blank, chance.pick(&[",", ",", ",,"])]);
    }
    list
}

/// Ten different URLs.
fn urls(chance: &mut Chance, servers: &Servers) -> Vec<String> {
    let mut hosts = BTreeSet::new();
    while hosts.len() < URLS {
        hosts.insert((chance.pick(&["https", "https", "http"]), chance.pick(HOSTS)));
    }
    let url = |(number, (scheme, host)): (usize, (&str, &str))| {
        servers.named(&format!("{scheme}://{host}/{number}"))
    };
    (0..).zip(hosts).map(url).collect()
}

/// A comparison of nothing proves nothing: every way to be reached, and not to be, has to occur.
fn are_worth_it(seen: &[Seen]) {
    let count = |begin: &str| {
        let lines = seen.iter().flat_map(|seen| &seen.theirs);
        lines.filter(|line| line.starts_with(begin)).count()
    };
    for (begin, least) in [
        ("a: CONNECT ", 80),
        ("b: CONNECT ", 80),
        ("a: GET http://", 30),
        ("b: GET http://", 30),
        ("a: socks5 ", 10),
        ("a: TLS", 10),
        ("direct: TLS", 50),
        ("direct: GET /", 50),
    ] {
        assert!(count(begin) >= rounds(least), "{begin}: {}", count(begin));
    }
    let asked: usize = seen.iter().map(|seen| seen.urls.len()).sum();
    assert_eq!(asked, rounds(ENVIRONMENTS) * URLS);
    assert!(count("") < asked * 3 / 4, "{}", count(""));
}
