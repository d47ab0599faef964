//! netrc files against a real go on random texts.

use crate::chance::Chance;
use crate::go;
use crate::support::child::child;
use crate::support::judge;
use crate::support::rounds::{rounds, seed};
use goget_doctor::go::cmd::auth::netrc;
use serde_json::{Value, json};

const PIECES: &[&str] = &[
    "machine ",
    "machine ",
    "machine ",
    "login ",
    "login ",
    "password ",
    "password ",
    "default ",
    "default\n",
    "macdef ",
    "account ",
    "a.com ",
    "b.com ",
    "u ",
    "v ",
    "p ",
    "q ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "\u{a0}",
    "\u{85}",
    "\u{b}",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "#",
    "# x",
    "\"",
    "é",
    "machine",
    "login",
    "default",
];

#[test]
fn random_files_are_gos() {
    let Some(oracle) = judge::judge("GOGET_DOCTOR_ORACLE", "random_files_are_gos") else {
        return;
    };
    let mut chance = Chance::new(seed());
    let files: Vec<_> = (0..rounds(20_000)).map(|_| chance.text(PIECES, 30)).collect();
    let asked: Vec<_> = files.iter().map(|file| json!({"op": "netrc", "text": file})).collect();
    let answers = go::ask(&mut child(&oracle), &asked);
    for (file, answer) in files.iter().zip(answers) {
        let ours: Vec<_> = netrc::parse(file.as_bytes()).iter().map(shown).collect();
        let theirs = answer["lines"].as_array().cloned().unwrap_or_default();
        assert_eq!(ours, theirs, "{file:?}");
    }
}

fn shown(entry: &netrc::Entry) -> Value {
    let password = String::from_utf8_lossy(entry.password.expose());
    json!({"machine": entry.machine, "login": entry.login, "password": password})
}
