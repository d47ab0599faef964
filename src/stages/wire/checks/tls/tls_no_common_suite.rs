//! The server speaks no cipher suite or group that go offers.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::{
        tls::{names, offer::Offer},
        x509::{UselessKey, useless_key},
    },
    trace::Offered,
};

check! {
    /// The server ends the handshake because it knows none of the cipher suites or key exchange
    /// groups that go offers; offered everything that TLS has, it chose one that go lacks. Go has
    /// no DHE, CCM and CBC-SHA256 suites, and left RSA key exchange in 1.22 and 3DES in 1.23.
    ///
    /// A key of the curve P-224, and an RSA key under 528 bits, are for none of the signatures that go offers: whatever else the server has,
    /// it cannot sign with them.
    ///
    /// Enable ECDHE with AES-GCM (or `ChaCha20`) on the server, which every client has known since
    /// 2015. Until go 1.26, `GODEBUG=tlsrsakex=1` or `tls3des=1` brings the old suites back.
    "tls-no-common-suite", Error, quiet in "tls-handshake-failure"
}

fn find(view: &View<'_>) -> Option<Found> {
    of_key(view).or_else(|| of_offer(view))
}

/// A key with which no server can sign for go.
fn of_key(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let leaf = view.certificate(last.judged?, 0)?;
    let is_useless =
        useless_key(leaf.public_key(), view.trace.header.go) == Some(UselessKey::NoScheme);
    let title =
        format!("No server can sign a handshake for go with this key: {}.", leaf.public_key());
    (is_useless && last.judged?.why.is_none()).then(|| {
        Found::new(last.step, title)
            .seen(text)
            .seen(format!("subject {}", leaf.subject()))
            .fix("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key   # the owner")
    })
}

fn of_offer(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let offered = view.offered(false)?;
    let what = lacking(offered, &Offer::of(view.trace.header.go))?;
    let host = view.server();
    let title = format!("{host} takes none of the cipher suites and groups that go offers.");
    let found = Found::new(last.step, title)
        .seen(text)
        .seen(format!("offered everything, it chose {what}"));
    let found = match setting(view, offered) {
        Some(setting) => found.fix(format!("GODEBUG={setting} {}", view.again())),
        None => found,
    };
    Some(found.fix(
        "ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;   \
         # in nginx, on the server",
    ))
}

/// What the server chose and go does not offer; none where it chose an older version of TLS.
fn lacking(offered: &Offered, go: &Offer) -> Option<String> {
    let version = offered.version.filter(|version| go.versions.contains(version))?;
    let suite = offered.suite?;
    if !go.takes(suite, version) {
        let name = names::suite(suite).map(str::to_owned);
        return Some(name.unwrap_or_else(|| format!("the cipher suite {suite:#06x}")));
    }
    let group = offered.group.filter(|group| !go.groups.contains(group))?;
    let name = names::group(group).map(str::to_owned);
    Some(name.unwrap_or_else(|| format!("the group {group:#06x}")))
}

/// The value of GODEBUG with which this release offers what the server chose.
fn setting(view: &View<'_>, offered: &Offered) -> Option<&'static str> {
    let (suite, version) = (offered.suite?, offered.version?);
    let takes =
        |setting: &&str| Offer::of(view.trace.header.go.under(setting)).takes(suite, version);
    ["tlsrsakex=1", "tls3des=1", "tlsrsakex=1,tls3des=1"].into_iter().find(takes)
}
