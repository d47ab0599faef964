//! A request as far as the answer depends on it.

use http::StatusCode;

/// The head of a request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask<'a> {
    /// The method.
    pub method: &'a str,
    /// The host that is asked for, a port perhaps behind it; `None` where the request names none.
    pub host: Option<&'a str>,
    /// The path and the query, as they came.
    pub target: &'a str,
    /// Whether it comes from this machine, which may call the server by other names than its own.
    pub local: bool,
    /// What `If-None-Match` says.
    pub kept: Option<&'a str>,
}

impl<'a> Ask<'a> {
    pub(super) fn only_reads(&self) -> bool {
        matches!(self.method, "GET" | "HEAD")
    }

    /// Whether go asks, or whoever wants to see what go gets.
    pub(super) fn is_go(&self) -> bool {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|pair| pair == "go-get=1")
    }

    /// The host of `hosts` that is asked for: the first one where the own machine asks by its own names.
    pub(super) fn host_among<'h>(&self, hosts: &'h [String]) -> Option<&'h str> {
        let asked = without_port(self.host?);
        let named = hosts.iter().find(|host| host.eq_ignore_ascii_case(asked));
        let own = || hosts.first().filter(|_| self.local && is_local(asked));
        named.or_else(own).map(String::as_str)
    }

    /// The path without slashes around it, such as an import path may have behind its host; why it is none otherwise.
    pub(super) fn path(&self) -> Result<&'a str, (StatusCode, &'static str)> {
        let path = self.target.split('?').next().unwrap_or_default();
        let bad = |why| Err((StatusCode::BAD_REQUEST, why));
        let Some(below) = path.strip_prefix('/') else {
            return bad("a path begins with a slash\n");
        };
        let below = below.strip_suffix('/').unwrap_or(below);
        if below.len() > LONGEST {
            return Err((StatusCode::URI_TOO_LONG, "the path is too long\n"));
        }
        if !below.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~+".contains(&byte)) {
            return bad("an import path holds letters, digits and - . _ ~ + alone\n");
        }
        let odd = |element: &str| element.is_empty() || element.bytes().all(|byte| byte == b'.');
        if !below.is_empty() && below.split('/').any(odd) {
            return bad("an import path has no empty element and none of dots alone\n");
        }
        Ok(below)
    }
}

/// The longest path, in bytes.
const LONGEST: usize = 2_048;

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
    .trim_end_matches('.')
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.starts_with("127.") && host.parse::<std::net::Ipv4Addr>().is_ok()
        || host == "[::1]"
}
