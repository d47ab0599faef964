//! Questions to module proxies, and to the checksum database on the same wire.

use serde::{Deserialize, Serialize};

facts_of_stage! { ProxyAsked }

/// One GET that go makes of a module proxy, through its redirects, and what go has of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyAsked {
    /// The proxy's own URL as go shows it: the entry of GOPROXY.
    pub entry: String,
    /// The part of the URL behind the module path: `@v/list`.
    pub endpoint: String,
    /// The whole URL as go shows it.
    pub url: String,
    /// What came of it.
    pub answer: ProxyAnswer,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What go has of a GET.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ProxyAnswer {
    /// Status 200 and a body that came whole.
    Body {
        /// Its length, unpacked.
        bytes: u64,
    },
    /// Status 200 and a body that broke off.
    Broken {
        /// The reason in go's words.
        error: String,
    },
    /// go ends here.
    Fatal {
        /// go's text.
        error: String,
    },
    /// No answer.
    Nothing {
        /// go's text.
        error: String,
    },
    /// Any other status; a file that is not there has one too.
    Status {
        /// Its number.
        code: u16,
        /// Number and phrase, or the reason of the file system.
        line: String,
        /// What go quotes from the body, with the line end and tab in front.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        detail: String,
    },
    /// A limit of ours.
    Stopped {
        /// The limit.
        limit: String,
    },
    /// Nobody was asked, or go can do what the doctor cannot.
    Unknown {
        /// What is missing.
        missing: String,
    },
}
