//! Versions, packages, and what a go.mod says of itself.

use crate::{
    findings::text::{
        context::Clue,
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    at(
        Step::Module,
        &["go.mod file not found in current directory", "cannot find main module"],
        &["go-mod-not-found"],
    )
    .settled(),
    at(
        Step::Module,
        &["no required module provides package *; to add it:"],
        &["package-not-required"],
    )
    .settled(),
    at(
        Step::Module,
        &["updates to go.mod needed", "updates to go.work needed"],
        &["go-mod-out-of-date"],
    )
    .settled(),
    at(Step::Module, &["inconsistent vendoring in "], &["vendor-out-of-date"]).settled(),
    at(Step::Module, MISMATCH, &["gomod-path-mismatch-case", "gomod-path-mismatch-renamed"])
        .when(|seen| both_paths(seen).is_some_and(|(is, due)| is.eq_ignore_ascii_case(due)))
        .settled(),
    at(
        Step::Module,
        MISMATCH,
        &["gomod-path-mismatch-subdirectory", "gomod-path-mismatch-use-vanity-path"],
    )
    .when(is_below_declared),
    at(
        Step::Module,
        MISMATCH,
        &[
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-use-vanity-path",
            "gomod-path-mismatch-author-error",
        ],
    )
    .when(|seen| seen.says("restoring ")),
    at(
        Step::Module,
        MISMATCH,
        &[
            "gomod-path-mismatch-use-vanity-path",
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-author-error",
        ],
    )
    .when(is_same_name),
    at(
        Step::Module,
        MISMATCH,
        &[
            "gomod-path-mismatch-author-error",
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-use-vanity-path",
        ],
    ),
    at(
        Step::Module,
        &[
            "errors parsing go.mod",
            "is missing module path",
            "no module declaration in go.mod",
            "error reading go.mod: missing module declaration",
            "go.mod:*: unknown directive: ",
            "go.mod:*: usage: ",
            "go.mod:*: malformed module path ",
            "go.mod:*: invalid go version ",
            "go.mod:*: require *: version \"*\" invalid: ",
        ],
        &["gomod-malformed"],
    )
    .settled(),
    at(Step::Module, &[": not a known dependency"], &["go-mod-lacks-module", "go-mod-out-of-date"]),
    at(
        Step::Module,
        &["(replaced by *): reading *go.mod: open ", "replacement directory * does not exist"],
        &["replacement-folder-missing"],
    )
    .settled(),
    at(Step::Module, &["ambiguous import: found package "], &["package-in-several-modules"])
        .settled(),
    at(
        Step::Version,
        &[
            "major version must be compatible: should be",
            "+incompatible suffix not allowed: ",
            "module contains a go.mod file, so module path must match",
            "module path includes a major version suffix, so major version must match",
            "go.mod has post-v* module path",
            "module path must match major version",
            "should be v0 or v1, not v",
        ],
        &["major-version-suffix-missing"],
    )
    .settled(),
    at(
        Step::Version,
        &["missing */go.mod and */go.mod at revision", "missing */go.mod at revision"],
        &["major-version-suffix-missing", "package-missing-in-module"],
    ),
    at(
        Step::Version,
        &[
            "unknown revision 00000",
            "@v0.0.0-00010101000000-000000000000",
            "invalid pseudo-version: *00010101000000",
        ],
        &["replace-placeholder-leaked-into-release", "dependency-relies-on-replace"],
    ),
    at(
        Step::Version,
        &["unknown revision "],
        &[
            "dependency-relies-on-replace",
            "replace-placeholder-leaked-into-release",
            "version-tag-without-v-prefix",
        ],
    )
    .when(is_required_without_release),
    at(
        Step::Version,
        &["unknown revision ", "ambiguous revision "],
        &[
            "version-tag-without-v-prefix",
            "dependency-relies-on-replace",
            "proxy-negative-cache-new-tag",
            "replace-placeholder-leaked-into-release",
        ],
    ),
    at(
        Step::Version,
        &[
            "can't query version \"patch\"",
            "in range \"",
            "can't request version ",
            "can't request explicit version ",
            "no modules to query for ",
            "invalid previous version ",
        ],
        &["version-query-unusable"],
    )
    .settled(),
    at(
        Step::Version,
        &["*@* conflicts with *@*", "*@* requires *@*, not *@*"],
        &["version-conflict"],
    )
    .settled(),
    at(Step::Version, &["excluded by go.mod"], &["version-excluded"]).settled(),
    at(
        Step::Version,
        &[
            "retracted by module author",
            "loading module retractions for ",
            "loading deprecation for ",
        ],
        &["version-retracted"],
    )
    .when(|seen| seen.says("retracted by ") || seen.request.is_none()),
    at(
        Step::Version,
        &[
            "disallowed version string",
            "inconsistency in EscapePath",
            "invalid module version ",
            "invalid pseudo-version: ",
            "version \"*\" invalid: ",
            "is not canonical",
            "resolves to version * is not a tag",
            "version * is not in canonical form",
        ],
        &["version-malformed", "version-tag-without-v-prefix"],
    )
    .when(|seen| !seen.says("proxy") && !seen.says("passed to GoMod")),
    at(
        Step::Zip,
        &[
            "create zip: ",
            "unzip *: ",
            "malformed file path \"",
            "case-insensitive file name collision",
            "module source tree too large",
            "file too large",
            "zip for * has unexpected file ",
            "downloaded zip file too large",
            "missing top-level directory prefix",
            "more than one top-level directory",
            "filenames with newlines are not supported",
        ],
        &["version-zip-refused", "goproxy-zip-wrong-root"],
    ),
    at(Step::Version, &["but does not contain package"], &["package-missing-in-module"]).settled(),
    at(
        Step::Version,
        &["no matching versions for query"],
        &[
            "no-version-at-path",
            "version-tag-without-v-prefix",
            "private-module-asked-of-public-proxy",
        ],
    ),
];

/// What is left when no text within says more.
pub(crate) const LAST: &[Row] = &[
    at(
        Step::Settings,
        &["cannot find module providing package"],
        &["goproxy-env-not-effective", "net-host-blocked-region", "package-missing-in-module"],
    )
    .when(|seen| seen.context.has(Clue::FetchFailed)),
    at(
        Step::Version,
        &["cannot find module providing package"],
        &["package-missing-in-module", "no-version-at-path"],
    ),
];

/// What go says of a go.mod under another name.
const MISMATCH: &[&str] = &["module declares its path as: *but was required as: "];

/// The path that go.mod declares, and the one that was required.
fn both_paths<'a>(seen: &Seen<'a>) -> Option<(&'a str, &'a str)> {
    let path = |start| seen.own.split_once(start)?.1.split_whitespace().next();
    path("declares its path as: ").zip(path("was required as: "))
}

/// Whether the required path lies below the declared one, and nothing tells of a repository of its own.
fn is_below_declared(seen: &Seen<'_>) -> bool {
    let Some((declared, required)) = both_paths(seen) else { return false };
    let rest = required.strip_prefix(declared).and_then(|rest| rest.strip_prefix('/'));
    rest.is_some_and(|rest| !is_major(rest)) && seen.context.may_share_root(declared, required)
}

/// `v2`
fn is_major(element: &str) -> bool {
    let digits = element.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last elements of both paths agree: the module is the same, its address is not.
fn is_same_name(seen: &Seen<'_>) -> bool {
    let last = |path: &'_ str| path.rsplit('/').next().map(str::to_owned);
    both_paths(seen).is_some_and(|(declared, required)| last(declared) == last(required))
}

/// A dependency asks for v0.0.0 or a branch, which only a replace line could have satisfied.
fn is_required_without_release(seen: &Seen<'_>) -> bool {
    let chain = seen.requires > 0 || seen.says(" requires ");
    chain && (seen.version == Some("v0.0.0") || seen.says("unknown revision v0.0.0"))
}
