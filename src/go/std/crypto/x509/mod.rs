//! go's own certificate verifier (`crypto/x509` and what `crypto/tls` does with it), by release.
//!
//! Pure: certificates, roots, a host and a moment come in, go's verdict goes out, its text byte for
//! byte. The rules are those of env-auth-proxy-tls.md §5, held to the real go by
//! `tests/offline/golden_x509.rs` and `tests/oracle/x509/`. Not known here are the eight public keys that
//! go 1.27 refuses.

mod algorithm;
mod bignum;
mod certificate;
mod chain;
mod constraints;
mod der;
mod domain;
mod early_names;
mod error;
mod extensions;
mod failure;
mod handshake;
mod host;
mod key;
mod mldsa;
mod name;
mod name_check;
mod oid;
mod p224;
mod parse;
mod point;
mod policy;
mod pool;
mod rsa;
mod san;
mod signature;
mod string;
mod time;
mod verify;

pub use algorithm::SignatureAlgorithm;
#[cfg(feature = "lab")]
pub(crate) use bignum::power;
pub use certificate::Certificate;
pub use chain::Chain;
pub use error::ParseError;
pub use failure::{Hint, Reason, VerifyError};
pub use handshake::{
    HandshakeError, HandshakeSignatureError, Presented, UselessKey, useless_key, verify_handshake,
    verify_signature_with_key,
};
pub use host::{HostError, verify_host};
pub use key::{Curve, PublicKey};
pub use name::Name;
pub use name_check::NameRefusal;
pub use oid::Oid;
pub use point::BadPoint;
pub use pool::{Member, Pool};
pub use rsa::RsaError;
pub use signature::SignatureError;
pub use string::BadString;
pub use verify::verify;

/// Bytes in lower-case hex.
fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
