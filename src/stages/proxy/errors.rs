//! Module proxies: what they answer, and how they refuse.

use crate::{
    findings::text::{
        row::{Row, at},
        seen::Seen,
    },
    stages::asked::is_module,
    trace::Step,
};

/// Answers that are no module.
pub(crate) const ROWS: &[Row] = &[
    at(
        Step::Proxy,
        &["refusing to pass credentials to insecure URL"],
        &["goproxy-credentials-over-http"],
    )
    .settled(),
    at(Step::Proxy, &["proxy returned info for version"], &["goproxy-wrong-version-info"])
        .settled(),
    at(
        Step::Proxy,
        &["non-semver module version ", "non-canonical module version "],
        &["goproxy-wrong-version-info", "goproxy-answers-non-protocol-body"],
    ),
    at(
        Step::Proxy,
        &["unexpected invalid semantic version", "version passed to GoMod is not canonical"],
        &["goproxy-answers-non-protocol-body", "goproxy-wrong-version-info"],
    ),
    at(Step::Proxy, &["not a valid zip file"], &["goproxy-zip-not-a-zip"]).settled(),
    at(
        Step::Proxy,
        &["zip: checksum error", "zip: unsupported compression algorithm"],
        &["goproxy-zip-not-a-zip", "goproxy-truncated-body"],
    ),
    at(
        Step::Proxy,
        &["invalid response from proxy *: invalid character '\\x1f'"],
        &["goproxy-corrupt-encoding", "goproxy-answers-non-protocol-body"],
    ),
    at(Step::Proxy, &["invalid response from proxy"], &["goproxy-answers-non-protocol-body"])
        .settled(),
    at(
        Step::Proxy,
        &[
            "gzip: invalid header",
            "flate: corrupt input",
            "gzip: invalid checksum",
            "corrupt input before offset",
        ],
        &["goproxy-corrupt-encoding"],
    )
    .when(is_module)
    .settled(),
    at(
        Step::Proxy,
        &["read \"*\": unexpected EOF", "read \"*\": http2: ", "read \"*\": stream error"],
        &["goproxy-truncated-body"],
    )
    .settled(),
    at(Step::Proxy, &["reading file:*: "], &["goproxy-file-missing"]).settled(),
];

/// Refusals, by status.
pub(crate) const STATUSES: &[Row] = &[
    at(Step::Proxy, &["*: 401 "], &["goproxy-401-credentials-missing"]).when(is_module).settled(),
    // A perimeter refuses them all; the storage behind one archive refuses that one.
    at(
        Step::Proxy,
        &["*.zip: 403 "],
        &[
            "goproxy-403-gcp-vpc-service-controls",
            "goproxy-403-after-redirect-to-storage",
            "goproxy-403-policy-block",
        ],
    )
    .when(|seen| is_module(seen) && seen.response.is_empty() && seen.context.alike().is_some()),
    at(
        Step::Proxy,
        &["*.zip: 403 "],
        &[
            "goproxy-403-after-redirect-to-storage",
            "goproxy-403-gcp-vpc-service-controls",
            "goproxy-403-policy-block",
        ],
    )
    .when(|seen| is_module(seen) && seen.response.is_empty()),
    at(
        Step::Proxy,
        &["*: 403 ", "*: 451 "],
        &[
            "goproxy-403-policy-block",
            "goproxy-403-gcp-vpc-service-controls",
            "goproxy-401-credentials-missing",
            "goproxy-403-after-redirect-to-storage",
        ],
    )
    .when(is_module),
    at(
        Step::Proxy,
        &["*: 404 "],
        &["goproxy-hosted-repo-not-a-proxy", "goproxy-404-upstream-failure-hidden"],
    )
    .when(|seen| is_module(seen) && is_echo(seen)),
    at(
        Step::Proxy,
        &["*: 404 "],
        &[
            "goproxy-404-upstream-failure-hidden",
            "goproxy-hosted-repo-not-a-proxy",
            "private-module-asked-of-public-proxy",
            "no-version-at-path",
        ],
    )
    .when(is_module),
    at(
        Step::Proxy,
        &["*: 410 "],
        &[
            "private-module-asked-of-public-proxy",
            "goprivate-pattern-has-scheme",
            "no-version-at-path",
        ],
    )
    .when(is_module),
    at(Step::Proxy, &["*: 429 "], &["goproxy-rate-limited"]).when(is_module).settled(),
    at(
        Step::Proxy,
        &["*: 500 ", "*: 502 ", "*: 503 ", "*: 504 ", "*: 52"],
        &["goproxy-5xx", "goproxy-unreachable-comma-no-fallback"],
    )
    .when(is_module),
];

/// A store of files names the file that it does not have.
fn is_echo(seen: &Seen<'_>) -> bool {
    let words = ["/@v/", "/@latest"];
    words.iter().any(|word| seen.response.contains(word)) && seen.response.contains("not found")
}
