//! Where forges show the source of a repository: what a go-source tag says.

use crate::go::std::net::url::Url;

/// The home of a repository, its directories and the lines of its files, with `{/dir}`, `{file}` and `{line}` as the
/// documentation sites fill them; `None` where the forge is not known by its host.
///
/// `home` is the repository's page, `branch` what it shows; empty for the default one.
pub(super) fn source(home: &str, branch: &str) -> Option<[String; 3]> {
    let host = host(home)?;
    let base = home.trim_end_matches('/').trim_end_matches(".git");
    let at = if branch.is_empty() { "HEAD" } else { branch };
    let (dir, file) = match host.as_str() {
        "github.com" => {
            (format!("/tree/{at}{{/dir}}"), format!("/blob/{at}{{/dir}}/{{file}}#L{{line}}"))
        }
        "bitbucket.org" => {
            (format!("/src/{at}{{/dir}}"), format!("/src/{at}{{/dir}}/{{file}}#lines-{{line}}"))
        }
        "codeberg.org" if !branch.is_empty() => {
            let dir = format!("/src/branch/{at}{{/dir}}");
            (dir.clone(), format!("{dir}/{{file}}#L{{line}}"))
        }
        "git.sr.ht" => {
            (format!("/tree/{at}{{/dir}}"), format!("/tree/{at}{{/dir}}/{{file}}#L{{line}}"))
        }
        host if host.starts_with("gitlab.") => {
            (format!("/-/tree/{at}{{/dir}}"), format!("/-/blob/{at}{{/dir}}/{{file}}#L{{line}}"))
        }
        host if host.ends_with(".googlesource.com") => {
            (format!("/+/{at}{{/dir}}"), format!("/+/{at}{{/dir}}/{{file}}#{{line}}"))
        }
        _ => return None,
    };
    Some([base.to_owned(), format!("{base}{dir}"), format!("{base}{file}")])
}

/// The host of a page that a browser can open.
fn host(home: &str) -> Option<String> {
    let url = Url::parse(home).ok()?;
    let opens = matches!(url.scheme(), "https" | "http");
    opens.then(|| String::from_utf8_lossy(url.hostname()).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forges_are_known_by_their_host() {
        for (home, branch, wanted) in [
            ("https://github.com/o/r.git", "", "https://github.com/o/r/tree/HEAD{/dir}"),
            (
                "https://gitlab.example.com/g/s/r",
                "main",
                "https://gitlab.example.com/g/s/r/-/tree/main{/dir}",
            ),
            ("https://codeberg.org/o/r", "main", "https://codeberg.org/o/r/src/branch/main{/dir}"),
            (
                "https://go.googlesource.com/tools",
                "",
                "https://go.googlesource.com/tools/+/HEAD{/dir}",
            ),
        ] {
            let [_, dir, file] = source(home, branch).unwrap();
            assert_eq!(dir, wanted);
            assert!(file.contains("{/dir}/{file}#") && file.contains("{line}"), "{file}");
        }
        for home in [
            "https://codeberg.org/o/r",
            "https://example.com/r",
            "ssh://git@github.com/o/r",
            "github.com/o/r",
        ] {
            assert_eq!(source(home, ""), None, "{home}");
        }
    }
}
