//! Checksums: go.sum against the download, and the database.

use crate::{
    findings::text::{
        context::Clue,
        request::Kind,
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    at(
        Step::Sum,
        &["database server misbehavior detected"],
        &["sumdb-local-state-corrupt", "sumdb-proxy-endpoint-broken"],
    ),
    at(
        Step::Sum,
        &["downloaded: h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="],
        &["sum-bad-gomod-hash-empty-file"],
    )
    .settled(),
    at(
        Step::Sum,
        &["checksum mismatch*go.sum:", "checksum mismatch*go.work.sum:"],
        &[
            "sum-third-party-proxy-served-different-bits",
            "sum-differs-from-gosum",
            "sum-tag-moved",
            "sum-proxy-served-different-bits",
        ],
    )
    .when(|seen| seen.context.has(Clue::OwnGoproxy)),
    at(
        Step::Sum,
        &["checksum mismatch*go.sum:", "checksum mismatch*go.work.sum:"],
        &[
            "sum-differs-from-gosum",
            "sum-tag-moved",
            "sum-third-party-proxy-served-different-bits",
            "sum-direct-differs-from-proxy",
            "sum-proxy-served-different-bits",
        ],
    ),
    at(
        Step::Sum,
        &["checksum mismatch"],
        &[
            "sum-tag-moved",
            "sum-proxy-served-different-bits",
            "sum-direct-differs-from-proxy",
            "sum-third-party-proxy-served-different-bits",
        ],
    ),
    at(
        Step::Sum,
        &[
            "checksum missing from sumdb response",
            "malformed record data",
            "reading tree note",
            "cannot validate record",
            "cannot authenticate record",
            "downloaded inconsistent tile",
        ],
        &["sumdb-proxy-endpoint-broken", "sumdb-local-state-corrupt", "sumdb-third-party-outage"],
    ),
    at(
        Step::Sum,
        &["invalid GOSUMDB", "missing GOSUMDB", "invalid sumdb name", "malformed verifier id"],
        &["gosumdb-bad-value"],
    )
    .settled(),
    // The relay of a proxy
    at(Step::Sum, &["/supported: 4", "/supported: 5"], &["sumdb-proxy-endpoint-broken"])
        .when(is_relayed)
        .settled(),
    at(
        Step::Sum,
        &["reading *: 4", "reading *: 5"],
        &["sumdb-proxy-endpoint-broken", "sumdb-third-party-outage", "private-module-sumdb-lookup"],
    )
    .when(|seen| is_relayed(seen) && !is_not_found(seen)),
    // The database, and why the mirror behind it has no sum
    at(Step::Sum, &["reading *: 404 ", "reading *: 410 "], &["version-zip-refused"])
        .when(|seen| is_lookup(seen) && answers(seen, NO_ZIP))
        .settled(),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &["sumdb-origin-fetch-failed", "upstream-repo-deleted-still-in-proxy"],
    )
    .when(|seen| is_lookup(seen) && answers(seen, NO_FETCH)),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &["major-version-suffix-missing", "gomod-path-mismatch-author-error"],
    )
    .when(|seen| is_lookup(seen) && answers(seen, NO_MODULE)),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &[
            "proxy-negative-cache-new-tag",
            "version-tag-without-v-prefix",
            "private-module-sumdb-lookup",
        ],
    )
    .when(|seen| is_lookup(seen) && seen.response.contains("unknown revision")),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &[
            "private-module-sumdb-lookup",
            "upstream-repo-deleted-still-in-proxy",
            "proxy-negative-cache-new-tag",
        ],
    )
    .when(|seen| is_lookup(seen) && !seen.response.is_empty()),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &[
            "upstream-repo-deleted-still-in-proxy",
            "private-module-sumdb-lookup",
            "proxy-negative-cache-new-tag",
        ],
    )
    .when(|seen| is_lookup(seen) && is_pseudo(seen.version)),
    at(
        Step::Sum,
        &["reading *: 404 ", "reading *: 410 "],
        &[
            "proxy-negative-cache-new-tag",
            "private-module-sumdb-lookup",
            "upstream-repo-deleted-still-in-proxy",
        ],
    )
    .when(is_lookup),
    at(Step::Sum, &["reading *: 5"], &["sumdb-third-party-outage", "sumdb-proxy-endpoint-broken"])
        .when(is_lookup),
    at(
        Step::Sum,
        &["reading *: 403 ", "reading *: 401 ", "reading *: 451 "],
        &["sumdb-blocked", "sumdb-proxy-endpoint-broken"],
    )
    .when(is_lookup),
    at(
        Step::Sum,
        &["x509: certificate signed by unknown authority"],
        &[
            "tls-mitm-sumdb-only",
            "tls-mitm-corporate",
            "tls-missing-roots",
            "tls-mitm-goproxy-goinsecure-does-not-apply",
        ],
    )
    .when(is_lookup),
    at(
        Step::Settings,
        &["dial tcp", "TLS handshake timeout"],
        &[
            "http-proxy-set-but-https-proxy-unset",
            "sumdb-blocked",
            "sumdb-unreachable-proxy-lacks-sumdb",
        ],
    )
    .when(|seen| is_lookup(seen) && seen.context.has(Clue::HttpProxyOnly)),
    at(
        Step::Sum,
        &["dial tcp*: lookup ", "i/o timeout", "connectex: ", "TLS handshake timeout", "timed out"],
        &["sumdb-unreachable-proxy-lacks-sumdb", "sumdb-blocked", "net-container-dns-unreachable"],
    )
    .when(is_lookup),
    at(
        Step::Sum,
        &["dial tcp", "read tcp", ": EOF"],
        &["sumdb-blocked", "sumdb-unreachable-proxy-lacks-sumdb"],
    )
    .when(|seen| is_lookup(seen) && !seen.says("proxyconnect")),
];

/// What the mirror says of a version that cannot be packed.
const NO_ZIP: &[&str] = &[
    "create zip: ",
    "malformed file path ",
    "case-insensitive file name collision",
    "module source tree too large",
];

/// What the mirror's own tool says of a repository that does not come whole.
const NO_FETCH: &[&str] = &[
    "inflate: ",
    "early EOF",
    "RPC failed",
    "hung up unexpectedly",
    "index-pack",
    "unpack-objects",
    "returned error: 5",
    "Could not resolve host",
    "Failed to connect to ",
    "Connection timed out",
    "certificate problem",
    "certificate verification failed",
    "context deadline exceeded",
    "signal: killed",
];

/// What the mirror says of a version whose go.mod does not fit.
const NO_MODULE: &[&str] =
    &["module path must match major version", "go.mod has ", "module declares its path as"];

/// Whether what the server answered holds one of `words`.
fn answers(seen: &Seen<'_>, words: &[&str]) -> bool {
    words.iter().any(|words| seen.response.contains(words))
}

fn is_lookup(seen: &Seen<'_>) -> bool {
    seen.kind() == Some(Kind::Sumdb)
}

fn is_relayed(seen: &Seen<'_>) -> bool {
    seen.request.is_some_and(|request| request.url.contains("/sumdb/"))
}

fn is_not_found(seen: &Seen<'_>) -> bool {
    seen.fault.starts_with("404 ") || seen.fault.starts_with("410 ")
}

/// `v0.0.0-20161109172849-6018b68f96b8`
fn is_pseudo(version: Option<&str>) -> bool {
    let parts: Vec<_> = version.unwrap_or_default().rsplit('-').collect();
    let [revision, time, ..] = parts[..] else { return false };
    let time = time.rsplit('.').next().unwrap_or_default();
    revision.len() >= 12 && time.len() == 14 && time.bytes().all(|byte| byte.is_ascii_digit())
}
