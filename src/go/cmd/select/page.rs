//! What a page and the status it came with come to.

use serde::{Deserialize, Serialize};

use crate::go::{
    cmd::meta::{Import, Reading},
    version::{Change, Version},
};

/// The status of a response, as far as texts show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// The number.
    pub code: u16,
    /// The status as sent: `404 Not Found`.
    pub text: &'a str,
    /// What go adds from a body of plain text, its line break included; empty where it adds none.
    pub detail: &'a str,
}

/// Why a page counts as none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum PageError {
    /// The page has no tags, and its status is not 200.
    #[error("reading {url}: {status}{detail}")]
    Status {
        /// The URL asked for.
        url: String,
        /// The number of the status.
        code: u16,
        /// The status as sent.
        status: String,
        /// What the server said in plain text, as go appends it.
        detail: String,
    },
    /// The page has no tags before the place where go's parser gave up.
    #[error("parsing {subject}: {error}")]
    Parse {
        /// The import path; for the page of a prefix, its URL.
        subject: String,
        /// go's text.
        error: String,
    },
}

/// The tags of a page, perhaps none, or go's reason to take it for no page.
///
/// One tag makes both status and error unimportant; without tags the status hides the error.
/// `url` is the page's, `subject` what a parse error names. Source: discovery.md §7.7.
pub fn accept<'a>(
    reading: &'a Reading,
    status: Status<'_>,
    url: &str,
    subject: &str,
    version: Version,
) -> Result<&'a [Import], PageError> {
    if !reading.imports.is_empty() {
        return Ok(&reading.imports);
    }
    if status.code != 200 && version.has(Change::StatusReported) {
        return Err(PageError::Status {
            url: url.to_owned(),
            code: status.code,
            status: status.text.to_owned(),
            detail: status.detail.to_owned(),
        });
    }
    match &reading.error {
        Some(error) if !version.has(Change::PageErrorsSwallowed) => {
            Err(PageError::Parse { subject: subject.to_owned(), error: error.clone() })
        }
        _ => Ok(&[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::meta::read;

    const OK: Status<'_> = Status { code: 200, text: "200 OK", detail: "" };
    const MISSING: Status<'_> =
        Status { code: 404, text: "404 Not Found", detail: "\n\tserver response: gone" };
    const TAG: &str = "<meta name='go-import' content='a git https://r'>";

    fn accepted(page: &str, status: Status<'_>, version: &str) -> Result<usize, String> {
        let version = version.parse().expect("a release");
        let reading = read(page.as_bytes(), version);
        accept(&reading, status, "https://a?go-get=1", "a", version)
            .map(<[Import]>::len)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn tags_hide_the_status_and_the_status_hides_the_error() {
        assert_eq!(accepted(TAG, MISSING, "1.27"), Ok(1));
        assert_eq!(accepted(&format!("{TAG}<3>"), OK, "1.27"), Ok(1));
        assert_eq!(accepted("", OK, "1.27"), Ok(0));
        let text = "reading https://a?go-get=1: 404 Not Found\n\tserver response: gone";
        assert_eq!(accepted("<3>", MISSING, "1.27"), Err(text.into()));
        let text = "parsing a: XML syntax error on line 1: invalid XML name: 3";
        assert_eq!(accepted("<3>", OK, "1.27"), Err(text.into()));
    }

    #[test]
    fn older_releases_report_less() {
        assert_eq!(accepted("<3>", MISSING, "1.13"), Ok(0));
        assert_eq!(accepted("<3>", OK, "1.11"), Ok(0));
        assert!(accepted("<3>", MISSING, "1.8").is_err_and(|text| text.starts_with("parsing a")));
    }
}
