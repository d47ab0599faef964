//! More servers for the tests of the wire.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

use crate::support::server::acceptor_and_root;

/// A port on which nobody listens.
pub(crate) async fn nobody() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap()
}

/// A TLS server's side of a handshake, with a self-signed certificate.
pub(crate) fn acceptor(protocols: &[&[u8]]) -> TlsAcceptor {
    acceptor_and_root(protocols).0
}

/// Reads HTTP/2 frames until the one that carries a request.
pub(crate) async fn read_headers_frame(stream: &mut (impl AsyncRead + Unpin)) {
    let mut preface = [0; 24];
    if stream.read_exact(&mut preface).await.is_err() {
        return;
    }
    let mut header = [0; 9];
    while stream.read_exact(&mut header).await.is_ok() {
        let [a, b, c, kind, ..] = header;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        if stream.read_exact(&mut payload).await.is_err() || kind == 1 {
            return;
        }
    }
}
