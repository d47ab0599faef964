//! What is seen of a database's answers, for people: requests, records and heads.

use std::sync::Arc;

use crate::{
    go::{
        cmd::{fault::Fault, fetched::Answer},
        std::{net::url::Url, strconv::text::lossy},
        xmod::sumdb::{
            note::{self, Verifier},
            tlog::{Record, Tree},
        },
    },
    secret::redact_url,
    trace::{SumHead, SumRecord, SumRequest},
};

/// An answer as go reads it for sums.
pub(super) struct Read {
    /// The request, for the record.
    pub(super) request: SumRequest,
    /// Its content, or go's text on why there is none.
    pub(super) content: Result<Arc<[u8]>, String>,
}

/// Reads an answer. `Err` where go ends.
pub(super) fn read(url: &Url, answer: Answer) -> Result<Read, Fault> {
    let status = match &answer {
        Answer::Body(_) | Answer::Broken(_) => Some(200),
        Answer::Status { code, .. } => Some(*code),
        Answer::Nothing(_) | Answer::Fatal(_) => None,
    };
    let closed = matches!(&answer, Answer::Status { detail, .. } if is_closed(detail));
    let content = match answer {
        Answer::Body(body) => Ok(body.into()),
        Answer::Broken(why) => Err(format!("reading {url}: {why}")),
        Answer::Fatal(text) => return Err(Fault::Fatal(text)),
        Answer::Nothing(text) => Err(text),
        Answer::Status { line, detail, .. } => Err(format!("reading {url}: {line}{detail}")),
    };
    let error = content.as_ref().err().map(|text| redact_url(text));
    let request = SumRequest { url: lossy(&url.redacted()).into(), status, error, closed };
    Ok(Read { request, content })
}

/// What git, ssh and the system's resolver say on the database's side, which its answer passes on and tells in no
/// other way.
const CLOSED: [&str; 5] = [
    "could not read Username",
    "could not read Password",
    "Permission denied",
    "epository not found",
    "no such host",
];

/// Whether the answer `detail` tells of a repository that the database may not read, or does not find.
fn is_closed(detail: &str) -> bool {
    CLOSED.iter().any(|words| detail.contains(words))
}

/// The record in the answer to a lookup; `None` where go reads none from it.
pub(super) fn record_in(answer: &[u8], verifier: &Verifier) -> Option<SumRecord> {
    let record = Record::parse(answer).ok()?;
    let lines = lossy(record.text).lines().map(str::to_owned).collect();
    Some(SumRecord { id: record.id, lines, head: head_of(record.head, verifier) })
}

/// The head in a note; `None` where it has no signature by the key, or none that holds.
pub(super) fn head_of(message: &[u8], verifier: &Verifier) -> Option<SumHead> {
    let tree = Tree::parse(note::open(message, verifier).ok()?).ok()?;
    Some(SumHead { size: tree.size, hash: tree.hash.to_string() })
}
