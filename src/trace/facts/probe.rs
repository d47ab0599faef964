//! Answers to questions that go does not ask, and the kinds in which it refuses a chain.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::{
    go::{
        cmd::meta::Import,
        std::net::url::{authority_of, host_of},
    },
    trace::{Blob, Unfit},
};

facts_of_stage! {
    Probed, RootFound, GitRefuses, IssuerFetched, OtherChain, DefaultChain, Offered, MachineSeen
}

/// Why go refuses a certificate chain, in kind; its text is in the field next to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Refusal {
    /// go found no root certificate, and reading them failed.
    NoRoots,
    /// No root signed it.
    UnknownAuthority {
        /// Why the one with the issuer's name that go names does not do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<Unfit>,
    },
    /// The server's certificate names other hosts.
    OtherNames,
    /// The server's certificate names the host in its common name only.
    CommonNameOnly,
    /// A certificate is past its end.
    Expired {
        /// Its place in what the server sent, from 0; none for a root of go's.
        #[serde(default)]
        at: Option<usize>,
    },
    /// A certificate has not begun yet.
    NotYetValid {
        /// Its place in what the server sent, from 0; none for a root of go's.
        #[serde(default)]
        at: Option<usize>,
    },
    /// The certificate is not good for servers.
    WrongUsage,
    /// A certificate signed that may not.
    NotAuthority,
    /// A certificate cannot be read.
    Unreadable {
        /// Its place in what the server sent, from 0.
        at: usize,
        /// Whether it is its serial number, which is negative.
        negative_serial: bool,
    },
    /// Anything else.
    Other,
}

/// A question that go does not ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "question", rename_all = "kebab-case")]
pub enum Question {
    /// Whether http has the page that https does not give.
    OverHttp,
    /// Whether the page of a parent has the tag.
    Parent {
        /// The parent's import path.
        path: String,
    },
    /// Whether a client that names itself as a browser gets the page.
    AsBrowser,
    /// What time the server has.
    Clock,
    /// Whether another address of the host has the page.
    AtAddress {
        /// The address.
        address: String,
    },
    /// Whether the page is there without `?go-get=1`.
    WithoutQuery,
    /// Whether the page that a redirect went to is there with `?go-get=1`, which the redirect dropped.
    WithQuery,
    /// Where plain http ends up, from the host and from one that has nothing to do with it.
    Portal {
        /// The addresses of the host that was asked.
        addresses: Vec<String>,
    },
    /// Whether the module proxy of a `mod` tag answers as one.
    VersionList,
    /// What a repository's server says to git's first question, from somebody without a login.
    Refs,
}

/// A request of our own and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probed {
    /// What it was made for.
    #[serde(flatten)]
    pub question: Question,
    /// The URL asked for.
    pub url: String,
    /// The answer.
    #[serde(default)]
    pub seen: Option<Seen>,
    /// Why there is none.
    #[serde(default)]
    pub error: Option<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

impl Probed {
    /// The host that was asked.
    pub fn host(&self) -> &str {
        host(&self.url).unwrap_or_default()
    }

    /// The host that the answer redirects to, where that is another one.
    pub fn leads_to(&self) -> Option<&str> {
        let location = self.seen.as_ref()?.location.as_deref()?;
        host(location).filter(|to| !to.eq_ignore_ascii_case(self.host()))
    }

    /// The addresses of the host that was asked, where all of them are inside some network.
    pub fn private_addresses(&self) -> Option<&[String]> {
        let Question::Portal { addresses } = &self.question else { return None };
        let private = |text: &String| text.parse().is_ok_and(is_private);
        (!addresses.is_empty() && addresses.iter().all(private)).then_some(addresses)
    }

    /// Whether both hosts redirect to the same third host, or have the same private addresses.
    pub fn is_led_like(&self, other: &Self) -> bool {
        let third = self.leads_to().filter(|to| !to.eq_ignore_ascii_case(other.host()));
        let is_led = third.is_some() && third == other.leads_to();
        let private = self.private_addresses();
        is_led || (private.is_some() && private == other.private_addresses())
    }
}

/// Whether an address means something in one network alone.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// The host in a URL, without its port.
fn host(url: &str) -> Option<&str> {
    authority_of(url).map(host_of).filter(|host| !host.is_empty())
}

/// What a server answered to a question of our own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The status code.
    pub status: u16,
    /// `Server`.
    #[serde(default)]
    pub server: Option<String>,
    /// `Location`.
    #[serde(default)]
    pub location: Option<String>,
    /// How many seconds the server's clock is ahead of this machine's, by `Date`.
    #[serde(default)]
    pub ahead: Option<i64>,
    /// The go-import tags that go would read.
    pub imports: Vec<Import>,
    /// How the body begins: its first line that holds something, at most 80 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub begins: String,
}

/// A file with root certificates that go does not read, and that would make it accept the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootFound {
    /// The file.
    pub file: String,
    /// The variable of another tool that names it.
    #[serde(default)]
    pub variable: Option<String>,
    /// The subject of the certificate that does it.
    pub subject: String,
    /// How many certificates the file holds.
    pub certificates: usize,
    /// Why go does not take the certificate.
    #[serde(default)]
    pub place: RootPlace,
    /// Whether it is no root: with it between the server's chain and a root that go has, go accepts the chain.
    #[serde(default)]
    pub intermediate: bool,
}

/// A file that names git's roots, with which a chain that go accepts would be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GitRefuses {
    /// The server.
    pub host: String,
    /// The variable that names the file.
    pub variable: String,
    /// The file.
    pub file: String,
    /// How many certificates git takes from it.
    pub certificates: usize,
    /// Why it takes none.
    #[serde(default)]
    pub error: Option<String>,
}

/// Why go does not take a root that is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RootPlace {
    /// go never looks there.
    #[default]
    Unsearched,
    /// go looks there unless a variable of this name says otherwise.
    Replaced(String),
    /// go stops before it comes there.
    NotReached,
    /// go reads the file and leaves out the block that begins on this line.
    LeftOut {
        /// The line, from 1.
        line: usize,
        /// Why.
        why: String,
    },
}

/// The issuer's certificate, from where the server's certificate says it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerFetched {
    /// The URL in the certificate.
    pub url: String,
    /// The issuer's subject, where its certificate could be read.
    #[serde(default)]
    pub subject: Option<String>,
    /// Whether go would accept the chain with it.
    pub cures: bool,
}

/// The chain of a host that has nothing to do with the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherChain {
    /// The host.
    pub host: String,
    /// The certificates as sent, DER; empty where there was no answer.
    pub chain: Vec<Blob>,
    /// Whether go would accept it.
    pub accepted: bool,
}

/// The chain that the server shows to clients that name no host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultChain(pub OtherChain);

/// What a server answered to a TLS offer that is not go's; its numbers are those of the IANA.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Whether it was go's offer without the large keys; else it was everything there is.
    pub small: bool,
    /// The version that the server chose.
    #[serde(default)]
    pub version: Option<u16>,
    /// The cipher suite that it chose.
    #[serde(default)]
    pub suite: Option<u16>,
    /// The group of its key.
    #[serde(default)]
    pub group: Option<u16>,
    /// go's text for the alert that it sent in their place.
    #[serde(default)]
    pub error: Option<String>,
}

/// What this machine is, as far as it explains a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineSeen {
    /// The file that shows that this is a container.
    #[serde(default)]
    pub container: Option<String>,
    /// `LD_PRELOAD`.
    #[serde(default)]
    pub preload: Option<String>,
    /// The proxies that the preloaded library sends programs to, where it is proxychains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preloaded: Option<Preloaded>,
}

/// The settings of a library that sends programs to proxies without their knowledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preloaded {
    /// Their file.
    pub file: String,
    /// The proxies, in the order of the file.
    pub proxies: Vec<PreloadedProxy>,
}

/// A proxy of a preloaded library. What it would log in with is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreloadedProxy {
    /// `http`, `socks4` or `socks5`.
    pub kind: String,
    /// `HOST:PORT`.
    pub address: String,
    /// Whether it wants a login.
    pub login: bool,
}

/// A proxy variable of the environment that is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyVariable {
    /// Its name.
    pub name: String,
    /// Its value, the password masked.
    pub value: String,
    /// Whether go drops it, because it is no URL.
    pub ignored: bool,
}
