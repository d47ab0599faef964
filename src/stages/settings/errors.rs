//! Flags, variables, paths and toolchains: what go refuses before it asks anyone.

use crate::{
    findings::text::{
        context::Goauth,
        row::{Row, at},
        seen::{Seen, quoted_after},
    },
    go::cmd::std::is_standard,
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    // GOAUTH tells with -x only; the error that follows is a plain 401.
    at(Step::Credentials, &["reading "], &["goauth-git-credential-fill-failed"])
        .when(|seen| seen.context.goauth() == Some(Goauth::Fill))
        .settled(),
    at(Step::Credentials, &["reading "], &["goauth-command-failed"])
        .when(|seen| seen.context.goauth() == Some(Goauth::Command))
        .settled(),
    at(
        Step::Credentials,
        &["'git credential fill' failed"],
        &["goauth-git-credential-fill-failed"],
    )
    .settled(),
    at(
        Step::Credentials,
        &["GOAUTH=*could not run command", "GOAUTH=*cannot parse output of GOAUTH command"],
        &["goauth-command-failed"],
    )
    .settled(),
    at(
        Step::Credentials,
        &[
            "GOAUTH=off cannot be",
            "GOAUTH=git dir method",
            "GOAUTH=git encountered an error",
            "GOAUTH encountered an empty command",
            "cannot parse GOAUTH command",
        ],
        &["goauth-misconfigured"],
    )
    .settled(),
    at(Step::Cli, &["-insecure flag is no longer supported"], &["flag-insecure-removed"]).settled(),
    at(
        Step::Settings,
        &["cannot query module due to -mod=", "lookup disabled by -mod="],
        &["mod-vendor-disables-lookup"],
    )
    .settled(),
    // GOPROXY
    at(Step::Route, &["lookup disabled by GOPROXY=off"], &["goproxy-off"]).settled(),
    at(
        Step::Route,
        &[
            "invalid proxy URL missing scheme: /",
            "invalid proxy URL missing scheme: ./",
            "invalid proxy URL missing scheme: \\",
            "invalid file:// proxy URL",
            "parse \"https://*:\\\\",
        ],
        &["goproxy-bad-value-path-not-file-url"],
    )
    .settled(),
    at(
        Step::Route,
        &["invalid proxy URL", "GOPROXY list is not the empty string"],
        &["goproxy-bad-value"],
    )
    .settled(),
    at(
        Step::Route,
        &["parse \"\\\"*\": ", "parse \"'*\": ", "parse \"“*\": ", "parse \"\\u201c*\": "],
        &["goproxy-bad-value-quotes"],
    )
    .when(is_url_of_goproxy)
    .settled(),
    at(Step::Route, &["parse \"[*\": "], &["goproxy-bad-value-pasted-markdown"])
        .when(is_url_of_goproxy)
        .settled(),
    at(
        Step::Route,
        &[
            "parse \"*\": first path segment in URL",
            "parse \"*\": missing protocol scheme",
            "parse \"*\": invalid port",
            "parse \"*\": missing ']' in host",
            "parse \"*\": invalid character",
            "parse \"*\": net/url: invalid",
            "dial tcp: address *: invalid port",
            "http: no Host in request URL",
        ],
        &["goproxy-bad-value"],
    )
    .when(is_url_of_goproxy)
    .settled(),
    // Paths
    at(
        Step::Path,
        &[
            "malformed module path \"http",
            "malformed import path \"http",
            "invalid char ':'*://",
            "looks like a URL",
            "should not have https:",
        ],
        &["path-has-scheme"],
    )
    .settled(),
    at(
        Step::Path,
        &[
            "malformed module path \"*\": invalid char ':'",
            "malformed import path \"*\": invalid char ':'",
        ],
        &["path-with-port-not-module-path", "path-has-scheme"],
    ),
    at(
        Step::Path,
        &[
            "malformed module path \"*\": invalid char",
            "malformed module path \"*\": invalid path element",
            "malformed module path \"*\": double slash",
            "malformed module path \"*\": empty ",
            "malformed module path \"*\": leading ",
            "malformed module path \"*\": trailing ",
            "malformed import path \"*\": invalid char",
            "malformed import path \"*\": ",
            "malformed module path \"*\": element has a ",
        ],
        &["path-malformed"],
    )
    .when(|seen| !seen.says("missing dot in first") && !seen.says("go.mod:")),
    at(
        Step::Path,
        &[
            "missing dot in first path element",
            "does not begin with hostname",
            "is not in GOROOT",
            "is not in std",
        ],
        &["go-too-old-for-std-package", "goroot-wrong-or-mixed-install"],
    )
    .when(is_new_standard),
    at(
        Step::Path,
        &[
            "missing dot in first path element",
            "does not begin with hostname",
            "is not in GOROOT",
            "is not in std",
        ],
        &["goroot-wrong-or-mixed-install", "go-too-old-for-std-package"],
    )
    .when(is_standard_package),
    at(
        Step::Path,
        &["does not begin with hostname"],
        &["goroot-wrong-or-mixed-install", "path-missing-host", "go-too-old-for-std-package"],
    ),
    at(
        Step::Path,
        &["cannot load *: malformed module path \"*\": missing dot in first path element"],
        &["go-too-old-for-std-package", "path-missing-host", "goroot-wrong-or-mixed-install"],
    ),
    at(
        Step::Path,
        &["missing dot in first path element", "is not in GOROOT", "is not in std"],
        &["path-missing-host", "goroot-wrong-or-mixed-install", "go-too-old-for-std-package"],
    ),
    // Hosts that go knows
    at(
        Step::StaticTable,
        &["invalid github.com import path \""],
        &["path-github-needs-two-elements"],
    )
    .settled(),
    at(
        Step::StaticTable,
        &["invalid * import path \""],
        &["path-github-needs-two-elements", "path-static-table-rejects"],
    )
    .when(|seen| is_of_hidden_host(seen) && seen.elements() == 2),
    at(Step::StaticTable, &["invalid version control suffix in"], &["path-github-git-suffix"])
        .settled(),
    at(
        Step::StaticTable,
        &[
            "invalid * import path \"",
            "not allowed in import path",
            "no modules on *",
            "unknown version control system \"",
        ],
        &["path-static-table-rejects"],
    )
    .when(|seen| !seen.unrecognized)
    .settled(),
    at(
        Step::StaticTable,
        &["reading *?fields=scm: "],
        &["git-failure-masked-by-bitbucket-api-fallback"],
    )
    .settled(),
    // GOVCS
    at(
        Step::Govcs,
        &[
            "GOVCS disallows using git ",
            "GOVCS disallows using hg ",
            "GOVCS disallows using * for private ",
        ],
        &["govcs-denies"],
    )
    .settled(),
    at(
        Step::Govcs,
        &["GOVCS disallows using "],
        &["govcs-default-denies-public-svn", "govcs-denies"],
    ),
    at(Step::Govcs, &[" in GOVCS", "GOVCS: "], &["govcs-malformed"]).settled(),
    // Toolchains
    at(
        Step::Toolchain,
        &["is a language version but not a toolchain"],
        &["toolchain-language-version-not-release"],
    )
    .settled(),
    at(Step::Toolchain, &["toolchain not available"], &["toolchain-language-version-not-release"])
        .when(is_language_version)
        .settled(),
    at(
        Step::Toolchain,
        &["toolchain not available"],
        &[
            "toolchain-not-on-proxy",
            "toolchain-goproxy-off",
            "toolchain-language-version-not-release",
        ],
    ),
    at(Step::Toolchain, &["requires go >= *GOTOOLCHAIN=local)"], &["toolchain-local-too-old"])
        .settled(),
    at(
        Step::Toolchain,
        &["requires go >= "],
        &["toolchain-local-too-old", "toolchain-goproxy-off"],
    ),
    // go.sum
    at(Step::GoSum, &["missing go.sum entry"], &["gosum-entry-missing"]).settled(),
    at(Step::GoSum, &["malformed go.sum"], &["gosum-malformed"]).settled(),
];

/// A URL that cannot be parsed is GOPROXY's, unless a tag or a checksum database brought it.
fn is_url_of_goproxy(seen: &Seen<'_>) -> bool {
    !seen.unrecognized && !seen.verifying && !seen.says("invalid repo root")
}

/// `go1.22`, as no release since 1.21 is called.
fn is_language_version(seen: &Seen<'_>) -> bool {
    let name = seen.own.split_once("download go").and_then(|(_, rest)| rest.split(' ').next());
    let minor = name.and_then(|name| name.strip_prefix("1."));
    minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor >= 21)
}

/// Whether the name of the host is masked: go has such a text for few hosts, and github.com is the one that all use.
fn is_of_hidden_host(seen: &Seen<'_>) -> bool {
    const OTHERS: &[&str] = &[
        "apache.org",
        "bitbucket.org",
        "chiselapp.com",
        "jazz.net",
        "launchpad.net",
        "openstack.org",
    ];
    let host = seen.path.and_then(|path| path.split('/').next()).unwrap_or_default();
    let is_short = host.matches('.').count() <= 1;
    is_short && !seen.unrecognized && !OTHERS.iter().any(|host| seen.says(host))
}

fn package<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    let quoted = quoted_after(seen.own, "malformed module path \"");
    quoted.or_else(|| {
        let named = seen.own.split_once("package ").and_then(|(_, rest)| rest.split(' ').next());
        seen.path.filter(|_| seen.unrecognized).or(named)
    })
}

fn is_standard_package(seen: &Seen<'_>) -> bool {
    package(seen).is_some_and(is_standard)
}

fn is_new_standard(seen: &Seen<'_>) -> bool {
    package(seen).is_some_and(|package| is_standard(package) && SINCE_1_16.contains(&package))
}

/// Packages that came after modules did: an older go takes them for modules.
const SINCE_1_16: &[&str] = &[
    "cmp",
    "crypto/ecdh",
    "crypto/fips140",
    "crypto/hkdf",
    "crypto/hpke",
    "crypto/mlkem",
    "crypto/pbkdf2",
    "crypto/sha3",
    "debug/buildinfo",
    "embed",
    "encoding/json/v2",
    "go/build/constraint",
    "go/doc/comment",
    "go/version",
    "io/fs",
    "iter",
    "log/slog",
    "maps",
    "math/rand/v2",
    "net/netip",
    "runtime/cgo",
    "runtime/coverage",
    "runtime/metrics",
    "slices",
    "structs",
    "sync/atomic",
    "testing/fstest",
    "testing/iotest",
    "testing/slogtest",
    "testing/synctest",
    "unique",
    "weak",
];
