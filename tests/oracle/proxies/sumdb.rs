//! Checksum databases drawn at random, passed on by the module proxy that has the modules.

use std::collections::BTreeMap;

use goget_doctor::{
    go::xmod::sumdb::tlog::{Hash, Tile},
    lab::{Log, ModuleVersion, Signature, Signer},
};

use super::{
    answer::{Answer, Answers},
    case::{Case, Command, Database as Off, Entry},
    run::FIRST,
    tree::{self, Tree},
};
use crate::chance::Chance;

const NAME: &str = "sum.onion";
const MODULE: &str = "ex.onion/m";

/// A database with records of two versions, as it answers.
struct Database {
    signer: Signer,
    log: Log,
    /// The text of each record.
    texts: Vec<String>,
}

/// A case about the sums of a module: half of the databases have something wrong.
pub(super) fn drawn(seed: u64) -> Case {
    let chance = &mut Chance::new(seed);
    let versions = ["v1.0.0", "v1.1.0"].map(|version| tree::plain(MODULE, version));
    let (database, places) = Database::drawn(chance, &versions);
    let mut answers = tree::answers(MODULE, &versions);
    database.answer(chance, &versions, &places, &mut answers);
    if chance.below(2) == 0 {
        for _ in 0..=chance.below(2) {
            spoil(chance, &database, &places, &versions, &mut answers);
        }
    }
    let answers = answers.into_iter().collect();
    let command = match chance.below(8) {
        // What is wrong with a sum does not fail it.
        0 => Command::List,
        1..4 => Command::Get,
        _ => Command::Download,
    };
    let served = Tree { versions: Vec::new(), answers };
    let mut env = BTreeMap::from([("GOVCS", "*:off".to_owned())]);
    let place = if chance.below(4) == 0 { format!(" {FIRST}/sumdb/{NAME}") } else { String::new() };
    env.insert("GOSUMDB", database.signer.verifier() + &place);
    Case {
        entries: vec![Entry::Server(served, Answer::of(404, "not found\n"), false, "")],
        separators: vec![","],
        env,
        database: Off::Off,
        command,
        argument: format!("{MODULE}@v1.{}.0", chance.below(2)),
    }
}

impl Database {
    /// A database of up to 5,000 records, and the numbers of those of the versions. In some the records say something
    /// else than what is served.
    fn drawn(chance: &mut Chance, versions: &[ModuleVersion; 2]) -> (Self, [usize; 2]) {
        let size = size(chance);
        let first = chance.below(size - 1);
        let places = [first, first + 1 + chance.below(size - 1 - first)];
        let mut texts: Vec<String> = (0..size).map(filler).collect();
        for (version, place) in versions.iter().zip(places) {
            texts[place] = version.go_sum_lines().join("\n") + "\n";
        }
        if chance.below(8) == 0 {
            let text = &mut texts[places[chance.below(2)]];
            *text = other(chance, text);
        }
        let mut log = Log::default();
        for text in &texts {
            log.add(text.as_bytes());
        }
        (Self { signer: Signer::new(NAME), log, texts }, places)
    }

    fn size(&self) -> usize {
        self.texts.len()
    }

    /// The log as it was when it had `size` records.
    fn at(&self, size: usize) -> Log {
        let mut log = Log::default();
        self.texts[..size].iter().for_each(|text| log.add(text.as_bytes()));
        log
    }

    fn head(&self, size: usize) -> String {
        let log = if size == self.size() { self.log.clone() } else { self.at(size) };
        self.signer.sign(&log.head(), Signature::Good)
    }

    /// The answers that are right, with heads of the size that the log has or had.
    fn answer(
        &self,
        chance: &mut Chance,
        versions: &[ModuleVersion; 2],
        places: &[usize; 2],
        answers: &mut Answers,
    ) {
        answers.insert(at("/supported"), Answer::ok(""));
        let mut sizes = vec![self.size()];
        for (version, place) in versions.iter().zip(places) {
            let size = if chance.below(3) == 0 {
                place + 1 + chance.below(self.size() - place)
            } else {
                self.size()
            };
            sizes.push(size);
            let body = format!("{place}\n{}\n{}", self.texts[*place], self.head(size));
            answers.insert(lookup(version), Answer::ok(body));
        }
        for size in sizes {
            self.tiles(size, answers);
        }
    }

    /// All tiles of the log when it had `size` records.
    fn tiles(&self, size: usize, answers: &mut Answers) {
        let log = self.at(size);
        let mut hashes = i64::try_from(size).unwrap();
        for level in 0.. {
            for n in 0..=hashes >> 8 {
                let width = (hashes - (n << 8)).min(256);
                let tile = Tile { level, n, width };
                let path = tile.path();
                if let Some(bytes) = log.tile(&path) {
                    answers.insert(at(&format!("/{path}")), Answer::ok(bytes));
                }
            }
            hashes >>= 8;
            if hashes == 0 {
                return;
            }
        }
    }
}

/// Makes one thing wrong.
fn spoil(
    chance: &mut Chance,
    database: &Database,
    places: &[usize; 2],
    versions: &[ModuleVersion; 2],
    answers: &mut Answers,
) {
    let which = chance.below(2);
    let (path, place) = (lookup(&versions[which]), places[which]);
    let size = database.size();
    let text = &database.texts[place];
    let told = |id: &str, text: &str, head: &str| Answer::ok(format!("{id}\n{text}\n{head}"));
    let signed = |text: &str, worth| database.signer.sign(text, worth);
    let good = || database.head(size);
    let answer = match chance.below(16) {
        0 | 1 => {
            let answer = answers[&path].body.clone();
            Answer::ok(flipped(chance, answer))
        }
        2 => told(&place.to_string(), &other(chance, text), &good()),
        3 => {
            let worth = if chance.below(2) == 0 { Signature::Bad } else { Signature::Foreign };
            told(&place.to_string(), text, &signed(&database.log.head(), worth))
        }
        4 => {
            let head = good().replacen(&format!("\n{size}\n"), &format!("\n{}\n", size + 1), 1);
            told(&place.to_string(), text, &head)
        }
        5 | 6 => told(&place.to_string(), text, &fork(chance, database, place)),
        7 => {
            let hash = Hash([u8::try_from(chance.below(256)).unwrap(); 32]);
            let head = format!("go.sum database tree\n{}\n{hash}\n", 1 + chance.below(2 * size));
            told(&place.to_string(), text, &signed(&head, Signature::Good))
        }
        8 => {
            let id = ["-1", "+0", "007", "x", "", "99999999"][chance.below(6)];
            told(id, text, &good())
        }
        9 => told(&chance.below(size + 2).to_string(), text, &good()),
        10 => told(&place.to_string(), text, &database.head(1 + chance.below(size))),
        11 => {
            let body = String::from_utf8(answers[&path].body.clone()).unwrap_or_default();
            Answer::ok(body.replace('\n', "\r\n"))
        }
        12 => Answer::fault(chance),
        _ => {
            let tiles: Vec<_> = answers.keys().filter(|path| path.contains("/tile/")).collect();
            let path = tiles[chance.below(tiles.len())].clone();
            let spoilt = tile(chance, answers[&path].body.clone());
            answers.insert(path, spoilt);
            return;
        }
    };
    answers.insert(path, answer);
}

/// The head of a log in which another record says something else, signed by the same key.
fn fork(chance: &mut Chance, database: &Database, place: usize) -> String {
    let mut texts = database.texts.clone();
    let size = place + 1 + chance.below(texts.len() - place);
    let at = chance.below(size);
    texts[at] = other(chance, &texts[at]);
    let mut log = Log::default();
    texts[..size].iter().for_each(|text| log.add(text.as_bytes()));
    database.signer.sign(&log.head(), Signature::Good)
}

fn tile(chance: &mut Chance, bytes: Vec<u8>) -> Answer {
    match chance.below(6) {
        0 => Answer::fault(chance),
        1 => Answer::ok(&bytes[..chance.below(bytes.len().max(1))]),
        2 => Answer::ok([&bytes[..], b"\0"].concat()),
        _ => Answer::ok(flipped(chance, bytes)),
    }
}

/// The bytes with one bit of them changed.
fn flipped(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = chance.below(bytes.len().max(1));
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << chance.below(8);
    }
    bytes
}

/// The record with another hash, or without one that go can compare.
fn other(chance: &mut Chance, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = chance.below(lines.len().max(1));
    match chance.below(6) {
        0 => drop(lines.pop()),
        1 => lines[line] = lines[line].replace(" h1:", " h2:"),
        2 => lines.insert(0, lines[line].replace(" h1:", " h1:x")),
        _ => lines[line] = lines[line].replace(" h1:", " h1:x"),
    }
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

fn filler(number: usize) -> String {
    format!("a.onion/m{number} v1.0.0 h1:{number}=\na.onion/m{number} v1.0.0/go.mod h1:{number}=\n")
}

/// How many records there are: often few, or about as many as tiles end at.
fn size(chance: &mut Chance) -> usize {
    match chance.below(6) {
        0 => 2 + chance.below(4999),
        1 => [255, 256, 257, 511, 512, 513, 1024, 4096][chance.below(8)],
        2 => 2 + chance.below(600),
        _ => 2 + chance.below(20),
    }
}

fn lookup(version: &ModuleVersion) -> String {
    at(&format!("/lookup/{}@{}", version.module.get_ref(), version.version.get_ref()))
}

fn at(below: &str) -> String {
    format!("/sumdb/{NAME}{below}")
}
