//! From a host name to its addresses, and go's words where there are none.

use std::{
    io,
    net::{IpAddr, Ipv6Addr},
    path::Path,
    time::Instant,
};

use super::{
    fault,
    notes::{Notes, micros},
    request::join,
};
use crate::{
    trace::{Failure, Fault, Resolved},
    world::World,
};

/// The addresses of `host` in the order in which they are tried; an address is its own.
pub(super) async fn addresses(
    world: &World,
    host: &str,
    notes: &Notes,
) -> Result<Vec<IpAddr>, Failure> {
    if let Ok(address) = host.parse() {
        return Ok(vec![address]);
    }
    let start = Instant::now();
    let found = ask(world, host).await;
    let shown =
        found.as_ref().map_or(Vec::new(), |all| all.iter().map(IpAddr::to_string).collect());
    let error = found.as_ref().err().map(fault::text);
    let host = host.to_owned();
    notes.keep(Resolved { host, addresses: shown, micros: micros(start), error });
    found.map_err(|failure| fault::prefixed("dial tcp: ", failure, |same| same))
}

async fn ask(world: &World, host: &str) -> Result<Vec<IpAddr>, Failure> {
    let detour = world.detour();
    match detour.names.get(host) {
        Some(addresses) if addresses.is_empty() => Err(no_such_host(world, host)),
        Some(addresses) => Ok(addresses.clone()),
        None if detour.closed => Err(no_such_host(world, host)),
        None => match tokio::net::lookup_host((host, 0)).await {
            Ok(found) => Ok(distinct(found.map(|address| address.ip()))),
            Err(error) => Err(explain(world, host, &error)),
        },
    }
}

fn distinct(found: impl Iterator<Item = IpAddr>) -> Vec<IpAddr> {
    let mut addresses = Vec::new();
    for address in found {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// getaddrinfo tells only by its text whether the name does not exist or could not be asked for.
fn explain(world: &World, host: &str, error: &io::Error) -> Failure {
    const ABSENT: [&str; 3] =
        ["Name or service not known", "No address associated", "nodename nor servname"];
    let text = error.to_string();
    if ABSENT.iter().any(|absent| text.contains(absent)) {
        return no_such_host(world, host);
    }
    fault::undetermined(format!("the lookup of {host} failed: {text}"))
}

fn no_such_host(world: &World, host: &str) -> Failure {
    let text = format!("lookup {host} on {}: no such host", name_server(world));
    fault::go(Fault::NoSuchHost, text)
}

/// The name server that go's messages name: the first of resolv.conf, else this machine.
fn name_server(world: &World) -> String {
    let file = world.read(Path::new("/etc/resolv.conf"), 1 << 20).unwrap_or_default();
    let text = String::from_utf8_lossy(&file);
    let mut servers = text.lines().filter_map(|line| {
        let mut words = line.split_ascii_whitespace();
        let server =
            words.next().filter(|word| *word == "nameserver").and_then(|_| words.next())?;
        let (address, _zone) = server.split_once('%').unwrap_or((server, ""));
        address.parse::<IpAddr>().is_ok().then(|| server.to_owned())
    });
    join(&servers.next().unwrap_or_else(|| "127.0.0.1".into()), 53)
}

/// Whether go tries `address` in the same round as `first`: IPv4 or IPv6.
pub(super) fn same_family(first: IpAddr, address: IpAddr) -> bool {
    is_v4(first) == is_v4(address)
}

fn is_v4(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(_) => true,
        IpAddr::V6(address) => Ipv6Addr::to_ipv4_mapped(&address).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    #[test]
    fn the_name_server_is_the_first_of_the_file() {
        let mut world = World::empty();
        let file = b"# x\nnameserver bad\nnameserver fe80::1%eth0\nnameserver 10.0.0.1\n";
        world.lay("/etc/resolv.conf", Laid::Content(file.to_vec()));
        assert_eq!(name_server(&world), "[fe80::1%eth0]:53");
        world.lay("/etc/resolv.conf", Laid::Absent);
        assert_eq!(name_server(&world), "127.0.0.1:53");
    }

    #[test]
    fn what_getaddrinfo_says_of_a_name_that_does_not_exist() {
        let mut world = World::empty();
        world.lay("/etc/resolv.conf", Laid::Content(b"nameserver 10.0.0.1".to_vec()));
        let error =
            io::Error::other("failed to lookup address information: Name or service not known");
        let text = "lookup a.test on 10.0.0.1:53: no such host";
        assert_eq!(explain(&world, "a.test", &error), fault::go(Fault::NoSuchHost, text));
        let error = io::Error::other("Temporary failure in name resolution");
        assert!(matches!(explain(&world, "a", &error), Failure::Undetermined { .. }));
    }
}
