//! SOCKS 5 (RFC 1928), as far as clients need it that want a connection.

use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const VERSION: u8 = 5;

/// What becomes of a client's wish, by its number on the wire.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    Connected = 0,
    HostUnreachable = 4,
}

/// Whether the client speaks SOCKS 5.
pub(super) async fn is_spoken(stream: &TcpStream) -> io::Result<bool> {
    let mut first = [0];
    stream.peek(&mut first).await?;
    Ok(first == [VERSION])
}

/// Greets the client, and takes the `HOST:PORT` that it wants to be connected to.
pub(super) async fn wish(stream: &mut TcpStream) -> io::Result<String> {
    let [_, methods] = read(stream).await?;
    stream.read_exact(&mut vec![0; methods.into()]).await?;
    // Everyone may use it, whatever they would prove.
    stream.write_all(&[VERSION, 0]).await?;
    let [_, _, _, kind] = read(stream).await?;
    let host = match kind {
        1 => Ipv4Addr::from(read(stream).await?).to_string(),
        4 => format!("[{}]", Ipv6Addr::from(read(stream).await?)),
        _ => name(stream).await?,
    };
    let port = u16::from_be_bytes(read(stream).await?);
    Ok(format!("{host}:{port}"))
}

/// Says what became of the wish. The address that the proxy speaks from is left open.
pub(super) async fn answer(stream: &mut TcpStream, answer: Answer) -> io::Result<()> {
    stream.write_all(&[VERSION, answer as u8, 0, 1, 0, 0, 0, 0, 0, 0]).await
}

async fn name(stream: &mut TcpStream) -> io::Result<String> {
    let [length] = read(stream).await?;
    let mut name = vec![0; length.into()];
    stream.read_exact(&mut name).await?;
    Ok(String::from_utf8_lossy(&name).into_owned())
}

async fn read<const N: usize>(stream: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}
