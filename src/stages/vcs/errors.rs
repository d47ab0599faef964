//! git and the others, and what they write when they fail.

use crate::{
    findings::text::{
        context::Clue,
        row::{Row, at},
        seen::Seen,
    },
    stages::asked::is_own_forge,
    trace::Step,
};

/// What git said to a public module proxy, which hands it on.
pub(crate) const PROXYS_OWN: &[Row] = &[at(
    Step::Proxy,
    &[" in /tmp/gopath/pkg/mod/cache/vcs/"],
    &[
        "private-module-asked-of-public-proxy",
        "path-typo-or-repo-nonexistent",
        "goprivate-pattern-has-scheme",
    ],
)];

pub(crate) const ROWS: &[Row] = &[
    at(
        Step::Repository,
        &[
            "exec: \"*\": executable file not found in",
            "failed to execute git version",
            "xcrun: error: invalid active developer path",
            "not agreed to the Xcode license",
        ],
        &["vcs-binary-missing"],
    )
    .settled(),
    at(
        Step::Repository,
        &["no secure protocol found", "no protocol found for repository"],
        &["vcs-binary-missing"],
    )
    .when(|seen| seen.context.has(Clue::MissingTool))
    .settled(),
    at(
        Step::Repository,
        &["no secure protocol found", "no protocol found for repository"],
        &["vcs-suffix-ping-error-swallowed", "vcs-binary-missing"],
    ),
    at(
        Step::Repository,
        &["cannot download, * uses insecure protocol"],
        &["vcs-scp-syntax-not-url"],
    )
    .when(is_scp_like)
    .settled(),
    at(Step::Repository, &["uses insecure protocol"], &["vcs-insecure-scheme"]),
    at(Step::Repository, &["must not be local directory"], &["vcs-scp-syntax-not-url"]).settled(),
    at(Step::Repository, &["detected dubious ownership"], &["git-safe-directory"]).settled(),
    at(Step::Repository, &["error obtaining VCS status"], &["git-safe-directory", "git-too-old"]),
    at(
        Step::Repository,
        &["exit status 129", "usage: git ", "error: unknown option", "error: unknown switch"],
        &["git-too-old"],
    )
    .settled(),
    // Credentials
    at(
        Step::Repository,
        &["Cannot prompt because user interactivity"],
        &["git-credential-manager-noninteractive"],
    )
    .settled(),
    at(
        Step::Repository,
        &["could not read Password for"],
        &["git-token-as-username-without-password"],
    )
    .settled(),
    at(
        Step::Repository,
        &["Authentication failed for", "HTTP Basic: Access denied", "nvalid username or "],
        &["git-login-refused", "git-login-not-filled-in", "git-login-lacks-right"],
    ),
    at(
        Step::Repository,
        &["could not read Username for"],
        &["git-insteadof-lacks-scm", "git-https-no-credentials", "git-login-refused"],
    )
    .when(|seen| seen.says("/scm/")),
    at(
        Step::Repository,
        &["could not read Username for"],
        &[
            "transitive-dep-repo-deleted",
            "git-https-no-credentials",
            "path-typo-or-repo-nonexistent",
        ],
    )
    .when(|seen| seen.requires > 1),
    at(
        Step::Repository,
        &["could not read Username for"],
        &[
            "path-typo-or-repo-nonexistent",
            "git-https-no-credentials",
            "private-module-asked-of-public-proxy",
        ],
    )
    .when(|seen| {
        let nobodys = is_public_forge(seen) || !is_own_forge(seen);
        is_first_use(seen) && seen.path.is_some() && nobodys
    }),
    at(
        Step::Repository,
        &["could not read Username for", "returned error: 401"],
        &[
            "git-https-no-credentials",
            "path-typo-or-repo-nonexistent",
            "transitive-dep-repo-deleted",
            "git-credential-manager-noninteractive",
        ],
    ),
    // Trust
    at(
        Step::Repository,
        &[
            "SSL certificate problem: certificate has expired",
            "SSL certificate problem: certificate is not yet valid",
            "SEC_E_CERT_EXPIRED",
            "server certificate verification failed*xpired",
        ],
        &["tls-cert-expired", "tls-clock-ahead", "git-tls-ca-differs-from-go"],
    ),
    at(
        Step::Repository,
        &[
            "server certificate verification failed",
            "SSL certificate problem",
            "self signed certificate",
            "self-signed certificate",
            "unable to get local issuer certificate",
        ],
        &["goinsecure-does-not-reach-git", "git-tls-ca-differs-from-go"],
    )
    .when(|seen| seen.context.has(Clue::Goinsecure)),
    at(
        Step::Repository,
        &[
            "server certificate verification failed",
            "SSL certificate problem",
            "self signed certificate",
            "self-signed certificate",
            "unable to get local issuer certificate",
            "error setting certificate",
        ],
        &["git-tls-ca-differs-from-go", "goinsecure-does-not-reach-git", "tls-mitm-corporate"],
    ),
    at(
        Step::Repository,
        &[
            "does not match target host name",
            "no alternative certificate subject name matches",
            "certificate subject name",
        ],
        &["git-tls-hostname-mismatch"],
    )
    .settled(),
    // The way
    at(
        Step::Repository,
        &["HTTP code 407 from proxy", "CONNECT tunnel failed, response 407"],
        &["http-proxy-auth-required-git"],
    )
    .settled(),
    at(
        Step::Repository,
        &["from proxy after CONNECT", "Proxy CONNECT aborted", "CONNECT tunnel failed"],
        &["git-direct-no-egress", "http-proxy-auth-required-git"],
    ),
    at(
        Step::ProxyConnect,
        &["fatal: *wrong version number", "fatal: *packet length too long"],
        &["http-proxy-url-scheme-https-should-be-http", "http-plaintext-on-443-middlebox"],
    ),
    at(Step::Repository, &["Could not resolve proxy"], &["http-proxy-name-unresolvable"]).settled(),
    at(
        Step::Repository,
        &[
            "fatal: *Could not resolve host",
            "fatal: *unable to look up ",
            "Could not resolve hostname",
        ],
        &["git-dns-no-such-host", "git-direct-no-egress", "net-sandbox-no-network"],
    ),
    at(
        Step::Repository,
        &[
            "fatal: *Failed to connect to ",
            "fatal: *Couldn't connect to ",
            "fatal: unable to connect to ",
            "fatal: *Connection timed out",
            "fatal: *Connection refused",
            "ssh: connect to host ",
            "fatal: *Operation timed out",
            "fatal: *Recv failure",
            "fatal: *SSL_ERROR_SYSCALL",
            "fatal: *Could not connect",
        ],
        &["git-direct-no-egress", "net-host-blocked-region", "vanity-host-down"],
    ),
    // What git says last, whatever ssh said before
    at(
        Step::Repository,
        &["Could not read from remote repository"],
        &["git-insteadof-ssh-no-key", "ssh-repository-refused", "path-typo-or-repo-nonexistent"],
    ),
    // The server
    at(Step::Repository, &["returned error: 5"], &["vanity-host-5xx", "git-http-500"])
        .when(|seen| seen.context.page_status() >= 500),
    at(Step::Repository, &["returned error: 5"], &["git-http-500", "vanity-host-5xx"]),
    at(Step::Repository, &["returned error: 429"], &["vanity-host-rate-limited"]).settled(),
    at(Step::Repository, &["returned error: 403"], &["git-http-403", "git-https-no-credentials"]),
    at(
        Step::Repository,
        &[
            "fatal: repository '*' not found",
            "returned error: 404",
            "Repository not found",
            "could not be found",
        ],
        &["bitbucket-server-prefix-probe", "git-repo-not-found"],
    )
    .when(|seen| seen.says("/scm/") || seen.says("/scm.git")),
    at(
        Step::Repository,
        &[
            "fatal: repository '*' not found",
            "returned error: 404",
            "Repository not found",
            "could not be found",
        ],
        &[
            "gitlab-subgroup-private-meta-guess",
            "git-repo-not-found",
            "path-typo-or-repo-nonexistent",
        ],
    )
    .when(is_shorter_repository),
    at(
        Step::Repository,
        &[
            "fatal: repository '*' not found",
            "returned error: 404",
            "Repository not found",
            "could not be found",
        ],
        &["path-typo-or-repo-nonexistent", "git-repo-not-found", "git-https-no-credentials"],
    )
    .when(is_public_forge),
    at(
        Step::Repository,
        &[
            "fatal: repository '*' not found",
            "returned error: 404",
            "Repository not found",
            "could not be found",
            "does not appear to be a git repository",
        ],
        &[
            "git-repo-not-found",
            "path-typo-or-repo-nonexistent",
            "gitlab-subgroup-private-meta-guess",
            "bitbucket-server-prefix-probe",
            "git-https-no-credentials",
        ],
    ),
];

/// `host:path`, without the slashes of a URL.
fn is_scp_like(seen: &Seen<'_>) -> bool {
    let url = seen.own.split_once("cannot download, ").and_then(|(_, rest)| rest.split(' ').next());
    url.is_some_and(|url| url.contains(':') && !url.contains("://"))
}

/// Whether go looked for versions, as for a path that nothing required yet.
fn is_first_use(seen: &Seen<'_>) -> bool {
    seen.version.is_none_or(|version| !version.starts_with('v')) && !seen.says("invalid version: ")
}

/// A forge with a login prompt for repositories that do not exist.
fn is_public_forge(seen: &Seen<'_>) -> bool {
    let hosts = ["github.com/", "gitlab.com/", "bitbucket.org/"];
    seen.path.is_some_and(|path| hosts.iter().any(|host| path.starts_with(host)))
}

/// Whether the repository lies at a parent of the path, below its host.
fn is_shorter_repository(seen: &Seen<'_>) -> bool {
    let Some(url) =
        seen.own.split_once("fatal: repository '").and_then(|(_, rest)| rest.split('\'').next())
    else {
        return false;
    };
    let place = url.split_once("://").map_or(url, |(_, place)| place);
    let root = place.trim_end_matches('/').trim_end_matches(".git");
    let below = seen.path.and_then(|path| path.strip_prefix(root));
    below.is_some_and(|below| below.starts_with('/') && !below.starts_with("/v"))
}
