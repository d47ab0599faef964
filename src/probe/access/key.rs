//! What became of the text of a key on its way into a file. Its form alone is looked at; nothing of it is kept.

use std::path::Path;

use super::Programs;
use crate::trace::KeyFlaw;

/// How large a file of a key may be, in bytes.
const MAX_FILE: u64 = 64 << 10;

impl Programs<'_> {
    /// What is wrong with the form of the key in `file`; none where nothing is, or nobody may read it.
    pub(super) fn flaw(&self, file: &str) -> Option<KeyFlaw> {
        of(&self.world.read(Path::new(file), MAX_FILE).ok()?)
    }
}

/// What is wrong with the form of a key.
fn of(key: &[u8]) -> Option<KeyFlaw> {
    let key = String::from_utf8_lossy(key);
    let first = key.lines().next().unwrap_or_default().trim_end();
    let is_begun = first.starts_with(BEGIN);
    let is_whole = is_begun && first.ends_with("-----") && !first.contains("-----END ");
    let flaws = [
        (key.trim().is_empty(), KeyFlaw::Empty),
        (key.starts_with(['"', '\'']), KeyFlaw::Quoted),
        (is_public(first), KeyFlaw::Public),
        (key.starts_with('/'), KeyFlaw::Path),
        (key.starts_with(BEGIN_IN_BASE64), KeyFlaw::Base64),
        (is_begun && key.contains("\\n"), KeyFlaw::Escaped),
        (is_begun && !is_whole, KeyFlaw::OneLine),
        (is_whole && key.contains("\r\n"), KeyFlaw::Crlf),
        (is_whole && !key.ends_with('\n'), KeyFlaw::NoLineEnd),
    ];
    flaws.into_iter().find(|(is, _)| *is).map(|(_, flaw)| flaw)
}

/// How the first line of a private key begins (RFC 7468), and how that is in base64.
const BEGIN: &str = "-----BEGIN ";
const BEGIN_IN_BASE64: &str = "LS0tLS1CRUdJTi";

fn is_public(line: &str) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-ssh-"].iter().any(|kind| line.starts_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_ways_to_lose_a_key() {
        const KEY: &str =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n";
        let table = [
            (KEY.to_owned(), None),
            (KEY.replace('\n', "\r\n"), Some(KeyFlaw::Crlf)),
            (KEY.trim_end().to_owned(), Some(KeyFlaw::NoLineEnd)),
            (KEY.replace('\n', " "), Some(KeyFlaw::OneLine)),
            (KEY.replace('\n', "\\n"), Some(KeyFlaw::Escaped)),
            (format!("\"{KEY}\""), Some(KeyFlaw::Quoted)),
            ("LS0tLS1CRUdJTiBPUEVO\n".to_owned(), Some(KeyFlaw::Base64)),
            ("/builds/x.tmp/KEY".to_owned(), Some(KeyFlaw::Path)),
            ("ssh-ed25519 AAAA ann\n".to_owned(), Some(KeyFlaw::Public)),
            ("\n".to_owned(), Some(KeyFlaw::Empty)),
            ("something else\n".to_owned(), None),
        ];
        for (text, flaw) in table {
            assert_eq!(of(text.as_bytes()), flaw, "{text}");
        }
    }
}
