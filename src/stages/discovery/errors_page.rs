//! The page of a path: its status, its redirects, and what go reads from it.

use crate::{
    findings::text::{
        context::Clue,
        row::{Row, at, within},
        seen::Seen,
    },
    stages::asked::{is_inner, is_own_forge, is_page, is_served_well},
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    at(Step::Fetch, &["redirected from secure URL"], &["http-redirect-downgrade"]).settled(),
    within(Step::Fetch, &["stopped after 10 redirects"], &["http-redirect-loop"]).settled(),
    // What cannot be read
    at(
        Step::Fetch,
        &["XML syntax error"],
        &["vanity-host-403-shown-as-xml-error", "html-not-parseable-before-meta"],
    )
    .when(|seen| seen.context.page_status() >= 400)
    .settled(),
    at(
        Step::Meta,
        &["XML syntax error"],
        &[
            "http-intercepted-portal-or-dns-hijack",
            "html-not-parseable-before-meta",
            "vanity-host-403-shown-as-xml-error",
        ],
    )
    .when(is_served_well),
    at(
        Step::Meta,
        &["XML syntax error*illegal character code"],
        &["html-body-is-binary", "html-body-not-utf8"],
    ),
    at(
        Step::Meta,
        &["XML syntax error*invalid UTF-8"],
        &["html-body-not-utf8", "html-body-is-binary"],
    ),
    at(
        Step::Meta,
        &["XML syntax error"],
        &[
            "html-not-parseable-before-meta",
            "go-too-old-for-server-html",
            "vanity-host-403-shown-as-xml-error",
        ],
    ),
    at(
        Step::Meta,
        &[
            "can't decode XML document using charset",
            "xml: opening charset",
            "xml: encoding ",
            "unsupported charset",
        ],
        &["html-declared-charset-unsupported"],
    )
    .settled(),
    // A page without a tag
    at(
        Step::Fetch,
        NO_TAGS,
        &["goinsecure-5s-timeout-then-http", "forge-login-page-instead-of-meta"],
    )
    .when(|seen| seen.context.has(Clue::RanOut))
    .settled(),
    at(Step::Meta, NO_TAGS, &["vanity-host-5xx", "forge-login-page-instead-of-meta"])
        .when(|seen| seen.context.page_status() >= 500),
    at(
        Step::Meta,
        NO_TAGS,
        &["bare-host-probe-noise", "tls-mitm-inside-proxy-server", "meta-absent"],
    )
    .when(|seen| seen.elements() == 1 && seen.unrecognized),
    at(
        Step::Meta,
        NO_TAGS,
        &["azure-missing-dotgit-or-login-page", "forge-login-page-instead-of-meta"],
    )
    .when(is_azure),
    at(
        Step::Meta,
        &["parse http://*: no go-import", "no go-import tags"],
        &[
            "forge-login-page-instead-of-meta",
            "meta-absent",
            "http-intercepted-portal-or-dns-hijack",
            "vanity-server-path-not-configured",
        ],
    ),
    at(
        Step::Meta,
        NO_TAGS,
        &["meta-missing-on-module-page", "meta-missing-on-subpath", "meta-absent"],
    )
    .when(has_major),
    at(
        Step::Meta,
        NO_TAGS,
        &["tls-mitm-inside-proxy-server", "forge-login-page-instead-of-meta", "meta-absent"],
    )
    .when(|seen| seen.context.has(Clue::Server)),
    at(
        Step::Meta,
        NO_TAGS,
        &[
            "meta-missing-on-subpath",
            "forge-login-page-instead-of-meta",
            "meta-absent",
            "vanity-server-path-not-configured",
            "http-intercepted-portal-or-dns-hijack",
        ],
    )
    .when(|seen| seen.elements() > 2),
    // Who asks for a path without a version has it from a page that works for others.
    at(
        Step::Meta,
        NO_TAGS,
        &[
            "meta-absent",
            "meta-four-fields-go-too-old",
            "forge-login-page-instead-of-meta",
            "meta-tag-in-body",
        ],
    )
    .when(|seen| seen.version.is_none()),
    // Where a machine builds, nobody has a session at the forge.
    at(
        Step::Meta,
        NO_TAGS,
        &["meta-absent", "forge-login-page-instead-of-meta", "meta-tag-in-body"],
    )
    .when(|seen| is_inner(seen) || seen.context.has(Clue::Machine)),
    // Two elements are too few for a forge.
    at(
        Step::Meta,
        NO_TAGS,
        &[
            "meta-absent",
            "meta-tag-in-body",
            "meta-content-wrong-field-count",
            "forge-login-page-instead-of-meta",
            "meta-four-fields-go-too-old",
        ],
    ),
];

/// Refusals, by status.
pub(crate) const STATUSES: &[Row] = &[
    at(Step::Verify, &["reading *: 404 "], &["meta-root-404"])
        .when(|seen| is_page(seen) && is_prefix_page(seen))
        .settled(),
    at(
        Step::Fetch,
        &["reading *: 203 ", "reading *: 404 ", "reading *: 401 "],
        &["azure-missing-dotgit-or-login-page"],
    )
    .when(|seen| is_page(seen) && (is_azure(seen) || seen.fault.starts_with("203 "))),
    at(Step::Fetch, &["reading *: 404 "], &["bare-host-probe-noise", "meta-missing-on-subpath"])
        .when(|seen| is_page(seen) && seen.elements() == 1),
    at(
        Step::Fetch,
        &["reading *: 404 "],
        &[
            "meta-missing-on-module-page",
            "path-typo-or-repo-nonexistent",
            "meta-missing-on-subpath",
        ],
    )
    .when(|seen| is_page(seen) && is_missing_with_major(seen)),
    at(
        Step::Fetch,
        &["reading *: 404 "],
        &[
            "meta-missing-on-module-page",
            "meta-missing-on-subpath",
            "path-typo-or-repo-nonexistent",
        ],
    )
    .when(|seen| is_page(seen) && seen.has_major()),
    at(
        Step::Fetch,
        &["reading *: 404 ", "reading *: 410 "],
        &[
            "meta-missing-on-subpath",
            "meta-missing-on-module-page",
            "path-typo-or-repo-nonexistent",
            "vanity-server-path-not-configured",
            "forge-login-page-instead-of-meta",
        ],
    )
    .when(is_page),
    at(
        Step::Fetch,
        &["reading *: 401 "],
        &[
            "meta-endpoint-needs-credentials",
            "goauth-command-failed",
            "forge-login-page-instead-of-meta",
        ],
    )
    .when(is_page),
    at(
        Step::Fetch,
        &["reading *: 403 ", "reading *: 451 "],
        &["goproxy-403-policy-block", "meta-endpoint-forbidden-waf"],
    )
    .when(|seen| is_page(seen) && (is_served_well(seen) || is_required(seen))),
    at(
        Step::Fetch,
        &["reading *: 403 ", "reading *: 451 "],
        &[
            "meta-endpoint-forbidden-waf",
            "goproxy-403-policy-block",
            "meta-endpoint-needs-credentials",
        ],
    )
    .when(is_page),
    at(
        Step::Fetch,
        &["reading *: 400 "],
        &["tls-client-cert-required", "meta-endpoint-forbidden-waf"],
    )
    .when(is_page),
    at(Step::Fetch, &["reading *: 429 "], &["vanity-host-rate-limited"]).when(is_page).settled(),
    at(Step::Fetch, &["reading *: 5"], &["vanity-host-5xx"])
        .when(|seen| is_page(seen) && seen.fault.starts_with('5'))
        .settled(),
];

/// No tag at all.
const NO_TAGS: &[&str] =
    &["no go-import meta tags ()", "no go-import meta tags)", "no go-import meta tags"];

fn is_azure(seen: &Seen<'_>) -> bool {
    let hosts = ["dev.azure.com/", "visualstudio.com/"];
    seen.path.is_some_and(|path| hosts.iter().any(|host| path.contains(host)))
}

/// Whether the page asked for is that of a parent of the path: the prefix of a tag.
fn is_prefix_page(seen: &Seen<'_>) -> bool {
    let Some((path, request)) = seen.path.zip(seen.request) else { return false };
    seen.unrecognized
        && path.strip_prefix(request.place()).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether somebody required this version of a module that is nobody's own: its page was shown to others.
fn is_required(seen: &Seen<'_>) -> bool {
    seen.version.is_some_and(|version| version.starts_with('v')) && !is_own_forge(seen)
}

/// Whether the pages of the path and of its next major version are both missing: the module has none.
fn is_missing_with_major(seen: &Seen<'_>) -> bool {
    let Some((path, other)) = seen.path.zip(seen.context.alike()) else { return false };
    let below = |long: &str, short: &str| {
        long.strip_prefix(short)
            .and_then(|rest| rest.strip_prefix("/v"))
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    below(other, path) || below(path, other)
}

fn has_major(seen: &Seen<'_>) -> bool {
    seen.has_major()
}
