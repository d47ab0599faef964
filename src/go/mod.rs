//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod argument;
pub mod byte_string;
pub mod candidate;
pub mod clean;
pub mod detail;
pub mod env;
pub mod goauth;
pub mod godebug;
pub mod govcs;
pub mod hosts;
pub mod http_proxy;
pub mod major;
pub mod meta;
pub mod netip;
pub mod netrc;
pub mod path;
pub mod pattern;
pub mod pem;
pub mod proxy_list;
pub mod roots;
pub mod select;
pub mod std;
pub mod suffix;
pub mod text;
pub mod url;
pub mod vcs;
pub mod version;
pub mod winner;
pub mod x509;
pub mod xml;

mod printable;
