//! Handshakes: what keeps a connection from becoming a secure one.

use crate::{
    findings::text::row::{Row, within},
    stages::asked::{is_module, is_page},
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    within(
        Step::Tls,
        &[
            "server gave HTTP response to HTTPS client",
            "tls: first record does not look like a TLS handshake",
        ],
        &["http-plaintext-on-443-middlebox"],
    )
    .settled(),
    within(
        Step::Tls,
        &["TLS handshake timeout"],
        &[
            "net-dns-or-middlebox-tls-timeout",
            "net-host-blocked-region",
            "tls-large-clienthello-middlebox",
        ],
    )
    .when(|seen| seen.bracketed),
    within(
        Step::Tls,
        &["TLS handshake timeout"],
        &["goproxy-blocked-region", "tls-large-clienthello-middlebox", "tls-handshake-timeout"],
    )
    .when(is_module),
    within(
        Step::Tls,
        &["TLS handshake timeout"],
        &[
            "tls-handshake-timeout",
            "tls-large-clienthello-middlebox",
            "net-dns-or-middlebox-tls-timeout",
        ],
    )
    .when(is_page),
    within(
        Step::Tls,
        &["TLS handshake timeout"],
        &["tls-large-clienthello-middlebox", "tls-handshake-timeout", "net-host-blocked-region"],
    ),
    within(
        Step::Tls,
        &["connection reset by peer", "wsarecv: ", "forcibly closed"],
        &[
            "net-connection-reset-nat-or-mtu",
            "net-connection-reset-middlebox",
            "goproxy-blocked-region",
        ],
    )
    .when(is_module),
    within(
        Step::Tls,
        &["connection reset by peer", "wsarecv: ", "forcibly closed"],
        &[
            "net-connection-reset-middlebox",
            "net-connection-reset-nat-or-mtu",
            "tls-large-clienthello-middlebox",
        ],
    ),
    within(
        Step::Tls,
        &["protocol version not supported", "server selected unsupported protocol version"],
        &["tls-server-too-old"],
    )
    .settled(),
    within(
        Step::Tls,
        &["remote error: tls: certificate required", "remote error: tls: bad certificate"],
        &["tls-client-cert-required"],
    )
    .settled(),
    within(Step::Tls, &["remote error: tls: unrecognized name"], &["tls-unrecognized-name"])
        .settled(),
    within(
        Step::Tls,
        &[
            "remote error: tls: internal error",
            "remote error: tls: access denied",
            "remote error: tls: unexpected message",
            "remote error: tls: user canceled",
            "remote error: tls: close notify",
            "remote error: tls: insufficient security level",
            "remote error: tls: illegal parameter",
        ],
        &["tls-unrecognized-name", "tls-client-cert-required", "tls-no-common-suite"],
    ),
    within(
        Step::Tls,
        &[
            "server selected unsupported group",
            "server selected unsupported curve",
            "no supported versions satisfy",
            "no cipher suite supported by both",
        ],
        &["tls-no-common-suite", "tls-server-too-old"],
    ),
    within(
        Step::Tls,
        &["tls: handshake failure", "server chose an unconfigured cipher suite"],
        &["tls-server-too-old", "tls-client-cert-required"],
    ),
    within(
        Step::Tls,
        &[": EOF", ": unexpected EOF"],
        &[
            "net-connection-closed-middlebox",
            "net-connection-reset-middlebox",
            "http-plaintext-on-443-middlebox",
        ],
    )
    .when(|seen| {
        seen.request.is_some() && seen.fault.ends_with("EOF") || seen.fault.starts_with("EOF")
    }),
];
