//! GOPROXY lists against a real go on random texts, one process each.

use crate::chance::Chance;
use crate::go;
use crate::support::child::child;
use crate::support::judge;
use crate::support::proxy_list_answer;
use crate::support::rounds::{rounds, seed};
use serde_json::json;

const PIECES: &[&str] = &[
    ",", ",", "|", "|", " ", "direct", "off", "noproxy", "https://", "http://", "file://",
    "file:///", "ftp://", "a.b", "h", ":80", ":", "/", "/x", "?q", "#f", "u:p@", "[::1]", "[",
    "%zz", "%2f", "\\", "\u{a0}", "é",
];

#[test]
fn random_lists_are_gos() {
    let Some(oracle) = judge::judge("GOGET_DOCTOR_ORACLE", "random_lists_are_gos") else {
        return;
    };
    let mut chance = Chance::new(seed());
    for _ in 0..rounds(1000) {
        let goproxy =
            format!("{}{}", chance.text(PIECES, 8), chance.pick(&[",direct", "x", "|h.test"]));
        let gonoproxy = chance.pick(&["", "", "corp.test", ","]);
        let vars = [("GOENV", "off"), ("GOPROXY", &goproxy), ("GONOPROXY", gonoproxy)];
        let answers = go::ask(child(&oracle).envs(vars), &[json!({"op": "settings"})]);
        proxy_list_answer::compare(&goproxy, gonoproxy, &answers[0]);
    }
}
