//! SOCKS 5 (RFC 1928, RFC 1929), with go's texts.

use std::net::IpAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{Via, fault, request::join, socket::Socket};
use crate::trace::Failure;

/// Asks the proxy `via` at the other end of `socket` for a connection to `host` and `port`.
pub(super) async fn connect(
    socket: &mut Socket,
    via: &Via,
    host: &str,
    port: u16,
) -> Result<(), Failure> {
    let asked = converse(socket, via, host, port).await;
    let prefix = format!("socks connect tcp {}->{}: ", via.address(), join(host, port));
    asked.map_err(|failure| fault::prefixed(&prefix, failure))
}

async fn converse(socket: &mut Socket, via: &Via, host: &str, port: u16) -> Result<(), Failure> {
    let greeting: &[u8] = if via.credentials.is_some() { &[5, 2, 0, 2] } else { &[5, 1, 0] };
    write(socket, greeting).await?;
    let [version, method] = read(socket).await?;
    check_version(version)?;
    match (method, &via.credentials) {
        (0xff, _) => return Err(fault::go("no acceptable authentication methods")),
        (2, Some((user, password))) => authenticate(socket, user, password).await?,
        // go goes on with whatever else the proxy chose.
        _ => {}
    }
    write(socket, &request(host, port)?).await?;
    let [version, code, reserved, kind] = read(socket).await?;
    check_version(version)?;
    if code != 0 {
        return Err(fault::go(format!("unknown error {}", reply(code))));
    }
    if reserved != 0 {
        return Err(fault::go("non-zero reserved field"));
    }
    skip_address(socket, kind).await
}

async fn authenticate(socket: &mut Socket, user: &str, password: &str) -> Result<(), Failure> {
    let (Ok(user_length), Ok(length)) = (u8::try_from(user.len()), u8::try_from(password.len()))
    else {
        return Err(fault::go("invalid username/password"));
    };
    let message = [&[1, user_length], user.as_bytes(), &[length], password.as_bytes()].concat();
    write(socket, &message).await?;
    match read(socket).await? {
        [1, 0] => Ok(()),
        [1, _] => Err(fault::go("username/password authentication failed")),
        _ => Err(fault::go("invalid username/password version")),
    }
}

fn request(host: &str, port: u16) -> Result<Vec<u8>, Failure> {
    let address = match host.parse().map(|address: IpAddr| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => [&[1][..], &address.octets()].concat(),
        Ok(IpAddr::V6(address)) => [&[4][..], &address.octets()].concat(),
        Err(_) => {
            let length = u8::try_from(host.len()).map_err(|_| fault::go("FQDN too long"))?;
            [&[3, length], host.as_bytes()].concat()
        }
    };
    Ok([&[5, 1, 0], address.as_slice(), &port.to_be_bytes()].concat())
}

async fn skip_address(socket: &mut Socket, kind: u8) -> Result<(), Failure> {
    let length = match kind {
        1 => 4,
        4 => 16,
        3 => {
            let [length] = read(socket).await?;
            usize::from(length)
        }
        other => return Err(fault::go(format!("unknown address type {other}"))),
    };
    for _ in 0..length + 2 {
        read::<1>(socket).await?;
    }
    Ok(())
}

fn check_version(version: u8) -> Result<(), Failure> {
    if version == 5 {
        return Ok(());
    }
    Err(fault::go(format!("unexpected protocol version {version}")))
}

fn reply(code: u8) -> String {
    const NAMES: [&str; 8] = [
        "general SOCKS server failure",
        "connection not allowed by ruleset",
        "network unreachable",
        "host unreachable",
        "connection refused",
        "TTL expired",
        "command not supported",
        "address type not supported",
    ];
    let known = usize::from(code).checked_sub(1).and_then(|at| NAMES.get(at));
    known.map_or_else(|| format!("unknown code: {code}"), |name| (*name).to_owned())
}

async fn write(socket: &mut Socket, bytes: &[u8]) -> Result<(), Failure> {
    socket.write_all(bytes).await.map_err(|error| fault::of_io(&error))
}

async fn read<const N: usize>(socket: &mut Socket) -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match socket.read(rest).await.map_err(|error| fault::of_io(&error))? {
            0 if filled == 0 => return Err(fault::go("EOF")),
            0 => return Err(fault::go("unexpected EOF")),
            count => filled += count,
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_name_hosts_and_addresses() {
        assert_eq!(request("aa.test", 443).unwrap(), b"\x05\x01\0\x03\x07aa.test\x01\xbb");
        assert_eq!(request("10.1.2.3", 443).unwrap(), b"\x05\x01\0\x01\x0a\x01\x02\x03\x01\xbb");
        assert_eq!(reply(5), "connection refused");
        assert_eq!(reply(9), "unknown code: 9");
    }
}
