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
    at(
        Step::Module,
        &["module declares its path as: *but was required as: "],
        &[
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-use-vanity-path",
            "gomod-path-mismatch-author-error",
        ],
    )
    .when(|seen| seen.says("restoring ")),
    at(
        Step::Module,
        &["module declares its path as: *but was required as: "],
        &[
            "gomod-path-mismatch-use-vanity-path",
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-author-error",
        ],
    )
    .when(is_same_name),
    at(
        Step::Module,
        &["module declares its path as: *but was required as: "],
        &[
            "gomod-path-mismatch-author-error",
            "gomod-path-mismatch-renamed",
            "gomod-path-mismatch-use-vanity-path",
        ],
    ),
    at(
        Step::Version,
        &[
            "major version must be compatible: should be",
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

/// Whether the last elements of both paths agree: the module is the same, its address is not.
fn is_same_name(seen: &Seen<'_>) -> bool {
    let name = |start| {
        let path = seen.own.split_once(start)?.1.split_whitespace().next()?;
        path.rsplit('/').next()
    };
    name("declares its path as: ")
        .is_some_and(|declared| name("was required as: ") == Some(declared))
}

/// A dependency asks for v0.0.0 or a branch, which only a replace line could have satisfied.
fn is_required_without_release(seen: &Seen<'_>) -> bool {
    let chain = seen.requires > 0 || seen.says(" requires ");
    chain && (seen.version == Some("v0.0.0") || seen.says("unknown revision v0.0.0"))
}
