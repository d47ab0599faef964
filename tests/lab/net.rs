//! The wire's phases, events, limits and connections, against servers on loopback.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use crate::{
    peers::{acceptor, nobody, read_headers_frame},
    support::server::{
        self, Gullible, LOGICAL, LONG, fetch, finish, limits, listen, read_head, request, wire,
        world,
    },
};
use goget_doctor::{
    go::version::Version,
    net::{Header, Limits, Mode, Scheme, Via, Wire},
    trace::{
        Asked, Dialled, Event, Failure, Fault, Handshaken, Judged, Of as _, Recorder, Skipped,
        Told as _, Tunnelled,
    },
    world::ConnectTo,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::Instant,
};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/// The names of the facts, in order.
fn names(events: &[Event]) -> Vec<String> {
    let name =
        |event: &Event| serde_json::to_value(event).unwrap()["fact"].as_str().unwrap().to_owned();
    events.iter().map(name).collect()
}

/// A TLS server that answers every request on a connection with `answer`.
async fn answering(answer: &'static [u8]) -> SocketAddr {
    let tls = acceptor(&[]);
    listen(move |stream| {
        let tls = tls.clone();
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            while !read_head(&mut stream).await.is_empty() {
                stream.write_all(answer).await.unwrap();
                stream.flush().await.unwrap();
            }
        }
    })
    .await
}

/// A server that reads once and then only waits for the client to go.
async fn silent() -> SocketAddr {
    listen(
        |mut stream| async move { while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {} },
    )
    .await
}

fn via(scheme: Scheme) -> Via {
    let credentials = Some(("user".into(), "secret".into()));
    Via { scheme, host: "192.0.2.1".into(), port: 3128, credentials }
}

#[tokio::test]
async fn every_phase_is_an_event() {
    let server = answering(ANSWER).await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    let (outcome, events) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    assert_eq!(
        names(&events),
        ["asked", "resolved", "dialled", "judged", "handshaken", "answered"]
    );
    let Some(asked) = Asked::of(&events[0].fact) else { panic!() };
    let agent = "GoCommand/1 (+https://go.dev/cmd/go)";
    let headers = [("Host", "a.test"), ("User-Agent", agent), ("Accept-Encoding", "gzip")];
    assert_eq!(asked.headers, headers.map(|(name, value)| (name.into(), value.into())));
    let Some(dialled) = Dialled::of(&events[2].fact) else { panic!() };
    assert_eq!(dialled.address, "192.0.2.1:443");
    let Some(handshaken) = Handshaken::of(&events[4].fact) else { panic!() };
    assert_eq!(handshaken.group.as_deref(), Some("X25519MLKEM768"));
    assert!(handshaken.suite.starts_with("TLS_AES_") && handshaken.version == "1.3");
}

#[tokio::test]
async fn an_answer_that_go_skips_is_an_event() {
    const BOTH: &[u8] = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n\
        HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    let server = answering(BOTH).await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    let (outcome, events) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    assert_eq!(names(&events)[5..], ["skipped", "answered"]);
    let Some(skipped) = Skipped::of(&events[5].fact) else { panic!() };
    assert_eq!(skipped.status_text, "103 Early Hints");
}

#[tokio::test]
async fn a_second_request_has_the_evidence_of_the_first() {
    let server = answering(ANSWER).await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    fetch(&wire, &request("a.test"), &recorder).await.0.unwrap();
    let mut second = request("a.test");
    second.id = 2;
    let (outcome, events) = fetch(&wire, &second, &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    let expected = ["asked", "reused", "resolved", "dialled", "judged", "handshaken", "answered"];
    assert_eq!(names(&events), expected);
    let text = serde_json::to_string(&events).unwrap();
    assert!(!text.contains("\"request\":1"), "{text}");
}

#[tokio::test]
async fn a_stale_connection_is_replaced_without_a_word() {
    let connections = Arc::new(AtomicUsize::new(0));
    let (tls, count) = (acceptor(&[]), connections.clone());
    let server = listen(move |stream| {
        let tls = tls.clone();
        count.fetch_add(1, Ordering::SeqCst);
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_head(&mut stream).await;
            stream.write_all(ANSWER).await.unwrap();
            finish(stream).await;
        }
    })
    .await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    for _ in 0..3 {
        assert_eq!(fetch(&wire, &request("a.test"), &recorder).await.0.unwrap(), "hello");
    }
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn requests_share_one_http2_connection() {
    let connections = Arc::new(AtomicUsize::new(0));
    let (tls, count) = (acceptor(&[b"h2"]), connections.clone());
    let server = listen(move |stream| {
        let tls = tls.clone();
        count.fetch_add(1, Ordering::SeqCst);
        async move {
            let Ok(stream) = tls.accept(stream).await else { return };
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((_, mut respond))) = connection.accept().await {
                let mut body = respond.send_response(http::Response::new(()), false).unwrap();
                body.send_data("hello".into(), true).unwrap();
            }
        }
    })
    .await;
    let (wire, _) = wire(world("a.test", &[(443, Some(server))]), limits());
    let world = Arc::new(goget_doctor::world::World::empty());
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (wire, recorder) = (wire.clone(), Recorder::new(world.clone(), None));
        running.spawn(async move { fetch(&wire, &request("a.test"), &recorder).await });
    }
    let mut reused = 0;
    for (outcome, events) in running.join_all().await {
        assert_eq!(outcome.unwrap(), "hello");
        reused += names(&events).iter().filter(|name| *name == "reused").count();
        assert!(names(&events).contains(&"handshaken".to_owned()));
    }
    assert_eq!((connections.load(Ordering::SeqCst), reused), (1, 7));
}

#[tokio::test]
async fn those_who_wait_share_the_failure() {
    let server = listen(|mut stream: TcpStream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"SSH-2.0-x\r\n").await;
        finish(stream).await;
    })
    .await;
    let (wire, _) = wire(world("a.test", &[(443, Some(server))]), limits());
    let world = Arc::new(goget_doctor::world::World::empty());
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (wire, recorder) = (wire.clone(), Recorder::new(world.clone(), None));
        running.spawn(async move { fetch(&wire, &request("a.test"), &recorder).await });
    }
    for (outcome, events) in running.join_all().await {
        assert_eq!(outcome.unwrap_err(), "tls: first record does not look like a TLS handshake");
        assert_eq!(names(&events), ["asked", "resolved", "dialled", "request-failed"]);
    }
}

#[tokio::test]
async fn names_and_ports_that_lead_nowhere() {
    let (wire, recorder) = wire(world("a.test", &[(443, None)]), limits());
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "dial tcp 192.0.2.1:443: connect: connection refused");
    let (outcome, events) = fetch(&wire, &request("b.test"), &recorder).await;
    let text = "dial tcp: lookup b.test on 192.0.2.53:53: no such host";
    assert_eq!(outcome.unwrap_err(), text);
    assert_eq!(names(&events), ["asked", "resolved", "request-failed"]);
    let mut request = request("2001:db8::1");
    request.port = Some(8443);
    let (outcome, _) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap_err(), "dial tcp [2001:db8::1]:8443: connect: connection refused");
}

#[tokio::test]
async fn a_real_refusal_reads_as_go_writes_it() {
    let real = nobody().await;
    let (wire, recorder) = wire(goget_doctor::world::World::empty(), limits());
    let mut request = request("127.0.0.1");
    request.port = Some(real.port());
    let (outcome, _) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap_err(), format!("dial tcp {real}: connect: connection refused"));
}

#[tokio::test]
async fn the_first_address_words_the_error_and_the_others_are_tried() {
    let server = answering(ANSWER).await;
    let six = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1));
    let mut world = world("a.test", &[(443, Some(server))]);
    world.detour_mut().names.insert("a.test".into(), vec![six, LOGICAL]);
    let (wire, recorder) = wire(world.clone(), limits());
    let (outcome, events) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    assert_eq!(names(&events)[2..4], ["dialled", "dialled"]);
    world.detour_mut().sockets.clear();
    let (wire, recorder) = server::wire(world, limits());
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "dial tcp [2001:db8::1]:443: connect: connection refused");
}

#[tokio::test]
async fn connect_to_leads_elsewhere_under_the_same_name() {
    let server = answering(ANSWER).await;
    let mut world = world("b.test", &[(8443, Some(server))]);
    world.detour_mut().connect_to.push(ConnectTo {
        host: Some("a.test".into()),
        port: None,
        to_host: Some("b.test".into()),
        to_port: Some(8443),
    });
    let (wire, recorder) = wire(world, limits());
    let (outcome, events) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    let Some(judged) = Judged::of(&events[3].fact) else { panic!() };
    assert_eq!(judged.host, "a.test");
}

#[tokio::test]
async fn a_refused_chain_is_recorded_and_no_request_is_sent() {
    let server = answering(ANSWER).await;
    let world = Arc::new(world("a.test", &[(443, Some(server))]));
    let text = "tls: failed to verify certificate: x509: no";
    let verdict = Err(Failure::go(Fault::Other, text));
    let wire = Wire::new(
        world.clone(),
        Arc::new(Gullible { verdict, release: Version::NEWEST }),
        limits(),
    );
    let recorder = Recorder::new(world, None);
    let (outcome, events) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), text);
    let Some(judged) = Judged::of(&events[3].fact) else { panic!() };
    assert_eq!((judged.chain.len(), judged.error.as_deref()), (1, Some(text)));
    let mut unverified = request("a.test");
    unverified.mode = Mode::Unverified { deadline: Instant::now() + LONG };
    let (outcome, events) = fetch(&wire, &unverified, &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    let Some(handshaken) = Handshaken::of(&events[4].fact) else { panic!() };
    assert_eq!(handshaken.alpn, None);
}

#[tokio::test]
async fn silence_has_go_s_words() {
    let server = silent().await;
    let short = Limits { handshake: Duration::from_millis(50), ..limits() };
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), short);
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "net/http: TLS handshake timeout");
    let text = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    assert_eq!(at_a_deadline(&wire, &recorder, text).await, text);
}

/// What an unverified request without an answer says at its deadline. How far it is by then is the machine's affair: the
/// deadline is doubled until the words are those of the phase that is `wanted`.
async fn at_a_deadline(wire: &Wire, recorder: &Recorder, wanted: &str) -> String {
    let mut said = String::new();
    for doublings in 0..12 {
        let mut request = request("a.test");
        let patience = Duration::from_millis(50) * (1 << doublings);
        request.mode = Mode::Unverified { deadline: Instant::now() + patience };
        said = fetch(wire, &request, recorder).await.0.unwrap_err();
        if said == wanted {
            break;
        }
    }
    said
}

#[tokio::test]
async fn a_body_that_never_ends_has_go_s_words_or_a_limit() {
    let server = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello").await;
    let short = Limits { request: Duration::from_secs(1), ..limits() };
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), short);
    let text =
        "context deadline exceeded (Client.Timeout or context cancellation while reading body)";
    assert_eq!(at_a_deadline(&wire, &recorder, text).await, text);
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "limit: request 1 s");
}

#[tokio::test]
async fn bodies_are_bounded_as_sent_and_as_decoded() {
    let tight = Limits { page: 4, ..limits() };
    let (wire, recorder) = wire(world("a.test", &[(443, Some(answering(ANSWER).await))]), tight);
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "limit: body 4 bytes");

    let tls = acceptor(&[]);
    let bomb = listen(move |stream| {
        let tls = tls.clone();
        async move {
            use std::io::Write as _;
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_head(&mut stream).await;
            let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            zip.write_all(&vec![0; 3 << 20]).unwrap();
            let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
            stream.write_all(&[head, zip.finish().unwrap().as_slice()].concat()).await.unwrap();
            finish(stream).await;
        }
    })
    .await;
    let tight = Limits { page: 1 << 20, ..limits() };
    let (wire, recorder) = server::wire(world("a.test", &[(443, Some(bomb))]), tight);
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert_eq!(outcome.unwrap_err(), "limit: body 1048576 bytes");
}

#[tokio::test]
async fn a_reset_names_both_ends() {
    let server = listen(|mut stream: TcpStream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        stream.set_zero_linger().unwrap();
    })
    .await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    let text = outcome.unwrap_err();
    assert!(text.starts_with("read tcp 127.0.0.1:"), "{text}");
    assert!(text.ends_with("->192.0.2.1:443: read: connection reset by peer"), "{text}");
}

/// A proxy that tunnels to `server`; it wants this head.
async fn tunnel(server: SocketAddr, wanted: &'static str) -> SocketAddr {
    listen(move |mut stream: TcpStream| async move {
        let head = read_head(&mut stream).await;
        assert_eq!(head, wanted);
        stream.write_all(b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n").await.unwrap();
        let mut onward = TcpStream::connect(server).await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut onward).await;
    })
    .await
}

const CONNECT: &str = "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\
    User-Agent: Go-http-client/1.1\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n";

#[tokio::test]
async fn a_tunnel_is_an_event_and_keeps_the_secret() {
    let proxy = tunnel(answering(ANSWER).await, CONNECT).await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    request.via = Some(via(Scheme::Http));
    let secret = "Basic c2VjcmV0".to_owned();
    request.headers.push(Header {
        name: "Authorization".into(),
        value: secret,
        shown: "Basic xxxxx".into(),
    });
    let (outcome, events) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    assert_eq!(
        names(&events),
        ["asked", "dialled", "tunnelled", "judged", "handshaken", "answered"]
    );
    let Some(tunnelled) = Tunnelled::of(&events[2].fact) else { panic!() };
    assert_eq!(tunnelled.status_line, "HTTP/1.1 200 Connection established");
    let text = serde_json::to_string(&events).unwrap();
    assert!(!text.contains("c2VjcmV0") && !text.contains("dXNlcj") && !text.contains("secret"));
    assert!(text.contains("http://user:xxxxx@192.0.2.1:3128"), "{text}");
}

#[tokio::test]
async fn a_refused_tunnel_keeps_the_whole_answer() {
    let proxy = listen(|mut stream: TcpStream| async move {
        read_head(&mut stream).await;
        let answer = b"HTTP/1.1 403 Forbidden by policy\r\nVia: x\r\n\r\n<h1>no</h1>";
        stream.write_all(answer).await.unwrap();
        finish(stream).await;
    })
    .await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    request.via = Some(via(Scheme::Http));
    let (outcome, events) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap_err(), "Forbidden by policy");
    let Some(tunnelled) = Tunnelled::of(&events[2].fact) else { panic!() };
    assert_eq!(tunnelled.body.as_ref().unwrap().0, &b"<h1>no</h1>"[..]);
    assert_eq!(tunnelled.headers, [("Via".to_owned(), "x".to_owned())]);
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let (wire, recorder) = wire(world("x", &[(3128, None)]), limits());
    for scheme in [Scheme::Http, Scheme::Https, Scheme::Socks5] {
        let mut request = request("a.test");
        request.via = Some(via(scheme));
        let (outcome, _) = fetch(&wire, &request, &recorder).await;
        let text = "proxyconnect tcp: dial tcp 192.0.2.1:3128: connect: connection refused";
        assert_eq!(outcome.unwrap_err(), text);
    }
}

#[tokio::test]
async fn an_https_proxy_is_judged_by_its_own_name() {
    let (server, tls) = (answering(ANSWER).await, acceptor(&[]));
    let proxy = listen(move |stream| {
        let tls = tls.clone();
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            assert_eq!(read_head(&mut stream).await, CONNECT);
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let mut onward = TcpStream::connect(server).await.unwrap();
            let _ = tokio::io::copy_bidirectional(&mut stream, &mut onward).await;
        }
    })
    .await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    request.via = Some(via(Scheme::Https));
    let (outcome, events) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    let hosts: Vec<_> = events.iter().told::<Judged>().map(|judged| judged.host.as_str()).collect();
    assert_eq!(hosts, ["192.0.2.1", "a.test"]);
}

#[tokio::test]
async fn an_https_proxy_that_speaks_plain_http() {
    let proxy = listen(|mut stream: TcpStream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 400 Bad\r\n\r\n").await;
        finish(stream).await;
    })
    .await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    request.via = Some(via(Scheme::Https));
    let (outcome, _) = fetch(&wire, &request, &recorder).await;
    let text = "proxyconnect tcp: tls: first record does not look like a TLS handshake";
    assert_eq!(outcome.unwrap_err(), text);
}

#[tokio::test]
async fn plain_http_goes_to_the_proxy_with_its_whole_url() {
    let proxy = listen(|mut stream: TcpStream| async move {
        let head = read_head(&mut stream).await;
        assert!(head.starts_with("GET http://a.test/ok?go-get=1 HTTP/1.1\r\nHost: a.test\r\n"));
        assert!(head.ends_with("gzip\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n"));
        stream.write_all(ANSWER).await.unwrap();
        finish(stream).await;
    })
    .await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    (request.https, request.via) = (false, Some(via(Scheme::Http)));
    let (outcome, events) = fetch(&wire, &request, &recorder).await;
    assert_eq!(outcome.unwrap(), "hello");
    assert!(!serde_json::to_string(&events).unwrap().contains("dXNlcj"));
}

/// A connection through SOCKS was made.
const THROUGH: &[u8] = b"\x05\0\0\x01\0\0\0\0\0\0";

/// A SOCKS proxy that answers each message with the next of `answers`.
async fn socks(answers: &'static [&'static [u8]]) -> String {
    let proxy = listen(move |mut stream: TcpStream| async move {
        for answer in answers {
            let _ = stream.read(&mut [0; 512]).await;
            stream.write_all(answer).await.unwrap();
        }
        finish(stream).await;
    })
    .await;
    let (wire, recorder) = wire(world("x", &[(3128, Some(proxy))]), limits());
    let mut request = request("a.test");
    request.via = Some(via(Scheme::Socks5));
    let text = fetch(&wire, &request, &recorder).await.0.unwrap_err();
    let prefix = "socks connect tcp 192.0.2.1:3128->a.test:443: ";
    text.strip_prefix(prefix).map_or_else(|| format!("no prefix: {text}"), str::to_owned)
}

#[tokio::test]
async fn socks_proxies_fail_in_go_s_words() {
    assert_eq!(socks(&[b""]).await, "EOF");
    assert_eq!(socks(&[b"\x04\0"]).await, "unexpected protocol version 4");
    assert_eq!(socks(&[b"\x05\xff"]).await, "no acceptable authentication methods");
    let failed = "username/password authentication failed";
    assert_eq!(socks(&[b"\x05\x02", b"\x01\x01"]).await, failed);
    let refused = "unknown error connection refused";
    assert_eq!(socks(&[b"\x05\0", b"\x05\x05\0\x01"]).await, refused);
    let odd = "unknown error unknown code: 9";
    assert_eq!(socks(&[b"\x05\x02", b"\x01\0", b"\x05\x09\0\x01"]).await, odd);
    assert_eq!(socks(&[b"\x05\0", b"\x05\0\0\x09"]).await, "unknown address type 9");
    assert_eq!(socks(&[b"\x05\0", THROUGH]).await, "no prefix: EOF");
}

#[tokio::test]
async fn a_server_that_refuses_a_stream_without_end_is_undetermined() {
    let tls = acceptor(&[b"h2"]);
    let server = listen(move |stream| {
        let tls = tls.clone();
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_headers_frame(&mut stream).await;
            let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
            let goaway = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            stream.write_all(&[&settings[..], &goaway].concat()).await.unwrap();
            finish(stream).await;
        }
    })
    .await;
    let (wire, recorder) = wire(world("a.test", &[(443, Some(server))]), limits());
    let (outcome, _) = fetch(&wire, &request("a.test"), &recorder).await;
    assert!(outcome.unwrap_err().starts_with("undetermined: HTTP/2"));
}
