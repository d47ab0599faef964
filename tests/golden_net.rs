//! The wire against the recorded words of the real go: heads, bodies, proxies, TLS and HTTP/2.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod server;

use std::sync::Arc;

use goget_doctor::{
    event::{Failure, Step},
    net::{Scheme, Via},
};
use serde_json::{Value, json};
use server::{
    acceptor, finish, limits, listen, read, read_head, read_headers_frame, request, wire, world,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

/// What the doctor does not know and says so, though go has a text. Keep it short.
const UNDETERMINED: [&str; 1] = ["h2-length-short"];

struct Case {
    name: String,
    via: String,
    bytes: Vec<u8>,
    cut: bool,
    go: Value,
}

impl Case {
    fn read(line: &str) -> Self {
        let case: Value = serde_json::from_str(line).unwrap();
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

async fn outcome(case: Arc<Case>, tls: Option<TlsAcceptor>) -> Value {
    let served = case.clone();
    let address = listen(move |stream| {
        let (case, tls) = (served.clone(), tls.clone());
        async move { case.serve(stream, tls).await }
    })
    .await;
    let (wire, recorder) =
        wire(world("a.test", &[(443, Some(address)), (3128, Some(address))]), limits());
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
    let golden = include_str!("../testdata/golden/net.jsonl");
    let (http1, http2) = (acceptor(&[]), acceptor(&[b"h2"]));
    let mut wrong = Vec::new();
    let mut count = 0;
    for lines in golden.lines().collect::<Vec<_>>().chunks(16) {
        let mut running = JoinSet::new();
        for line in lines {
            let case = Arc::new(Case::read(line));
            let tls = match case.via.as_str() {
                "tls" => Some(http1.clone()),
                "h2" => Some(http2.clone()),
                _ => None,
            };
            running.spawn(async move { (case.clone(), outcome(case, tls).await) });
        }
        while let Some(done) = running.join_next().await {
            let (case, own) = done.unwrap();
            count += 1;
            let known = UNDETERMINED.contains(&case.name.as_str()) && own.get("unknown").is_some();
            if !agrees(&case, &own) && !known {
                wrong.push(format!("{}: go {}, own {own}", case.name, case.go));
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}
