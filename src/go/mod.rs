//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod gzip;
pub mod http2_text;
pub mod http_body;
pub mod http_head;
pub mod inflate;
pub mod status;
pub mod text;
pub mod tls_alert;
pub mod tls_flight;
pub mod version;

mod huffman;
mod printable;
