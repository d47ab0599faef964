//! The tag: whether it matches, and whether its fields will do.

use crate::{
    findings::text::{
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    at(Step::Match, &["multiple meta tags match import path"], &["meta-multiple-matching-tags"])
        .settled(),
    at(Step::Match, &["(meta tag *://* did not match import path *"], &["meta-prefix-has-scheme"])
        .when(|seen| seen.matched().is_some_and(|(tag, _)| tag.contains("://")))
        .settled(),
    at(Step::Match, &["(meta tag * did not match import path *"], &["meta-prefix-trailing-slash"])
        .when(|seen| seen.matched().is_some_and(|(tag, _)| tag.ends_with('/')))
        .settled(),
    at(
        Step::Match,
        &["(meta tag * did not match import path *"],
        &["path-with-port-not-module-path"],
    )
    .when(|seen| seen.matched().is_some_and(|(_, path)| has_port(path)))
    .settled(),
    at(
        Step::Match,
        &["(meta tag * did not match import path *"],
        &[
            "meta-differs-by-client-location",
            "meta-prefix-host-mismatch",
            "http-intercepted-portal-or-dns-hijack",
        ],
    )
    .when(is_of_longer_forge_path),
    at(
        Step::Match,
        &["(meta tag * did not match import path *"],
        &[
            "meta-prefix-host-mismatch",
            "meta-differs-by-client-location",
            "meta-missing-on-subpath",
        ],
    ),
    at(Step::Verify, &["disagree about go-import for "], &["meta-root-disagrees"]).settled(),
    at(
        Step::Verify,
        &["fetching *: no go-import meta tag found in", "fetch *: no go-import meta tag"],
        &["meta-root-has-no-tag"],
    )
    .settled(),
    at(Step::Validate, &["unknown vcs \"bzr\""], &["meta-vcs-removed-bzr-1.27"]).settled(),
    at(Step::Validate, &["unknown vcs \""], &["meta-unknown-vcs"]).settled(),
    at(
        Step::Validate,
        &["invalid repo root \"*: file scheme disallowed"],
        &["meta-repo-url-file-scheme"],
    )
    .settled(),
    at(Step::Validate, &["invalid repo root \"*: no scheme"], &["meta-repo-url-no-scheme"])
        .settled(),
    at(
        Step::Validate,
        &[
            "invalid repo root \"*: first path segment in URL cannot contain colon",
            "invalid repo root \"*@*:*: invalid port",
        ],
        &["meta-repo-url-scp-syntax"],
    )
    .settled(),
    at(Step::Validate, &["invalid subdirectory \""], &["meta-subdir-invalid"]).settled(),
];

impl<'a> Seen<'a> {
    /// The first tag that did not match, and the path that it was held to.
    fn matched(&self) -> Option<(&'a str, &'a str)> {
        let (tag, rest) =
            self.own.split_once("meta tag ")?.1.split_once(" did not match import path ")?;
        let path = rest.split([',', ')', ' ', '\n']).next()?;
        Some((tag, path))
    }
}

fn has_port(path: &str) -> bool {
    path.split('/').next().is_some_and(|host| host.contains(':'))
}

/// Whether the tag names the last element of the path, one element deeper: the forge that the page sends others to.
fn is_of_longer_forge_path(seen: &Seen<'_>) -> bool {
    let Some((tag, path)) = seen.matched() else { return false };
    let name = |path: &'_ str| path.rsplit('/').next().map(str::to_owned);
    tag.split('/').count() == path.split('/').count() + 1 && name(tag) == name(path)
}
