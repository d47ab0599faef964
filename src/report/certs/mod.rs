//! Certificates and roots: the report of the `certs` command.

mod certificate;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    findings::{Finding, Line},
    go::{
        std::{
            crypto::roots::{Looked, State},
            strconv::text::lossy,
        },
        version::Version,
    },
    stages::{self, wire::words},
    trace::{
        ChainExamined, Chosen, Ending, Exchanges, Handshaken, Judged, OddRoot, Opinion, Reader,
        RootsExamined, RootsRead, SCHEMA, Trace, Unread, Verdict,
    },
};

pub use certificate::{CertificateView, LinkView, Validity};

/// The roots that go reads, and the certificates that were looked at, ready to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CertsView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// Why that release.
    #[serde(skip)]
    pub go_because: String,
    /// The moment for which all this was judged (RFC 3339).
    pub at: String,
    /// The server asked about, `HOST:PORT`; none where the roots alone were.
    pub server: Option<String>,
    /// Whether go would go on, and its text where it would not.
    #[serde(
        flatten,
        serialize_with = "Verdict::without_root",
        deserialize_with = "Verdict::of_handshake"
    )]
    pub verdict: Verdict,
    /// The files of roots, in go's order.
    pub files: Vec<Looked>,
    /// The directories of roots, in go's order.
    pub dirs: Vec<Looked>,
    /// How many different roots they hold together.
    pub roots: usize,
    /// What people often take otherwise.
    pub remarks: Vec<Cow<'static, str>>,
    /// What else there is to know of the roots, where they alone were asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examined: Option<RootsView>,
    /// What the handshake agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<Connection>,
    /// The certificates in the order in which they were presented.
    pub chain: Vec<CertificateView>,
    /// The chains to a root that go built, in its order, the server's certificate first.
    pub built: Vec<Vec<LinkView>>,
    /// What rustls's verifier says.
    pub opinions: Vec<Opinion>,
    /// What is wrong and what to change.
    pub findings: Vec<Finding>,
    /// How the connection came to be, for people.
    #[serde(skip)]
    pub lines: Vec<Line>,
}

/// The roots, looked at for their own sake.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RootsView {
    /// Roots that go reads and that will not do.
    pub odd: Vec<OddRoot>,
    /// Files with an authority that go does not know, in places that it does not read.
    pub unread: Vec<Unread>,
    /// What other programs read instead.
    pub readers: Vec<Reader>,
}

/// What a handshake agreed on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Connection {
    /// The proxy on the way, its password masked.
    pub proxy: Option<String>,
    /// Address and port.
    pub address: Option<String>,
    /// The name that go told the server; none for an address.
    pub sni: Option<String>,
    /// `1.2` or `1.3`.
    pub version: String,
    /// The cipher suite, by its IANA name.
    pub suite: String,
    /// The key exchange group, by its IANA name.
    pub group: Option<String>,
    /// The application protocol that the server chose; not known of a handshake that failed.
    pub alpn: Option<String>,
    /// Whether the handshake came to its end.
    pub complete: bool,
    /// Whether the server asked for a certificate of the client; go shows none.
    pub wants_certificate: bool,
    /// How long the handshake took, in microseconds.
    pub micros: u64,
}

impl CertsView {
    /// What `trace`, a run for the `certs` command, shows.
    pub fn of(trace: &Trace) -> Self {
        let server = lossy(&trace.header.path.0);
        let seen = Seen::of(trace);
        let verdict = seen.verdict(trace, &server);
        let certificates = certificate::Reading { trace, examined: seen.chain };
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            go_because: trace.header.because.clone(),
            at: to_the_second(&trace.header.started),
            server: Some(server).filter(|server| !server.is_empty()),
            verdict,
            files: seen.read.map(|read| read.files.clone()).unwrap_or_default(),
            dirs: seen.read.map(|read| read.dirs.clone()).unwrap_or_default(),
            roots: seen.read.map_or(0, |read| read.certificates),
            remarks: seen.read.map(remarks).unwrap_or_default(),
            examined: seen.roots.map(RootsView::of),
            connection: seen.connection(),
            chain: seen.judged.map(|judged| certificates.presented(judged)).unwrap_or_default(),
            built: certificates.built(),
            opinions: seen.chain.map(|chain| chain.opinions.clone()).unwrap_or_default(),
            findings: findings(trace),
            lines: words::connection(trace),
        }
    }
}

/// The facts of a trace that the report is made of.
struct Seen<'a> {
    read: Option<&'a RootsRead>,
    roots: Option<&'a RootsExamined>,
    judged: Option<&'a Judged>,
    chain: Option<&'a ChainExamined>,
    handshaken: Option<&'a Handshaken>,
    chosen: Option<&'a Chosen>,
    proxy: Option<&'a String>,
    address: Option<&'a String>,
}

impl<'a> Seen<'a> {
    fn of(trace: &'a Trace) -> Self {
        let exchanges = Exchanges::of(trace);
        let last = || exchanges.iter().rev();
        let dialled = last().flat_map(|exchange| exchange.dialled.iter().rev());
        let met = dialled.copied().find(|dialled| dialled.error.is_none());
        Self {
            read: trace.all().last().map(|(_, read)| read),
            roots: trace.all().last().map(|(_, roots)| roots),
            chain: trace.all().last().map(|(_, chain)| chain),
            judged: last().find_map(|exchange| exchange.judged),
            handshaken: last().find_map(|exchange| exchange.handshaken),
            chosen: last().find_map(|exchange| exchange.chosen),
            proxy: last().next().and_then(|exchange| exchange.asked.proxy.as_ref()),
            address: met.map(|dialled| &dialled.address),
        }
    }

    /// Of the roots alone it is known what go says to every chain, where there are none.
    fn verdict(&self, trace: &Trace, server: &str) -> Verdict {
        let Some(read) = self.read.filter(|_| server.is_empty()) else {
            return Ending::of(trace).verdict;
        };
        if read.by_system {
            return Verdict::unknown(OTHER_ROOTS);
        }
        let none = (read.certificates == 0).then(|| UNKNOWN.to_owned());
        read.error.clone().or(none).map_or(Verdict::HandshakeOnly, Verdict::Fails)
    }

    /// What the handshake agreed on, or had agreed on when it failed.
    fn connection(&self) -> Option<Connection> {
        let agreed = match (self.handshaken, self.chosen) {
            (Some(end), _) => Connection {
                version: end.version.clone(),
                suite: end.suite.clone(),
                group: end.group.clone(),
                alpn: end.alpn.clone(),
                complete: true,
                wants_certificate: end.wants_certificate,
                micros: end.micros,
                ..Connection::default()
            },
            (None, Some(chosen)) => Connection {
                version: chosen.version.clone(),
                suite: chosen.suite.clone(),
                group: chosen.group.clone(),
                wants_certificate: chosen.wants_certificate,
                micros: chosen.micros,
                ..Connection::default()
            },
            (None, None) => return None,
        };
        let host = self.judged.map(|judged| judged.host.trim_end_matches('.'));
        let name = host.filter(|host| host.parse::<std::net::IpAddr>().is_err());
        let (proxy, address) = (self.proxy.cloned(), self.address.cloned());
        Some(Connection { proxy, address, sni: name.map(str::to_owned), ..agreed })
    }
}

impl RootsView {
    fn of(examined: &RootsExamined) -> Self {
        let RootsExamined { odd, unread, readers } = examined.clone();
        Self { odd, unread, readers }
    }
}

/// A variable takes the place of one kind of place only.
fn remarks(read: &RootsRead) -> Vec<Cow<'static, str>> {
    let is = |places: &[Looked], state| places.iter().any(|place| place.state == state);
    let half = |named: &[Looked], others: &[Looked]| {
        is(named, State::Shadowed) && !is(others, State::Shadowed) && is(others, State::Read)
    };
    let mut remarks = Vec::new();
    if half(&read.files, &read.dirs) {
        remarks.push(
            "SSL_CERT_FILE stands for the files alone: the folders are read all the same".into(),
        );
    }
    if half(&read.dirs, &read.files) {
        remarks
            .push("SSL_CERT_DIR stands for the folders alone: a file is read all the same".into());
    }
    remarks
}

/// A moment without the fraction of its second.
fn to_the_second(moment: &str) -> String {
    let parsed = OffsetDateTime::parse(moment, &Rfc3339).ok();
    let whole = parsed.and_then(|moment| moment.replace_nanosecond(0).ok()?.format(&Rfc3339).ok());
    whole.unwrap_or_else(|| moment.to_owned())
}

/// go's text for a chain that no root vouches for.
const UNKNOWN: &str = "x509: certificate signed by unknown authority";

/// Of the roots of Windows and macOS nothing is known here.
const OTHER_ROOTS: &str = "the roots of this system: go asks the system's own verifier here, and \
     the doctor does not";

/// What findings about a server begin with; those about module paths have no place here.
const KINDS: [&str; 7] =
    ["connect-", "dns-", "http-plaintext-on-443", "http-proxy-", "ldpreload-", "net-", "tls-"];

fn findings(trace: &Trace) -> Vec<Finding> {
    if trace.header.path.is_empty() {
        return stages::roots_findings(trace);
    }
    let mut findings = stages::findings(trace);
    findings.retain(|finding| KINDS.iter().any(|kind| finding.name.starts_with(kind)));
    findings
}
