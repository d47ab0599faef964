//! Texts that go, its releases and its git can print, beside those that people pasted.

use goget_doctor::explain::{Message, explain};

fn messages(log: &str) -> Vec<Message> {
    explain(log.as_bytes()).map(Result::unwrap).collect()
}

/// Holds each text to its stage and first cause; no cause is `-`.
fn hold(wrapper: &str, rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (inner, stage, cause) in rows {
        let text = wrapper.replace("{}", inner);
        let found = messages(&text);
        let read = found.first().map(|found| {
            (found.stage.name(), found.causes.first().map_or("-", |cause| cause.name))
        });
        if read != Some((stage, cause)) || found.len() != 1 {
            wrong.push(format!(
                "{text}\n  is {read:?} ({} found), not {stage} {cause}",
                found.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const PAGE: &str = "go: h.test/p@latest: unrecognized import path \"h.test/p\": {}";
const FETCH: &str = "go: h.test/p@latest: unrecognized import path \"h.test/p\": https fetch: Get \"https://h.test/p?go-get=1\": {}";
const PROXY: &str = "go: h.test/p@v1.2.3: {}";

#[test]
fn what_a_fetch_can_meet() {
    hold(
        FETCH,
        &[
            ("dial tcp: lookup h.test on 127.0.0.11:53: no such host", "dns", "dns-no-such-host"),
            (
                "dial tcp: lookup h.test on 10.0.0.1:53: server misbehaving",
                "dns",
                "net-dns-resolver-misconfigured",
            ),
            (
                "dial tcp: lookup h.test on 10.0.0.1:53: read udp 172.17.0.2:4->10.0.0.1:53: i/o timeout",
                "dns",
                "net-container-dns-timeout",
            ),
            ("dial tcp: lookup h.test: i/o timeout", "dns", "net-container-dns-timeout"),
            ("dial tcp 10.0.0.1:443: connect: connection refused", "connect", "connect-refused"),
            ("dial tcp 10.0.0.1:443: i/o timeout", "connect", "net-host-blocked-region"),
            (
                "dial tcp [2001:db8::1]:443: connect: network is unreachable",
                "connect",
                "net-ipv6-only-answer-no-ipv6-route",
            ),
            ("EOF", "tls", "net-connection-closed-middlebox"),
            ("net/http: TLS handshake timeout", "tls", "tls-handshake-timeout"),
            (
                "http: server gave HTTP response to HTTPS client",
                "tls",
                "http-plaintext-on-443-middlebox",
            ),
            (
                "tls: first record does not look like a TLS handshake",
                "tls",
                "http-plaintext-on-443-middlebox",
            ),
            ("remote error: tls: protocol version not supported", "tls", "tls-server-too-old"),
            ("tls: server selected unsupported protocol version 301", "tls", "tls-server-too-old"),
            ("remote error: tls: certificate required", "tls", "tls-client-cert-required"),
            ("remote error: tls: handshake failure", "tls", "tls-server-too-old"),
            ("remote error: tls: internal error", "tls", "-"),
            (
                "read tcp 127.0.0.1:4->127.0.0.1:5: read: connection reset by peer",
                "tls",
                "net-connection-reset-middlebox",
            ),
            ("stopped after 10 redirects", "meta-fetch", "http-redirect-loop"),
            (
                "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
                "meta-fetch",
                "goinsecure-5s-timeout-then-http",
            ),
            ("Forbidden by policy", "proxy-connect", "http-proxy-connect-403"),
            ("Bad Gateway", "proxy-connect", "http-proxy-connect-5xx"),
            ("Proxy Authentication Required", "proxy-connect", "http-proxy-auth-required"),
            (
                "proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout",
                "proxy-connect",
                "http-proxy-refused",
            ),
            (
                "proxyconnect tcp: dial tcp: lookup px on 10.0.0.1:53: no such host",
                "proxy-connect",
                "http-proxy-name-unresolvable",
            ),
            (
                "proxyconnect tcp: net/http: TLS handshake timeout",
                "proxy-connect",
                "http-proxy-url-scheme-https-should-be-http",
            ),
            (
                "net/http: HTTP/1.x transport connection broken: malformed MIME header line: x",
                "meta-fetch",
                "-",
            ),
        ],
    );
}

#[test]
fn what_a_verifier_can_refuse() {
    let verify = FETCH.replace("{}", "tls: failed to verify certificate: x509: {}");
    hold(
        &verify,
        &[
            (
                "certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" while trying to verify candidate authority certificate \"x\")",
                "tls",
                "tls-mitm-corporate",
            ),
            (
                "certificate signed by unknown authority (possibly because of \"x509: cannot verify signature: insecure algorithm SHA1-RSA\" while trying to verify candidate authority certificate \"x\")",
                "tls",
                "tls-go-too-old-for-sigalg",
            ),
            (
                "certificate is valid for 101 names, but none matched h.test",
                "tls",
                "tls-hostname-mismatch",
            ),
            (
                "certificate is not valid for any names, but wanted to match h.test",
                "tls",
                "tls-hostname-mismatch",
            ),
            (
                "cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
                "tls",
                "tls-hostname-mismatch",
            ),
            ("certificate has expired or is not yet valid: ", "tls", "tls-cert-expired"),
            ("certificate specifies an incompatible key usage", "tls", "tls-cert-wrong-eku"),
            ("“h.test” certificate is not trusted", "tls", "tls-macos-platform-verifier-rejects"),
            ("unhandled critical extension", "tls", "tls-server-chain-bad-or-stale-roots"),
            (
                "failed to load system roots and no roots provided; open /x.pem: permission denied",
                "tls",
                "tls-ssl-cert-file-is-directory",
            ),
        ],
    );
    hold(
        FETCH,
        &[
            (
                "tls: failed to parse certificate from server: x509: certificate contains duplicate extension with OID \"1.2\"",
                "tls",
                "tls-mitm-nonconformant-cert",
            ),
            (
                "x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0",
                "meta-fetch",
                "tls-cert-cn-only",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_a_page_can_be() {
    hold(
        PAGE,
        &[
            (
                "reading https://h.test/p?go-get=1: 404 Not Found\n\tserver response: 404 page not found",
                "meta-fetch",
                "meta-missing-on-subpath",
            ),
            (
                "reading https://h.test/p?go-get=1: 403 Forbidden",
                "meta-fetch",
                "meta-endpoint-forbidden-waf",
            ),
            (
                "reading https://h.test/p?go-get=1: 203 Non-Authoritative Information",
                "meta-fetch",
                "azure-missing-dotgit-or-login-page",
            ),
            (
                "reading https://h.test/p?go-get=1: 504 Gateway Timeout",
                "meta-fetch",
                "vanity-host-5xx",
            ),
            ("reading https://h.test/p?go-get=1: 418 I'm a teapot", "meta-fetch", "-"),
            (
                "parsing h.test/p: XML syntax error on line 1: illegal character code U+0000",
                "meta-parse",
                "html-body-is-binary",
            ),
            (
                "parsing h.test/p: xml: opening charset \"gbk\": can't decode XML document using charset \"gbk\"",
                "meta-parse",
                "html-declared-charset-unsupported",
            ),
            (
                "parse https://h.test/p?go-get=1: no go-import meta tags ()",
                "meta-parse",
                "meta-absent",
            ),
            (
                "parse https://h.test/p?go-get=1: no go-import meta tags (meta tag a.test/p did not match import path h.test/p, meta tag b.test/q did not match import path h.test/p)",
                "meta-match",
                "meta-prefix-host-mismatch",
            ),
            (
                "https://h.test/p?go-get=1: invalid repo root \"g.test/p\": no scheme",
                "meta-validate",
                "meta-repo-url-no-scheme",
            ),
            (
                "https://h.test/p?go-get=1: invalid subdirectory \"/x\": leading slash",
                "meta-validate",
                "meta-subdir-invalid",
            ),
            (
                "fetch //h.test/p?go-get=1: no go-import meta tag",
                "meta-verify-root",
                "meta-root-has-no-tag",
            ),
            ("malformed entry in GOVCS (missing colon): \"x\"", "govcs", "govcs-malformed"),
            ("empty VCS list in GOVCS: \"x:\"", "govcs", "govcs-malformed"),
            (
                "GOVCS disallows using hg for private h.test/p; see 'go help vcs'",
                "govcs",
                "govcs-denies",
            ),
            (
                "http/https fetch: Get \"http://h.test/p?go-get=1\": dial tcp 10.0.0.1:80: connect: connection refused",
                "meta-fetch",
                "insecure-fallback-hides-https-error",
            ),
            ("something that no release says", "meta-fetch", "-"),
        ],
    );
    hold(
        "go: h.test/p/v2@latest: unrecognized import path \"h.test/p/v2\": {}",
        &[
            (
                "parse https://h.test/p/v2?go-get=1: no go-import meta tags ()",
                "meta-parse",
                "meta-missing-on-module-page",
            ),
            (
                "reading https://h.test/p/v2?go-get=1: 404 Not Found",
                "meta-fetch",
                "meta-missing-on-module-page",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_a_proxy_can_answer() {
    hold(
        PROXY,
        &[
            (
                "reading https://px.test/h.test/p/@v/v1.2.3.mod: 404 Not Found",
                "proxy-fetch",
                "goproxy-404-upstream-failure-hidden",
            ),
            (
                "reading https://px.test/h.test/p/@v/v1.2.3.mod: 410 Gone\n\tserver response: not found: h.test/p@v1.2.3: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/a: exit status 128:\n\t\tfatal: could not read Username for 'https://h.test': terminal prompts disabled",
                "proxy-fetch",
                "private-module-asked-of-public-proxy",
            ),
            (
                "reading https://px.test/h.test/p/@v/v1.2.3.zip: 403 Forbidden",
                "proxy-fetch",
                "goproxy-403-after-redirect-to-storage",
            ),
            (
                "reading https://px.test/h.test/p/@v/v1.2.3.info: 429 Too Many Requests",
                "proxy-fetch",
                "goproxy-rate-limited",
            ),
            (
                "reading file:///srv/px/h.test/p/@v/v1.2.3.info: no such file or directory",
                "proxy-fetch",
                "goproxy-file-missing",
            ),
            (
                "proxy returned info for version v1.0.0 instead of requested version",
                "proxy-fetch",
                "goproxy-wrong-version-info",
            ),
            (
                "Get \"https://px.test/h.test/p/@v/v1.2.3.mod\": gzip: invalid header",
                "proxy-fetch",
                "goproxy-corrupt-encoding",
            ),
            (
                "Get \"https://px.test/h.test/p/@v/v1.2.3.mod\": dial tcp 10.0.0.1:443: connect: connection refused",
                "proxy-fetch",
                "goproxy-unreachable-comma-no-fallback",
            ),
            (
                "Get \"https://px.test/h.test/p/@v/v1.2.3.mod\": net/http: TLS handshake timeout",
                "proxy-fetch",
                "goproxy-blocked-region",
            ),
            (
                "Get \"https://px.test/h.test/p/@v/v1.2.3.mod\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
                "proxy-fetch",
                "tls-mitm-corporate",
            ),
            (
                "Get \"https://px.test/h.test/p/@v/v1.2.3.mod\": Forbidden",
                "proxy-connect",
                "http-proxy-connect-403",
            ),
            (
                "invalid proxy URL missing scheme: /srv/px",
                "proxy-config",
                "goproxy-bad-value-path-not-file-url",
            ),
            (
                "invalid proxy URL scheme (must be https, http, file): ftp://x.test/",
                "proxy-config",
                "goproxy-bad-value",
            ),
            (
                "invalid file:// proxy URL with non-path elements: file://px/x",
                "proxy-config",
                "goproxy-bad-value-path-not-file-url",
            ),
            (
                "GOPROXY list is not the empty string, but contains no entries",
                "proxy-config",
                "goproxy-bad-value",
            ),
            ("parse \"://x\": missing protocol scheme", "proxy-config", "goproxy-bad-value"),
            (
                "parse \"https://C:\\\\proxy\": invalid port \":\\\\proxy\" after host",
                "proxy-config",
                "goproxy-bad-value-path-not-file-url",
            ),
            ("downloaded zip file too large", "version", "-"),
        ],
    );
}

#[test]
fn what_a_checksum_can_say() {
    hold(
        "go: h.test/p@v1.2.3: verifying go.mod: {}",
        &[
            (
                "h.test/p@v1.2.3/go.mod: reading https://sum.golang.org/lookup/h.test/p@v1.2.3: 404 Not Found\n\tserver response: not found: h.test/p@v1.2.3: unrecognized import path \"h.test/p\": https fetch: Get \"https://h.test/p?go-get=1\": dial tcp: lookup h.test: no such host",
                "checksum",
                "private-module-sumdb-lookup",
            ),
            (
                "h.test/p@v1.2.3/go.mod: reading https://sum.golang.org/lookup/h.test/p@v1.2.3: 500 Internal Server Error",
                "checksum",
                "sumdb-third-party-outage",
            ),
            (
                "h.test/p@v1.2.3/go.mod: Get \"https://sum.golang.org/lookup/h.test/p@v1.2.3\": dial tcp: lookup sum.golang.org on 10.0.0.1:53: no such host",
                "checksum",
                "sumdb-unreachable-proxy-lacks-sumdb",
            ),
            (
                "h.test/p@v1.2.3/go.mod: malformed record data",
                "checksum",
                "sumdb-proxy-endpoint-broken",
            ),
            (
                "invalid GOSUMDB URL: parse \"x y\": invalid character \" \" in host name",
                "checksum",
                "gosumdb-bad-value",
            ),
            ("missing GOSUMDB", "checksum", "gosumdb-bad-value"),
            ("something that no release says", "checksum", "-"),
        ],
    );
    hold(
        "{}",
        &[
            (
                "go: malformed go.sum:\n/src/go.sum:12: wrong number of fields 5",
                "gosum",
                "gosum-malformed",
            ),
            (
                "go: h.test/p@v1.2.3: missing go.sum entry for go.mod file; to add it:\n\tgo mod download h.test/p",
                "gosum",
                "gosum-entry-missing",
            ),
            (
                "verifying h.test/p@v1.2.3/go.mod: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.",
                "checksum",
                "sum-differs-from-gosum",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_git_can_say() {
    let git = "go: module h.test/a/b: git ls-remote -q --end-of-options https://g.test/r in /c/vcs/0: exit status 128:\n\t{}";
    hold(
        git,
        &[
            (
                "remote: Not Found\n\tfatal: repository 'https://g.test/r/' not found",
                "vcs",
                "git-repo-not-found",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': The requested URL returned error: 403",
                "vcs",
                "git-http-403",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': The requested URL returned error: 503",
                "vcs",
                "git-http-500",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': Failed to connect to g.test port 443 after 1 ms: Couldn't connect to server",
                "vcs",
                "git-direct-no-egress",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': SSL certificate problem: unable to get local issuer certificate",
                "vcs",
                "git-tls-ca-differs-from-go",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': SSL: no alternative certificate subject name matches target host name 'g.test'",
                "vcs",
                "git-tls-hostname-mismatch",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': Could not resolve proxy: px",
                "vcs",
                "http-proxy-name-unresolvable",
            ),
            (
                "fatal: unable to access 'https://g.test/r/': CONNECT tunnel failed, response 407",
                "vcs",
                "http-proxy-auth-required-git",
            ),
            (
                "Host key verification failed.\n\tfatal: Could not read from remote repository.",
                "vcs",
                "git-insteadof-ssh-no-key",
            ),
            (
                "remote: HTTP Basic: Access denied\n\tfatal: Authentication failed for 'https://g.test/r/'",
                "vcs",
                "git-https-no-credentials",
            ),
            ("fatal: something that no git says", "vcs", "-"),
        ],
    );
    hold(
        "{}",
        &[
            (
                "go: h.test/g/sub@latest: module h.test/g/sub: git ls-remote -q origin in /c/vcs/0: exit status 128:\n\tfatal: repository 'https://h.test/scm/g.git/' not found",
                "vcs",
                "bitbucket-server-prefix-probe",
            ),
            (
                "go: git remote (ext::sh) must not be local directory (use URL syntax not host:path syntax)",
                "vcs",
                "vcs-scp-syntax-not-url",
            ),
            (
                "go: missing Git command. See https://go.dev/s/gogetcmd\ngo: h.test/r.git@latest: no secure protocol found for repository",
                "vcs",
                "vcs-binary-missing",
            ),
            (
                "package h.test/r: exec: \"hg\": executable file not found in %PATH%",
                "vcs",
                "vcs-binary-missing",
            ),
            (
                "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.",
                "vcs",
                "git-safe-directory",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_needs_no_network() {
    hold(
        "go: {}",
        &[
            (
                "malformed module path \"https://h.test/p\": invalid char ':'",
                "path-check",
                "path-has-scheme",
            ),
            (
                "malformed module path \"h.test:8080/p\": invalid char ':'",
                "path-check",
                "path-with-port-not-module-path",
            ),
            (
                "a.go:3:8: package foo/bar is not in std (/go/src/foo/bar)",
                "path-check",
                "path-missing-host",
            ),
            (
                "a.go:3:8: package slices is not in GOROOT (/go/src/slices)",
                "path-check",
                "go-too-old-for-std-package",
            ),
            (
                "a.go:3:8: package fmt is not in GOROOT (/go/src/fmt)",
                "path-check",
                "goroot-wrong-or-mixed-install",
            ),
            (
                "invalid bitbucket.org/ import path \"bitbucket.org/x\"",
                "static-table",
                "path-static-table-rejects",
            ),
            (
                "GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)",
                "credentials",
                "goauth-misconfigured",
            ),
            (
                "GOAUTH encountered an empty command (GOAUTH= )",
                "credentials",
                "goauth-misconfigured",
            ),
            (
                "h.test/p@latest: import lookup disabled by -mod=vendor",
                "env",
                "mod-vendor-disables-lookup",
            ),
            (
                "download go1.99.1 for linux/amd64: toolchain not available",
                "toolchain",
                "toolchain-not-on-proxy",
            ),
            (
                "invalid toolchain: go1.22 is a language version but not a toolchain version (go1.22.x)",
                "toolchain",
                "toolchain-language-version-not-release",
            ),
            (
                "h.test/p@v1.2.3: invalid version: go.mod has post-v1 module path \"h.test/p/v2\" at revision v1.2.3",
                "version",
                "major-version-suffix-missing",
            ),
            (
                "h.test/p@v0.0.0-00010101000000-000000000000: invalid version: unknown revision 000000000000",
                "version",
                "replace-placeholder-leaked-into-release",
            ),
            (
                "h.test/a@v1.0.0 requires\n\th.test/p@v0.0.0: reading h.test/p/go.mod at revision v0.0.0: unknown revision v0.0.0",
                "version",
                "dependency-relies-on-replace",
            ),
            (
                "module h.test/p@latest found (v1.2.3), but does not contain package h.test/p/q",
                "version",
                "package-missing-in-module",
            ),
            (
                "module h.test/p: no matching versions for query \"latest\"",
                "version",
                "no-version-at-path",
            ),
            (
                "h.test/p@v1.2.3: parsing go.mod:\n\tmodule declares its path as: x.test/q\n\t        but was required as: h.test/p",
                "gomod",
                "gomod-path-mismatch-author-error",
            ),
        ],
    );
}

#[test]
fn several_errors_keep_their_order_and_their_lines() {
    let log = "\
[Error - 10:23:45 AM] 2021/01/02 10:23:45 go packages.Load: err: exit status 1: stderr: go: h.test/a@v1.0.0: module lookup disabled by GOPROXY=off
{\"level\":\"error\",\"msg\":\"exit status 1: go: module h.test/b: git ls-remote -q origin in /c: exit status 128:\\n\\tfatal: could not read Password for 'https://t@h.test': terminal prompts disabled\\n\",\"operation\":\"download.ListHandler\"}
Error: go: h.test/c@v1.2.3: reading https://px.test/h.test/c/@v/v1.2.3.mod: 401 Unauthorized
main.go:4:2: no required module provides package h.test/d; to add it:
\tgo get h.test/d
--- FAIL: TestDial (0.00s)
    dial_test.go:12: dial tcp 127.0.0.1:1: connect: connection refused
go: updates to go.mod needed; to update it:
\tgo mod tidy
";
    let found = messages(log);
    let told: Vec<_> = found
        .iter()
        .map(|found| {
            let cause = found.causes.first().map_or("-", |cause| cause.name);
            (found.line, found.path.as_deref().unwrap_or("-"), cause)
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, "h.test/a", "goproxy-off"),
            (2, "h.test/b", "git-token-as-username-without-password"),
            (3, "h.test/c", "goproxy-401-credentials-missing"),
            (4, "h.test/d", "package-not-required"),
            (8, "-", "go-mod-out-of-date"),
        ]
    );
    assert_eq!(found[3].text.lines().count(), 2);
}

#[test]
fn what_a_build_can_lack() {
    hold(
        "{}",
        &[
            (
                "a.go:2:8: no required module provides package h.test/p; to add it:\n\tgo get h.test/p",
                "gomod",
                "package-not-required",
            ),
            (
                "a.go:2:8: no required module provides package h.test/p: go.mod file not found in current directory or any parent directory; see 'go help modules'",
                "gomod",
                "go-mod-not-found",
            ),
            (
                "go: go.mod file not found in current directory or any parent directory.\n\t'go get' is no longer supported outside a module.",
                "gomod",
                "go-mod-not-found",
            ),
            (
                "go: cannot find main module, but found .git/config in /src\n\tto create a module there, run:\n\tgo mod init",
                "gomod",
                "go-mod-not-found",
            ),
            (
                "go: updates to go.mod needed; to update it:\n\tgo mod tidy",
                "gomod",
                "go-mod-out-of-date",
            ),
            (
                "go: inconsistent vendoring in /src:\n\th.test/p@v0.1.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt\n\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor",
                "gomod",
                "vendor-out-of-date",
            ),
        ],
    );
}
