//! URLs where a path or a host is meant: those that are cloned from, looked at in a browser, or asked by go itself.

use std::ffi::{OsStr, OsString};

use super::{console::Console, usage::local};
use crate::{secret::redact_url, shell, stages::meant_path};

/// The path that is meant by an argument: the argument itself, or what the URL in its place is about, which is said.
pub(super) fn taken(argument: &OsStr, console: &Console) -> OsString {
    let Some(text) = argument.to_str() else { return argument.to_owned() };
    let Some(path) = path(text) else { return argument.to_owned() };
    let url = redact_url(text);
    console.remark(&format!("{url} is read as {path}; go takes a path alone: go get {path}"));
    path.into()
}

/// The paths that are meant by arguments. A version behind a path, as in go.mod, is a query of it.
pub(super) fn all_taken(arguments: &[OsString], console: &Console) -> Vec<OsString> {
    let mut paths: Vec<OsString> = Vec::new();
    for argument in arguments {
        if let Some(folder) = argument.to_str().and_then(local) {
            let check = format!("goget-doctor check {}", shell::word(folder));
            console.remark(&format!("the modules of a folder are looked at by {check}"));
        }
        let version = argument.to_str().filter(|text| is_version(text));
        let before = paths.last_mut().and_then(|path| path.to_str().map(str::to_owned));
        match (before.filter(|path| !path.contains('@')), version) {
            (Some(path), Some(version)) => {
                let path = format!("{path}@{version}");
                console.remark(&format!("{version} behind a path is read as its query: {path}"));
                paths.pop();
                paths.push(path.into());
            }
            _ => paths.push(taken(argument, console)),
        }
    }
    paths
}

/// The host that is meant by an argument, likewise.
pub(super) fn taken_host(argument: &str, console: &Console) -> String {
    let Some(host) = host(argument) else { return argument.to_owned() };
    console.remark(&format!("{} is read as {host}", redact_url(argument)));
    host
}

/// The import path that a URL is about, or that a line of go.mod requires with its version. `None` where `text` is neither.
fn path(text: &str) -> Option<String> {
    required(text).or_else(|| of_url(text))
}

/// `PATH VERSION`, as a line of go.mod and `go list -m` have it.
fn required(text: &str) -> Option<String> {
    let line = text.split("//").next()?.trim();
    let line = line.strip_prefix("require ").unwrap_or(line);
    let (path, version) = line.split_once(' ')?;
    let version = version.trim();
    let is_path = path.contains('.') && !path.contains(['@', ':']);
    (is_path && is_version(version)).then(|| format!("{path}@{version}"))
}

/// Whether `text` is a version: `v1.2.3`, with or without what may follow.
fn is_version(text: &str) -> bool {
    let mut numbers = text.strip_prefix('v').unwrap_or_default().splitn(3, '.');
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    numbers.next().is_some_and(is_number)
        && numbers.next().is_some_and(is_number)
        && numbers.next().is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
        && !text.contains(['/', ' '])
}

fn of_url(text: &str) -> Option<String> {
    (has_scheme(text) || is_of_ssh(text)).then(|| meant_path(text)).flatten()
}

/// The host that a URL is about, with its port where one is written. `None` where `text` is no URL of a host.
fn host(text: &str) -> Option<String> {
    let place = match text.split_once("://") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next()?,
        None => text.split_once(':').map(|(place, _)| place).filter(|it| it.contains('@'))?,
    };
    let host = place.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// Whether `text` begins with a scheme by which repositories and pages are reached.
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SCHEMES.contains(&&*scheme))
}

/// Whether `text` is `user@host:path`, or `host:path` where no port is meant.
fn is_of_ssh(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    let Some((place, behind)) = first.split_once(':') else { return false };
    !behind.is_empty() && !behind.bytes().all(|it| it.is_ascii_digit()) && place.contains('.')
}

const SCHEMES: &[&str] = &["https", "http", "ssh", "git", "git+ssh", "git+https", "ssh+git"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_become_paths() {
        for (url, expected) in [
            ("https://gitlab.com/x", "gitlab.com/x"),
            ("https://gitlab.com/x/y.git", "gitlab.com/x/y"),
            ("https://u:hunter2@git.a.test:8443/x/y.git/", "git.a.test/x/y.git"),
            ("https://gitlab.com/x/y.git@v1.2.3", "gitlab.com/x/y@v1.2.3"),
            ("https://github.com/x/y@main", "github.com/x/y@main"),
            ("HTTPS://GitHub.com/X/y", "github.com/X/y"),
            ("git@github.com:x/y.git", "github.com/x/y"),
            ("github.com:x/y.git", "github.com/x/y"),
            ("ssh://git@git.a.test:2222/x/y.git", "git.a.test/x/y.git"),
            ("git+ssh://git@git.a.test/x/y", "git.a.test/x/y"),
            ("https://tonybai.com/gowechat?go-get=1", "tonybai.com/gowechat"),
            ("https://a.test?go-get=1", "a.test"),
            ("https://github.com/x/y/tree/main/sub/pkg", "github.com/x/y/sub/pkg"),
            ("https://github.com/x/y/tree/v1.2.3/sub", "github.com/x/y/sub@v1.2.3"),
            ("https://github.com/x/y/blob/main/sub/a.go#L10-L20", "github.com/x/y/sub"),
            ("https://github.com/x/y/blob/main/README.md", "github.com/x/y"),
            ("https://github.com/x/y/releases/tag/v1.2.3", "github.com/x/y@v1.2.3"),
            ("https://github.com/x/y/releases/tag/sub%2Fv1.2.3", "github.com/x/y/sub@v1.2.3"),
            ("https://github.com/x/y/releases", "github.com/x/y"),
            ("https://github.com/x/y/commit/0123abcdef", "github.com/x/y@0123abcdef"),
            ("https://github.com/x/y/pull/7/files", "github.com/x/y"),
            ("https://github.com/x/y/issues?q=1", "github.com/x/y"),
            (
                "https://gitlab.com/g/s/y/-/tree/v1.0.0/sub?ref_type=tags",
                "gitlab.com/g/s/y/sub@v1.0.0",
            ),
            ("https://gitlab.com/g/s/y/-/blob/main/go.mod", "gitlab.com/g/s/y"),
            ("https://gitlab.com/g/s/y/-/tags/v1.0.0", "gitlab.com/g/s/y@v1.0.0"),
            ("https://gitlab.com/g/y/-/merge_requests/1", "gitlab.com/g/y"),
            ("https://codeberg.org/x/y/src/branch/main/sub", "codeberg.org/x/y/sub"),
            ("https://codeberg.org/x/y/src/tag/v1.0.0/a.go", "codeberg.org/x/y@v1.0.0"),
            ("https://bitbucket.org/x/y/src/master/sub/", "bitbucket.org/x/y/sub"),
            ("https://pkg.go.dev/github.com/x/y@v1.2.3/sub#Func", "github.com/x/y/sub@v1.2.3"),
            ("https://pkg.go.dev/net/http", "net/http"),
            ("https://pkg.go.dev/github.com/x/y?tab=versions", "github.com/x/y"),
            (
                "https://proxy.golang.org/github.com/!burnt!sushi/toml/@v/v1.0.0.mod",
                "github.com/BurntSushi/toml@v1.0.0",
            ),
            ("https://nexus.a.test/repository/go/a.test/b/@v/list", "a.test/b"),
            ("https://goproxy.cn/a.test/b/@latest", "a.test/b"),
            ("https://sum.golang.org/lookup/a.test/b@v1.0.0", "a.test/b@v1.0.0"),
            ("https://git.a.test/team/tree", "git.a.test/team/tree"),
        ] {
            assert_eq!(path(url).as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn paths_are_left_alone() {
        for text in [
            "a.test/b",
            "a.test/b@v1.0.0",
            "a.test:8080/b",
            "fmt",
            "./x",
            "file:///srv/x",
            "a:b",
            r"C:\x",
            "https://",
            "https://localhost/x",
            "a.test/x:y",
            "git@",
            "ö://a.test",
            "https://a b.test/x",
        ] {
            assert_eq!(path(text), None, "{text}");
        }
    }

    #[test]
    fn lines_of_go_mod_become_queries() {
        for (line, expected) in [
            ("a.test/b v1.2.3", Some("a.test/b@v1.2.3")),
            (
                "\trequire a.test/b v0.0.0-20240101000000-0123456789ab // indirect",
                Some("a.test/b@v0.0.0-20240101000000-0123456789ab"),
            ),
            ("a.test/b 1.2.3", None),
            ("a.test/b v1.2", None),
            ("a.test/b@v1.2.3", None),
        ] {
            assert_eq!(path(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn urls_have_hosts() {
        assert_eq!(host("https://u:p@A.test:8443/x?y").as_deref(), Some("a.test:8443"));
        assert_eq!(host("git@a.test:x/y.git").as_deref(), Some("a.test"));
        assert_eq!(host("a.test:https"), None);
        assert_eq!(host("a.test:443"), None);
    }
}
