//! Long logs and logs of any bytes: one pass, little memory, no panic.

use std::io::{BufReader, Read};

use goget_doctor::explain::explain;

use super::{disguise::Random, errors};

/// A log that is made while it is read: lines of other tools, and an error now and then.
struct Endless {
    random: Random,
    errors: Vec<String>,
    left: usize,
    every: usize,
    until_error: usize,
    waiting: Vec<u8>,
    at: usize,
}

impl Endless {
    fn new(bytes: usize, errors: usize) -> Self {
        let texts = errors::texts();
        let every = bytes / errors;
        let random = Random::new(7);
        Self {
            random,
            errors: texts,
            left: bytes,
            every,
            until_error: every,
            waiting: Vec::new(),
            at: 0,
        }
    }

    fn fill(&mut self) {
        let number = self.random.below(1_000_000);
        let mut text = match number % 4 {
            0 => format!(
                "2026-11-21T16:30:49.9027011Z   compiling unit {number} with -O2 -Iinclude/path\n"
            ),
            1 => format!(
                "#12 34.5 Get:1 http://packages.example.org/debian bookworm/main libfoo{number} [12 kB]\n"
            ),
            2 => format!("go: downloading example.org/module{number} v1.2.3\n"),
            _ => format!("ok  \texample.com/app/store{number}\t0.412s\n"),
        };
        if self.until_error < text.len() {
            let at = self.random.below(self.errors.len());
            text = format!("{}\n", self.errors[at]);
            self.until_error += self.every;
        }
        self.until_error = self.until_error.saturating_sub(text.len());
        self.left = self.left.saturating_sub(text.len());
        (self.waiting, self.at) = (text.into_bytes(), 0);
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.waiting.len() && self.left > 0 {
            self.fill();
        }
        let rest = &self.waiting[self.at..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        Ok(length)
    }
}

/// `EXPLAIN_LOG_MB=100` makes it the full size.
#[expect(clippy::disallowed_methods, reason = "a test asks how long it may take")]
fn megabytes() -> usize {
    let asked = std::env::var("EXPLAIN_LOG_MB").ok().and_then(|asked| asked.parse().ok());
    asked.unwrap_or(4)
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a test tells its figures")]
fn a_long_log_takes_one_pass_and_little_memory() {
    let megabytes = megabytes();
    let errors = megabytes * 100;
    let started = std::time::Instant::now();
    let before = peak();
    let found = explain(BufReader::new(Endless::new(megabytes << 20, errors)));
    let found = found.map(Result::unwrap).filter(|message| !message.text.is_empty()).count();
    let grown = peak().saturating_sub(before);
    eprintln!(
        "{megabytes} MB, {found} errors, {} s, {grown} KiB more",
        started.elapsed().as_secs()
    );
    assert!(found >= errors * 95 / 100, "{found} of {errors}");
    assert!(peak() < 100 << 10, "{} KiB", peak());
}

/// The most memory that this process had, in KiB; 0 where the system does not tell.
#[expect(clippy::disallowed_methods, reason = "a test reads what the system tells of it")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[test]
fn random_bytes_never_panic() {
    let mut random = Random::new(11);
    let texts = errors::texts();
    for _ in 0..400 {
        let log = scrambled(&mut random, &texts);
        for message in explain(log.as_slice()) {
            let message = message.unwrap();
            assert!(message.causes.len() <= 5 && message.line >= 1);
            assert!(!message.settled || !message.causes.is_empty());
        }
    }
}

/// Bytes by chance, and pieces of errors cut, joined and overwritten by chance.
fn scrambled(random: &mut Random, texts: &[String]) -> Vec<u8> {
    let mut log = Vec::new();
    for _ in 0..random.below(12) {
        let text = texts[random.below(texts.len())].as_bytes();
        let (a, b) = (random.below(text.len()), random.below(text.len()));
        log.extend_from_slice(&text[a.min(b)..a.max(b)]);
        for _ in 0..random.below(8) {
            log.push(u8::try_from(random.below(256)).unwrap());
        }
        log.extend_from_slice(random.pick(&[
            &b"\n"[..],
            b"\r",
            b"",
            b"\x1b[",
            b"\"",
            b"(",
            b"\\n",
            b"go: ",
        ]));
    }
    for _ in 0..random.below(20) {
        if !log.is_empty() {
            let at = random.below(log.len());
            log[at] = u8::try_from(random.below(256)).unwrap();
        }
    }
    log
}

#[test]
fn a_line_without_end_is_no_trouble() {
    let log = std::io::repeat(b'(').take(8 << 20).chain(&b"\ngo: zip: not a valid zip file\n"[..]);
    let found: Vec<_> = explain(BufReader::new(log)).map(Result::unwrap).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].text.as_str()), (2, "go: zip: not a valid zip file"));
    let log = b"go: a.b/c@v1.0.0: ".chain(std::io::repeat(b'"').take(8 << 20));
    assert_eq!(explain(BufReader::new(log)).map(Result::unwrap).count(), 1);
}
