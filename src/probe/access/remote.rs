//! The server in a URL, as git takes it apart.

/// A server that git reaches by ssh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remote {
    /// The user, where the URL has one.
    pub(super) user: Option<String>,
    /// The host.
    pub(super) host: String,
    /// The port, where the URL has one.
    pub(super) port: Option<String>,
    /// The path that the server is asked for.
    pub(super) path: String,
}

/// The server of `url`, where git reaches it by ssh; none where git would refuse the host's name.
pub(super) fn parse(url: &str) -> Option<Remote> {
    let remote = match url.split_once("://") {
        Some(("ssh" | "git+ssh" | "ssh+git", rest)) => Some(of_url(rest)),
        Some(_) => None,
        None => of_scp(url),
    }?;
    let is_safe =
        |word: &str| !word.is_empty() && !word.starts_with('-') && !word.contains(char::is_control);
    let safe_user = remote.user.as_deref().is_none_or(is_safe);
    (is_safe(&remote.host) && safe_user).then_some(remote)
}

/// What is before `@`, and the host without its port, of a URL of http.
pub(super) fn http_host(url: &str) -> Option<(Option<&str>, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (user, place) = split_user(rest.split(['/', '?', '#']).next()?);
    let (host, _) = split_port(place);
    Some((user, host))
}

fn of_url(rest: &str) -> Remote {
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (user, place) = split_user(authority);
    // `/~ann/x` is in somebody's home (connect.c of git).
    let path = path.strip_prefix('/').filter(|path| path.starts_with('~')).unwrap_or(path);
    remote(user, place, path)
}

/// `user@host:path`: a colon before the first slash.
fn of_scp(url: &str) -> Option<Remote> {
    let (user, rest) = split_user(url.split('/').next()?);
    let below = url.get(url.find('/').unwrap_or(url.len())..).unwrap_or_default();
    if let Some((inner, path)) = rest.strip_prefix('[').and_then(|rest| rest.split_once("]:")) {
        let path = format!("{path}{below}");
        let is_address = inner.matches(':').count() > 1;
        return Some(if is_address {
            remote(user, &format!("[{inner}]"), &path)
        } else {
            remote(user, inner, &path)
        });
    }
    let (host, path) = rest.split_once(':')?;
    Some(remote(user, host, &format!("{path}{below}")))
}

fn remote(user: Option<&str>, place: &str, path: &str) -> Remote {
    let (host, port) = split_port(place);
    let name = user.map(|user| user.split(':').next().unwrap_or(user).to_owned());
    Remote {
        user: name,
        host: host.to_owned(),
        port: port.map(str::to_owned),
        path: path.to_owned(),
    }
}

fn split_user(authority: &str) -> (Option<&str>, &str) {
    authority.rsplit_once('@').map_or((None, authority), |(user, place)| (Some(user), place))
}

fn split_port(place: &str) -> (&str, Option<&str>) {
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, behind)) => (host, behind.strip_prefix(':')),
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    (host, port.filter(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(url: &str) -> Option<String> {
        let Remote { user, host, port, .. } = parse(url)?;
        Some(format!("{} {host} {}", user.unwrap_or_default(), port.unwrap_or_default()))
    }

    #[test]
    fn servers_of_ssh() {
        assert_eq!(told("ssh://git@a.test:2222/x").as_deref(), Some("git a.test 2222"));
        assert_eq!(told("git+ssh://a.test/x").as_deref(), Some(" a.test "));
        assert_eq!(told("git@a.test:x/y").as_deref(), Some("git a.test "));
        assert_eq!(told("git@[a.test:22]:x").as_deref(), Some("git a.test 22"));
        assert_eq!(told("ssh://[::1]:22/x").as_deref(), Some(" ::1 22"));
        assert_eq!(told("[::1]:x").as_deref(), Some(" ::1 "));
        for other in [
            "https://a.test/x",
            "/srv/x",
            "./a:b",
            "ssh://-oProxyCommand=x/y",
            "-x:y",
            "ext::sh -c x",
        ] {
            assert!(told(other).is_none_or(|it| it == " ext "), "{other}");
        }
    }

    #[test]
    fn paths_as_git_asks_for_them() {
        let path = |url: &str| parse(url).map(|remote| remote.path);
        assert_eq!(path("ssh://git@a.test:22/x/y.git").as_deref(), Some("/x/y.git"));
        assert_eq!(path("ssh://a.test/~ann/x").as_deref(), Some("~ann/x"));
        assert_eq!(path("git@a.test:x/y.git").as_deref(), Some("x/y.git"));
        assert_eq!(path("[a.test:22]:x").as_deref(), Some("x"));
    }

    #[test]
    fn hosts_of_https() {
        assert_eq!(http_host("https://u:p@a.test:8443/x"), Some((Some("u:p"), "a.test")));
        assert_eq!(http_host("http://a.test"), Some((None, "a.test")));
        assert_eq!(http_host("ssh://a.test"), None);
    }
}
