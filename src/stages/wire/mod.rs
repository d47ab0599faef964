//! Every request of any stage: names, connections, TLS, HTTP.

pub(crate) mod checks;
pub(crate) mod errors_handshake;
pub(crate) mod errors_network;
pub(crate) mod words;
pub(crate) mod words_chain;
pub(crate) mod words_probe;
