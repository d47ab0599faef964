//! What a module proxy answers at a path, good or bad.

use std::collections::BTreeMap;

use crate::chance::Chance;

/// Answers by the path of the request, as it is asked.
pub(super) type Answers = BTreeMap<String, Answer>;

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// Its header fields, each with its line end.
    pub(super) fields: &'static str,
    pub(super) end: End,
}

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The connection is closed in place of an answer.
    Nothing,
    /// The body is cut short.
    Short,
    /// All is sent.
    Whole,
}

impl Answer {
    pub(super) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, body)
    }

    pub(super) fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), fields: "", end: End::Whole }
    }

    /// A failure of a server, or of what is in front of it.
    pub(super) fn fault(chance: &mut Chance) -> Self {
        let status = STATUSES[chance.below(STATUSES.len())];
        let body = match status {
            200 => chance.pick(&["", "<!DOCTYPE html>\n<title>Sign in</title>\n", "null", "{}"]),
            204 | 304 => "",
            _ => BODIES[chance.below(BODIES.len())],
        };
        let end = match chance.below(8) {
            0 => End::Nothing,
            1 if !body.is_empty() => End::Short,
            _ => End::Whole,
        };
        let fields = if status / 100 == 3 { PLACES } else { TYPES };
        let fields = fields[chance.below(fields.len())];
        Self { fields, end, ..Self::of(status, body) }
    }

    /// The bytes on the wire; nothing is asked twice on one connection.
    pub(super) fn bytes(&self) -> Vec<u8> {
        if self.end == End::Nothing {
            return Vec::new();
        }
        let Self { status, body, fields, end } = self;
        let reason = goget_doctor::go::std::net::http::status::reason(*status);
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\n{fields}Connection: close\r\nContent-Length: {length}\r\n\r\n"
        );
        let sent = if *end == End::Short { &body[..length / 2] } else { body };
        [head.as_bytes(), sent].concat()
    }
}

const STATUSES: &[u16] = &[
    404, 404, 404, 404, 410, 410, 403, 500, 200, 200, 401, 429, 502, 204, 400, 302, 301, 304, 451,
];

/// What a server says of a failure, which go quotes from plain text.
const BODIES: &[&str] = &[
    "",
    "not found: no such module\n",
    "not found: ex.onion/m@v1.0.0: invalid version: unknown revision v1.0.0",
    "one\ntwo\n",
    "one\n\ttwo\r\nthree\n\n",
    "<html>\n<p>No</p>\n</html>\n",
    "é",
    "a\u{1}b",
    "  \n",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n",
];

const TYPES: &[&str] = &[
    "",
    "Content-Type: text/plain; charset=utf-8\r\n",
    "Content-Type: text/plain; charset=utf-8\r\n",
    "Content-Type: text/plain\r\n",
    "Content-Type: text/plain; charset=US-ASCII\r\n",
    "Content-Type: text/plain; charset=latin1\r\n",
    "Content-Type: text/html\r\n",
    "Content-Encoding: gzip\r\n",
];

/// Where else an answer is to be had.
const PLACES: &[&str] = &[
    "",
    "Location: /login\r\n",
    "Location: /ex.onion/m/@v/list\r\n",
    "Location: /ex.onion/m/@v/v1.0.0.info\r\n",
    "Location: http://127.0.0.1:1/x\r\n",
    "Location: ?x\r\n",
];
