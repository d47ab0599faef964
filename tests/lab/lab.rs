//! The lab itself, with nothing but git at hand.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, net::SocketAddr, path::Path, sync::Arc};

use goget_doctor::{
    lab::{self, Host, Judge, Lab, Scenario, TlsFault},
    world::World,
};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{
        CryptoProvider,
        aws_lc_rs::{default_provider, kx_group},
    },
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

fn scenario(name: &str) -> Scenario {
    Scenario::parse(name, lab::find(name).unwrap()).unwrap()
}

/// All scenarios, and what their cures make of them.
fn all() -> Vec<(String, Scenario)> {
    let mut all = Vec::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(&format!("{name}.toml"), text).unwrap();
        let cured = scenario.cure.iter().map(|cure| scenario.cured(cure));
        all.extend(
            (1..).zip(cured).map(|(number, cured)| (format!("{name}, cure {number}"), cured)),
        );
        all.push(((*name).to_owned(), scenario));
    }
    all
}

#[test]
fn every_file_is_in_the_list_and_in_order() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/scenarios");
    let entries = World::real().list(&dir).unwrap();
    let files: BTreeSet<_> =
        entries.iter().map(|e| e.name.to_string_lossy().replace(".toml", "")).collect();
    let files: Vec<_> = files.iter().collect();
    let listed: Vec<&str> = lab::list().iter().map(|(name, _)| *name).collect();
    assert_eq!(files, listed);
}

#[test]
fn scenarios_say_what_they_show_in_a_line() {
    for (name, scenario) in all() {
        let about = &scenario.about;
        assert!(about.len() < 90 && !about.ends_with('.'), "{name}: {about}");
        assert!(scenario.cure.iter().all(|cure| !cure.about.is_empty()), "{name}");
        let expect = &scenario.expect;
        let says_why = expect.error.is_some() || expect.stderr.is_some();
        assert!(if expect.ok { expect.error.is_none() } else { says_why }, "{name}");
        let is_well = scenario.expect.ok
            && scenario.expect.findings.is_empty()
            && scenario.expect.settings.as_ref().is_none_or(Vec::is_empty);
        assert!(scenario.cure.is_empty() || !is_well, "{name} needs no cure");
        let names = scenario.expect.findings.iter().flat_map(|finding| finding.chars());
        assert!(names.clone().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{name}");
    }
}

#[test]
fn few_scenarios_are_closed_to_the_real_go() {
    let closed: BTreeSet<_> = all()
        .into_iter()
        .filter_map(|(name, scenario)| match scenario.expect.go {
            Judge::Cannot(why) => Some((name, why)),
            Judge::Command | Judge::Resolver => None,
        })
        .collect();
    let closed: Vec<_> = closed.iter().map(|(name, why)| format!("{name}: {why}")).collect();
    let refused = "go reaches the lab by way of a proxy, which answers 502 in place of a refused \
                   connection";
    assert_eq!(
        closed,
        [
            "cert-file-unreadable: root may read every file".to_owned(),
            "clock-ahead: its clock is the real one".to_owned(),
            "clock-behind: its clock is the real one".to_owned(),
            format!("connect-refused: {refused}"),
            format!("connect-refused-http-works: {refused}"),
            "goproxy-new-tag: its clock is the real one".to_owned(),
            format!("goproxy-region: {refused}"),
            format!("host-silent: {refused}"),
            format!("insecure-both-fail: {refused}"),
            format!("ipv6-only: {refused}"),
            refused
                .replace("a refused connection", "a name that does not exist")
                .replace("go reaches", "no-such-host: go reaches"),
            "own-ca-shadowed-1-8: it would have to be go 1.8".to_owned(),
            format!("private-address: {refused}"),
            "proxy-http-only: it would connect past the proxy of the lab".to_owned(),
            "proxy-name-unknown: it would ask the real name servers for the proxy".to_owned(),
            format!("proxy-preloaded: {refused}"),
            "proxy-value-ignored: it would connect past the proxy of the lab".to_owned(),
            "repo-proxy-407: it needs a name server for the host that goes without the proxy"
                .to_owned(),
            "settings-godebug-removed: a trace of its stack follows what it says".to_owned(),
            "settings-netrc-port-1.19: it would have to be go 1.19".to_owned(),
            "settings-pattern-slash: it would have to be go 1.17".to_owned(),
        ]
    );
}

#[test]
fn a_wrong_name_is_answered_with_a_near_one() {
    assert_eq!(lab::suggest("own-ca-unserched"), Some("own-ca-unsearched"));
    assert_eq!(lab::suggest("self"), Some("self-signed"));
    assert_eq!(lab::suggest("zzz"), None);
    assert!(lab::find("zzz").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_scenario_starts_and_its_hosts_answer() {
    for (name, scenario) in all() {
        if scenario.lacks().is_some() {
            continue; // Another test says so.
        }
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let world = lab.world();
        for host in &scenario.host {
            let detour = world.detour();
            let named = detour.names.get(host.name.get_ref()).and_then(|a| a.first().copied());
            let at = named.unwrap_or_else(|| host.name.get_ref().parse().unwrap());
            let real = |port| detour.sockets[&SocketAddr::new(at, port)];
            assert_eq!(real(443).is_some(), host.https.is_some(), "{name}");
            assert_eq!(real(80).is_some(), host.http, "{name}");
            if let Some(real) = real(443) {
                assert_answers(&name, host, real).await;
            }
            if let Some(real) = real(80) {
                let stream = TcpStream::connect(real).await.unwrap();
                assert!(ask(stream, "/nothing/here").await.starts_with("HTTP/1.1 "), "{name}");
            }
        }
    }
}

async fn assert_answers(name: &str, host: &Host, real: SocketAddr) {
    let https = host.https.as_ref().unwrap();
    if https.fault == Some(TlsFault::Hang) {
        return;
    }
    // A hello that is too large is lost on the way; ours is small.
    let answers = matches!(https.fault, None | Some(TlsFault::Large));
    let stream = handshake(real, host.name.get_ref()).await;
    assert_eq!(stream.is_ok(), answers, "{name}: {stream:?}");
    if let (Ok(stream), false) = (stream, https.client_cert) {
        let answer = ask(stream, "/nothing/here").await;
        let raw = host.route.iter().any(|route| route.raw.is_some());
        assert!(raw || answer.starts_with("HTTP/1.1 "), "{name}: {answer}");
    }
}

/// Another test may be given a port at once that was free for a moment: not each time.
#[tokio::test]
async fn a_lab_leaves_nothing_behind() {
    for _ in 0..20 {
        if closed_doors().await {
            return;
        }
    }
    panic!("a lab that is gone still listens");
}

/// Whether nobody listens where a lab did that is gone, and whose folder is.
async fn closed_doors() -> bool {
    let lab = Lab::start(&scenario("govanityurls"), &World::real()).await.unwrap();
    let world = lab.world();
    let home = Path::new(world.var("HOME").unwrap()).to_owned();
    let doors: Vec<SocketAddr> = world.detour().sockets.values().filter_map(|s| *s).collect();
    assert!(World::real().list(&home).is_ok() && doors.len() == 2);
    drop(lab);
    assert!(World::real().list(&home).is_err());
    tokio::task::yield_now().await;
    for door in doors {
        if TcpStream::connect(door).await.is_ok() {
            return false;
        }
    }
    true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn git_of_our_own_run_reaches_repositories() {
    let lab = Lab::start(&scenario("govanityurls"), &World::real()).await.unwrap();
    let mut git = lab.world().command("git");
    git.args(["ls-remote", "https://git.example.com/gowechat.git"]);
    let output = git.output().await.unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "1889a7ae73efe2610fcd4cb1fb3bb7b127146020\tHEAD\n\
         1889a7ae73efe2610fcd4cb1fb3bb7b127146020\trefs/heads/main\n\
         1889a7ae73efe2610fcd4cb1fb3bb7b127146020\trefs/tags/v0.1.0\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[tokio::test]
async fn our_own_run_sees_the_scenario_and_nothing_of_the_machine() {
    let lab = Lab::start(&scenario("own-ca-unsearched"), &World::real()).await.unwrap();
    let world = lab.world();
    let text = |path: &str| world.read(Path::new(path), 1 << 20);
    assert!(text("/etc/ssl/cert/rootCA.pem").unwrap().starts_with(b"-----BEGIN CERTIFICATE-----"));
    assert!(text("/etc/ssl/certs/ca-certificates.crt").is_ok());
    assert!(text("/etc/hosts").is_err());
    assert_eq!(world.list(Path::new("/etc/ssl/certs")).unwrap().len(), 1);
    assert_eq!(world.var("GOPRIVATE").unwrap(), "tonybai.com");
    assert_eq!(world.var("GOPROXY").unwrap(), "direct");
    assert!(world.var("HTTPS_PROXY").is_none() && world.var("USER").is_none());
    assert_eq!(
        world.detour().names["tonybai.com"],
        ["10.11.36.23".parse::<std::net::IpAddr>().unwrap()]
    );
}

#[tokio::test]
async fn other_commands_get_copies_and_the_place_of_a_proxy() {
    let own_ca = scenario("own-ca-unsearched");
    let cured = own_ca.cured(&own_ca.cure[0]);
    let lab = Lab::start(&cured, &World::real()).await.unwrap();
    let copy = export(&lab, "SSL_CERT_FILE");
    assert!(copy.ends_with("/root/etc/ssl/cert/rootCA.pem"), "{copy}");
    assert_eq!(lab.as_played(&copy), "/etc/ssl/cert/rootCA.pem");
    assert!(World::real().read(Path::new(&copy), 1 << 20).is_ok());

    let lab = Lab::start(&scenario("proxy-403"), &World::real()).await.unwrap();
    assert_eq!(lab.world().var("HTTPS_PROXY").unwrap(), "http://proxy.example.com:3128");
    assert!(export(&lab, "HTTPS_PROXY").starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn the_proxy_leads_to_hosts_and_refuses_other_names() {
    let lab = Lab::start(&scenario("https-eof-http-works"), &World::real()).await.unwrap();
    let proxy = export(&lab, "HTTPS_PROXY").replace("http://", "");
    let connect = || async { TcpStream::connect(&proxy).await.unwrap() };
    let page = ask(connect().await, "http://tonybai.com/gowechat?go-get=1").await;
    assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("go-import"), "{page}");
    let refused = ask(connect().await, "http://other.example.com/").await;
    assert!(refused.starts_with("HTTP/1.1 502 Bad Gateway"), "{refused}");
    let counts = lab.counts();
    assert_eq!(counts["tonybai.com"].requests[0].target, "/gowechat?go-get=1");
    assert_eq!(counts["tonybai.com"].requests[0].port, 80);
    assert_eq!(counts[""].connections, 2);
}

#[tokio::test]
async fn a_client_that_breaks_off_the_handshake_has_said_nothing() {
    let lab = Lab::start(&scenario("self-signed"), &World::real()).await.unwrap();
    let real = lab.world().detour().sockets[&"10.11.36.23:443".parse().unwrap()].unwrap();
    drop(handshake(real, "tonybai.com").await.unwrap());
    let counted = |lab: &Lab| lab.counts()["tonybai.com"].clone();
    assert_eq!((counted(&lab).connections, counted(&lab).bytes), (1, 0));
    ask(handshake(real, "tonybai.com").await.unwrap(), "/gowechat").await;
    let counts = counted(&lab);
    assert_eq!((counts.connections, counts.bytes), (2, 69));
    let names: Vec<_> = counts.requests[0].headers.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["Host", "Connection", "X-Order"]);
}

fn export(lab: &Lab, name: &str) -> String {
    lab.exports().into_iter().find(|(n, _)| n == name).unwrap().1
}

/// The whole answer to a request.
async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, target: &str) -> String {
    let head =
        format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Order: last\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // An end without a word is an end.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn handshake(
    real: SocketAddr,
    name: &str,
) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let provider = CryptoProvider { kx_groups: vec![kx_group::X25519], ..default_provider() };
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anything))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let stream = TcpStream::connect(real).await?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

/// Takes every certificate.
#[derive(Debug)]
struct Anything;

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        default_provider().signature_verification_algorithms.supported_schemes()
    }
}
