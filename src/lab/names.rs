//! What a scenario file calls things by.

use serde::Deserialize;

/// A name that refers to something else in the file, with its place there.
pub type Name = toml::Spanned<String>;

/// The kind of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Key {
    /// ECDSA on P-256.
    #[default]
    Ecdsa,
    /// RSA with 2048 bits.
    Rsa2048,
    /// Ed25519.
    Ed25519,
    /// RSA with 768 bits, for authorities.
    Rsa768,
    /// RSA with 1024 bits, for authorities.
    Rsa1024,
}
