//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod pem;
pub mod roots;
pub mod text;
pub mod version;
pub mod x509;

mod printable;
