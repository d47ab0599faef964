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
        &["invalid GOSUMDB", "missing GOSUMDB", "invalid sumdb name"],
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
    // The database
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
