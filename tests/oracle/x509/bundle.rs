//! PEM bundles that somebody edited by hand.

use super::{
    chance::{Chance, Odds as _},
    der::pem,
};

const LINES: [&str; 16] = [
    "",
    " ",
    "Subject: CN=x",
    ":",
    "# a comment",
    "-----BEGIN CERTIFICATE-----",
    "-----END CERTIFICATE-----",
    "-----BEGIN X509 CERTIFICATE-----",
    "-----END X509 CERTIFICATE-----",
    "-----BEGIN CERTIFICATE----",
    "-----END CERTIFICATE----",
    "-----BEGIN -----",
    "-----END -----",
    "QUJD",
    "=",
    "\u{feff}",
];

const ENDS: [&str; 8] = ["\n", "\n", "\n", "\n", "\r\n", " \n", "\t\r\n", ""];

/// The certificates in an order and in a state that chance decides.
pub(crate) fn bundle(chance: &mut Chance, ders: &[Vec<u8>]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for _ in 0..=chance.below(4) {
        let der = &ders[chance.below(ders.len())];
        lines.extend(pem(der).lines().flat_map(wrap));
    }
    for _ in 0..chance.below(5) {
        edit(chance, &mut lines);
    }
    let crlf = chance.once_in(6);
    let odd_ends = chance.once_in(2);
    let mut text = String::new();
    for line in lines {
        text.push_str(&line);
        text.push_str(match () {
            () if odd_ends && chance.once_in(8) => ENDS[chance.below(ENDS.len())],
            () if crlf => "\r\n",
            () => "\n",
        });
    }
    if chance.once_in(4) { text.trim_end().to_owned() } else { text }
}

/// A line in pieces of at most 64 characters.
fn wrap(line: &str) -> Vec<String> {
    line.as_bytes().chunks(64).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect()
}

fn edit(chance: &mut Chance, lines: &mut Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let at = chance.below(lines.len());
    match chance.below(9) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, LINES[chance.below(LINES.len())].into()),
        2 => lines[at].push_str(chance.pick(&[" ", "\t", "-", "=", "x", "\u{c}", "\r"])),
        3 => lines[at].insert_str(0, chance.pick(&[" ", "\u{feff}", "-", "x", "a: b"])),
        4 if at > 0 => {
            let line = lines.remove(at);
            lines[at - 1].push_str(&line);
        }
        5 => lines.truncate(at + 1),
        6 => drop(lines[at].pop()),
        7 => {
            let other = chance.below(lines.len());
            lines.swap(at, other);
        }
        _ => spoil_character(chance, &mut lines[at]),
    }
}

fn spoil_character(chance: &mut Chance, line: &mut String) {
    let mut characters: Vec<char> = line.chars().collect();
    if !characters.is_empty() {
        let at = chance.below(characters.len());
        characters[at] = [' ', '\t', ':', '-', '=', '*', 'A'][chance.below(7)];
        *line = characters.into_iter().collect();
    }
}
