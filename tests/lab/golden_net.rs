//! The wire against the recorded words of the real go: heads, bodies, proxies, TLS and HTTP/2.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use crate::support::releases;
use crate::{
    peers::{acceptor, read_headers_frame},
    support::server::{self, finish, limits, listen, read, read_head, request, wire_by, world},
};
use goget_doctor::{
    go::version::Version,
    net::{Scheme, Via},
    trace::{Failure, Step},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

/// What the doctor does not know and says so, though go has a text. Keep it short.
const UNDETERMINED: [&str; 1] = ["h2-length-short"];

/// Older releases say otherwise here, and we say what the newest says.
const AS_NEWEST: [&str; 28] = [
    "alert-121",
    "bodiless-204-contentlengthx",
    "bodiless-304-contentlengthx",
    "chunk-14",
    "chunk-21",
    "chunk-22",
    "chunk-23",
    "chunk-24",
    "chunk-27",
    "chunk-28",
    "chunk-30",
    "chunk-46",
    "chunk-49",
    "chunk-8",
    "framing-14",
    "framing-2",
    "framing-3",
    "h2-goaway-1",
    "h2-goaway-11",
    "h2-goaway-2",
    "h2-goaway-7",
    "h2-http1",
    "h2-reset-1",
    "length-3",
    "lengths-5",
    "message-1",
    "overhead-53-440",
    "suite-9c",
];

const GOLDEN: &str = include_str!("../../testdata/golden/net.jsonl");
const OLDER: &str = include_str!("../../testdata/golden/net-releases.jsonl");

struct Case {
    name: String,
    via: String,
    bytes: Vec<u8>,
    cut: bool,
    go: Value,
}

impl Case {
    fn of(case: &Value) -> Self {
        let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        let mut sent = text("send");
        for pad in case["pad"].as_array().into_iter().flatten() {
            let count = usize::try_from(pad[1].as_u64().unwrap()).unwrap();
            sent.push_str(&pad[0].as_str().unwrap().repeat(count));
        }
        let bytes = sent.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let cut = text("end") == "cut";
        Self { name: text("name"), via: text("via"), bytes, cut, go: case["go"].clone() }
    }

    async fn serve(&self, mut stream: TcpStream, tls: Option<TlsAcceptor>) {
        let Some(tls) = tls else {
            if self.via == "proxy" {
                read_head(&mut stream).await;
            } else {
                let _ = stream.read(&mut [0; 4096]).await;
            }
            let _ = stream.write_all(&self.bytes).await;
            return finish(stream).await;
        };
        let Ok(mut stream) = tls.accept(stream).await else { return };
        if self.via == "h2" {
            read_headers_frame(&mut stream).await;
        } else {
            read_head(&mut stream).await;
        }
        let _ = stream.write_all(&self.bytes).await;
        let _ = stream.flush().await;
        if self.cut {
            finish(stream.into_inner().0).await;
        } else {
            finish(stream).await;
        }
    }
}

fn shown(failure: Failure, kind: &str) -> Value {
    match failure {
        Failure::Go { text } => json!({ kind: text }),
        other => json!({ "unknown": server::said(&other) }),
    }
}

async fn outcome(case: Arc<Case>, tls: Option<TlsAcceptor>, release: Version) -> Value {
    let served = case.clone();
    let address = listen(move |stream| {
        let (case, tls) = (served.clone(), tls.clone());
        async move { case.serve(stream, tls).await }
    })
    .await;
    let world = world("a.test", &[(443, Some(address)), (3128, Some(address))]);
    let (wire, recorder) = wire_by(release, world, limits());
    let mut request = request("a.test");
    if case.via == "proxy" {
        let host = "192.0.2.1".to_owned();
        request.via = Some(Via { scheme: Scheme::Http, host, port: 3128, credentials: None });
    }
    match wire.send(&request, &recorder, Step::Fetch).await {
        Err(failure) => shown(failure, "failure"),
        Ok(mut answer) => match read(&mut answer).await {
            (_, Some(failure)) => shown(failure, "body"),
            (_, None) if answer.status != 200 => json!({ "status": answer.status_text }),
            (_, None) => json!({ "ok": true }),
        },
    }
}

/// The doctor's outcome where go's is known: a page that go's XML reader refuses says nothing of
/// what lies behind, and a status without tags is told before a broken body.
fn agrees(case: &Case, own: &Value) -> bool {
    *own == case.go
        || (case.go == json!({ "xml": true }) && own.get("failure").is_none())
        || (case.go == json!({ "ok": true }) && own == &json!({ "status": "000 OK" }))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wire_says_what_go_says() {
    let cases = releases::rows(GOLDEN, OLDER, "go", Version::NEWEST);
    let (count, wrong) = differences(cases, Version::NEWEST).await;
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Of the older releases, the rows that they answer otherwise than the newest.
#[tokio::test(flavor = "multi_thread")]
async fn the_wire_says_what_older_releases_say() {
    let newest = releases::rows(GOLDEN, OLDER, "go", Version::NEWEST);
    let mut wrong = Vec::new();
    for release in releases::asked().filter(|release| *release != Version::NEWEST) {
        let rows = releases::rows(GOLDEN, OLDER, "go", release).into_iter();
        let other = rows.zip(&newest).filter(|(row, newest)| row["go"] != newest["go"]);
        let known = |row: &Value| AS_NEWEST.contains(&row["name"].as_str().unwrap());
        let cases = other.map(|(row, _)| row).filter(|row| !known(row)).collect();
        let (_, found) = differences(cases, release).await;
        wrong.extend(found.into_iter().map(|text| format!("go {release}, {text}")));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many cases there are, and those in which we say something else than go.
async fn differences(cases: Vec<Value>, release: Version) -> (usize, Vec<String>) {
    let (http1, http2) = (acceptor(&[]), acceptor(&[b"h2"]));
    let mut wrong = Vec::new();
    for rows in cases.chunks(16) {
        let mut running = JoinSet::new();
        for row in rows {
            let case = Arc::new(Case::of(row));
            let tls = match case.via.as_str() {
                "tls" => Some(http1.clone()),
                "h2" => Some(http2.clone()),
                _ => None,
            };
            running.spawn(async move { (case.clone(), outcome(case, tls, release).await) });
        }
        while let Some(done) = running.join_next().await {
            let (case, own) = done.unwrap();
            let known = UNDETERMINED.contains(&case.name.as_str()) && own.get("unknown").is_some();
            if !agrees(&case, &own) && !known {
                wrong.push(format!("{}: go {}, own {own}", case.name, case.go));
            }
        }
    }
    wrong.sort();
    (cases.len(), wrong)
}
