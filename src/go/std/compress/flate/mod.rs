//! Package `compress/flate`.

mod fast;
mod huffman;
pub mod inflate;
