//! The answers of a module proxy as go reads them: where it asks, and what `list`, `@latest` and `.info` say
//! (modules.md §5, 6).

pub mod address;
pub mod info;
pub mod list;

use super::fault::Fault;
use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
};
use address::Address;

/// What a proxy answered to one GET, after redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T = Vec<u8>> {
    /// Status 200 and a body that came whole.
    Body(T),
    /// Status 200 and a body that broke off, with the reason in go's words: `unexpected EOF`.
    Broken(String),
    /// go ends here, with this whole text.
    Fatal(String),
    /// No answer, with go's whole text: `Get "…": EOF`, `refusing to pass credentials to insecure URL: …`.
    Nothing(String),
    /// Any other status; a file that is not there is a 404 to go too.
    Status {
        /// Its number.
        code: u16,
        /// What go shows of it: number and phrase, or the reason of the file system.
        line: String,
        /// What go quotes from the body, with the line end and tab in front; empty for nothing.
        detail: String,
    },
}

impl<T> Answer<T> {
    /// The answer with its body changed by `change`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Body(body) => Answer::Body(change(body)),
            Self::Broken(why) => Answer::Broken(why),
            Self::Fatal(text) => Answer::Fatal(text),
            Self::Nothing(text) => Answer::Nothing(text),
            Self::Status { code, line, detail } => Answer::Status { code, line, detail },
        }
    }

    /// The answer with its body changed by `change`, which may fail.
    pub fn try_map<U, E>(self, change: impl FnOnce(T) -> Result<U, E>) -> Result<Answer<U>, E> {
        match self.map(change) {
            Answer::Body(body) => body.map(Answer::Body),
            other => Ok(other.map(|_: Result<U, E>| unreachable!("a body was changed above"))),
        }
    }

    /// The body, or go's error without a module in front.
    pub fn body(self, address: &Address, release: Version) -> Result<T, Fault> {
        match self {
            Self::Body(body) => Ok(body),
            Self::Broken(why) => {
                Err(Fault::Other(format!("read {}: {why}", quote(address.read(release)))))
            }
            Self::Fatal(text) => Err(Fault::Fatal(text)),
            Self::Nothing(text) => Err(Fault::Other(text)),
            Self::Status { code, line, detail } => {
                let text = format!("reading {}: {line}{detail}", address.url);
                Err(if matches!(code, 404 | 410) {
                    Fault::NotFound(text)
                } else {
                    Fault::Other(text)
                })
            }
        }
    }
}

impl Address {
    /// The URL that go names where the body broke off: until 1.21 it left the module path out.
    fn read(&self, release: Version) -> String {
        match (
            release.has(Change::BrokenBodyNamesUrl),
            self.endpoint.strip_suffix(".zip").is_some(),
        ) {
            (true, _) => self.url.to_string(),
            (false, false) => format!("{}/{}", self.base.trim_end_matches('/'), self.endpoint),
            (false, true) => {
                let whole = format!("{}/{}", self.base.trim_end_matches('/'), self.endpoint);
                whole.replacen("//", "/", 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answer: Answer, release: &str) -> Fault {
        let proxy = crate::go::std::net::url::Url::parse("http://p/x").unwrap();
        let address =
            address::Place::new(&proxy, "a.b/c").unwrap().zip("v1.0.0", Version::NEWEST).unwrap();
        answer.body(&address, release.parse().unwrap()).unwrap_err()
    }

    #[test]
    fn statuses() {
        let status = |code: u16, line: &str| Answer::Status {
            code,
            line: line.into(),
            detail: "\n\tserver response: x".into(),
        };
        let gone = said(status(410, "410 Gone"), "1.27");
        let text = "reading http://p/x/a.b/c/@v/v1.0.0.zip: 410 Gone\n\tserver response: x";
        assert_eq!(gone, Fault::NotFound(text.into()));
        assert!(!said(status(403, "403 Forbidden"), "1.27").is_not_found());
    }

    #[test]
    fn broken_bodies_by_release() {
        let broken = |release| said(Answer::Broken("unexpected EOF".into()), release).to_string();
        assert_eq!(broken("1.22"), "read \"http://p/x/a.b/c/@v/v1.0.0.zip\": unexpected EOF");
        assert_eq!(broken("1.21"), "read \"http:/p/x/@v/v1.0.0.zip\": unexpected EOF");
    }
}
