//! Package `net/http`.

pub mod body;
pub mod head;
pub mod held;
pub mod http2;
#[cfg(test)]
mod long_heads;
pub mod proxy;
pub mod redirect;
pub mod status;
