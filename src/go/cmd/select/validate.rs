//! Whether the fields of the chosen tag are allowed.

use serde::{Deserialize, Serialize};

use crate::{
    go::{
        cmd::{meta::Import, vcs::Vcs},
        std::strconv::text::quote,
        version::{Change, Version},
    },
    secret::{UrlText, redact_url},
};

/// What go refuses in a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The fourth field is no directory in a repository.
    #[error("{url}: invalid subdirectory {}: {fault}", quote(subdir))]
    Subdir {
        /// The URL of the page.
        url: String,
        /// The field.
        subdir: String,
        /// What is wrong with it.
        fault: SubdirFault,
    },
    /// The third field is no URL that go takes.
    #[error("{url}: invalid repo root {}: {reason}", quote(repo.to_string()))]
    RepoRoot {
        /// The URL of the page.
        url: String,
        /// The field.
        repo: UrlText,
        /// go's text for what is wrong with it.
        reason: String,
    },
    /// The third field holds no `://`, which is all that old releases ask for.
    #[error("{url}: invalid repo root {}; no scheme", quote(repo.to_string()))]
    NoScheme {
        /// The URL of the page.
        url: String,
        /// The field.
        repo: UrlText,
    },
    /// The second field is no system that go knows.
    #[error("{url}: unknown vcs {}", quote(vcs))]
    UnknownVcs {
        /// The URL of the page.
        url: String,
        /// The field.
        vcs: String,
    },
}

/// What is wrong with a subdirectory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum SubdirFault {
    /// The subdirectory begins with `/`.
    #[error("leading slash")]
    LeadingSlash,
    /// The subdirectory begins with `-`.
    #[error("leading hyphen")]
    LeadingHyphen,
}

/// Whether go takes the fields of `import`, which the page at `page_url` holds.
///
/// `parse_scheme` is go's parser of URLs: the scheme, which may be empty, or go's text for what
/// is wrong (`parse "R": …`). Source: discovery.md §9.3; GOVCS comes after this.
pub fn validate(
    import: &Import,
    page_url: &str,
    version: Version,
    parse_scheme: impl Fn(&str) -> Result<String, String>,
) -> Result<(), Fault> {
    let url = || page_url.to_owned();
    let fault = subdir_fault(&import.subdir).filter(|_| version.has(Change::SubdirChecked));
    if let Some(fault) = fault {
        return Err(Fault::Subdir { url: url(), subdir: import.subdir.clone(), fault });
    }
    if !version.has(Change::RootParsed) {
        if !import.repo.expose().contains("://") {
            return Err(Fault::NoScheme { url: url(), repo: import.repo.clone() });
        }
    } else if let Some(reason) = refusal(&parse_scheme(import.repo.expose()), version) {
        return Err(Fault::RepoRoot { url: url(), repo: import.repo.clone(), reason });
    }
    if Vcs::by_name(&import.vcs, version).is_none() {
        return Err(Fault::UnknownVcs { url: url(), vcs: import.vcs.clone() });
    }
    Ok(())
}

fn subdir_fault(subdir: &str) -> Option<SubdirFault> {
    match subdir.as_bytes().first() {
        Some(b'/') => Some(SubdirFault::LeadingSlash),
        Some(b'-') => Some(SubdirFault::LeadingHyphen),
        _ => None,
    }
}

fn refusal(scheme: &Result<String, String>, version: Version) -> Option<String> {
    match scheme.as_ref().map(String::as_str) {
        Ok("") => Some("no scheme".to_owned()),
        Ok("file") if version.has(Change::FileRootsRefused) => {
            Some("file scheme disallowed".to_owned())
        }
        Ok(_) => None,
        Err(text) => Some(redact_url(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough of go's parser for these tests.
    fn scheme(url: &str) -> Result<String, String> {
        match url.split_once(':') {
            Some((scheme, _)) if scheme.contains('@') => {
                Err(format!("parse {}: first path segment in URL cannot contain colon", quote(url)))
            }
            Some((scheme, _)) => Ok(scheme.to_lowercase()),
            None => Ok(String::new()),
        }
    }

    fn text(content: &str, version: &str) -> Option<String> {
        let import = Import::parse(content, Version::NEWEST).expect("content");
        let version = version.parse().expect("a release");
        validate(&import, "https://p", version, scheme).err().map(|fault| fault.to_string())
    }

    #[test]
    fn refuses_in_order_subdir_root_vcs() {
        for (content, expected) in [
            ("a cvs nope /s", r#"https://p: invalid subdirectory "/s": leading slash"#),
            ("a cvs nope -s", r#"https://p: invalid subdirectory "-s": leading hyphen"#),
            ("a cvs nope", r#"https://p: invalid repo root "nope": no scheme"#),
            (
                "a git FILE:///r",
                r#"https://p: invalid repo root "FILE:///r": file scheme disallowed"#,
            ),
            (
                "a git git@h:r",
                r#"https://p: invalid repo root "git@h:r": parse "git@h:r": first path segment in URL cannot contain colon"#,
            ),
            ("a cvs https://r", r#"https://p: unknown vcs "cvs""#),
            ("a Git https://r", r#"https://p: unknown vcs "Git""#),
            ("a bzr https://r", r#"https://p: unknown vcs "bzr""#),
        ] {
            assert_eq!(text(content, "1.27").as_deref(), Some(expected));
        }
    }

    #[test]
    fn takes_what_may_stand() {
        for content in
            ["a git http://r", "a mod https://r .", "a fossil x:/r", "a hg ssh://r a/../b"]
        {
            assert_eq!(text(content, "1.27"), None, "{content}");
        }
        assert_eq!(text("a bzr https://r", "1.26"), None);
        assert_eq!(text("a git file:///r", "1.12"), None);
    }
}
