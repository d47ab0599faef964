//! How each printed fix of each scenario is tried.

/// What is done with one line of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It is pasted into a shell in front of the real go command.
    Pasted,
    /// It is pasted likewise, where the server speaks ssh too, and a key is at hand.
    Keys,
    /// The tag that it says is put on the page.
    Page,
    /// It sets variables with which our own run and the real go are started.
    Set,
    /// It goes past the proxy, which our own run alone can do: the lab takes the real go by way of
    /// one.
    Ours,
    /// It says what nobody can do here, for this reason; a cure of the scenario may play it.
    Told(&'static str),
    /// It gives a name another address, which the lab does for every command.
    Led,
    /// It is done on the server: a line of its configuration, or a certificate.
    Server,
    /// It runs the release that it names.
    Release,
    /// It takes a copy from the public proxy.
    Kept,
    /// It is pasted after the scenario's cure: it asks again what had failed.
    Later,
    /// It is about certificates, and is tried with those.
    Tls,
}

use How::{Kept, Keys, Later, Led, Ours, Page, Pasted, Release, Server, Set, Tls, Told};

const SHOWS: How = Told("it shows what is there, which is the owner's to mend");

/// Two pages that are of no use one by one.
const TOGETHER: How = Told("the pages of the path and of the prefix change together");

/// The lines of scenarios in the order in which they are printed, where one is tried in a way of its own. Those with
/// findings about certificates alone are tried with those.
pub(crate) const TABLE: &[(&str, &[How])] = &[
    ("address-family-broken", &[Led]),
    ("address-family-dead", &[SHOWS]),
    ("address-without-tag", &[Led]),
    ("all-prefixes-fail", &[Page]),
    ("azure-sign-in", &[Pasted]),
    ("bitbucket-one-element", &[Told("nobody but the reader knows the repository")]),
    ("body-in-script", &[Page]),
    ("charset-declared", &[Page]),
    ("charset-gbk", &[Page]),
    ("closed-after-request", &[SHOWS]),
    ("codecommit", &[Pasted]),
    ("connect-refused", &[SHOWS, Kept]),
    ("connect-refused-http-works", &[Pasted, Server]),
    ("dot-git-govcs", &[Pasted]),
    ("dot-git-login", &[Pasted, Keys]),
    ("dot-git-nobody", &[SHOWS]),
    ("git-not-installed", &[Told("it installs a package")]),
    ("github-dot-git", &[Pasted]),
    ("github-one-element", &[Told("nobody but the reader knows the repository")]),
    ("gitlab-gateway-403", &[SHOWS]),
    ("gitlab-subgroup", &[Pasted, Pasted]),
    ("go-source-three-fields", &[Told("it is for documentation sites")]),
    ("goauth-off-combined", &[Pasted, Pasted]),
    ("goauth-program-fails", &[SHOWS, Pasted]),
    ("goenv-line-ignored", &[Pasted, Tls, Tls]),
    ("goproxy-markdown", &[Pasted]),
    ("goproxy-off", &[Pasted, Pasted]),
    ("goproxy-path", &[Set]),
    ("goproxy-quotes", &[Pasted]),
    ("goproxy-word", &[Pasted]),
    ("govcs-denied", &[Pasted]),
    ("govcs-malformed", &[Pasted]),
    ("govcs-svn", &[Ours, Ours]),
    ("head-closes-itself", &[Page]),
    ("host-silent", &[SHOWS, Kept]),
    ("html-comment-dashes", &[Page]),
    ("html-less-than", &[Page]),
    ("html-unquoted-url", &[Page]),
    ("https-eof-http-works", &[Pasted, Server]),
    ("insecure-both-fail", &[Told("it shows the error of https, which is mended then")]),
    ("insecure-login", &[Pasted]),
    ("insecure-names-proxy", &[Tls]),
    ("insecure-pattern-no-match", &[Pasted, Tls, Tls]),
    ("insecure-slow-https", &[Pasted, Pasted]),
    ("ipv6-only", &[SHOWS]),
    ("mod-no-proxy", &[Page]),
    ("names-hijacked", &[SHOWS]),
    ("netrc-default-ignored", &[Pasted, Pasted]),
    ("netrc-entry-incomplete", &[Pasted, Pasted]),
    ("netrc-missing", &[Pasted]),
    ("netrc-quotes", &[Pasted]),
    ("nginx-sub-module", &[Page, Server]),
    ("no-such-host", &[SHOWS]),
    ("not-http", &[SHOWS]),
    ("page-app-frame", &[Page]),
    ("page-binary", &[SHOWS]),
    ("page-cut", &[SHOWS]),
    ("page-empty", &[SHOWS]),
    ("page-gzip-bad", &[SHOWS]),
    ("page-slow", &[SHOWS]),
    ("path-no-dot", &[Pasted]),
    ("path-port", &[Page]),
    ("path-scheme", &[Pasted]),
    ("path-trailing-slash", &[Pasted]),
    ("plain-http-on-443", &[Server, SHOWS]),
    ("portal", &[SHOWS]),
    ("portal-plain", &[SHOWS]),
    ("prefix-page-404", &[Page]),
    ("prefix-page-disagrees", &[Page]),
    ("prefix-page-no-tag", &[Page]),
    ("prefix-page-unparsable", &[Page]),
    ("prefix-page-unreachable", &[SHOWS]),
    ("private-address", &[SHOWS]),
    ("private-with-scheme", &[Pasted]),
    ("proxy-403", &[Ours]),
    ("proxy-407", &[Set]),
    ("proxy-407-other-login", &[Set]),
    ("proxy-503", &[Ours]),
    ("proxy-bad-gateway", &[Ours]),
    ("proxy-http-only", &[Set]),
    ("proxy-https-scheme", &[Set]),
    ("proxy-is-tor", &[Set]),
    ("proxy-name-unknown", &[Set]),
    ("proxy-preloaded", &[Set]),
    ("proxy-refused", &[Set]),
    ("proxy-refused-container", &[Set]),
    ("proxy-value-ignored", &[Set]),
    ("redirect-drops-path", &[Server]),
    ("redirect-drops-query", &[Server, Page]),
    ("redirect-loop", &[SHOWS]),
    ("redirect-to-http", &[Server, Pasted]),
    ("redirect-to-login", &[Pasted, Pasted]),
    ("redirects-nine", &[SHOWS]),
    ("repo-below-repository", &[TOGETHER, SHOWS, SHOWS]),
    ("repo-file", &[Pasted]),
    ("repo-file-package", &[Pasted]),
    ("repo-http", &[Page]),
    ("repo-no-scheme", &[Page]),
    ("repo-scp", &[Page]),
    ("repo-sha256", &[Release]),
    ("settings-proxy-empty", &[Pasted]),
    ("sign-in-elsewhere", &[Told("the gateway of the scenario has no ssh behind it")]),
    ("status-404", &[Page]),
    ("status-404-html", &[Page, Server]),
    ("status-429", &[Kept]),
    ("status-500", &[Kept]),
    ("status-hides-xml-error", &[Kept]),
    ("subdir-go-1.24", &[Release]),
    ("subdir-leading-hyphen", &[Page]),
    ("subdir-leading-slash", &[Page]),
    ("tag-escaped", &[Page]),
    ("tag-in-body", &[Page]),
    ("tag-in-comment", &[Page]),
    ("tag-missing", &[Page]),
    ("tag-nbsp-entity", &[Page]),
    ("tag-nested-prefixes", &[Page]),
    ("tag-other-host", &[Page]),
    ("tag-other-prefix", &[Pasted, Page]),
    ("tag-prefix-case", &[Pasted]),
    ("tag-prefix-port", &[Page]),
    ("tag-prefix-scheme", &[Page]),
    ("tag-prefix-slash", &[Page]),
    ("tag-prefix-slash-above", &[Told("the pages of the path and of the prefix change together")]),
    ("tag-property", &[Page]),
    ("tag-smart-quotes", &[Page]),
    ("tag-twice", &[Page]),
    ("tag-two-fields", &[Page]),
    ("tag-without-query", &[Page]),
    ("tag-wrong-name", &[Page]),
    ("tls-closed", &[Tls]),
    ("tls-reset", &[Tls]),
    ("vcs-bzr", &[Release]),
    ("vcs-unknown", &[Told("nobody but the reader knows the VCS")]),
    ("waf-403", &[SHOWS]),
    ("waf-closes", &[SHOWS]),
    ("waf-other-page", &[SHOWS]),
];

/// How a line begins that takes a copy of the module from the public proxy.
const COPIES: &str = "GOPROXY=https://proxy.golang.org go get ";

/// Lines that look at something and change nothing, by their first words.
const LOOKS: &[&str] = &[
    "curl ",
    "echo 'url=",
    "GIT_TERMINAL_PROMPT=0 git ls-remote ",
    "command -v ",
    "dig ",
    "false ",
    "getent ",
    "git config --global --get-regexp ",
    "git config --show-origin ",
    "git ls-remote ",
    "go list ",
    "goget-doctor ",
    "ls ",
    "openssl s_client ",
    "ssh ",
    "ssh-add -l",
    "ssh-keygen -y ",
];

/// Lines that the lab has no ground for: how the scenario begins, how the line begins, and why.
const UNTRIED: &[(&str, &str, &str)] = &[
    ("", "sudo apt-get install ", "it installs a program on the machine"),
    ("go-line-too-new", "export GOTOOLCHAIN=auto", "the lab's proxy has no toolchains"),
    ("private-asked-of-public", "", "the repository asks for a login next"),
    ("repo-login", "<meta ", "the repository asks for a login next"),
    ("github-repo-missing", "", "behind the login is nothing, and a login is not known"),
    ("repo-login-bearer", "", "the server takes no login that git has: its owner is asked"),
    ("toolchain-goproxy-off", "export GOPROXY=", "the lab has no public module proxy"),
    ("toolchain-language-version", "export GOTOOLCHAIN=", "the lab has no release of that name"),
    ("toolchain-not-on-proxy", "export GOPROXY=", "the lab has no public module proxy"),
];

/// How the `lines` of a scenario are tried: as its row says, else each by what it is.
pub(crate) fn hows(name: &str, lines: &[&str]) -> Vec<How> {
    let row = TABLE.iter().find(|(row, _)| *row == name);
    let by_itself = || lines.iter().map(|line| by_itself(name, line)).collect();
    row.map_or_else(by_itself, |(_, hows)| hows.to_vec())
}

/// Whether a line is pasted into a shell whose programs only say how they were called.
pub(crate) fn is_called(line: &str) -> bool {
    looks(line) || line.starts_with("sudo apt-get install ")
}

/// Whether a line changes nothing.
pub(crate) fn looks(line: &str) -> bool {
    LOOKS.iter().any(|look| line.starts_with(look))
}

/// A look is told, a line without ground too; a tag is put on the page, everything else pasted in a shell.
fn by_itself(name: &str, line: &str) -> How {
    if looks(line) {
        return Told("it looks, and changes nothing");
    }
    let is_meant = |(scenario, start, _): &&(&str, &str, &str)| {
        name.starts_with(scenario) && line.starts_with(start)
    };
    match UNTRIED.iter().find(is_meant) {
        Some((.., why)) => Told(why),
        None if line.starts_with(COPIES) => Kept,
        None if name.starts_with("sumdb-") && line.starts_with("go get ") => Later,
        None if line.starts_with("<meta ") => Page,
        None if line.starts_with("git config --global url.ssh://") => Keys,
        None => Pasted,
    }
}
