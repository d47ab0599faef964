//! Names, connections, HTTP proxies and handshakes.

use crate::{
    findings::text::{
        context::Clue,
        row::{Row, at, within},
        seen::Seen,
    },
    stages::asked::{is_inner, is_module, is_page},
    trace::Step,
};

/// Faults on the way to the HTTP proxy.
pub(crate) const THROUGH_PROXY: &[Row] = &[
    at(
        Step::ProxyConnect,
        &[
            "proxyconnect tcp: tls: first record",
            "proxyconnect tcp: *server gave HTTP response",
            "proxyconnect tcp: *wrong version number",
        ],
        &["http-proxy-url-scheme-https-should-be-http"],
    )
    .settled(),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: *TLS handshake timeout"],
        &["http-proxy-url-scheme-https-should-be-http", "http-proxy-refused"],
    ),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: dial tcp: lookup "],
        &["http-proxy-name-unresolvable", "http-proxy-bad-value-ignored"],
    ),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: "],
        &["http-proxy-loopback-inside-container", "http-proxy-refused"],
    )
    .when(|seen| seen.context.has(Clue::Container) && is_loopback(seen)),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: "],
        &["http-proxy-refused", "http-proxy-loopback-inside-container"],
    )
    .when(is_loopback),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: *EOF", "proxyconnect tcp: *reset"],
        &[
            "http-proxy-url-scheme-https-should-be-http",
            "http-proxy-wrong-kind-socks-given-as-http",
            "http-proxy-refused",
        ],
    ),
    at(
        Step::ProxyConnect,
        &["proxyconnect tcp: ", "socks connect ", "proxy: unknown scheme"],
        &[
            "http-proxy-refused",
            "http-proxy-url-scheme-https-should-be-http",
            "http-proxy-wrong-kind-socks-given-as-http",
        ],
    ),
    within(
        Step::Fetch,
        &[
            "malformed HTTP response \"\\x00\\x00*\\x04\\x00",
            "malformed HTTP response \"\\x00\\x00\\x06\\x04",
        ],
        &["net-http2-without-alpn"],
    )
    .settled(),
    at(
        Step::ProxyConnect,
        &[
            "is not an HTTP Proxy",
            "malformed HTTP response \"\\x05",
            "malformed HTTP response \"\\x15\\x03",
        ],
        &["http-proxy-wrong-kind-socks-given-as-http"],
    )
    .settled(),
    at(Step::ProxyConnect, &[": Proxy Authentication Required"], &["http-proxy-auth-required"])
        .settled(),
];

/// A refused CONNECT: go prints the reason phrase and nothing else.
pub(crate) const REFUSED_CONNECT: &[Row] = &[
    at(
        Step::ProxyConnect,
        &[": Bad Gateway", ": Service Unavailable", ": Gateway Time", ": Internal Server Error"],
        &["http-proxy-connect-5xx"],
    )
    .when(is_bare_reason)
    .settled(),
    within(Step::ProxyConnect, &[""], &["http-proxy-connect-403"])
        .when(|seen| is_bare_reason(seen) && seen.bracketed)
        .settled(),
    at(Step::ProxyConnect, &[""], &["http-proxy-connect-403"]).when(is_bare_reason).settled(),
];

pub(crate) const ROWS: &[Row] = &[
    // Names
    at(
        Step::Dns,
        &[
            "lookup *Temporary failure in name resolution",
            "lookup *: getaddrinfow: *temporary error",
        ],
        &["net-sandbox-no-network", "net-container-dns-unreachable", "dns-no-such-host"],
    ),
    within(
        Step::Dns,
        &[
            "lookup *: read udp *[::1]:53*refused",
            "lookup *: read udp *127.0.0.*:53*refused",
            "lookup *server misbehaving",
        ],
        &[
            "net-dns-resolver-misconfigured",
            "net-container-dns-unreachable",
            "net-sandbox-no-network",
        ],
    ),
    within(
        Step::Dns,
        &[
            "lookup *: read udp *i/o timeout",
            "lookup *: dial udp *i/o timeout",
            "lookup *: i/o timeout",
        ],
        &[
            "net-container-dns-timeout",
            "net-container-dns-unreachable",
            "net-dns-resolver-misconfigured",
        ],
    ),
    within(
        Step::Dns,
        &["lookup *: read udp ", "lookup *: dial udp ", "lookup *: write udp "],
        &["net-container-dns-unreachable", "net-container-dns-timeout", "net-sandbox-no-network"],
    ),
    within(
        Step::Dns,
        &[
            "lookup *: no such host",
            "lookup *: Name or service not known",
            "lookup *: no data",
            "lookup *: getaddrinfow: No such host is known",
        ],
        &["dns-no-such-host", "net-dns-resolver-misconfigured", "vanity-host-down"],
    ),
    // GOINSECURE
    at(
        Step::Fetch,
        &["Client.Timeout exceeded"],
        &["goinsecure-5s-timeout-then-http", "vanity-host-down"],
    )
    .when(is_page),
    at(
        Step::Fetch,
        &["http/https fetch: "],
        &["insecure-fallback-hides-https-error", "vanity-host-down", "net-host-blocked-region"],
    ),
    // HTTP/2
    within(
        Step::Fetch,
        &[
            "http2: server sent GOAWAY",
            "http2: Transport received ",
            "http2: client connection ",
            "http2: server closed ",
            "http2: timeout awaiting ",
            ": stream error: stream ID ",
            "connection error: PROTOCOL_ERROR",
            "http2: frame too large",
        ],
        &["net-http2-connection-lost", "net-connection-reset-middlebox"],
    ),
    // Connections
    within(
        Step::Connect,
        &[
            "dial tcp *: connect: operation not permitted",
            "dial tcp *: connect: permission denied",
            "dial tcp *: socket: operation not permitted",
            "dial tcp *: socket: permission denied",
            "connectex: An attempt was made to access a socket in a way forbidden",
        ],
        &["net-sandbox-no-network"],
    ),
    at(
        Step::Connect,
        &[
            "dial tcp *: connect: cannot assign requested address",
            "dial tcp [*]:*: network is unreachable",
            "dial tcp [*]:*: no route to host",
        ],
        &["net-ipv6-only-answer-no-ipv6-route", "net-sandbox-no-network"],
    ),
    within(
        Step::Connect,
        &[
            "network is unreachable",
            "no route to host",
            "to an unreachable network",
            "to an unreachable host",
        ],
        &["net-sandbox-no-network", "net-ipv6-only-answer-no-ipv6-route", "vanity-host-down"],
    ),
    at(
        Step::Proxy,
        TIMEOUTS,
        &["ldpreload-proxy-ignored-by-static-go-binary", "goproxy-blocked-region"],
    )
    .when(|seen| is_module(seen) && seen.context.has(Clue::Preloaded)),
    at(
        Step::Settings,
        TIMEOUTS,
        &["env-not-inherited-by-build-sandbox", "goproxy-blocked-region", "net-sandbox-no-network"],
    )
    .when(|seen| is_module(seen) && seen.context.has(Clue::Sandbox)),
    at(
        Step::Settings,
        TIMEOUTS,
        &[
            "http-proxy-set-but-https-proxy-unset",
            "goproxy-blocked-region",
            "net-host-blocked-region",
        ],
    )
    .when(|seen| seen.request.is_some() && seen.context.has(Clue::HttpProxyOnly)),
    at(
        Step::Proxy,
        TIMEOUTS,
        &[
            "goproxy-blocked-region",
            "goproxy-unreachable-comma-no-fallback",
            "goproxy-env-not-effective",
            "env-not-inherited-by-build-sandbox",
            "ldpreload-proxy-ignored-by-static-go-binary",
        ],
    )
    .when(is_module),
    within(
        Step::Connect,
        TIMEOUTS,
        &[
            "net-host-blocked-region",
            "vanity-host-down",
            "goproxy-env-not-effective",
            "net-dns-or-middlebox-tls-timeout",
        ],
    ),
    within(
        Step::Connect,
        REFUSALS,
        &["goproxy-unreachable-comma-no-fallback", "connect-refused", "goproxy-blocked-region"],
    )
    .when(is_module),
    at(
        Step::Fetch,
        REFUSALS,
        &["insecure-fallback-hides-https-error", "vanity-host-down", "net-host-blocked-region"],
    )
    .when(|seen| {
        is_page(seen) && seen.request.is_some_and(|request| request.url.starts_with("http://"))
    }),
    within(
        Step::Connect,
        REFUSALS,
        &["http-only-server-needs-goinsecure", "vanity-host-down", "connect-refused"],
    )
    .when(|seen| is_page(seen) && is_inner(seen)),
    within(
        Step::Connect,
        REFUSALS,
        &[
            "vanity-host-down",
            "http-only-server-needs-goinsecure",
            "net-host-blocked-region",
            "connect-refused",
        ],
    )
    .when(|seen| seen.bracketed),
    within(
        Step::Connect,
        REFUSALS,
        &[
            "connect-refused",
            "vanity-host-down",
            "http-only-server-needs-goinsecure",
            "net-host-blocked-region",
        ],
    ),
];

/// No answer to the first packet.
const TIMEOUTS: &[&str] = &[
    "dial tcp *i/o timeout",
    "dial tcp *timed out",
    "connectex: A connection attempt failed",
    "Client.Timeout exceeded",
    "context deadline exceeded",
    "did not properly respond",
];

/// A refusal as an answer to the first packet.
const REFUSALS: &[&str] = &["connection refused", "actively refused"];

fn is_loopback(seen: &Seen<'_>) -> bool {
    let Some((_, rest)) = seen.own.split_once("proxyconnect tcp: dial tcp ") else { return false };
    ["127.", "[::1]", "localhost"].iter().any(|host| rest.starts_with(host))
}

/// Words after the URL, and none of them a known fault.
fn is_bare_reason(seen: &Seen<'_>) -> bool {
    let reason = seen.fault.lines().next().unwrap_or_default().trim_end_matches(')');
    let words = |c: char| c.is_ascii_alphanumeric() || " -_'".contains(c);
    seen.request.is_some()
        && seen.says("Get ")
        && (2..60).contains(&reason.len())
        && reason.starts_with(|c: char| c.is_ascii_uppercase())
        && reason.chars().all(words)
}
