//! Dialling the addresses of a host as go does: in order, the other family a little later.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    time::{Duration, Instant},
};

use tokio::{net::TcpStream, time::timeout};

use super::{
    Limits, fault, lookup,
    notes::{Notes, micros},
    socket::Socket,
};
use crate::{
    trace::{Dialled, Failure, Fault, Phase},
    world::{Unreachable, World},
};

/// Dials in a world, within go's limits, and notes it.
#[derive(Clone, Copy)]
pub(super) struct Dialler<'a> {
    pub(super) world: &'a World,
    pub(super) limits: &'a Limits,
    pub(super) notes: &'a Notes,
}

/// go gives no address less time than this, as long as there is any.
const LEAST: Duration = Duration::from_secs(2);

impl Dialler<'_> {
    /// Connects to `host`, or to where the detour sends it.
    pub(super) async fn dial(self, host: &str, port: u16) -> Result<Socket, Failure> {
        let (host, port) = self.led(host, port);
        let addresses = lookup::addresses(self.world, &host, self.notes).await?;
        let Some(first) = addresses.first().copied() else {
            return Err(fault::undetermined(format!("{host} has a name but no address")));
        };
        let with_port = |ip: IpAddr| SocketAddr::new(ip, port);
        let (early, late): (Vec<_>, Vec<_>) =
            addresses.into_iter().partition(|ip| lookup::same_family(first, *ip));
        let early: Vec<_> = early.into_iter().map(with_port).collect();
        let late: Vec<_> = late.into_iter().map(with_port).collect();
        self.race(&early, &late).await
    }

    /// Where `--connect-to` sends a connection to `host` and `port`.
    fn led(self, host: &str, port: u16) -> (String, u16) {
        let mut rules = self.world.detour().connect_to.iter();
        let rule = rules.find(|rule| {
            rule.host.as_ref().is_none_or(|asked| asked.eq_ignore_ascii_case(host))
                && rule.port.is_none_or(|asked| asked == port)
        });
        let to_host = rule.and_then(|rule| rule.to_host.clone());
        (
            to_host.unwrap_or_else(|| host.to_owned()),
            rule.and_then(|rule| rule.to_port).unwrap_or(port),
        )
    }

    /// Tries `early`, and at the same time `late` when it takes long or fails; `early` words the error.
    async fn race(self, early: &[SocketAddr], late: &[SocketAddr]) -> Result<Socket, Failure> {
        let mut early = pin!(self.one_by_one(early));
        if late.is_empty() {
            return early.await;
        }
        let mut late = pin!(self.one_by_one(late));
        match timeout(self.limits.fallback, &mut early).await {
            Ok(Ok(socket)) => return Ok(socket),
            Ok(Err(failure)) => return late.await.or(Err(failure)),
            Err(_) => {}
        }
        tokio::select! {
            socket = &mut early => match socket {
                Ok(socket) => Ok(socket),
                Err(failure) => late.await.or(Err(failure)),
            },
            socket = &mut late => match socket {
                Ok(socket) => Ok(socket),
                Err(_) => early.await,
            },
        }
    }

    /// Tries one address after the other, each with its share of the time that is left.
    async fn one_by_one(self, addresses: &[SocketAddr]) -> Result<Socket, Failure> {
        let start = tokio::time::Instant::now();
        let mut first = None;
        for (at, address) in addresses.iter().enumerate() {
            let left = self.limits.dial.saturating_sub(start.elapsed());
            let others = u32::try_from(addresses.len() - at).unwrap_or(u32::MAX);
            let share = (left / others.max(1)).max(LEAST).min(left);
            match self.one(*address, share).await {
                Ok(socket) => return Ok(socket),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        Err(first.unwrap_or_else(|| fault::undetermined("there is no address to dial")))
    }

    async fn one(self, address: SocketAddr, share: Duration) -> Result<Socket, Failure> {
        let start = Instant::now();
        let outcome = self.reach(address, share).await;
        let (fault, error) = outcome.as_ref().err().cloned().unzip();
        let (shown, micros) = (address.to_string(), micros(start));
        self.notes.keep(Dialled { address: shown, micros, error, fault });
        let failed = |(fault, text)| fault::go(fault, format!("dial tcp {address}: {text}"));
        Ok(Socket::new(outcome.map_err(failed)?, address))
    }

    /// Connects to `address`, or says what kind of failure it is, and go's text for it.
    async fn reach(
        self,
        address: SocketAddr,
        share: Duration,
    ) -> Result<TcpStream, (Fault, String)> {
        let connect = |fault, reason: &str| Err((fault, format!("connect: {reason}")));
        let silent = || Err((Fault::Timeout(Phase::Dial), "i/o timeout".to_owned()));
        match self.world.detour().unreachable.get(&address.ip()) {
            Some(Unreachable::Silent) => silent(),
            Some(Unreachable::NoRoute) => connect(Fault::NoRoute, "network is unreachable"),
            Some(Unreachable::Refused) => connect(Fault::Refused, "connection refused"),
            None => match timeout(share, self.open(address)).await {
                Ok(Ok(stream)) => Ok(stream),
                Ok(Err(error)) => connect(fault::of_dialling(&error), &fault::system_text(&error)),
                Err(_) => silent(),
            },
        }
    }

    async fn open(self, address: SocketAddr) -> io::Result<TcpStream> {
        let detour = self.world.detour();
        let real = match detour.sockets.get(&address) {
            Some(Some(real)) => *real,
            None if !detour.closed => address,
            _ => {
                return Err(io::Error::new(io::ErrorKind::ConnectionRefused, "Connection refused"));
            }
        };
        let stream = TcpStream::connect(real).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}
