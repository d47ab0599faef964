//! Why a fetch that had begun does not end well: the transfer, git's own TLS, its tools and the copy in the cache.

use crate::{
    findings::text::{
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    // The copy in the module cache
    at(
        Step::Repository,
        &[
            "fatal: 'origin' does not appear to be a git repository",
            "exists with wrong content (have ",
            "object file * is empty",
            "loose object * is corrupt",
            "died of signal 11",
            "shallow.lock': File exists",
            "index.lock': File exists",
            "revision does not exist locally: ",
            "fatal: not a git repository",
            "unexpected response from git log",
            "invalid time from git log",
        ],
        &["vcs-cache-damaged", "git-safe-directory"],
    ),
    // The machine
    at(
        Step::Cache,
        &["o space left on device", "isk quota exceeded", "not enough space on the disk"],
        &["module-cache-disk-full"],
    )
    .settled(),
    at(
        Step::Repository,
        &[
            "signal: killed",
            "died of signal 9",
            "ut of memory",
            "annot allocate memory",
            "unable to create thread",
            "fork: Resource temporarily unavailable",
            "fork/exec *: resource temporarily unavailable",
        ],
        &["git-out-of-memory"],
    )
    .settled(),
    at(
        Step::Repository,
        &["fork/exec *: exec format error", "fork/exec *: permission denied"],
        &["vcs-binary-missing"],
    ),
    // git:// after all else
    at(
        Step::Repository,
        &["(port 9418)", " port 9418", "git://*: ", "errno=Connection refused"],
        &["git-scheme-fallback-9418", "git-dns-no-such-host", "git-direct-no-egress"],
    ),
    // git's own TLS
    at(
        Step::Repository,
        &["schannel: *evocation", "0x80092012", "0x80092013", "CRYPT_E_NO_REVOCATION_CHECK"],
        &["git-tls-revocation-unchecked", "git-tls-ca-differs-from-go"],
    )
    .settled(),
    at(
        Step::Repository,
        &["gnutls_handshake() failed: An unexpected TLS packet", "fatal: *:wrong version number"],
        &["http-plaintext-on-443-middlebox", "http-proxy-url-scheme-https-should-be-http"],
    )
    .when(|seen| !seen.says("proxyconnect") && seen.says("gnutls_handshake")),
    at(
        Step::Repository,
        &[
            "SEC_E_UNTRUSTED_ROOT",
            "schannel: *not trusted",
            "SSL cert problem",
            "Problem with the SSL CA cert",
        ],
        &["git-tls-ca-differs-from-go", "git-tls-library-fault"],
    ),
    at(
        Step::Repository,
        &[
            "Unknown SSL protocol error in connection to ",
            ":-9838",
            "SecureTransport",
            "gnutls_handshake() failed",
            "schannel: ",
            "error:*:SSL routines:",
            "LibreSSL ",
            "OpenSSL SSL_connect: ",
            "dh key too small",
            "unsafe legacy renegotiation",
        ],
        &["git-tls-library-fault", "git-tls-ca-differs-from-go", "net-connection-reset-middlebox"],
    )
    .when(|seen| {
        seen.says("fatal: ")
            && !seen.says("RPC failed")
            && !seen.says("SSL_ERROR_SYSCALL")
            && !is_trust(seen)
    }),
    // The transfer
    at(
        Step::Repository,
        &["RPC failed; HTTP 5*", "RPC failed; *returned error: 5"],
        &["git-http-500", "git-fetch-cut-off"],
    ),
    at(
        Step::Repository,
        &["RPC failed; *returned error: 403", "RPC failed; HTTP 403"],
        &["git-http-403", "git-fetch-cut-off"],
    ),
    at(
        Step::Repository,
        &[
            "RPC failed",
            "early EOF",
            "unexpected disconnect",
            "hung up unexpectedly",
            "remote end hung up upon initial contact",
            "invalid index-pack output",
            "unpack-objects failed",
            "index-pack failed",
            "expected 'packfile'",
            "expected flush after",
            "bad pack header",
            "inflate: data stream error",
            "Operation too slow",
            "bytes of body are still expected",
            "GnuTLS recv error",
            "SSL_read: ",
            "HTTP/2 stream ",
            "HTTP2 framing layer",
            "transfer closed with ",
            "Empty reply from server",
        ],
        &["git-fetch-cut-off", "git-direct-no-egress", "net-connection-reset-middlebox"],
    ),
    // What git will not do
    at(
        Step::Repository,
        &["mismatched algorithms: client ", "unknown object format", "unsupported object format"],
        &["git-object-format-mismatch", "git-too-old"],
    )
    .settled(),
    at(
        Step::Repository,
        &[
            "transport '*' not allowed",
            "remote helper '*' aborted session",
            "git: 'remote-*' is not a git command",
            "Unable to find remote helper for ",
        ],
        &["git-transport-not-allowed", "vcs-insecure-scheme"],
    ),
    at(Step::Repository, &["uses plaintext credentials"], &["meta-repo-url-has-login"]).settled(),
    at(Step::Repository, &["Maximum (*) redirects followed"], &["http-redirect-loop"]).settled(),
    at(
        Step::Repository,
        &["git: 'credential-*' is not a git command", "told us to quit", "askpass response from"],
        &["git-credential-helper-missing", "git-https-no-credentials"],
    ),
    at(
        Step::Repository,
        &["git version extraction regexp did not match"],
        &["git-too-old", "vcs-binary-missing"],
    ),
    // The tools beside git
    at(
        Step::Repository,
        &[
            "hg *: exit status ",
            "fossil *: exit status ",
            "svn *: exit status ",
            "bzr *: exit status ",
            "unexpected response from hg log",
            "unexpected response from svn log",
            "unexpected response from fossil",
            "file size differs between 'svn list'",
            "ReadZip: unsupported operation",
            "abort: ",
        ],
        &["vcs-tool-failed", "vcs-suffix-ping-error-swallowed"],
    )
    .when(|seen| !seen.says("git ")),
    // What does not fit together
    at(
        Step::Repository,
        &["mismatched repo: found ", "repository rooted at * cannot contain module "],
        &["meta-prefix-other-path", "meta-root-disagrees"],
    ),
];

/// Whether git says itself that it does not trust the certificate.
fn is_trust(seen: &Seen<'_>) -> bool {
    ["certificate verif", "certificate problem", "signed certificate", "issuer certificate"]
        .iter()
        .any(|words| seen.says(words))
}
