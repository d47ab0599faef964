//! Which cause of an error it was, as a run tells it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Message;
use crate::findings::{Finding, Severity, fix};

/// What a run of the doctor says of an error of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answer {
    /// The line of the input where the error begins, from 1.
    pub line: u64,
    /// The command that made the run.
    pub by: String,
    /// Whether go gets now what it failed to get then; none where nobody can say.
    pub ok: Option<bool>,
    /// The cause that the run shows; none where it shows none.
    pub name: Option<Cow<'static, str>>,
    /// What it comes to, in a sentence.
    pub says: String,
    /// Lines that cure it, the best first, with the `steps` that they are.
    #[serde(flatten, with = "fix")]
    pub fix: Vec<String>,
}

impl Answer {
    /// The cause of `message` that a run by the command `by` shows, which came to `ok` with `findings`, what would cure
    /// first in front.
    ///
    /// What the text allows comes before what it does not; a finding that leaves go its success is no cause.
    pub fn of(message: &Message, by: String, ok: Option<bool>, findings: &[Finding]) -> Self {
        let line = message.line;
        if ok == Some(true) {
            let says = "go gets it here and now: what failed then does not fail".to_owned();
            return Self { line, by, ok, name: None, says, fix: Vec::new() };
        }
        let Some(found) = shown(message, findings) else {
            let says = "the run shows none of the causes".to_owned();
            return Self { line, by, ok: None, name: None, says, fix: Vec::new() };
        };
        let (name, says, fix) = (found.name.clone(), found.title.clone(), found.fix.clone());
        Self { line, by, ok: Some(false), name: Some(name), says, fix }
    }

    /// An error that names nothing to look at.
    pub fn none(message: &Message) -> Self {
        let says = "the text names neither a path nor a host to look at".to_owned();
        let by = message.causes.first().map(|cause| cause.settle.clone()).unwrap_or_default();
        Self { line: message.line, by, ok: None, name: None, says, fix: Vec::new() }
    }
}

/// The finding that is the cause: the likeliest that the text allows, else the first that makes go fail.
fn shown<'a>(message: &Message, findings: &'a [Finding]) -> Option<&'a Finding> {
    let named = |name: &str| findings.iter().find(|finding| finding.name == name);
    let allowed = message.causes.iter().find_map(|cause| named(&cause.name));
    allowed.or_else(|| findings.iter().find(|finding| finding.severity == Severity::Error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Step;

    fn finding(name: &'static str, severity: Severity) -> Finding {
        Finding {
            name: name.into(),
            severity,
            usual: None,
            title: format!("{name}."),
            evidence: Vec::new(),
            fix: vec![format!("cure {name}")],
            not: Vec::new(),
            step: Step::Fetch,
            look: None,
        }
    }

    fn message() -> Message {
        let text = "go: a.test/b@v1.0.0: unrecognized import path \"a.test/b\": https fetch: Get \"https://a.test/b?go-get=1\": tls: failed to verify certificate: x509: certificate signed by unknown authority";
        super::super::explain(text.as_bytes()).next().unwrap().unwrap()
    }

    #[test]
    fn what_the_text_allows_comes_first() {
        let [other, due] = ["git-too-old", "tls-server-missing-intermediate"];
        let found = [finding(other, Severity::Error), finding(due, Severity::Error)];
        let answer = Answer::of(&message(), String::new(), Some(false), &found);
        assert_eq!((answer.name.as_deref(), answer.ok), (Some(due), Some(false)));
        assert_eq!(answer.fix, ["cure tls-server-missing-intermediate"]);
        let answer = Answer::of(&message(), String::new(), Some(false), &found[..1]);
        assert_eq!(answer.name.as_deref(), Some(other));
    }

    #[test]
    fn nothing_is_said_that_was_not_seen() {
        let note = [finding("netrc-elsewhere", Severity::Note)];
        let answer = Answer::of(&message(), String::new(), None, &note);
        assert_eq!((answer.name, answer.ok), (None, None));
        let due = [finding("tls-server-missing-intermediate", Severity::Error)];
        let answer = Answer::of(&message(), String::new(), Some(true), &due);
        assert_eq!((answer.name, answer.ok), (None, Some(true)));
    }
}
