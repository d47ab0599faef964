//! The listeners of a scenario, from being bound to being served.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use rustls::{
    ALL_VERSIONS, RootCertStore, ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs::default_provider},
    server::{WebPkiClientVerifier, danger::ClientCertVerifier},
    version::TLS12,
};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_rustls::TlsAcceptor;

use super::{
    LabError,
    counts::Log,
    hosts::{Host, Https, Proxy, TlsFault},
    pki::Pki,
    proxy::{self, Reach, Relay},
    scenario::Scenario,
    server::{self, Door},
    site::{Served, Site},
    ssh::{self, Places, Ssh},
};

/// Servers at work. They stop when this is dropped.
pub(super) struct Open {
    /// Where names and addresses go.
    pub(super) reach: Arc<Reach>,
    /// The proxy that takes other commands there.
    pub(super) proxy: SocketAddr,
    pub(super) log: Arc<Log>,
    /// The listeners of ssh, by host.
    pub(super) shells: BTreeMap<String, SocketAddr>,
    _tasks: JoinSet<()>,
}

/// Starts the servers of a scenario. Those of ssh have their files below `dir`, and find git in `path`.
pub(super) async fn open(
    scenario: &Scenario,
    pki: &Pki,
    served: &Arc<Served>,
    (dir, path): (&Path, Option<&OsStr>),
) -> Result<Open, LabError> {
    let mut bound = Bound::default();
    for (number, host) in (1..).zip(&scenario.host) {
        bound.host(number, host, pki, served).await?;
        if let Some(ssh) = host.ssh.as_ref().filter(|ssh| !ssh.closed) {
            bound.ssh(host.name.get_ref(), ssh, served, (dir, path)).await?;
        }
    }
    scenario.host.iter().for_each(|host| bound.join(host));
    let proxy = bound.proxy(String::new(), None).await?;
    Ok(bound.serve(proxy))
}

/// Listeners that are bound but not served yet: proxies have to know them all.
#[derive(Default)]
struct Bound {
    reach: Reach,
    log: Arc<Log>,
    doors: Vec<(TcpListener, Arc<Site>, Door)>,
    proxies: Vec<(TcpListener, String, Option<Proxy>)>,
    shells: Vec<(TcpListener, Arc<Places>)>,
    ways: BTreeMap<String, SocketAddr>,
}

impl Bound {
    async fn host(
        &mut self,
        number: u32,
        host: &Host,
        pki: &Pki,
        served: &Arc<Served>,
    ) -> Result<(), LabError> {
        let at = self.address(number, host);
        self.reach.unreachable.extend(host.unreachable.map(|why| (at, why)));
        let site = Site::new(with_certificates(host, pki), served.clone(), self.log.clone());
        let site = Arc::new(site);
        let tls = host.https.as_ref().map(|https| door(host, https, pki)).transpose()?;
        let plain = host.http.then_some(Door::Plain);
        for (port, door) in [(443, tls), (80, plain)] {
            let real = match door {
                Some(door) => Some(self.door(&site, door).await?),
                None => None,
            };
            self.reach.sockets.insert(SocketAddr::new(at, port), real);
        }
        if let Some(rules) = &host.proxy {
            let real = self.proxy(host.name.get_ref().clone(), Some(rules.clone())).await?;
            self.reach.sockets.insert(SocketAddr::new(at, rules.port), Some(real));
        }
        Ok(())
    }

    /// The address of a host, which its name has from now on.
    fn address(&mut self, number: u32, host: &Host) -> IpAddr {
        let generated = Ipv4Addr::from_bits(test_net(number));
        let name = host.name.get_ref();
        let own = name.parse().ok();
        let at = host.address.or(own).unwrap_or(IpAddr::V4(generated));
        if own.is_none() {
            self.reach.names.insert(name.clone(), vec![at]);
        }
        at
    }

    /// Gives the name of a host the addresses of the other hosts that it names too.
    fn join(&mut self, host: &Host) {
        let names = host.also.iter().filter_map(|other| self.reach.names.get(other.get_ref()));
        let addresses: Vec<_> = names.filter_map(|addresses| addresses.first().copied()).collect();
        if let Some(own) = self.reach.names.get_mut(host.name.get_ref()) {
            own.extend(&addresses);
        }
    }

    async fn door(&mut self, site: &Arc<Site>, door: Door) -> Result<SocketAddr, LabError> {
        let (listener, real) = bind().await?;
        self.doors.push((listener, site.clone(), door));
        Ok(real)
    }

    async fn ssh(
        &mut self,
        name: &str,
        ssh: &Ssh,
        served: &Served,
        (dir, path): (&Path, Option<&OsStr>),
    ) -> Result<(), LabError> {
        let mut repos = Vec::new();
        for (at, repo) in &ssh.repos {
            let made = served.repos.directory(repo.get_ref()).await;
            repos.push((at.clone(), made.map_err(LabError::io("making a repository"))?));
        }
        let path = path.and_then(OsStr::to_str).unwrap_or_default();
        let places = Places::write(&dir.join("ssh").join(name), ssh, &repos, path);
        let places = places.map_err(LabError::io("writing the files of an ssh server"))?;
        let (listener, real) = bind().await?;
        self.shells.push((listener, Arc::new(places)));
        self.ways.insert(name.to_owned(), real);
        Ok(())
    }

    async fn proxy(&mut self, name: String, rules: Option<Proxy>) -> Result<SocketAddr, LabError> {
        let (listener, real) = bind().await?;
        self.proxies.push((listener, name, rules));
        Ok(real)
    }

    fn serve(self, proxy: SocketAddr) -> Open {
        let reach = Arc::new(self.reach);
        let mut tasks = JoinSet::new();
        for (listener, site, door) in self.doors {
            let visit = move |stream| server::serve(stream, site.clone(), door.clone());
            tasks.spawn(server::accept_all(listener, visit));
        }
        for (listener, name, rules) in self.proxies {
            let (reach, log) = (reach.clone(), self.log.clone());
            let relay = Arc::new(Relay { name, rules, reach, log });
            let visit = move |stream| proxy::serve(stream, relay.clone());
            tasks.spawn(server::accept_all(listener, visit));
        }
        for (listener, places) in self.shells {
            let visit = move |stream| ssh::serve(stream, places.clone());
            tasks.spawn(server::accept_all(listener, visit));
        }
        Open { reach, proxy, log: self.log, shells: self.ways, _tasks: tasks }
    }
}

fn door(host: &Host, https: &Https, pki: &Pki) -> Result<Door, LabError> {
    let speaks = |fault: &TlsFault| matches!(fault, TlsFault::Curt | TlsFault::Large);
    if let Some(fault) = https.fault.filter(|fault| !speaks(fault)) {
        return Ok(Door::Fault(fault));
    }
    let Some(certified) = pki.certified(host.name.get_ref())? else { return Ok(Door::Plain) };
    let provider = Arc::new(default_provider());
    let versions = if https.fault == Some(TlsFault::Curt) { &[&TLS12][..] } else { ALL_VERSIONS };
    let config =
        ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(versions)?;
    let config = if https.client_cert {
        config.with_client_cert_verifier(client_verifier(host, pki, provider)?)
    } else {
        config.with_no_client_auth()
    };
    let mut config = config.with_cert_resolver(Arc::new(certified));
    config.alpn_protocols = https.alpn.iter().map(|name| name.clone().into_bytes()).collect();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Ok(match https.fault {
        Some(TlsFault::Curt) => Door::Curt(acceptor),
        Some(_) => Door::Narrow(acceptor),
        None => Door::Tls(acceptor),
    })
}

fn client_verifier(
    host: &Host,
    pki: &Pki,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ClientCertVerifier>, LabError> {
    let mut roots = RootCertStore::empty();
    if let Some(certificate) = pki.lab_certificate() {
        roots.add(certificate)?;
    }
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(|error| LabError::ClientAuth(host.name.get_ref().clone(), error.to_string()))
}

/// The host, its routes with the certificates that they serve as bodies.
fn with_certificates(host: &Host, pki: &Pki) -> Host {
    let mut host = host.clone();
    for route in &mut host.route {
        if let Some(name) = route.cert.take() {
            route.body = pki.pem(name.get_ref());
        }
    }
    host
}

async fn bind() -> Result<(TcpListener, SocketAddr), LabError> {
    let what = "listening on loopback";
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(LabError::io(what))?;
    let real = listener.local_addr().map_err(LabError::io(what))?;
    Ok((listener, real))
}

/// The address of the host with this number, in the networks for documentation (RFC 5737).
fn test_net(number: u32) -> u32 {
    const NETWORKS: [u32; 3] = [0xc000_0200, 0xc633_6400, 0xcb00_7100];
    let network = usize::try_from(number / IN_NETWORK).ok().and_then(|at| NETWORKS.get(at));
    network.unwrap_or(&NETWORKS[0]) + number % IN_NETWORK
}

/// How many hosts get an address in each of them.
const IN_NETWORK: u32 = 250;
