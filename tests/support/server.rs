//! Raw servers on loopback for the tests of the wire: they send the bytes they are told.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use goget_doctor::{
    go::version::Version,
    net::{Agent, Answer, Limits, Method, Mode, Request, Trust, Wire},
    trace::{Event, Failure, Recorder, Step},
    world::{Laid, World},
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

/// Believes everyone, or nobody.
pub(crate) struct Gullible {
    pub(crate) verdict: Result<(), Failure>,
    pub(crate) release: Version,
}

impl Trust for Gullible {
    fn judge(&self, _chain: &[Vec<u8>], host: Option<&str>) -> Result<(), Failure> {
        host.map_or(Ok(()), |_| self.verdict.clone())
    }

    fn release(&self) -> Version {
        self.release
    }

    fn check_signature(
        &self,
        _leaf: &[u8],
        _scheme: rustls::SignatureScheme,
        _message: &[u8],
        _signature: &[u8],
    ) -> Result<(), Failure> {
        Ok(())
    }
}

/// Limits that no test reaches, however busy the machine.
pub(crate) fn limits() -> Limits {
    Limits { dial: LONG, handshake: LONG, request: LONG, ..Limits::default() }
}

/// So long that a test that waits for it has failed.
pub(crate) const LONG: Duration = Duration::from_hours(24);

/// The address that every host of a test world resolves to.
pub(crate) const LOGICAL: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// A world in which `host` is at [`LOGICAL`] and each of `ports` there is at a real address.
pub(crate) fn world(host: &str, ports: &[(u16, Option<SocketAddr>)]) -> World {
    let mut world = World::empty();
    world.lay("/etc/resolv.conf", Laid::Content(b"nameserver 192.0.2.53\n".to_vec()));
    let detour = world.detour_mut();
    detour.closed = true;
    detour.names.insert(host.into(), vec![LOGICAL]);
    for (port, real) in ports {
        detour.sockets.insert(SocketAddr::new(LOGICAL, *port), *real);
    }
    world
}

/// A wire in `world` that believes everyone, and a recorder.
pub(crate) fn wire(world: World, limits: Limits) -> (Wire, Recorder) {
    wire_by(Version::NEWEST, world, limits)
}

/// The same, by the rules of a release.
pub(crate) fn wire_by(release: Version, world: World, limits: Limits) -> (Wire, Recorder) {
    let world = Arc::new(world);
    let trust = Arc::new(Gullible { verdict: Ok(()), release });
    (Wire::new(world.clone(), trust, limits), Recorder::new(world, None))
}

/// The first request for `https://HOST/ok?go-get=1`.
pub(crate) fn request(host: &str) -> Request {
    Request {
        id: 1,
        method: Method::Get,
        https: true,
        host: host.into(),
        port: None,
        target: "/ok?go-get=1".into(),
        url: format!("https://{host}/ok?go-get=1"),
        agent: Agent::Command,
        headers: Vec::new(),
        via: None,
        mode: Mode::Verified,
    }
}

/// The body to its end, and what broke it off.
pub(crate) async fn read(answer: &mut Answer) -> (Vec<u8>, Option<Failure>) {
    let mut body = Vec::new();
    loop {
        match answer.body.chunk().await {
            Ok(Some(bytes)) => body.extend(bytes),
            Ok(None) => return (body, None),
            Err(failure) => return (body, Some(failure)),
        }
    }
}

/// Sends a request to the end; gives body or failure, and the events.
pub(crate) async fn fetch(
    wire: &Wire,
    request: &Request,
    recorder: &Recorder,
) -> (Result<String, String>, Vec<Event>) {
    let outcome = match wire.send(request, recorder, Step::Fetch).await {
        Err(failure) => Err(said(&failure)),
        Ok(mut answer) => match read(&mut answer).await {
            (_, Some(failure)) => Err(said(&failure)),
            (body, None) => Ok(String::from_utf8_lossy(&body).into_owned()),
        },
    };
    (outcome, recorder.take())
}

/// A failure in a line: go's text as it is, the others behind their kind.
pub(crate) fn said(failure: &Failure) -> String {
    match failure {
        Failure::Go(error) => error.text.clone(),
        Failure::Limit(limit) => format!("limit: {limit}"),
        Failure::Undetermined { what } => format!("undetermined: {what}"),
    }
}

/// Serves connections on loopback with `serve`, one after the other in their own tasks.
pub(crate) async fn listen<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    address
}

/// A TLS server's side of a handshake with a self-signed certificate, and that certificate in PEM, with which it is
/// trusted for names in `test`.
pub(crate) fn acceptor_and_root(protocols: &[&[u8]]) -> (TlsAcceptor, String) {
    let signed = rcgen::generate_simple_self_signed(["*.test".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signed.signing_key.serialize_der()).unwrap();
    let chain: Vec<CertificateDer<'static>> = vec![signed.cert.der().clone()];
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    (TlsAcceptor::from(Arc::new(config)), signed.cert.pem())
}

/// Reads the head of a request.
pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

/// Ends the sending side and waits for the other, so that nothing sent is lost.
pub(crate) async fn finish(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let _ = stream.shutdown().await;
    let mut sink = [0; 4096];
    while matches!(stream.read(&mut sink).await, Ok(count) if count > 0) {}
}
