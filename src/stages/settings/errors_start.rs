//! What ends go at its start, or where it keeps what it fetches.

use crate::{
    findings::text::{
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    // Folders
    at(
        Step::Settings,
        &[
            "neither GOMODCACHE nor GOPATH is set",
            "neither GOPATH nor GOMODCACHE are set",
            "GOCACHE is not defined and ",
            "build cache is required, but could not be located",
            "missing $GOPATH",
            "$HOME is not defined",
            "%LocalAppData% is not defined",
        ],
        &["env-home-missing"],
    )
    .settled(),
    at(
        Step::Settings,
        &[
            "entry is relative; must be absolute path",
            "GOPATH entry cannot start with shell metacharacter",
            "GOCACHE is not an absolute path",
            "build cache is disabled by GOCACHE=off",
            "$GOPATH/go.mod exists but should not",
        ],
        &["env-folder-refused"],
    )
    .settled(),
    at(
        Step::Cache,
        &["no space left on device", "isk quota exceeded", "not enough space on the disk"],
        &["module-cache-disk-full"],
    )
    .settled(),
    at(
        Step::Cache,
        &["RLock *: ", "Lock *: ", "no locks available", "lock *: function not implemented"],
        &["module-cache-lock-unsupported", "module-cache-not-writable"],
    )
    .when(|seen| is_of_system(seen) || seen.says("ock ")),
    at(
        Step::Cache,
        &[
            "could not create module cache",
            "ermission denied",
            "read-only file system",
            "peration not permitted",
            "Access is denied.",
            ": not a directory",
            "can't find or create lock file",
            "writing stat cache: ",
            "writing go.mod cache: ",
        ],
        &["module-cache-not-writable"],
    )
    .when(is_in_cache),
    // Variables
    at(
        Step::Settings,
        &["parsing $GOFLAGS: ", "parsing GOFLAGS: ", "go: parsing $GOFLAGS"],
        &["goflags-bad-value"],
    )
    .settled(),
    at(
        Step::Settings,
        &[
            "modules disabled by GO111MODULE=off",
            "cannot be used with GO111MODULE=off",
            "unknown environment setting GO111MODULE=",
            "unknown environment variable setting GO111MODULE=",
        ],
        &["go111module-not-on"],
    )
    .settled(),
    at(
        Step::Settings,
        &["invalid GOWORK: ", "go.work file is not ", "GOWORK="],
        &["gowork-bad-value"],
    )
    .when(|seen| !seen.says("go env")),
    at(Step::Settings, &["unknown GOEXPERIMENT ", "buildcfg: "], &["goexperiment-bad-value"])
        .settled(),
    at(
        Step::Settings,
        &["disabled by cmdgonetlimit=", "network disabled by cmdgonetlimit"],
        &["godebug-cmdgonetlimit"],
    )
    .settled(),
    at(
        Step::Settings,
        &["cannot find GOROOT directory", "GOROOT is not set", "cannot find go command: "],
        &["goroot-wrong-or-mixed-install"],
    )
    .settled(),
    at(
        Step::Toolchain,
        &["invalid GOTOOLCHAIN ", "invalid GOTOOLCHAIN:", "cannot find \"go*\" in PATH"],
        &["gotoolchain-bad-value"],
    )
    .settled(),
    at(Step::Toolchain, &["checksum database disabled by GOSUMDB=off"], &["toolchain-gosumdb-off"])
        .settled(),
    // Routes
    at(
        Step::Route,
        &["disabled by GOPRIVATE/GONOPROXY", "path does not match GOPRIVATE/GONOPROXY"],
        &["goprivate-direct-failure-hidden"],
    )
    .settled(),
    at(
        Step::Route,
        &["parse *: first path segment in URL cannot contain colon"],
        &["goproxy-bad-value-quotes", "goproxy-bad-value", "goproxy-bad-value-pasted-markdown"],
    )
    .when(is_bare_parse),
    // Paths
    at(
        Step::Path,
        &[
            "import path \"go: ",
            "malformed module path \"go: ",
            "parse https://go: ",
            "package go: ",
        ],
        &["path-is-output-of-go", "path-malformed"],
    )
    .settled(),
    at(
        Step::Path,
        &[
            "cannot use relative path ",
            "module paths never use backslash",
            "must be of the form path@version",
        ],
        &["path-is-local", "path-malformed"],
    ),
    at(
        Step::Path,
        &["is bundled with the Go distribution and cannot be downloaded"],
        &["path-bundled-with-go"],
    )
    .settled(),
];

/// Whether the system refused, not a server.
fn is_of_system(seen: &Seen<'_>) -> bool {
    seen.request.is_none() && !seen.says("exit status ")
}

/// Whether a file or folder of go's caches was refused.
fn is_in_cache(seen: &Seen<'_>) -> bool {
    const PLACES: &[&str] = &[
        "/pkg/",
        "\\pkg\\",
        "/cache/",
        "go-build",
        "module cache",
        "stat cache",
        "go.mod cache",
        "lock file",
    ];
    let acts = [
        "mkdir ",
        "open ",
        "create",
        "rename ",
        "chmod ",
        "remove ",
        "unlinkat ",
        "writing ",
        "lock ",
    ];
    is_of_system(seen)
        && PLACES.iter().any(|place| seen.says(place))
        && acts.iter().any(|act| seen.says(act))
}

/// Whether the value is shown without quotation marks, as releases before 1.14 and tools that mask it do.
fn is_bare_parse(seen: &Seen<'_>) -> bool {
    !seen.says("parse \"") && !seen.unrecognized && !seen.says("invalid repo root")
}
