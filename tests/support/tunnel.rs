//! A CONNECT proxy that leads each host elsewhere: to a server of a test, or on to the proxy of a lab.

use std::{collections::BTreeMap, io, net::SocketAddr, path::PathBuf, sync::Arc};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream, UnixStream},
};

/// Where a host is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

/// A proxy for as long as the runtime lives; all hosts that `places` does not name are asked of `others`.
pub(crate) async fn tunnel(
    places: BTreeMap<String, Place>,
    others: Option<SocketAddr>,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let places = Arc::new(places);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let places = places.clone();
            tokio::spawn(async move { lead(client, &places, others).await });
        }
    });
    address
}

async fn lead(
    mut client: TcpStream,
    places: &BTreeMap<String, Place>,
    others: Option<SocketAddr>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let host =
        text.strip_prefix("CONNECT ").and_then(|rest| rest.split(':').next()).unwrap_or_default();
    match (places.get(host), others) {
        (Some(Place::Tcp(address)), _) => begin(client, TcpStream::connect(address).await?).await,
        (Some(Place::Unix(path)), _) => begin(client, UnixStream::connect(path).await?).await,
        (None, Some(proxy)) => {
            let mut proxy = TcpStream::connect(proxy).await?;
            proxy.write_all(&head).await?;
            copy_bidirectional(&mut client, &mut proxy).await.map(drop)
        }
        (None, None) => {
            client.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").await
        }
    }
}

async fn begin(
    mut client: TcpStream,
    mut server: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}
