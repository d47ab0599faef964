//! One text of go's, many causes: each group of scenarios ends with the same text, and each cause in
//! it gets its own finding and none of the others'.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{borrow::Cow, collections::BTreeSet, ffi::OsStr, sync::Arc};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::Report,
    world::World,
};
use tokio::{sync::Semaphore, task::JoinSet};

/// A group: what go prints, where `…` stands for names and places, and for each scenario the
/// finding that is its own.
type Group = (&'static str, &'static [(&'static str, &'static str)]);

const GROUPS: &[Group] = &[
    (
        "unrecognized import path \"…\": parse https://…?go-get=1: no go-import meta tags ()",
        &[
            ("body-in-script", "meta-behind-early-stop"),
            ("nginx-sub-module", "meta-missing-on-subpath"),
            ("page-app-frame", "meta-rendered-by-script"),
            ("page-empty", "http-empty-body"),
            ("redirect-drops-path", "http-redirect-drops-path"),
            ("redirect-drops-query", "http-redirect-drops-query"),
            ("redirect-to-login", "forge-login-page-instead-of-meta"),
            ("subdir-go-1.24", "meta-four-fields-go-too-old"),
            ("tag-escaped", "meta-tag-escaped"),
            ("tag-in-body", "meta-tag-in-body"),
            ("tag-in-comment", "meta-tag-in-comment"),
            ("tag-missing", "meta-absent"),
            ("tag-property", "meta-uses-property-not-name"),
            ("tag-two-fields", "meta-content-wrong-field-count"),
            ("tag-wrong-name", "meta-name-misspelt"),
            ("waf-other-page", "meta-endpoint-filters-user-agent"),
        ],
    ),
    (
        "unrecognized import path \"…\": parse https://…?go-get=1: no go-import meta tags (meta tag … \
         did not match import path …)",
        &[
            ("address-without-tag", "meta-differs-by-client-location"),
            ("tag-other-host", "meta-prefix-host-mismatch"),
            ("tag-other-prefix", "meta-prefix-other-path"),
            ("tag-prefix-case", "meta-prefix-wrong-case"),
            ("tag-prefix-port", "meta-prefix-has-port"),
            ("tag-prefix-scheme", "meta-prefix-has-scheme"),
            ("tag-prefix-slash", "meta-prefix-trailing-slash"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": tls: failed to verify certificate: \
         x509: certificate signed by unknown authority",
        &[
            ("cert-file-missing", "tls-ssl-cert-file-missing"),
            ("cert-file-without-certs", "tls-ssl-cert-file-no-certs"),
            ("inspection", "tls-mitm-corporate"),
            ("intermediate-missing", "tls-server-missing-intermediate"),
            ("no-roots", "tls-missing-roots"),
            ("own-ca-unsearched", "tls-roots-in-unsearched-location"),
            ("self-signed", "tls-cert-self-signed"),
            ("unknown-ca", "tls-ca-not-trusted"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": dial tcp …:443: connect: connection \
         refused",
        &[
            ("connect-refused", "connect-refused"),
            ("connect-refused-http-works", "http-only-server-needs-goinsecure"),
            ("proxy-http-only", "http-proxy-set-but-https-proxy-unset"),
            ("proxy-preloaded", "ldpreload-proxy-ignored-by-static-go-binary"),
            ("proxy-value-ignored", "http-proxy-bad-value-ignored"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": proxyconnect tcp: dial tcp …: connect: \
         connection refused",
        &[
            ("proxy-refused", "http-proxy-refused"),
            ("proxy-refused-container", "http-proxy-loopback-inside-container"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": …timeout",
        &[
            ("host-silent", "net-connect-timeout"),
            ("private-address", "net-private-address"),
            ("tls-hang", "tls-handshake-timeout"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": EOF",
        &[
            ("address-family-broken", "net-one-address-broken"),
            ("closed-after-request", "http-closed-without-answer"),
            ("https-eof-http-works", "http-only-server-needs-goinsecure"),
            ("tls-closed", "net-connection-closed-middlebox"),
            ("waf-closes", "meta-endpoint-filters-user-agent"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": http: server gave HTTP response to HTTPS \
         client",
        &[
            ("plain-http-on-443", "http-plaintext-on-443-middlebox"),
            ("portal-plain", "http-intercepted-portal-or-dns-hijack"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": tls: failed to verify certificate: \
         x509: certificate is valid for …, not …",
        &[
            ("cert-default", "tls-default-certificate"),
            ("cert-wrong-host", "tls-hostname-mismatch"),
            ("portal", "http-intercepted-portal-or-dns-hijack"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": …lookup …: no such host",
        &[
            ("no-such-host", "dns-no-such-host"),
            ("proxy-name-unknown", "http-proxy-name-unresolvable"),
        ],
    ),
    (
        "unrecognized import path \"…\": https fetch: Get \"…\": …tls: first record does not look like \
         a TLS handshake",
        &[
            ("no-tls-on-443", "tls-not-spoken-on-443"),
            ("proxy-https-scheme", "http-proxy-url-scheme-https-should-be-http"),
        ],
    ),
    (
        "unrecognized import path \"…\": …Forbidden",
        &[
            ("gitlab-gateway-403", "meta-endpoint-forbidden-waf"),
            ("proxy-403", "http-proxy-connect-403"),
            ("waf-403", "meta-endpoint-filters-user-agent"),
        ],
    ),
    (
        "unrecognized import path \"…\": reading https://…?go-get=1: 401 Unauthorized",
        &[
            ("goauth-program-fails", "goauth-command-failed"),
            ("netrc-default-ignored", "netrc-default-ignored"),
            ("netrc-entry-incomplete", "netrc-entry-incomplete"),
        ],
    ),
    (
        "unrecognized import path \"…\": …reading https://…?go-get=1: 404 Not Found",
        &[
            ("codecommit", "aws-codecommit-missing-dotgit"),
            ("prefix-page-404", "meta-root-404"),
            ("status-404", "vanity-page-not-found"),
            ("tag-without-query", "meta-only-without-go-get"),
            ("v2-page-missing", "meta-missing-on-module-page"),
        ],
    ),
    (
        "unrecognized import path \"…\": …XML syntax error on line …",
        &[
            ("charset-gbk", "html-body-not-utf8"),
            ("html-unquoted-url", "html-not-parseable-before-meta"),
            ("page-binary", "html-body-is-binary"),
            ("prefix-page-unparsable", "meta-root-unparsable"),
        ],
    ),
    (
        "unrecognized import path \"…\": fetching …",
        &[
            ("prefix-page-no-tag", "meta-root-has-no-tag"),
            ("prefix-page-unreachable", "meta-root-unreachable"),
        ],
    ),
    (
        "unrecognized import path \"…\": https://…?go-get=1: invalid repo root …",
        &[("repo-no-scheme", "meta-repo-url-no-scheme"), ("repo-scp", "meta-repo-url-scp-syntax")],
    ),
    (
        "unrecognized import path \"…\": https://…?go-get=1: unknown vcs …",
        &[("vcs-bzr", "meta-vcs-removed-bzr-1.27"), ("vcs-unknown", "meta-unknown-vcs")],
    ),
    (
        "no secure protocol found for repository",
        &[
            ("dot-git-login", "git-https-no-credentials"),
            ("dot-git-nobody", "vcs-suffix-ping-error-swallowed"),
            ("git-not-installed", "vcs-binary-missing"),
        ],
    ),
    (
        "malformed module path \"…\": …",
        &[
            ("path-no-dot", "path-missing-host"),
            ("path-port", "path-with-port-not-module-path"),
            ("path-scheme", "path-has-scheme"),
            ("path-trailing-slash", "path-malformed"),
        ],
    ),
    (
        "invalid …import path \"…\"",
        &[
            ("bitbucket-one-element", "path-static-table-rejects"),
            ("github-one-element", "path-github-needs-two-elements"),
        ],
    ),
];

/// What came out for a scenario: go's first line, and the findings.
struct Came {
    name: &'static str,
    said: String,
    findings: Vec<Cow<'static, str>>,
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_of_a_text_has_its_own_finding() {
    let mut wrong = Vec::new();
    let came = played().await;
    for (text, rows) in GROUPS {
        let own: BTreeSet<_> = rows.iter().map(|(_, finding)| *finding).collect();
        assert_eq!(own.len(), rows.len(), "two causes of {text} have the same finding");
        for (name, finding) in *rows {
            let came = came.iter().find(|came| came.name == *name).unwrap();
            if !lab::matches(text, &came.said) {
                wrong.push(format!("{name}: go says {:?}, which is not of {text:?}", came.said));
            }
            let found: Vec<_> = came.findings.iter().filter(|it| own.contains(&***it)).collect();
            if found != [finding] {
                wrong.push(format!("{name}: of its group it gets {found:?}, not {finding}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn played() -> Vec<Came> {
    let names: BTreeSet<_> =
        GROUPS.iter().flat_map(|(_, rows)| rows.iter().map(|row| row.0)).collect();
    let turns = Arc::new(Semaphore::new(4));
    let mut runs = JoinSet::new();
    for name in names {
        let turns = turns.clone();
        runs.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            play(name).await
        });
    }
    runs.join_all().await
}

async fn play(name: &'static str) -> Came {
    let text = lab::find(name).unwrap_or_else(|| panic!("there is no scenario {name}"));
    let scenario = Scenario::parse(name, text).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let path = OsStr::new(&scenario.path);
    let options = scenario::options(&scenario);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let report = Report::of(&trace);
    let said = report.verdict.error().unwrap_or_default();
    let said = said.lines().next().unwrap_or_default().to_owned();
    let findings = report.findings.into_iter().map(|finding| finding.name).collect();
    Came { name, said, findings }
}
