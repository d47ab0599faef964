//! A second opinion on a chain: rustls's verifier, which shares no line with go's.

use std::{sync::Arc, time::Duration};

use rustls::{
    RootCertStore,
    client::{WebPkiServerVerifier, danger::ServerCertVerifier as _},
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use time::OffsetDateTime;

/// How many of `roots` it can use, and why it refuses `chain` for `host` at `now`.
pub(crate) fn judge<'a>(
    chain: &[Vec<u8>],
    roots: impl Iterator<Item = &'a [u8]>,
    host: &str,
    now: OffsetDateTime,
) -> (usize, Option<String>) {
    let mut store = RootCertStore::empty();
    let (usable, _) = store.add_parsable_certificates(roots.map(CertificateDer::from));
    (usable, verdict(chain, store, host, now).err())
}

fn verdict(
    chain: &[Vec<u8>],
    store: RootCertStore,
    host: &str,
    now: OffsetDateTime,
) -> Result<(), String> {
    let chain: Vec<_> = chain.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let (leaf, others) = chain.split_first().ok_or("there is no certificate")?;
    if store.is_empty() {
        return Err("it has no root certificate".to_owned());
    }
    let name = ServerName::try_from(host).map_err(|error| error.to_string())?;
    let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let provider = Arc::new(aws_lc_rs::default_provider());
    let webpki = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider).build();
    let webpki = webpki.map_err(|error| error.to_string())?;
    let judged = webpki.verify_server_cert(leaf, others, &name, &[], now);
    judged.map(drop).map_err(|error| said(&error))
}

/// What rustls means by a word of its own; its text where that says enough.
fn said(error: &rustls::Error) -> String {
    let text = error.to_string();
    let meant = MEANT.iter().find(|(word, _)| text.contains(word));
    meant.map_or(text.clone(), |(word, meaning)| format!("{meaning} ({word})"))
}

/// Words of rustls and of its library webpki, which is stricter than go in some.
const MEANT: &[(&str, &str)] = &[
    (
        "CaUsedAsEndEntity",
        "the server's own certificate is one of a CA: rustls takes none such, go does",
    ),
    ("EndEntityUsedAsCa", "a certificate that is none of a CA has signed another"),
    ("UnknownIssuer", "no root vouches for the chain"),
    ("BadSignature", "a signature was not made with the key of its issuer"),
    ("UnsupportedSignatureAlgorithm", "a signature is of a kind that rustls does not know"),
    ("UnsupportedCertVersion", "a certificate is not of X.509 version 3"),
    ("CertNotValidForName", "the certificate is for other names"),
    ("NotValidForName", "the certificate is for other names"),
    ("NotValidYet", "a certificate does not hold yet"),
    ("Expired", "a certificate is past its end"),
    ("PathLenConstraintViolated", "more CAs follow each other than one of them allows"),
    ("InvalidPurpose", "the certificate is not for servers"),
    (
        "UnhandledCriticalExtension",
        "a certificate has a critical extension that rustls does not know",
    ),
    ("NameConstraintViolation", "a CA of the chain may not vouch for this name"),
];
