//! The questions that go does not ask: where they go, how many there are, and when there are none.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, ffi::OsStr, sync::Arc};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::{
    plays::{self, Played},
    support::scenario,
};
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    trace::{DefaultChain, EndpointAsked, Offered, Probed, RecordAsked, Trace, Trial, Tried},
    world::World,
};

/// A page below one that has the tag, behind a proxy that wants a login.
const BEHIND_A_PROXY: &str = r#"
about = "A page below lacks the tag, behind a proxy"
path = "go.example.com/tool/sub"
env = { HTTPS_PROXY = "http://me:secret@proxy.example.com:3128", GOPROXY = "https://goproxy.example.com,direct" }

[[host]]
name = "proxy.example.com"
proxy = { port = 3128, auth = { user = "me", password = "secret" } }

[[host]]
name = "go.example.com"
https = {}

[[host.route]]
path = "/tool"
import = "go.example.com/tool git https://git.example.com/tool.git"

[[host.route]]
path = "*"
body = "<html><head></head></html>"

[expect]
ok = false
"#;

/// The run of a scenario, and the lab in which it took place.
async fn run(scenario: &Scenario, probing: bool) -> (Trace, Lab) {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    let options = pipeline::Options { no_probe: !probing, ..scenario::options(scenario) };
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    (trace, lab)
}

/// The URLs that were asked for by questions of our own.
fn questions(trace: &Trace) -> Vec<&str> {
    trace.all::<Probed>().map(|(_, probed)| probed.url.as_str()).collect()
}

/// What the proxy was asked to connect to.
fn tunnels(lab: &Lab) -> Vec<String> {
    let counts = lab.counts();
    let requests = counts.get("proxy.example.com").map(|it| it.requests.as_slice());
    let connects = requests.unwrap_or_default().iter().filter(|it| it.method == "CONNECT");
    connects.map(|request| request.target.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_take_the_way_that_go_takes() {
    let scenario = Scenario::parse("proxy", BEHIND_A_PROXY).unwrap();
    let (trace, lab) = run(&scenario, true).await;
    let parent = "https://go.example.com/tool?go-get=1";
    assert!(questions(&trace).contains(&parent), "{:?}", questions(&trace));
    let tags = |probed: &Probed| probed.seen.as_ref().is_some_and(|it| !it.imports.is_empty());
    let answered = trace.all::<Probed>().any(|(_, probed)| tags(probed));
    assert!(answered, "the parent's page was not seen through the proxy: {:?}", trace.events);
    let (silent, quiet) = run(&scenario, false).await;
    assert!(questions(&silent).is_empty());
    let (with, without) = (tunnels(&lab), tunnels(&quiet));
    assert!(with.len() > without.len(), "{with:?} {without:?}");
    assert!(with.iter().all(|target| target == "go.example.com:443"), "{with:?}");
}

/// A scenario whose host is reached by way of the proxy `url`, which is `proxy.example.com`.
fn behind(url: &str, name: &str) -> Scenario {
    let proxy = "about = 'x'\npath = 'x.test/y'\n[[host]]\nname = 'proxy.example.com'\n\
                 proxy = { port = 3128 }\n[expect]\nok = false\n";
    let mut scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    scenario.host.extend(Scenario::parse("proxy", proxy).unwrap().host);
    scenario.env.insert("HTTPS_PROXY".to_owned(), url.to_owned());
    scenario
}

#[tokio::test(flavor = "multi_thread")]
async fn handshakes_of_our_own_go_through_the_proxy() {
    for (name, question) in [("cert-default", "DefaultChain"), ("tls-large-hello", "Offered")] {
        let scenario = behind("http://proxy.example.com:3128", name);
        let (trace, lab) = run(&scenario, true).await;
        assert!(is_answered(&trace), "{name}: no {question}: {:?}", trace.events);
        let counts = lab.counts();
        let connections = |host: &str| counts.get(host).map_or(0, |it| it.connections);
        assert_eq!(
            connections("go.example.com"),
            u64::try_from(tunnels(&lab).len()).unwrap(),
            "{name}: past the proxy"
        );
    }
}

/// Whether a handshake of our own showed something.
fn is_answered(trace: &Trace) -> bool {
    trace.all::<DefaultChain>().any(|(_, default)| !default.0.chain.is_empty())
        || trace.all::<Offered>().any(|(_, offered)| offered.version.is_some())
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_go_through_a_socks_proxy() {
    for (name, pages) in [("cert-default", false), ("nginx-sub-module", true)] {
        let scenario = behind("socks5://proxy.example.com:1080", name);
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let onward = lab.exports().into_iter().find(|(name, _)| name == "HTTP_PROXY").unwrap().1;
        let socks = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut world = lab.world();
        let detour = world.detour_mut();
        let address = detour.names["proxy.example.com"][0];
        let real = socks.local_addr().unwrap();
        detour.sockets.insert((address, 1080).into(), Some(real));
        tokio::spawn(serve_socks(socks, onward.trim_start_matches("http://").to_owned()));
        let argument = scenario.argument();
        let path = OsStr::new(&argument);
        let options = scenario::options(&scenario);
        let trace = pipeline::resolve(Arc::new(world), path, &options).await.unwrap();
        let page = trace.all::<Probed>().any(|(_, probed)| probed.seen.is_some());
        assert!(if pages { page } else { is_answered(&trace) }, "{name}: {:?}", trace.events);
    }
}

/// A SOCKS 5 proxy that connects by way of the HTTP proxy `onward`.
async fn serve_socks(listener: TcpListener, onward: String) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let onward = onward.clone();
        tokio::spawn(async move {
            let mut greeting = [0; 3];
            stream.read_exact(&mut greeting).await?;
            stream.write_all(&[5, 0]).await?;
            let mut head = [0; 5];
            stream.read_exact(&mut head).await?;
            let mut target = vec![0; usize::from(head[4]) + 2];
            stream.read_exact(&mut target).await?;
            let port = target.split_off(target.len() - 2);
            let port = u16::from_be_bytes([port[0], port[1]]);
            let host = String::from_utf8_lossy(&target).into_owned();
            let mut server = TcpStream::connect(onward).await?;
            server.write_all(format!("CONNECT {host}:{port} HTTP/1.1\r\n\r\n").as_bytes()).await?;
            let mut answer = Vec::new();
            while !answer.ends_with(b"\r\n\r\n") {
                answer.push(server.read_u8().await?);
            }
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
            tokio::io::copy_bidirectional(&mut stream, &mut server).await
        });
    }
}

/// The hosts that a run, its settings or its certificates name.
fn named(trace: &Trace, scenario: &Scenario) -> BTreeSet<String> {
    let own = trace.events.iter().filter(|event| !event.probe);
    let facts: Vec<_> = own.map(|event| format!("{:?}", event.fact)).collect();
    let text = format!("{scenario:?} {}", facts.join(" "));
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    text.split(|c| !is_name(c)).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_few_and_to_hosts_that_the_run_names() {
    const MOST: usize = 6;
    for Played { name, scenario, trace, .. } in plays::scenarios().await {
        if scenario.host.iter().any(|host| host.ssh.is_some()) {
            continue; // ssh is asked, and no host over http.
        }
        let questions = questions(trace);
        assert!(questions.len() <= MOST, "{name}: {questions:?}");
        let named = named(trace, scenario);
        for url in questions {
            let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', ':']).next());
            assert!(named.contains(host.unwrap()), "{name}: {url}");
        }
        told_as_go_would(name, scenario, trace);
    }
}

/// Behind the root, nobody but an entry of GOPROXY is asked, few times; for a private path no proxy is, and no database
/// for one that it is not asked about.
fn told_as_go_would(name: &str, scenario: &Scenario, trace: &Trace) {
    const MOST: usize = 60;
    let setting = |name: &str| scenario.env.get(name).map_or("", String::as_str);
    let private = !setting("GOPRIVATE").is_empty() || !setting("GONOPROXY").is_empty();
    let tried: Vec<&Tried> = trace.all::<Tried>().map(|(_, tried)| tried).collect();
    for tried in tried.iter().filter(|tried| matches!(tried.how, Trial::Entry | Trial::Files)) {
        let goproxy = scenario.env.get("GOPROXY").map_or("direct", String::as_str);
        assert!(goproxy.contains(&*tried.entry), "{name}: {} of {goproxy}", tried.entry);
        assert!(!private || tried.entry == "direct", "{name}: {tried:?}");
    }
    let apart = trace.all::<EndpointAsked>().count();
    let asked = tried.iter().map(|tried| tried.asked.len()).sum::<usize>() + apart;
    assert!(asked <= MOST && !(private && apart > 0), "{name}: {asked} requests");
    let unasked = private || !setting("GONOSUMDB").is_empty() || setting("GOSUMDB") == "off";
    assert!(!unasked || trace.first::<RecordAsked>().is_none(), "{name}");
}
