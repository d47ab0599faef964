//! Second opinions: what a browser, curl, git and OpenSSL make of the same thing.

pub mod browser;
pub mod curl;
pub(crate) mod openssl;
pub(crate) mod webpki;
