//! go-import tags as they have to be on a page.

use super::View;
use crate::{
    go::{
        cmd::{meta::Import, select::Fault},
        std::net::url::Url,
        xmod::{major::split_version, module::is_below},
    },
    secret::UrlText,
    trace::{Matched, Told as _},
};

impl<'a> View<'a> {
    /// The tag that go chose on the page of the path.
    pub(crate) fn chosen(&self) -> Option<&'a Import> {
        self.failed().told::<Matched>().find_map(|matched| matched.import.as_ref())
    }

    /// The scheme of `url` as go reads it, empty for none; `None` where it is no URL.
    pub(crate) fn scheme(&self, url: &UrlText) -> Option<String> {
        let url = Url::parse_by(url.expose(), self.trace.header.go).ok()?;
        Some(url.scheme().to_owned())
    }

    /// The tag with this prefix, on the page that go took none from.
    pub(crate) fn tag_for(&self, prefix: &str) -> Option<&'a Import> {
        let mut imports = self.useless_page()?.read.go().imports.iter();
        imports.find(|import| import.prefix == prefix)
    }

    /// The tag that `text` was meant for, which go does not take as one. What the text does not
    /// tell is left for the reader to fill in.
    pub(crate) fn meant(&self, text: &str) -> String {
        const KNOWN: [&str; 5] = ["git", "hg", "svn", "fossil", "mod"];
        let path = self.culprit().unwrap_or("PREFIX");
        let text = text.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&#34;", "\"");
        let mut quoted = text.split(|c: char| "\"'<>“”„«»‘’".contains(c));
        let content = quoted.find(|part| part.contains("://")).unwrap_or_default();
        let mut words = content.split_whitespace();
        let prefix = words.clone().find(|word| word.contains('/') && is_below(path, word));
        let vcs = words.clone().find(|word| KNOWN.contains(word));
        let repo = words.find(|word| word.contains("://"));
        tag(&Import {
            prefix: prefix.unwrap_or(path).to_owned(),
            vcs: vcs.unwrap_or("git").to_owned(),
            repo: repo.unwrap_or("https://REPOSITORY").into(),
            subdir: words.next().unwrap_or_default().to_owned(),
        })
    }
}

/// The tag without the fault, where it is plain what was meant.
pub(crate) fn mended(import: &Import, fault: &Fault) -> Option<Import> {
    let repo = import.repo.expose();
    match fault {
        Fault::Subdir { subdir, .. } => {
            let subdir = subdir.trim_start_matches(['/', '-']).to_owned();
            Some(Import { subdir, ..import.clone() })
        }
        Fault::RepoRoot { .. } | Fault::NoScheme { .. } if !repo.contains("://") => {
            Some(Import { repo: with_scheme(repo)?.into(), ..import.clone() })
        }
        Fault::UnknownVcs { vcs, .. } => {
            let vcs = known_vcs(vcs, repo)?.to_owned();
            Some(Import { vcs, ..import.clone() })
        }
        Fault::RepoRoot { .. } | Fault::NoScheme { .. } => None,
    }
}

/// A repository root that was written without a scheme, or as for scp.
fn with_scheme(repo: &str) -> Option<String> {
    let bare = repo.trim_start_matches('/');
    let place = bare.split('/').next().unwrap_or_default();
    let (host, port) = place.split_once(':').unwrap_or((place, "0"));
    let is_port = port.starts_with(|c: char| c.is_ascii_digit());
    let web = (is_port && is_name(host)).then(|| format!("https://{bare}"));
    web.or_else(|| of_scp(repo))
}

/// `host:path` or `user@host:path` as a URL. What is written in entities of HTML looks like that from afar.
pub(crate) fn of_scp(repo: &str) -> Option<String> {
    let (place, path) = repo.split_once(':')?;
    let (user, host) = place.split_once('@').unwrap_or(("git", place));
    let is_whole = is_name(user) && is_name(host) && !path.is_empty();
    is_whole.then(|| format!("ssh://{place}/{}", path.trim_start_matches('/')))
}

fn is_name(text: &str) -> bool {
    let may = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    !text.is_empty() && text.bytes().all(may)
}

/// The VCS that was meant: by its letters, else by the repository.
fn known_vcs(vcs: &str, repo: &str) -> Option<&'static str> {
    const KNOWN: [&str; 5] = ["git", "hg", "svn", "fossil", "mod"];
    let lower = vcs.to_ascii_lowercase();
    let near = KNOWN.into_iter().find(|known| lower.contains(known));
    near.or_else(|| repo.strip_suffix(".git").map(|_| "git"))
}

/// The tag that says what `import` says, to be pasted into the head of a page; without a login,
/// which no page should have.
pub(crate) fn tag(import: &Import) -> String {
    let Import { prefix, vcs, repo, subdir } = import;
    let repo = repo.without_login();
    let space = if subdir.is_empty() { "" } else { " " };
    let content = format!("{prefix} {vcs} {repo}{space}{subdir}");
    let content = content.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<meta name=\"go-import\" content=\"{content}\">")
}

/// Whether a prefix has something of a URL that no import path has.
pub(crate) fn is_url(prefix: &str) -> bool {
    prefix.contains("://") || prefix.contains(['?', '#'])
}

/// The tag with `url`, the page that it is missing from.
pub(crate) fn tag_on(import: &Import, url: &str) -> String {
    tag(import) + &html_remark(&format!("on {url}"))
}

/// A remark behind a tag, which no text in it can end.
pub(crate) fn html_remark(text: &str) -> String {
    format!("   <!-- {} -->", text.replace("--", "%2D%2D").replace('>', "&gt;"))
}

/// The tag that the page of the module or package `path` lacks; its repository is for the reader to fill in. A major version is no
/// part of the root.
pub(crate) fn missing(path: &str) -> Import {
    let root = split_version(path).filter(|(_, major)| major.starts_with('/'));
    let root = root.map_or(path, |(root, _)| root);
    let (vcs, subdir) = ("git".to_owned(), String::new());
    Import { prefix: root.to_owned(), vcs, repo: "https://REPOSITORY".into(), subdir }
}

/// The `location` that lets the nginx that answered serve the tag, for its prefix and all below; none where another program answered.
pub(crate) fn nginx(view: &View<'_>, import: &Import) -> Option<String> {
    let server = view.own().next_back()?.header("server")?.to_ascii_lowercase();
    let is_nginx = ["nginx", "openresty"].iter().any(|name| server.starts_with(name));
    let (_, place) = import.prefix.split_once('/').filter(|_| is_nginx)?;
    let tag = tag(import).replace('\'', "\\'");
    // nginx has no way to write a dollar sign.
    (!tag.contains('$')).then(|| {
        format!("location ^~ /{place} {{ default_type text/html; return 200 '{tag}'; }}   # in nginx, not: location = /{place}")
    })
}

/// The tag behind `<head>`, to be pasted in its place.
pub(crate) fn first_in_head(import: &Import) -> String {
    format!("<head>{}", tag(import))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_html() {
        let import = |repo: &str, subdir: &str| Import {
            prefix: "a.test/x".into(),
            vcs: "git".into(),
            repo: repo.into(),
            subdir: subdir.into(),
        };
        let plain = "<meta name=\"go-import\" content=\"a.test/x git https://r sub\">";
        assert_eq!(tag(&import("https://r", "sub")), plain);
        assert_eq!(tag(&import("https://user:secret@r", "sub")), plain);
        assert!(tag(&import("https://user@r", "")).contains(" https://user@r"));
        assert!(tag(&import("https://r?a&b\"", "")).contains("https://r?a&amp;b&quot;\">"));
        assert_eq!(html_remark("on https://h/--><b>"), "   <!-- on https://h/%2D%2D&gt;<b&gt; -->");
    }
}
