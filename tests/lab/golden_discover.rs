//! Recorded answers of go's resolver on made-up pages: matching, verification, validation.
//!
//! The pages are served by an HTTP proxy on loopback, over plain http under GOINSECURE, as they were
//! when the answers were recorded.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files itself, and ends where they are missing"
)]

use std::{collections::HashMap, ffi::OsStr, sync::Arc};

use crate::support::releases;
use goget_doctor::{
    go::version::Version,
    pipeline::{self, Options},
    secret::redact_url,
    trace::{Ending, Stage},
    world::World,
};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

#[derive(Deserialize)]
struct Case {
    path: String,
    pages: HashMap<String, (u16, String, String)>,
    answer: Answer,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Answer {
    root: String,
    vcs: String,
    repo: String,
    subdir: String,
    err: String,
}

type Pages = HashMap<String, (u16, String, String)>;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_go_s() {
    let newest = cases(Version::NEWEST);
    assert!(newest.len() >= 500);
    let pages = newest.iter().flat_map(|case| case.pages.clone()).collect();
    let world = Arc::new(world(serve(Arc::new(pages)).await));
    for release in releases::asked() {
        // Of the older releases, the rows that they answer otherwise, and some of the rest.
        for (number, (case, newest)) in cases(release).iter().zip(&newest).enumerate() {
            let other = case.answer != newest.answer;
            if release == Version::NEWEST || other || number % 10 == 0 {
                check(case, world.clone(), release).await;
            }
        }
    }
}

async fn check(case: &Case, world: Arc<World>, release: Version) {
    match answer(world, &case.path, release).await {
        Some(answer) => {
            // go shows passwords.
            let err = redact_url(&case.answer.err);
            assert_eq!(
                answer,
                Answer { err, ..case.answer.clone() },
                "{}, go {release}",
                case.path
            );
        }
        None => assert_eq!(case.answer.err, "", "{}, go {release}", case.path),
    }
}

fn cases(release: Version) -> Vec<Case> {
    let read = |name: &str| std::fs::read_to_string(format!("testdata/golden/{name}")).unwrap();
    let (newest, older) = (read("discover.jsonl"), read("discover-releases.jsonl"));
    let rows = releases::rows(&newest, &older, "answer", release).into_iter();
    rows.map(|row| serde_json::from_value(row).unwrap()).collect()
}

/// What our resolver says; none where it refuses what go's takes and the next stage refuses: a
/// repository that cannot be set up.
async fn answer(world: Arc<World>, path: &str, go: Version) -> Option<Answer> {
    let until = Some(Stage::Root);
    let options =
        Options { go: Some(go), module: true, no_probe: true, until, ..Options::default() };
    let trace = pipeline::resolve(world, OsStr::new(path), &options).await.unwrap();
    let verdict = Ending::of(&trace).verdict;
    let unset = ["must not be local", "invalid vcs remote", "invalid proxy URL scheme"];
    Some(match (verdict.root(), verdict.error()) {
        (Some(root), _) => Answer {
            root: root.path.clone(),
            vcs: root.vcs.clone(),
            repo: root.repo.expose().to_owned(),
            subdir: root.subdir.clone(),
            err: String::new(),
        },
        (None, Some(error)) if unset.iter().any(|text| error.contains(text)) => return None,
        (None, error) => Answer { err: error.unwrap_or_default().to_owned(), ..Answer::default() },
    })
}

fn world(proxy: String) -> World {
    let mut world = World::empty();
    for (name, value) in [("GOINSECURE", "*"), ("GOVCS", "*:all"), ("GOPROXY", "direct")] {
        world.set(name, value);
    }
    world.set("HTTP_PROXY", &proxy);
    world.set("HTTPS_PROXY", proxy);
    world
}

/// A proxy that serves the pages and refuses CONNECT.
async fn serve(pages: Arc<Pages>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, pages.clone()));
        }
    });
    url
}

async fn talk(stream: TcpStream, pages: Arc<Pages>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") {
            if stream.read_line(&mut request).await.ok()? == 0 {
                return None;
            }
        }
        let url = request.split(' ').nth(1)?.strip_prefix("http://");
        let answer = match url.map(|url| url.split('?').next().unwrap_or(url)) {
            None => "HTTP/1.1 502 No TLS Here\r\nContent-Length: 0\r\n\r\n".to_owned(),
            Some(url) => page(bare(url), &pages),
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

/// A host alone is written without its slash.
fn bare(url: &str) -> &str {
    url.strip_suffix('/').filter(|host| !host.contains('/')).unwrap_or(url)
}

fn page(url: &str, pages: &Pages) -> String {
    let missing = (404, "text/plain; charset=utf-8".to_owned(), "404 page not found\n".to_owned());
    let (status, kind, body) = pages.get(url).unwrap_or(&missing);
    let reason = match status {
        200 => "OK",
        201 => "Created",
        403 => "Forbidden",
        404 => "Not Found",
        410 => "Gone",
        _ => "Internal Server Error",
    };
    let length = body.len();
    format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}
