//! Servers of old and rare TLS, and servers that are none.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    process::Child,
};

use super::{
    Outcome, Recorded, Tally, can_play,
    openssl::{self, Kind},
    stage::{Stage, openssl_server},
};
use crate::{
    peers::nobody,
    support::server::{finish, listen},
};

const CASES: &str = include_str!("../../../testdata/golden/tls-protocol-cases.jsonl");

/// Of 136 handshakes: TLS 1.0 (go 1.16), RSA key exchange (to 1.21), a CBC suite (all ten
/// releases), and handshakes signed with SHA-1 (to 1.24).
const UNDETERMINED: usize = 22;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_of_every_kind_come_out_as_recorded() {
    if !can_play("servers of every kind") {
        return;
    }
    let mut tally = Tally::default();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["name"].as_str().unwrap();
        // Whether it is EOF or a reset is chance.
        if name == "EOF immediately" {
            continue;
        }
        let (_server, address, roots) = server(name).await;
        // No proxy is asked for this machine itself.
        let host = if name == "connection refused" { "127.0.0.1" } else { "proxy.test" };
        let stage = Stage::new(host, address, &roots).await;
        tally.ask(name, &stage, "", &recorded(&case["results"], address)).await;
    }
    tally.settle(UNDETERMINED);
}

/// The port of the recording was another one.
fn recorded(results: &Value, address: SocketAddr) -> Recorded {
    let mut recorded = Recorded::read(results);
    for outcome in recorded.0.values_mut() {
        if let Outcome::Failed(text) = outcome {
            *text = text.replace("PORT", &address.port().to_string());
        }
    }
    recorded
}

/// What is there, its address and the root that vouches for it.
pub(crate) async fn server(name: &str) -> (Option<Child>, SocketAddr, String) {
    let plain = |bytes: &'static [u8]| async move {
        (None, listen(move |stream| answer(stream, bytes)).await, String::new())
    };
    match name {
        "plain HTTP server on the port" => plain(b"HTTP/1.1 400 Bad Request\r\n\r\n").await,
        "server speaks SSH" => plain(b"SSH-2.0-OpenSSH_9.2\r\n").await,
        "fatal alert 42 bad_certificate" => plain(b"\x15\x03\x01\0\x02\x02\x2a").await,
        "fatal alert 48 unknown_ca" => plain(b"\x15\x03\x01\0\x02\x02\x30").await,
        "fatal alert 70 protocol_version" => plain(b"\x15\x03\x01\0\x02\x02\x46").await,
        "fatal alert 80 internal_error" => plain(b"\x15\x03\x01\0\x02\x02\x50").await,
        "fatal alert 112 unrecognized_name" => plain(b"\x15\x03\x01\0\x02\x02\x70").await,
        "fatal alert 120 no_application_protocol" => plain(b"\x15\x03\x01\0\x02\x02\x78").await,
        "connection refused" => (None, nobody().await, String::new()),
        hang if hang.starts_with("hang after ClientHello") => {
            let hang = |stream: TcpStream| async move {
                std::future::pending::<()>().await;
                drop(stream);
            };
            (None, listen(hang).await, String::new())
        }
        name => with_options(&options(name)).await,
    }
}

/// `openssl s_server` with a good RSA certificate.
pub(crate) async fn with_options(options: &[&str]) -> (Option<Child>, SocketAddr, String) {
    with_key(&Kind::rsa_2048(), options).await
}

/// The same with another key.
pub(crate) async fn with_key(kind: &Kind, options: &[&str]) -> (Option<Child>, SocketAddr, String) {
    let (certificate, key) = openssl::self_signed(kind);
    let (server, address) = openssl_server(&certificate, &key, options).await;
    (Some(server), address, openssl::read(&certificate))
}

/// The options that make `openssl s_server` such a server.
pub(crate) fn options(name: &str) -> Vec<&'static str> {
    const LOWEST: &str = "ALL:@SECLEVEL=0";
    match name {
        "tls1.0-only" => vec!["-tls1", "-cipher", LOWEST],
        "tls1.2-only" => vec!["-tls1_2"],
        "tls1.2 RSA key exchange only (AES128-GCM)" => {
            vec!["-tls1_2", "-cipher", "AES128-GCM-SHA256"]
        }
        "tls1.2 ECDHE-RSA CBC-SHA1 (ECDHE-RSA-AES128-SHA)" => {
            vec!["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"]
        }
        "tls1.2 ECDHE-RSA CBC-SHA384" => vec!["-tls1_2", "-cipher", "ECDHE-RSA-AES256-SHA384"],
        "tls1.2 CHACHA20" => vec!["-tls1_2", "-cipher", "ECDHE-RSA-CHACHA20-POLY1305"],
        "tls1.2 AES-CCM only" => vec!["-tls1_2", "-cipher", "AES128-CCM"],
        "tls1.3 group secp521r1 only" => vec!["-tls1_3", "-groups", "P-521"],
        "tls1.3 group ffdhe2048 only" => vec!["-tls1_3", "-groups", "ffdhe2048"],
        "tls1.2 sigalg RSA+SHA1 only" => {
            vec!["-tls1_2", "-sigalgs", "RSA+SHA1", "-cipher", LOWEST]
        }
        "client cert required (1.3)" => vec!["-tls1_3", "-Verify", "1", "-verify_return_error"],
        other => panic!("no server for {other}"),
    }
}

/// Reads the first message and answers these bytes.
async fn answer(mut stream: TcpStream, bytes: &[u8]) {
    let mut head = [0; 5];
    if stream.read_exact(&mut head).await.is_ok() {
        let mut rest = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
        let _ = stream.read_exact(&mut rest).await;
        let _ = stream.write_all(bytes).await;
    }
    finish(stream).await;
}
