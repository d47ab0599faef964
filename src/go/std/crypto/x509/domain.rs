//! Domain names and mailboxes as go's certificate code takes them.

use crate::go::version::{Change, Version};

/// Whether `name` is a domain name that go can compare: labels that are not empty, of printable
/// ASCII, no dot at the end; or nothing at all.
pub(crate) fn is_valid(name: &[u8]) -> bool {
    let fine = |label: &[u8]| !label.is_empty() && label.iter().all(u8::is_ascii_graphic);
    name.is_empty() || name.split(|&byte| byte == b'.').all(fine)
}

/// A mail address in two: the local part without quotes, the domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mailbox {
    pub(crate) local: Vec<u8>,
    pub(crate) domain: Vec<u8>,
}

impl Mailbox {
    /// The address as go writes it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        [self.local.as_slice(), b"@", &self.domain].concat()
    }
}

/// Reads a mailbox of RFC 2821, with or without quotes around the local part.
pub(crate) fn mailbox(text: &[u8], version: Version) -> Option<Mailbox> {
    let (local, rest) = match text.split_first()? {
        (b'"', rest) => quoted_local(rest)?,
        _ => plain_local(text)?,
    };
    let domain = rest.strip_prefix(b"@")?;
    let many = domain.contains(&b'@') && version.has(Change::OneAtInMailboxes);
    (is_valid(domain) && !many).then(|| Mailbox { local, domain: domain.to_ascii_lowercase() })
}

fn quoted_local(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (mut local, mut rest) = (Vec::new(), text);
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        match byte {
            b'"' => return Some((local, rest)),
            b'\\' => {
                let (&escaped, after) = rest.split_first()?;
                matches!(escaped, 1..=9 | 11 | 12 | 14..=127).then_some(())?;
                local.push(escaped);
                rest = after;
            }
            1..=8 | 11 | 12 | 14..=33 | 35..=91 | 93..=127 => local.push(byte),
            _ => return None,
        }
    }
}

fn plain_local(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (mut local, mut rest) = (Vec::new(), text);
    while let Some((&byte, after)) = rest.split_first() {
        let (byte, after) = match byte {
            b'\\' => after.split_first().map(|(&byte, after)| (byte, after))?,
            byte if byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte) => {
                (byte, after)
            }
            _ => break,
        };
        local.push(byte);
        rest = after;
    }
    let empty_atom = local.split(|&byte| byte == b'.').any(<[u8]>::is_empty);
    (!empty_atom).then_some((local, rest))
}
