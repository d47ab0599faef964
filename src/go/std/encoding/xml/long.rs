//! Long tokens whose end has not come: what of them can go by unseen.

use std::ops::Range;

use super::{
    characters::{self, decode, reference_length},
    error::Fault,
    lexer::is_name_byte,
};

/// Bytes of an unfinished token that make no difference any more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    /// Where they are.
    pub(crate) range: Range<usize>,
    /// What is wrong with them.
    pub(crate) fault: Option<Fault>,
}

/// What can go by of `token`, whose end is not in it; `None` for a tag and the like, of which each byte counts.
pub(crate) fn passed(token: &[u8]) -> Option<Passed> {
    const COMMENT: &[u8] = b"<!--";
    const CDATA: &[u8] = b"<![CDATA[";
    if token.first() != Some(&b'<') {
        let end = text_end(token);
        return some(0..end).map(|it| Passed { fault: decode(&token[..end]).err(), ..it });
    }
    if token.starts_with(COMMENT) {
        return some(COMMENT.len()..token.len().checked_sub(2)?);
    }
    if token.starts_with(CDATA) {
        let range = CDATA.len()..before_character(token, token.len().checked_sub(3)?);
        let fault = characters::check(&token[range.clone()]).err();
        return Some(Passed { range, fault });
    }
    instruction(token)
}

/// An instruction other than the declaration of the document, from behind its name on.
fn instruction(token: &[u8]) -> Option<Passed> {
    let rest = token.strip_prefix(b"<?")?;
    let name = rest.iter().take_while(|byte| is_name_byte(**byte)).count();
    let is_declaration = &rest[..name] == b"xml";
    if is_declaration { None } else { some(name + 3..token.len().checked_sub(1)?) }
}

fn some(range: Range<usize>) -> Option<Passed> {
    (range.start < range.end).then_some(Passed { range, fault: None })
}

/// Where text can be parted: not within a character, an entity or `]]>`.
fn text_end(text: &[u8]) -> usize {
    let end = before_character(text, text.len().saturating_sub(3));
    let Some(entity) = text[..end].iter().rposition(|byte| *byte == b'&') else { return end };
    let open = entity + 1 + reference_length(&text[entity + 1..]) >= end;
    if open { entity } else { end }
}

/// The nearest place at or before `at` where a character begins.
fn before_character(bytes: &[u8], at: usize) -> usize {
    let begins = |at: &usize| bytes.get(*at).is_none_or(|byte| !(0x80..0xc0).contains(byte));
    (at.saturating_sub(3)..=at).rev().find(begins).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use crate::go::{
        std::encoding::xml::{End, Error, LONG, MOST, Place, Step, Tokenizer},
        version::Version,
    };

    /// How reading ends when the page comes in pieces of `size`, and the most that was held.
    fn outcome(page: &[u8], size: usize) -> (Option<Error>, Place, usize) {
        let mut tokenizer = Tokenizer::new(Version::NEWEST);
        let (mut pieces, mut most) = (page.chunks(size), 0);
        loop {
            match tokenizer.step() {
                Step::Token(..) => {}
                Step::More => match pieces.next() {
                    Some(piece) => tokenizer.push(piece),
                    None => tokenizer.close(End::Complete),
                },
                Step::End(place) => return (None, place, most),
                Step::Failed(error, place) => return (Some(error), place, most),
                Step::TooLong(_) => return (None, Place::START, most),
            }
            most = most.max(tokenizer.pending.capacity());
        }
    }

    #[test]
    fn pieces_make_no_difference() {
        let long = "ä&amp;]] \n".repeat(15_000);
        let bytes = |parts: &[&[u8]]| parts.concat();
        let (text, end) = (long.as_bytes(), &b"<a>"[..]);
        for page in [
            bytes(&[text, end]),
            bytes(&[text, b"]]>", end]),
            bytes(&[text, b"\xff", text, end]),
            bytes(&[text, b"\xff", text, b"]]>"]),
            bytes(&[text, b"&#1;", text, end]),
            bytes(&[text, b"&#1;", text, b"&am"]),
            bytes(&[b"<!--", text, b"-->", end, b"<3>"]),
            bytes(&[b"<!--", text, b"--", text]),
            bytes(&[b"<!--", text]),
            bytes(&[b"<![CDATA[", text, b"]]>", end, b"<3>"]),
            bytes(&[b"<![CDATA[", text, b"\x01", text, b"]]>"]),
            bytes(&[b"<![CDATA[", text, b"\x01", text]),
            bytes(&[b"<?php ", text, b"?>", end, b"<3>"]),
            bytes(&[b"<?php ", text]),
        ] {
            let (error, place, _) = outcome(&page, page.len());
            for size in [997, 4096, 65_536] {
                let (other, at, most) = outcome(&page, size);
                assert_eq!((&other, at), (&error, place), "{size}: {error:?}");
                assert!(most <= 4 * LONG, "{most}");
            }
        }
    }

    #[test]
    fn a_tag_is_held_up_to_its_limit() {
        for (length, fits) in [(MOST / 2, true), (2 * MOST, false)] {
            let page = format!("<a b='{}'>", "x".repeat(length));
            let (error, place, most) = outcome(page.as_bytes(), 4096);
            assert_eq!((error, place != Place::START), (None, fits));
            assert!(most <= 2 * MOST + 4096, "{most}");
        }
    }
}
