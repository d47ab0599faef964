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
        Self { status, body: body.into(), end: End::Whole }
    }

    /// A failure of a server, or of what is in front of it.
    pub(super) fn fault(chance: &mut Chance) -> Self {
        let status = [404, 404, 404, 410, 410, 403, 500, 200, 200, 401, 429, 502, 204];
        let status = status[chance.below(status.len())];
        let body = match status {
            200 => chance.pick(&["", "<!DOCTYPE html>\n<title>Sign in</title>\n", "null", "{}"]),
            204 => "",
            _ => {
                chance.pick(&["", "not found: no such module\n", "one\ntwo\n", "<html>", "é\u{1}"])
            }
        };
        let end = match chance.below(8) {
            0 => End::Nothing,
            1 if status != 204 && !body.is_empty() => End::Short,
            _ => End::Whole,
        };
        Self { end, ..Self::of(status, body) }
    }

    /// The bytes on the wire; nothing is asked twice on one connection.
    pub(super) fn bytes(&self) -> Vec<u8> {
        if self.end == End::Nothing {
            return Vec::new();
        }
        let Self { status, body, end } = self;
        let reason = goget_doctor::go::std::net::http::status::reason(*status);
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        );
        let sent = if *end == End::Short { &body[..length / 2] } else { body };
        [head.as_bytes(), sent].concat()
    }
}
