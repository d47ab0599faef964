//! Package `compress/flate`.

mod huffman;
pub mod inflate;
