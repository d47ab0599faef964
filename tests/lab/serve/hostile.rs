//! Clients that mean no good: they are refused, and others are answered meanwhile.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use goget_doctor::serve::http::Limits;

use super::running::{CONFIG, Running, get, raw};
use crate::support::vanity::{certificate, serve_within};

#[test]
fn odd_requests_are_refused() {
    let running = Running::start(CONFIG, &["--log", "none"]);
    let head = |target: &str| {
        format!("GET {target} HTTP/1.1\r\nHost: go.example.com\r\nConnection: close\r\n\r\n")
    };
    let status = |bytes: &[u8]| raw(running.address, bytes).get(9..12).unwrap_or("").to_owned();
    for (target, wanted) in [
        ("/../../etc/passwd", "400"),
        ("/x/%00", "400"),
        ("/x/%2e%2e/y", "400"),
        ("/x//y", "400"),
        ("/none", "404"),
    ] {
        assert_eq!(status(head(target).as_bytes()), wanted, "{target}");
    }
    for (bytes, wanted) in [
        (&b"POST /x HTTP/1.1\r\nHost: go.example.com\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"[..], "405"),
        (b"GET /x HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n", "421"),
        (b"GET /x HTTP/1.1\r\nConnection: close\r\n\r\n", "421"),
        (b"GET /x HTTP/1.1\r\nHost: go.example.com\r\nHost: go.example.com\r\nConnection: close\r\n\r\n", "421"),
        (b"GET http://evil.example.com/x HTTP/1.1\r\nHost: go.example.com\r\nConnection: close\r\n\r\n", "421"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "400"),
    ] {
        assert_eq!(status(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
    }
    let fields = "X: 1\r\n".repeat(500);
    let many = format!("GET /x HTTP/1.1\r\nHost: go.example.com\r\n{fields}\r\n");
    assert_eq!(status(many.as_bytes()), "431");
    assert_eq!(running.get("/x").0, 200);
}

/// A head of ten megabytes is given up long before its end, and takes no room.
#[test]
fn an_endless_head_is_given_up() {
    let running = Running::start(CONFIG, &["--log", "none"]);
    let mut stream = TcpStream::connect(running.address).unwrap();
    stream.write_all(b"GET /x HTTP/1.1\r\nHost: go.example.com\r\nX: ").unwrap();
    let piece = vec![b'a'; 64 << 10];
    let written = (0..160).take_while(|_| stream.write_all(&piece).is_ok()).count();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    // The answer may be lost with the connection, which is reset under what is still written.
    assert!(written < 160 || answer.starts_with("HTTP/1.1 431"), "{written} pieces: {answer}");
    assert_eq!(running.get("/x").0, 200);
}

/// More clients that wait than there is room for: whoever asks is answered, at the cost of those that do not.
#[test]
fn idle_connections_keep_nobody_out() {
    let running = Running::start(CONFIG, &["--log", "none", "--max-connections", "20"]);
    let mut idle: Vec<TcpStream> = Vec::new();
    for _ in 0..60 {
        let mut stream = TcpStream::connect(running.address).unwrap();
        stream.write_all(b"GET /x HTTP/1.1\r\nHost: go.example.com\r\n\r\n").unwrap();
        let mut answer = [0; 15];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        idle.push(stream);
    }
    assert_eq!(get(running.address, "/x", "go.example.com").0, 200);
}

/// The file changes again and again while it is asked for: every request is answered.
#[test]
fn a_reload_fails_no_request() {
    let running = Running::start(CONFIG, &["--log", "none"]);
    let mut stream = TcpStream::connect(running.address).unwrap();
    for round in 0..300 {
        if round % 10 == 0 {
            running.signal("HUP");
        }
        stream.write_all(b"HEAD /x HTTP/1.1\r\nHost: go.example.com\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            answer.extend(byte);
        }
        assert!(answer.starts_with(b"HTTP/1.1 200 OK"), "{}", String::from_utf8_lossy(&answer));
    }
}

/// Half a head, and nothing more: the connection is closed in time, plain and within TLS.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vanity.yaml");
    fs::write(&file, CONFIG).unwrap();
    let soon = Duration::from_millis(50);
    let limits = Limits { head_time: soon, handshake: soon, ..Limits::of(8) };
    for tls in [None, Some(certificate(folder.path()))] {
        let (address, _) = serve_within(limits, &file, None, tls, false);
        let half = || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /x HTTP/1.1\r\nHost: go").unwrap();
            let mut answer = Vec::new();
            // A reset ends it as well.
            let _ = stream.read_to_end(&mut answer);
        };
        tokio::task::block_in_place(half);
    }
}
