//! The import path that was most likely meant by something else: the address of a clone or of a page, or a path with
//! something around it.

use super::address::{self, is_forge};
use crate::go::xmod::module;

/// The argument for `go get` that `text` was most likely meant for, with the version that it has; none where that cannot
/// be told, or where it is no path of go's even then.
pub(crate) fn argument(text: &str) -> Option<String> {
    let text = bare(text);
    let word = text.split_whitespace().find(|word| word.contains(['.', '/']))?;
    let (address, version) = split_version(word.trim_matches(AROUND));
    let (path, named) = path(address)?;
    let host = path.split('/').next()?;
    module::check_import(path.as_bytes()).ok()?;
    // Without a dot it is a package of the standard library, from a page of documentation.
    if host.contains('.') {
        module::check_module(host.as_bytes()).ok()?;
    }
    let version = version.unwrap_or(&named);
    Some(if version.is_empty() { path } else { format!("{path}@{version}") })
}

/// `text` without what nobody sees, and with plain blanks.
fn bare(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_invisible(*c));
    seen.map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The address, and the version behind its last `@`; the `@` of a login stays.
fn split_version(word: &str) -> (&str, Option<&str>) {
    match word.rsplit_once('@') {
        Some((address, _)) if address.ends_with('/') => (word, None),
        Some((address, version)) if address.contains('/') && !version.contains(['/', ':', '?']) => {
            let version = version.trim_matches(AROUND);
            (address, Some(version).filter(|version| !version.is_empty()))
        }
        _ => (word, None),
    }
}

/// The path at an address, and the version that it names.
fn path(address: &str) -> Option<(String, String)> {
    let address = address.split(['?', '#']).next().unwrap_or_default().replace('\\', "/");
    let address = address.replace("%2F", "/").replace("%2f", "/").replace("%40", "@");
    let (scheme, rest) = without_scheme(&address);
    let (place, has_login) = without_login(rest);
    let (host, rest) = split_host(place, scheme || has_login)?;
    let host = known_host(&host)?;
    let elements: Vec<&str> =
        rest.split('/').filter(|element| !matches!(*element, "" | ".")).collect();
    Some(address::read(&host, &elements, scheme))
}

/// What is behind the scheme, or behind what was meant to be one; and whether there was one.
fn without_scheme(address: &str) -> (bool, &str) {
    let lower = address.to_ascii_lowercase();
    for scheme in ["git+https", "git+ssh", "ssh+git", "https", "http", "ssh", "git"] {
        let rest = lower.strip_prefix(scheme).map(|rest| &address[address.len() - rest.len()..]);
        let behind = rest.and_then(|rest| {
            let bare = rest.strip_prefix(':').unwrap_or(rest);
            let is_web = bare != rest && scheme.starts_with("http");
            let is_host = is_web && !bare.starts_with(|c: char| c.is_ascii_digit());
            let behind = bare.strip_prefix('/').map(|bare| bare.trim_start_matches('/'));
            behind.or(is_host.then_some(bare))
        });
        // `git/x` may be a path; `https/x` is none.
        let is_sure = rest.is_some_and(|rest| rest.starts_with(':') || rest.starts_with("//"));
        if let Some(behind) = behind.filter(|_| is_sure || scheme.starts_with("http")) {
            return (true, behind);
        }
    }
    (false, address)
}

/// What is behind `user@` or `user:password@`, and whether there was one.
fn without_login(address: &str) -> (&str, bool) {
    match address.split_once('@') {
        Some((login, rest)) if !login.contains('/') => (rest, true),
        _ => (address, false),
    }
}

/// The host without its port, and what follows it behind a slash, or behind the colon of `host:path`.
fn split_host(place: &str, is_address: bool) -> Option<(String, String)> {
    let (first, rest) = place.split_once('/').unwrap_or((place, ""));
    let Some((host, behind)) = first.split_once(':') else {
        return Some((first.to_owned(), rest.to_owned()));
    };
    let is_port = behind.bytes().all(|byte| byte.is_ascii_digit());
    match (is_port, is_address) {
        (true, true) => Some((host.to_owned(), rest.to_owned())),
        // A port is no slip: it has a page of its own.
        (true, false) => None,
        (false, _) => Some((host.to_owned(), format!("{behind}/{rest}"))),
    }
}

/// The host as DNS has it; none where it has no dot.
fn known_host(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_lowercase();
    let host = if host.is_ascii() { host } else { url::Host::parse(&host).ok()?.to_string() };
    let host =
        host.strip_prefix("www.").filter(|host| is_forge(host)).map_or(host.clone(), str::to_owned);
    host.contains('.').then_some(host)
}

/// What stands around a path in a text.
const AROUND: [char; 20] = [
    '"', '\'', '`', '“', '”', '„', '‘', '’', '«', '»', '<', '>', '(', ')', '[', ']', ',', ';', ':',
    '/',
];

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn what_was_meant() {
        for (text, meant) in [
            ("git@github.com:acme/lib.git", "github.com/acme/lib"),
            ("ssh://git@github.com/acme/lib.git", "github.com/acme/lib"),
            ("ssh://git@git.corp.example:2222/acme/lib", "git.corp.example/acme/lib"),
            ("https//github.com/acme/lib", "github.com/acme/lib"),
            ("https:/github.com/acme/lib", "github.com/acme/lib"),
            ("https://github.com/acme/lib/tree/main/sub/x", "github.com/acme/lib/sub/x"),
            ("https://github.com/acme/lib/blob/main/sub/x.go", "github.com/acme/lib/sub"),
            ("https://gitlab.com/g/s/lib/-/tree/main/sub", "gitlab.com/g/s/lib/sub"),
            ("https://www.github.com/acme/lib/issues/3", "github.com/acme/lib"),
            ("https://user:pw@git.corp.example/acme/lib?go-get=1", "git.corp.example/acme/lib"),
            ("github.com/acme/lib\u{200b}", "github.com/acme/lib"),
            ("GitHub.com/acme/Lib", "github.com/acme/Lib"),
            ("‘github.com/acme/lib’", "github.com/acme/lib"),
            ("\"github.com/acme/lib\",", "github.com/acme/lib"),
            (" github.com/acme/lib@v1.2.3 ", "github.com/acme/lib@v1.2.3"),
            ("go get github.com/acme/lib", "github.com/acme/lib"),
            ("github.com/acme/lib?go-get=1", "github.com/acme/lib"),
            ("github.com//acme\\lib/", "github.com/acme/lib"),
            ("bücher.example/lib", "xn--bcher-kva.example/lib"),
            (
                "git@git.corp.example:group/sub/lib.git@v1.0.0",
                "git.corp.example/group/sub/lib.git@v1.0.0",
            ),
        ] {
            assert_eq!(argument(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn nothing_is_made_up() {
        for text in [
            "",
            "acme/lib",
            "host.example:8443/x",
            "github.com/acme/l*b",
            "$(reboot)",
            "https://",
            ".",
        ] {
            assert_eq!(argument(text), None, "{text}");
        }
    }
}
