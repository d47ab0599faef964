//! Certificates that go refuses.

use crate::{
    findings::text::{
        context::Clue,
        row::{Row, within},
    },
    stages::asked::{is_inner, is_module, is_page},
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    within(
        Step::Tls,
        &["tls: failed to parse certificate from server: ", "x509: negative serial number"],
        &["tls-mitm-nonconformant-cert"],
    )
    .settled(),
    within(Step::Tls, UNREADABLE, &["tls-mitm-nonconformant-cert"])
        .when(|seen| !seen.says("signed by unknown authority")),
    within(
        Step::Tls,
        &["Certificate contains an RSA key ", "certificate containing RSA key smaller than "],
        &["tls-rsa-key-too-short"],
    )
    .settled(),
    within(
        Step::Tls,
        &["x509: *algorithm unimplemented", "x509: *insecure algorithm "],
        &["tls-go-too-old-for-sigalg"],
    )
    .settled(),
    within(
        Step::Tls,
        &["x509: certificate has expired or is not yet valid: current time * is before"],
        &["tls-clock-behind-or-cert-future"],
    )
    .settled(),
    within(
        Step::Tls,
        &["x509: certificate has expired or is not yet valid: current time * is after"],
        &["tls-cert-expired", "tls-clock-behind-or-cert-future"],
    )
    .settled(),
    within(
        Step::Tls,
        &["x509: certificate has expired or is not yet valid"],
        &["tls-cert-expired", "tls-clock-behind-or-cert-future", "tls-stale-or-missing-roots"],
    ),
    within(
        Step::Tls,
        &[
            "x509: certificate is valid for *, not ",
            "x509: certificate is valid for *, but none matched ",
            "x509: certificate is not valid for any names",
            "x509: cannot validate certificate for ",
        ],
        &["tls-hostname-mismatch"],
    )
    .settled(),
    within(
        Step::Tls,
        &[
            "x509: certificate relies on legacy Common Name",
            "x509: Common Name is not a valid hostname",
        ],
        &["tls-cert-cn-only"],
    )
    .settled(),
    within(
        Step::Tls,
        &["x509: certificate specifies an incompatible key usage"],
        &["tls-cert-wrong-eku"],
    )
    .settled(),
    within(
        Step::Tls,
        &[
            "x509: “",
            "x509: \u{fffd}",
            "certificate is not standards compliant",
            "certificate is not trusted",
            "x509: OSStatus ",
            "x509: SecTrust",
        ],
        &["tls-macos-platform-verifier-rejects", "tls-mitm-corporate"],
    ),
    // Roots
    within(
        Step::Tls,
        &["x509: failed to load system roots and no roots provided; "],
        &["tls-ssl-cert-file-is-directory", "tls-missing-roots"],
    )
    .settled(),
    // A machine that go runs on has roots somewhere; the image of a program built with it may have none.
    within(
        Step::Tls,
        &["x509: failed to load system roots"],
        &["tls-roots-in-unsearched-location", "tls-missing-roots"],
    )
    .when(is_page),
    within(
        Step::Tls,
        &["x509: failed to load system roots"],
        &["tls-missing-roots", "tls-roots-in-unsearched-location"],
    ),
    // A chain that was built and does not hold
    within(
        Step::Tls,
        &["x509: certificate signed by unknown authority (possibly because of \""],
        &["tls-root-other-key", "tls-ca-not-trusted", "tls-mitm-corporate"],
    ),
    // Unknown authorities: the text is the same for all
    within(
        Step::Tls,
        UNKNOWN,
        &["tls-mitm-goproxy-goinsecure-does-not-apply", "tls-mitm-corporate", "tls-missing-roots"],
    )
    .when(|seen| is_module(seen) && seen.context.has(Clue::Goinsecure)),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-mitm-corporate",
            "tls-missing-roots",
            "tls-mitm-goproxy-goinsecure-does-not-apply",
            "tls-roots-in-unsearched-location",
            "tls-ssl-cert-file-no-certs",
        ],
    )
    .when(is_module),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-ca-not-trusted",
            "tls-server-missing-intermediate",
            "tls-mitm-corporate",
            "tls-missing-roots",
        ],
    )
    .when(|seen| !is_module(seen) && is_inner(seen)),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-mitm-corporate",
            "tls-stale-or-missing-roots",
            "tls-missing-roots",
            "tls-server-missing-intermediate",
            "tls-vanity-host-cert-broken",
        ],
    )
    .when(|seen| seen.bracketed),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-server-chain-bad-or-stale-roots",
            "tls-vanity-host-cert-broken",
            "tls-mitm-corporate",
            "tls-missing-roots",
            "tls-server-missing-intermediate",
        ],
    )
    .when(|seen| is_page(seen) && !seen.says("tls: ")),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-mitm-corporate",
            "tls-server-missing-intermediate",
            "tls-ssl-cert-file-missing",
            "tls-missing-roots",
            "http-proxy-bad-value-ignored",
        ],
    )
    .when(is_page),
    within(
        Step::Tls,
        UNKNOWN,
        &[
            "tls-missing-roots",
            "tls-mitm-corporate",
            "tls-server-missing-intermediate",
            "tls-stale-or-missing-roots",
            "tls-ssl-cert-file-no-certs",
        ],
    ),
    within(
        Step::Tls,
        &[
            "x509: certificate is not authorized to sign",
            "x509: a root or intermediate certificate is not authorized",
            "x509: too many intermediates",
            "x509: no valid chains built",
            "x509: unhandled critical extension",
            "x509: issuer name does not match subject",
            "x509: issuer has name constraints",
        ],
        &["tls-server-chain-bad-or-stale-roots", "tls-mitm-nonconformant-cert"],
    ),
];

/// What go's parser of certificates says, its own since 1.17 and `encoding/asn1` before.
const UNREADABLE: &[&str] = &[
    "x509: malformed ",
    "x509: invalid ",
    "x509: certificate contains duplicate extension",
    "x509: inner and outer signature algorithm identifiers don't match",
    "x509: SAN * is malformed",
    "x509: cannot parse ",
    "x509: failed to parse ",
    "x509: trailing data",
    "x509: unsupported elliptic curve",
    "x509: unknown elliptic curve",
    "x509: unsupported public key ",
    "x509: RSA modulus is not a positive number",
    "x509: RSA public exponent is not a positive number",
    "x509: internationalized ",
    "x509: version ",
    "asn1: structure error: ",
    "asn1: syntax error: ",
];

const UNKNOWN: &[&str] = &["x509: certificate signed by unknown authority"];
