//! Module proxies on the real wire, with every fault that they have, against servers on loopback.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::{
    io::{Read as _, Write as _},
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use goget_doctor::{
    go::{
        cmd::{
            fault::Stop,
            fetched::{
                Answer,
                address::{Address, Place},
            },
        },
        std::net::url::Url,
        version::Version,
    },
    net::Limits,
    pipeline::{Options, module::Proxies as _, source::ModuleProxies},
    trace::{
        Answered, Asked, BodyRead, Event, Judged, NotAsked, Of as _, ProxyAnswer, ProxyAsked,
        RequestFailed, Step, Told as _, TriedAgain,
    },
    world::{Laid, World},
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::support::server::{LOGICAL, acceptor_and_root, finish, limits, listen, read_head};

/// A proxy on loopback: what it was asked, and the world in which `p.test` is where it is.
struct Proxy {
    asked: Arc<Mutex<Vec<String>>>,
    world: World,
}

/// Answers by the target of a request: the bytes to send, behind which the connection ends.
type Answers = &'static [(&'static str, &'static [u8])];

const MISSING: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

impl Proxy {
    /// A proxy over TLS.
    async fn secure(answers: Answers) -> Self {
        Self::serving(answers, &[443]).await
    }

    /// A proxy at these ports; the one at 443 speaks TLS.
    async fn serving(answers: Answers, ports: &[u16]) -> Self {
        let (tls, root) = acceptor_and_root(&[]);
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let mut world = world(&root);
        for port in ports {
            let (tls, log, secure) = (tls.clone(), asked.clone(), *port == 443);
            let address = listen(move |mut stream| {
                let (tls, log) = (tls.clone(), log.clone());
                async move {
                    if secure {
                        let Ok(mut stream) = tls.accept(stream).await else { return };
                        answer(&mut stream, answers, &log).await;
                        finish(stream).await;
                    } else {
                        answer(&mut stream, answers, &log).await;
                        finish(stream).await;
                    }
                }
            })
            .await;
            lead(&mut world, *port, Some(address));
        }
        Self { asked, world }
    }

    /// What was asked, each by its head.
    fn heads(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// What was asked, each by its target.
    fn targets(&self) -> Vec<String> {
        self.heads().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
    }

    async fn get(&self, proxy: &str, endpoint: Endpoint) -> (Result<Answer, Stop>, Vec<Event>) {
        get(&self.world, proxy, endpoint, &options()).await
    }

    /// The answer for a version's `.info`, as text for what is no body.
    async fn info(&self) -> Result<Answer, Stop> {
        self.get("https://p.test", Endpoint::Info).await.0
    }
}

#[derive(Clone, Copy)]
enum Endpoint {
    List,
    Info,
}

async fn answer<S>(stream: &mut S, answers: Answers, asked: &Mutex<Vec<String>>)
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let head = read_head(stream).await;
    let Some(target) = head.split(' ').nth(1) else { return };
    let found = answers.iter().find(|(known, _)| *known == target);
    let bytes = found.map_or(MISSING, |(_, bytes)| bytes);
    asked.lock().unwrap().push(head);
    let _ = stream.write_all(bytes).await;
}

/// A world in which `p.test` and `other.test` are at one address, and `root` is all that is trusted.
fn world(root: &str) -> World {
    let mut world = World::empty();
    world.lay("/etc", Laid::Absent);
    world.lay("/etc/resolv.conf", Laid::Content(b"nameserver 192.0.2.53\n".to_vec()));
    world.lay("/root.pem", Laid::Content(root.as_bytes().to_vec()));
    for (name, value) in [("SSL_CERT_FILE", "/root.pem"), ("HOME", "/home/u"), ("GOENV", "off")] {
        world.set(name, value);
    }
    let detour = world.detour_mut();
    detour.closed = true;
    for name in ["p.test", "other.test"] {
        detour.names.insert(name.into(), vec![LOGICAL]);
    }
    world
}

fn lead(world: &mut World, port: u16, to: Option<SocketAddr>) {
    world.detour_mut().sockets.insert(SocketAddr::new(LOGICAL, port), to);
}

fn options() -> Options {
    Options { go: Some(Version::NEWEST), limits: limits(), ..Options::default() }
}

fn place(proxy: &str) -> Place {
    Place::new(&Url::parse(proxy).unwrap(), "corp.test/m").unwrap()
}

fn address(proxy: &str, endpoint: Endpoint) -> Address {
    let place = place(proxy);
    match endpoint {
        Endpoint::List => place.list(),
        Endpoint::Info => place.info("v1.0.0", Version::NEWEST).unwrap(),
    }
}

async fn get(
    world: &World,
    proxy: &str,
    endpoint: Endpoint,
    options: &Options,
) -> (Result<Answer, Stop>, Vec<Event>) {
    let proxies = ModuleProxies::open(Arc::new(world.clone()), options).await.unwrap();
    let answer = proxies.get(&address(proxy, endpoint)).await;
    (answer, proxies.events())
}

async fn zip(world: &World, limits: Limits) -> (Result<Vec<u8>, String>, Vec<Event>) {
    let options = Options { limits, ..options() };
    let proxies = ModuleProxies::open(Arc::new(world.clone()), &options).await.unwrap();
    let address = place("https://p.test").zip("v1.0.0", Version::NEWEST).unwrap();
    let answer = match proxies.get_zip(&address).await {
        Ok(Answer::Body(mut file)) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            Ok(bytes)
        }
        other => Err(format!("{other:?}")),
    };
    (answer, proxies.events())
}

#[expect(clippy::unnecessary_wraps, reason = "as an answer comes")]
fn status(code: u16, line: &str, detail: &str) -> Result<Answer, Stop> {
    Ok(Answer::Status { code, line: line.into(), detail: detail.into() })
}

#[expect(clippy::unnecessary_wraps, reason = "as an answer comes")]
fn nothing(text: &str) -> Result<Answer, Stop> {
    Ok(Answer::Nothing(text.into()))
}

const INFO: &str = "/corp.test/m/@v/v1.0.0.info";
const LIST: &str = "/corp.test/m/@v/list";
const ZIP: &str = "/corp.test/m/@v/v1.0.0.zip";

#[tokio::test]
async fn a_body_comes_with_its_events() {
    let answers: Answers = &[(LIST, b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nv1.0.0\n")];
    let proxy = Proxy::secure(answers).await;
    let (answer, events) = proxy.get("https://p.test", Endpoint::List).await;
    assert_eq!(answer, Ok(Answer::Body(b"v1.0.0\n".to_vec())));
    assert!(events.iter().filter(|event| event.request.is_some()).all(|event| {
        event.step == Step::Proxy && event.path.as_deref() == Some("corp.test/m")
    }));
    let asked: Vec<&Asked> = events.iter().told().collect();
    assert_eq!(asked.len(), 1);
    let body = events.iter().told::<BodyRead>().next().unwrap();
    assert!(body.complete && body.page.0 == "v1.0.0\n");
    let question = events.iter().told::<ProxyAsked>().next().unwrap();
    assert_eq!(question.entry, "https://p.test");
    assert_eq!(question.endpoint, "@v/list");
    assert_eq!(question.url, "https://p.test/corp.test/m/@v/list");
    assert_eq!(question.answer, ProxyAnswer::Body { bytes: 7 });
    let head = &proxy.heads()[0];
    let expected = "GET /corp.test/m/@v/list HTTP/1.1\r\nHost: p.test\r\n\
                    User-Agent: GoCommand/1 (+https://go.dev/cmd/go)\r\nAccept-Encoding: gzip\r\n\r\n";
    assert_eq!(head, expected);
}

#[tokio::test]
async fn requests_of_a_module_are_counted_on() {
    let proxy = Proxy::secure(&[]).await;
    let world = Arc::new(proxy.world.clone());
    let proxies = ModuleProxies::open(world, &options()).await.unwrap();
    for endpoint in [Endpoint::List, Endpoint::Info] {
        proxies.get(&address("https://p.test", endpoint)).await.unwrap();
    }
    let events = proxies.events();
    let asked = events.iter().filter(|event| Asked::of(&event.fact).is_some());
    let numbers: Vec<_> = asked.map(|event| event.request.unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

/// Texts of go 1.27.3.
#[tokio::test]
async fn statuses_and_what_is_quoted_of_them() {
    let gone = "\n\tserver response: not found: corp.test/m@v1.0.0: invalid version";
    let two = "\n\tserver response:\n\tfirst\n\tsecond";
    for (bytes, expected) in [
        (MISSING, status(404, "404 Not Found", "")),
        (
            b"HTTP/1.1 410 Gone\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 46\r\n\r\nnot found: corp.test/m@v1.0.0: invalid version",
            status(410, "410 Gone", gone),
        ),
        (
            b"HTTP/1.1 403 No Way\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>No!</h1>\r",
            status(403, "403 No Way", ""),
        ),
        (
            b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\n\r\nfirst\nsecond\n\nthird",
            status(500, "500 Internal Server Error", two),
        ),
        (b"HTTP/1.1 204 No Content\r\n\r\n", status(204, "204 No Content", "")),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", status(302, "302 Found", "")),
        (
            b"HTTP/1.1 503 \r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\ncut off",
            status(503, "503 ", "\n\tserver response: cut off"),
        ),
    ] as [(&'static [u8], _); 7]
    {
        let proxy = Proxy::secure(Box::leak(Box::new([(INFO, bytes)]))).await;
        assert_eq!(proxy.info().await, expected);
    }
}

#[tokio::test]
async fn a_client_error_over_https_is_asked_twice_since_1_24() {
    for (release, count) in [("1.23", 1), ("1.24", 2), ("1.27", 2)] {
        let proxy = Proxy::secure(&[]).await;
        let options = Options { go: Some(release.parse().unwrap()), ..options() };
        let (answer, events) = get(&proxy.world, "https://p.test", Endpoint::Info, &options).await;
        assert_eq!(answer, status(404, "404 Not Found", ""));
        assert_eq!(proxy.targets(), vec![INFO; count], "{release}");
        assert_eq!(events.iter().told::<Answered>().count(), count);
    }
    let plain = Proxy::serving(&[], &[80]).await;
    let (answer, _) = plain.get("http://p.test", Endpoint::Info).await;
    assert_eq!(answer, status(404, "404 Not Found", ""));
    assert_eq!(plain.targets(), [INFO]);
}

#[tokio::test]
async fn bodies_that_break_off() {
    for (bytes, expected) in [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "unexpected EOF"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}", "unexpected EOF"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n{}",
            "invalid byte in chunk length",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n{plain text}",
            "gzip: invalid header",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
            "unexpected EOF",
        ),
    ] as [(&'static [u8], &str); 5]
    {
        let answers: Answers = Box::leak(Box::new([(INFO, bytes), (ZIP, bytes)]));
        let proxy = Proxy::secure(answers).await;
        assert_eq!(proxy.info().await, Ok(Answer::Broken(expected.into())));
        let (broken, events) = zip(&proxy.world, limits()).await;
        assert_eq!(broken, Err(format!("Ok(Broken({expected:?}))")));
        let question = events.iter().told::<ProxyAsked>().next().unwrap();
        assert_eq!(question.answer, ProxyAnswer::Broken { error: expected.into() });
    }
}

/// A head, and `body` packed with gzip.
fn packed(body: &[u8]) -> &'static [u8] {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    let mut bytes = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    bytes.extend(encoder.finish().unwrap());
    bytes.leak()
}

#[tokio::test]
async fn packed_bodies_are_unpacked() {
    let long: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let answers: Answers = Box::leak(Box::new([(INFO, packed(b"{}")), (ZIP, packed(&long))]));
    let proxy = Proxy::secure(answers).await;
    assert_eq!(proxy.info().await, Ok(Answer::Body(b"{}".to_vec())));
    let (file, events) = zip(&proxy.world, limits()).await;
    assert_eq!(file.unwrap(), long);
    let question = events.iter().told::<ProxyAsked>().next().unwrap();
    assert_eq!(question.answer, ProxyAnswer::Body { bytes: long.len() as u64 });
    let body = events.iter().told::<BodyRead>().next().unwrap();
    assert!(long.starts_with(&body.page.0) && body.page.0.len() < 1024 && body.complete);
}

/// A server over TLS that sends `head`, and then `part` again and again.
async fn endless(head: &'static str, part: &'static [u8]) -> World {
    let (tls, root) = acceptor_and_root(&[]);
    let address = listen(move |stream| {
        let tls = tls.clone();
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_head(&mut stream).await;
            let _ = stream.write_all(head.as_bytes()).await;
            while stream.write_all(part).await.is_ok() {}
        }
    })
    .await;
    let mut world = world(&root);
    lead(&mut world, 443, Some(address));
    world
}

#[tokio::test]
async fn bodies_without_end_meet_a_limit() {
    let limits = Limits { body: 100_000, zip: 200_000, ..limits() };
    let world = endless("HTTP/1.1 200 OK\r\n\r\n", &[b'x'; 4096]).await;
    let options = Options { limits, ..options() };
    let (answer, events) = get(&world, "https://p.test", Endpoint::Info, &options).await;
    assert_eq!(answer, Err(Stop::Limit("body 100000 bytes".into())));
    let question = events.iter().told::<ProxyAsked>().next().unwrap();
    assert_eq!(question.answer, ProxyAnswer::Stopped { limit: "body 100000 bytes".into() });
    let (file, _) = zip(&world, limits).await;
    assert_eq!(file, Err("Err(Limit(\"zip 200000 bytes\"))".into()));
    // go reads a text to its end before it quotes from it, and of a page nothing.
    let text = "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\n\r\n";
    let world = endless(text, &[b'x'; 4096]).await;
    let (answer, _) = get(&world, "https://p.test", Endpoint::Info, &options).await;
    assert_eq!(answer, Err(Stop::Limit("body 100000 bytes".into())));
    let page = "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/html\r\n\r\n";
    let world = endless(page, &[b'x'; 4096]).await;
    let (answer, _) = get(&world, "https://p.test", Endpoint::Info, &options).await;
    assert_eq!(answer, status(500, "500 Internal Server Error", ""));
}

#[tokio::test]
async fn a_body_that_stops_coming_meets_a_limit() {
    let (tls, root) = acceptor_and_root(&[]);
    let address = listen(move |stream| {
        let tls = tls.clone();
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_head(&mut stream).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").await;
            let _ = stream.read(&mut [0; 16]).await;
        }
    })
    .await;
    let mut world = world(&root);
    lead(&mut world, 443, Some(address));
    let limits = Limits { request: Duration::from_secs(1), ..limits() };
    let options = Options { limits, ..options() };
    let (answer, _) = get(&world, "https://p.test", Endpoint::Info, &options).await;
    assert_eq!(answer, Err(Stop::Limit("request 1 s".into())));
}

#[tokio::test]
async fn redirects() {
    let answers: Answers = &[
        (INFO, b"HTTP/1.1 302 Found\r\nLocation: https://other.test/sign-in?to=x\r\nContent-Length: 0\r\n\r\n"),
        ("/sign-in?to=x", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>Hello</h1>"),
        (LIST, b"HTTP/1.1 301 Moved\r\nLocation: http://other.test/\r\nContent-Length: 0\r\n\r\n"),
        ("/loop/corp.test/m/@v/list", b"HTTP/1.1 307 Again\r\nLocation: list\r\nContent-Length: 0\r\n\r\n"),
        ("/odd/corp.test/m/@v/list", b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
        ("/gone/corp.test/m/@v/list", b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"),
    ];
    let mut proxy = Proxy::secure(answers).await;
    proxy
        .world
        .lay("/home/u/.netrc", Laid::Content(b"machine p.test login u password s3cret\n".to_vec()));
    let (answer, events) = proxy.get("https://p.test", Endpoint::Info).await;
    assert_eq!(answer, Ok(Answer::Body(b"<h1>Hello</h1>"[..13].to_vec())));
    let heads = proxy.heads();
    assert!(heads[0].contains("\r\nAuthorization: Basic dTpzM2NyZXQ=\r\n"), "{}", heads[0]);
    assert!(!heads[1].contains("Authorization"), "{}", heads[1]);
    assert!(heads[1].contains("\r\nReferer: https://p.test/corp.test/m/@v/v1.0.0.info\r\n"));
    let saved = serde_json::to_string(&events).unwrap();
    assert!(!saved.contains("s3cret") && !saved.contains("dTpzM2NyZXQ"), "{saved}");
    for (entry, expected) in [
        (
            "https://p.test",
            nothing(
                "Get \"http://other.test/\": redirected from secure URL https://p.test/corp.test/m/@v/list to insecure URL http://other.test/",
            ),
        ),
        ("https://p.test/loop", nothing("Get \"list\": stopped after 10 redirects")),
        (
            "https://p.test/odd",
            nothing(
                "Get \"file:///etc/passwd\": redirected from secure URL https://p.test/odd/corp.test/m/@v/list to insecure URL file:///etc/passwd",
            ),
        ),
        ("https://p.test/gone", status(404, "404 Not Found", "")),
    ] {
        assert_eq!(proxy.get(entry, Endpoint::List).await.0, expected, "{entry}");
    }
}

#[tokio::test]
async fn closed_ports_and_closed_connections() {
    let mut world = world("");
    let refused = "dial tcp 192.0.2.1:443: connect: connection refused";
    lead(&mut world, 443, None);
    lead(&mut world, 80, Some(listen(finish).await));
    let (answer, events) = get(&world, "https://p.test", Endpoint::Info, &options()).await;
    let get_info = |url: &str, why: &str| nothing(&format!("Get \"{url}{INFO}\": {why}"));
    assert_eq!(answer, get_info("https://p.test", refused));
    let failed = events.iter().told::<RequestFailed>().next().unwrap();
    assert_eq!(failed.failure.to_string(), refused);
    let (answer, _) = get(&world, "http://p.test", Endpoint::Info, &options()).await;
    assert_eq!(answer, get_info("http://p.test", "EOF"));
    let (answer, _) = get(&world, "https://none.test", Endpoint::Info, &options()).await;
    let lookup = "dial tcp: lookup none.test on 192.0.2.53:53: no such host";
    assert_eq!(answer, get_info("https://none.test", lookup));
    let (answer, _) = get(&world, "https://p.test:99999", Endpoint::Info, &options()).await;
    let port = "dial tcp: address 99999: invalid port";
    assert_eq!(answer, get_info("https://p.test:99999", port));
}

#[tokio::test]
async fn credentials_of_the_url_and_of_netrc() {
    let answers: Answers = &[(INFO, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")];
    let mut proxy = Proxy::serving(answers, &[443, 80]).await;
    proxy
        .world
        .lay("/home/u/.netrc", Laid::Content(b"machine p.test login n password np\n".to_vec()));
    for (entry, release, expected) in [
        ("https://p.test", "1.27", "Basic bjpucA=="),
        ("https://u:p@p.test", "1.27", "Basic dTpw"),
        ("https://u:p@p.test", "1.23", "Basic bjpucA=="),
        ("https://u@other.test", "1.27", "Basic dTo="),
    ] {
        let options = Options { go: Some(release.parse().unwrap()), ..options() };
        let (answer, _) = get(&proxy.world, entry, Endpoint::Info, &options).await;
        assert_eq!(answer, Ok(Answer::Body(b"{}".to_vec())));
        let head = proxy.heads().pop().unwrap();
        assert!(head.contains(&format!("\r\nAuthorization: {expected}\r\n")), "{entry}: {head}");
    }
    let before = proxy.heads().len();
    let (answer, events) = proxy.get("http://u:p@p.test", Endpoint::Info).await;
    let text = format!("refusing to pass credentials to insecure URL: http://u:xxxxx@p.test{INFO}");
    assert_eq!(answer, nothing(&text));
    assert_eq!(events.iter().told::<Asked>().count(), 0);
    assert_eq!(
        proxy.get("http://p.test", Endpoint::Info).await.0,
        Ok(Answer::Body(b"{}".to_vec()))
    );
    let heads = proxy.heads();
    assert_eq!(heads.len(), before + 1);
    assert!(!heads[before].contains("Authorization"), "{}", heads[before]);
}

#[tokio::test]
async fn goinsecure_is_not_for_proxies() {
    let mut proxy = Proxy::secure(&[]).await;
    proxy.world.set("GOINSECURE", "*");
    proxy.world.lay("/root.pem", Laid::Content(acceptor_and_root(&[]).1.into_bytes()));
    let (answer, events) = proxy.get("https://p.test", Endpoint::Info).await;
    let why = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    let Ok(Answer::Nothing(text)) = answer else { panic!("{answer:?}") };
    assert!(text.starts_with(&format!("Get \"https://p.test{INFO}\": {why}")), "{text}");
    assert!(events.iter().told::<Judged>().next().unwrap().error.is_some());
    assert_eq!(proxy.heads().len(), 0);
}

#[tokio::test]
async fn an_http_proxy_in_between() {
    let answers: Answers = &[(INFO, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")];
    let mut proxy = Proxy::serving(answers, &[443, 80]).await;
    let real = proxy.world.detour().sockets[&SocketAddr::new(LOGICAL, 443)].unwrap();
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = seen.clone();
    let middle = listen(move |mut stream| {
        let log = log.clone();
        async move {
            let head = read_head(&mut stream).await;
            let line = head.lines().next().unwrap_or_default().to_owned();
            log.lock().unwrap().push(line.clone());
            let answer: &[u8] = match line.split(' ').next() {
                Some("CONNECT") if line.contains("other.test") => b"HTTP/1.1 403 Not here\r\n\r\n",
                Some("CONNECT") => b"HTTP/1.1 200 OK\r\n\r\n",
                _ => b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nlate",
            };
            let _ = stream.write_all(answer).await;
            if line.starts_with("CONNECT p.test") {
                let mut server = tokio::net::TcpStream::connect(real).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut server).await;
            } else {
                finish(stream).await;
            }
        }
    })
    .await;
    lead(&mut proxy.world, 3128, Some(middle));
    proxy.world.set("HTTPS_PROXY", "http://other.test:3128");
    proxy.world.set("HTTP_PROXY", "http://other.test:3128");
    assert_eq!(proxy.info().await, Ok(Answer::Body(b"{}".to_vec())));
    let (answer, _) = proxy.get("https://other.test", Endpoint::Info).await;
    assert_eq!(answer, nothing(&format!("Get \"https://other.test{INFO}\": Not here")));
    let (answer, _) = proxy.get("http://p.test", Endpoint::Info).await;
    assert_eq!(answer, status(502, "502 Bad Gateway", "\n\tserver response: late"));
    let lines = seen.lock().unwrap().clone();
    let through = format!("GET http://p.test{INFO} HTTP/1.1");
    assert_eq!(lines, ["CONNECT p.test:443 HTTP/1.1", "CONNECT other.test:443 HTTP/1.1", &through]);
}

#[tokio::test]
async fn offline_nothing_is_sent_and_files_are_read() {
    let proxy = Proxy::secure(&[]).await;
    let options = Options { offline: true, ..options() };
    let (answer, events) = get(&proxy.world, "https://u:p@p.test", Endpoint::Info, &options).await;
    let url = format!("https://u:xxxxx@p.test{INFO}");
    assert_eq!(answer, Err(Stop::Unknown(format!("the answer of {url} (--offline)"))));
    assert_eq!(events.iter().told::<NotAsked>().next().unwrap().url, url);
    assert_eq!(proxy.heads().len(), 0);
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("corp.test/m/@v");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("v1.0.0.info"), "{}").unwrap();
    let entry = format!("file://{}", dir.path().display());
    let (answer, events) = get(&proxy.world, &entry, Endpoint::Info, &options).await;
    assert_eq!(answer, Ok(Answer::Body(b"{}".to_vec())));
    let question = events.iter().told::<ProxyAsked>().next().unwrap();
    assert_eq!(question.answer, ProxyAnswer::Body { bytes: 2 });
    let (answer, _) = get(&proxy.world, &entry, Endpoint::List, &options).await;
    assert_eq!(answer, status(404, "no such file or directory", ""));
}

#[tokio::test]
async fn what_the_network_broke_is_asked_again_where_that_is_wanted() {
    let (tls, root) = acceptor_and_root(&[]);
    let count = Arc::new(AtomicUsize::new(0));
    let connections = count.clone();
    let address = listen(move |stream| {
        let (tls, first) = (tls.clone(), connections.fetch_add(1, Ordering::SeqCst) == 0);
        async move {
            let Ok(mut stream) = tls.accept(stream).await else { return };
            read_head(&mut stream).await;
            let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
            let _ = stream.write_all(&whole[..whole.len() - usize::from(first)]).await;
            finish(stream).await;
        }
    })
    .await;
    let mut world = world(&root);
    lead(&mut world, 443, Some(address));
    let options = Options { retries: 1, ..options() };
    let (answer, events) = get(&world, "https://p.test", Endpoint::Info, &options).await;
    assert_eq!(answer, Ok(Answer::Body(b"{}".to_vec())));
    assert_eq!(events.iter().told::<TriedAgain>().next().unwrap().error, "unexpected EOF");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

/// Texts of go 1.27.3.
#[tokio::test]
async fn settings_that_close_the_network() {
    let proxy = Proxy::serving(&[], &[443, 80]).await;
    for (name, value, entry, expected) in [
        ("GODEBUG", "cmdgonetlimit=0", "http://p.test", nothing("network disabled by cmdgonetlimit=0")),
        (
            "GODEBUG",
            "cmdgonetlimit=x",
            "https://p.test",
            Ok(Answer::Fatal("invalid cmdgonetlimit: strconv.Atoi: parsing \"x\": invalid syntax".into())),
        ),
        (
            "GOAUTH",
            "off; netrc",
            "https://p.test",
            Ok(Answer::Fatal("go: GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off; netrc)".into())),
        ),
    ] {
        let mut world = proxy.world.clone();
        world.set(name, value);
        assert_eq!(get(&world, entry, Endpoint::Info, &options()).await.0, expected);
    }
    assert_eq!(proxy.heads().len(), 0);
}
