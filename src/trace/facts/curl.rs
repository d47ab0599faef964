//! What git's HTTP library did for a repository, as its own trace tells it.

use serde::{Deserialize, Serialize};

use crate::secret::UrlText;

/// What git's HTTP library did step by step, when git asked the repository again. Nobody was prompted, and a login went
/// only where git sends it anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurlSpoke {
    /// The repository, as go hands it to git.
    pub repo: UrlText,
    /// The requests, in order, those to a proxy among them.
    pub asked: Vec<CurlAsked>,
    /// What the library told of names, connections and certificates, in its own words, which follow no locale.
    pub told: Vec<String>,
    /// Whether git listed the repository this time.
    pub listed: bool,
}

/// A request of git's, and the head of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurlAsked {
    /// The method; `CONNECT` for a way through a proxy.
    pub method: String,
    /// The host that it names.
    pub host: String,
    /// Whether it carried a login: for the proxy, where it is a `CONNECT`.
    pub login: bool,
    /// The status of the answer; `None` where there was none.
    pub status: Option<u16>,
    /// The kinds of login that the answer offers, in small letters.
    pub schemes: Vec<String>,
    /// Where the answer redirects to.
    pub location: Option<UrlText>,
    /// The type of the answer.
    pub kind: Option<String>,
}

impl CurlSpoke {
    /// The last request for the repository itself.
    pub fn last(&self) -> Option<&CurlAsked> {
        self.asked.iter().rfind(|asked| asked.method != "CONNECT")
    }

    /// The refusal of a proxy to make a way to the server, where that is how it ended.
    pub fn refused_by_proxy(&self) -> Option<&CurlAsked> {
        let last = self.asked.last().filter(|asked| asked.method == "CONNECT")?;
        last.status.is_some_and(|status| status >= 400).then_some(last)
    }

    /// The line of the library's own that holds one of `texts`.
    pub fn line(&self, texts: &[&str]) -> Option<&str> {
        let mut lines = self.told.iter().rev();
        lines.find(|line| texts.iter().any(|text| line.contains(text))).map(String::as_str)
    }
}
