//! The wire against a running go on fresh random heads and bodies; needs `GOGET_DOCTOR_ORACLE`.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::{collections::BTreeMap, path::Path, process::Stdio, sync::Arc};

use crate::chance::Chance;
use crate::support::judge;
use crate::support::rounds::{rounds, seed};
use crate::support::server::{
    acceptor_and_root, fetch, finish, limits, listen, read_head, request, wire, world,
};
use goget_doctor::{
    net::{Scheme, Via},
    world::World,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::TlsAcceptor;

/// Pieces that readers of HTTP disagree about.
const PIECES: [&str; 30] = [
    "HTTP/1.1",
    " ",
    "200",
    "OK",
    "\r\n",
    "\n",
    "\r",
    ":",
    "Foo",
    "\t",
    "a b",
    "\u{ff}",
    "\0",
    ";",
    "Content-Length",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 5\r\n",
    "\r\n\r\n",
    "x",
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    "Foo: bar\r\n",
    "Trailer: Foo\r\n",
    "\r\n ",
    "+",
    "-1",
    "5",
    "Connection: close\r\n",
    "HTTP/1.1 100 x\r\n\r\n",
    "Content-Encoding: gzip\r\n",
];

/// What a server answers.
fn random_answer(chance: &mut Chance) -> Vec<u8> {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let good = "HTTP/1.1 200 OK\r\n";
    let start = chance.pick(&["", "HTTP/1.1 ", good, good, chunked, chunked]);
    let pieces: String = (0..=chance.below(9)).map(|_| chance.pick(&PIECES)).collect();
    let end = chance.pick(&["", "\r\n\r\n", "\r\n\r\nhello", "\r\n0\r\n\r\n"]);
    let text = [start, &pieces, end].concat();
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// A CONNECT proxy behind which each host answers with its own bytes.
async fn serve(mut stream: TcpStream, tls: TlsAcceptor, answers: Arc<BTreeMap<String, Vec<u8>>>) {
    let head = read_head(&mut stream).await;
    let host = head.split([' ', ':']).nth(1).unwrap_or_default().to_owned();
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    let Ok(mut stream) = tls.accept(stream).await else { return };
    read_head(&mut stream).await;
    let _ = stream.write_all(&answers[&host]).await;
    let _ = stream.flush().await;
    finish(stream).await;
}

/// go's outcomes, by host: the text of a failure, or `None`.
async fn ask(oracle: &Path, hosts: &[String], port: u16, root: &Path) -> Vec<String> {
    let mut world = World::empty();
    world.set("HTTPS_PROXY", format!("http://127.0.0.1:{port}"));
    world.set("SSL_CERT_FILE", root);
    world.set("SSL_CERT_DIR", "/nonexistent");
    world.set("GOAUTH", "off");
    world.set("GOENV", "off");
    let mut command = world.command(oracle);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let questions: String = hosts
        .iter()
        .map(|host| json!({"op": "discover", "path": host}).to_string() + "\n")
        .collect();
    let mut input = child.stdin.take().unwrap();
    let write = tokio::spawn(async move { input.write_all(questions.as_bytes()).await });
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).await.unwrap();
    write.await.unwrap().unwrap();
    let text = |line: &str| {
        let answer: Value = serde_json::from_str(line).unwrap();
        answer["err"].as_str().unwrap_or_default().to_owned()
    };
    output.lines().map(text).collect()
}

/// What follows `Get "URL": ` or `parsing P: `; other outcomes say nothing about the wire.
fn failure(host: &str, text: &str) -> Option<String> {
    let text = text.strip_prefix(&format!("unrecognized import path \"{host}\": "))?;
    let failed = format!("https fetch: Get \"https://{host}/?go-get=1\": ");
    let parsing = format!("parsing {host}: ");
    let text = text.strip_prefix(&failed).or_else(|| text.strip_prefix(&parsing))?;
    (!text.starts_with("XML")).then(|| text.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn random_answers_fail_in_the_words_of_go() {
    const TEST: &str = "random_answers_fail_in_the_words_of_go";
    let Some(oracle) = judge::judge("GOGET_DOCTOR_ORACLE", TEST) else { return };
    let mut chance = Chance::new(seed());
    let answers: BTreeMap<_, _> = (0..rounds(2000))
        .map(|number| (format!("h{number}.test"), random_answer(&mut chance)))
        .collect();
    let answers = Arc::new(answers);
    let (tls, pem) = acceptor_and_root(&[]);
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("root.pem");
    std::fs::write(&root, pem).unwrap();
    let served = answers.clone();
    let proxy = listen(move |stream| serve(stream, tls.clone(), served.clone())).await;
    let hosts: Vec<_> = answers.keys().cloned().collect();
    let go = ask(&oracle, &hosts, proxy.port(), &root).await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut wrong = Vec::new();
    for (host, go) in hosts.iter().zip(go) {
        let mut request = request(host);
        let name = "192.0.2.1".to_owned();
        request.via = Some(Via { scheme: Scheme::Http, host: name, port: 3128, credentials: None });
        let own = fetch(&wire, &request, &recorder).await.0.err();
        let told = go.contains(": reading https://") || go.contains("XML syntax error");
        let go = failure(host, &go);
        if own != go && !(told && go.is_none()) {
            wrong.push(format!("{}: go {go:?}, own {own:?}", answers[host].escape_ascii()));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
