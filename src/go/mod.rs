//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod byte_string;
pub mod env;
pub mod goauth;
pub mod godebug;
pub mod http_proxy;
pub mod netip;
pub mod netrc;
pub mod pem;
pub mod proxy_list;
pub mod roots;
pub mod text;
pub mod url;
pub mod version;
pub mod x509;

mod printable;
