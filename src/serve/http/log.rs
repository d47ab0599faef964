//! The log of requests: a line each, written by a thread of its own, so that a slow disk keeps no client waiting.

use std::{
    fmt::Write as _,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
};

/// Where the lines of a log go: opened at the start, and anew when the log is turned over.
type Opens = Box<dyn Fn() -> io::Result<Box<dyn Write + Send>> + Send>;

/// A log of requests.
#[derive(Clone, Default)]
pub struct Log {
    lines: Option<SyncSender<Word>>,
    lost: Arc<AtomicU64>,
}

enum Word {
    Line(String),
    Reopen,
    End(SyncSender<()>),
}

/// What is noted of a request.
pub(super) struct Noted<'a> {
    pub(super) time: &'a str,
    pub(super) client: &'a str,
    pub(super) host: &'a str,
    pub(super) method: &'a str,
    pub(super) target: &'a str,
    pub(super) status: u16,
    pub(super) bytes: usize,
    pub(super) micros: u128,
    pub(super) agent: &'a [u8],
}

impl Log {
    /// No log.
    pub fn none() -> Self {
        Self::default()
    }

    /// A log to what `opens` gives.
    ///
    /// # Errors
    ///
    /// It cannot be opened.
    pub fn to(
        opens: Box<dyn Fn() -> io::Result<Box<dyn Write + Send>> + Send>,
    ) -> io::Result<Self> {
        let sink = opens()?;
        let (lines, words) = sync_channel(WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = lost.clone();
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write(&words, sink, &opens, &counted))?;
        Ok(Self { lines: Some(lines), lost })
    }

    pub(super) fn is_none(&self) -> bool {
        self.lines.is_none()
    }

    /// Notes a request; where too many lines wait it is counted only.
    pub(super) fn note(&self, noted: &Noted<'_>) {
        let Some(lines) = &self.lines else { return };
        if lines.try_send(Word::Line(noted.line())).is_err() {
            self.lost.fetch_add(1, Relaxed);
        }
    }

    /// How many lines could not be written.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Relaxed)
    }

    /// Opens the file anew, which may be another by now.
    pub(super) fn reopen(&self) {
        if let Some(lines) = &self.lines {
            let _ = lines.try_send(Word::Reopen);
        }
    }

    /// Waits until every line is written.
    pub(super) fn end(&self) {
        let Some(lines) = &self.lines else { return };
        let (done, is_done) = sync_channel(1);
        if lines.send(Word::End(done)).is_ok() {
            let _ = is_done.recv();
        }
    }
}

fn write(words: &Receiver<Word>, mut sink: Box<dyn Write + Send>, opens: &Opens, lost: &AtomicU64) {
    let mut lines = String::new();
    loop {
        let word = match words.try_recv() {
            Ok(word) => word,
            Err(TryRecvError::Disconnected) => return flush(&mut sink, &mut lines, lost),
            Err(TryRecvError::Empty) => {
                flush(&mut sink, &mut lines, lost);
                let Ok(word) = words.recv() else { return };
                word
            }
        };
        match word {
            Word::Line(line) => lines.push_str(&line),
            Word::Reopen => {
                flush(&mut sink, &mut lines, lost);
                sink = opens().unwrap_or(sink);
            }
            Word::End(done) => {
                flush(&mut sink, &mut lines, lost);
                let _ = done.send(());
            }
        }
        if lines.len() > AT_ONCE {
            flush(&mut sink, &mut lines, lost);
        }
    }
}

fn flush(sink: &mut Box<dyn Write + Send>, lines: &mut String, lost: &AtomicU64) {
    if lines.is_empty() {
        return;
    }
    if sink.write_all(lines.as_bytes()).and_then(|()| sink.flush()).is_err() {
        lost.fetch_add(lines.lines().count() as u64, Relaxed);
    }
    lines.clear();
}

impl Noted<'_> {
    /// One line, harmless to terminals and to whoever splits it.
    fn line(&self) -> String {
        let mut line = String::with_capacity(160);
        // Writing to a String does not fail.
        let _ = write!(line, "{} {} ", self.time, self.client);
        harmless(self.host.as_bytes(), &mut line);
        line.push_str(" \"");
        harmless(self.method.as_bytes(), &mut line);
        line.push(' ');
        harmless(without_query(self.target).as_bytes(), &mut line);
        let _ = write!(line, "\" {} {} {} \"", self.status, self.bytes, self.micros);
        harmless(self.agent.get(..LONGEST).unwrap_or(self.agent), &mut line);
        line.push_str("\"\n");
        line
    }
}

/// The path, and of the query what go says: anything else may be a secret.
fn without_query(target: &str) -> String {
    let cut = |path: &str| path.chars().take(LONGEST).collect::<String>();
    match target.split_once('?') {
        None => cut(target),
        Some((path, "go-get=1")) => cut(path) + "?go-get=1",
        Some((path, _)) => cut(path) + "?...",
    }
}

fn harmless(text: &[u8], line: &mut String) {
    for byte in text {
        match byte {
            b'"' | b'\\' | 0..b' ' | 0x7f.. => {
                let _ = write!(line, "\\x{byte:02x}");
            }
            byte => line.push(char::from(*byte)),
        }
    }
}

/// How many lines wait for the disk.
const WAITING: usize = 16 << 10;

/// How much is written at once, in bytes.
const AT_ONCE: usize = 64 << 10;

/// How much of a text a line has.
const LONGEST: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_tells_no_secret() {
        let noted = Noted {
            time: "2026-11-30T12:00:00Z",
            client: "192.0.2.1",
            host: "go.test\u{1b}[31m",
            method: "GET",
            target: "/x\"\r\n?token=secret",
            status: 200,
            bytes: 12,
            micros: 7,
            agent: b"Go\xff\x00",
        };
        let wanted = "2026-11-30T12:00:00Z 192.0.2.1 go.test\\x1b[31m \"GET /x\\x22\\x0d\\x0a?...\" 200 12 7 \"Go\\xff\\x00\"\n";
        assert_eq!(noted.line(), wanted);
        assert_eq!(without_query("/x?go-get=1"), "/x?go-get=1");
    }

    #[test]
    fn lines_that_cannot_be_written_are_counted() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let log = Log::to(Box::new(|| Ok(Box::new(Full)))).unwrap();
        let noted = Noted {
            time: "",
            client: "",
            host: "",
            method: "",
            target: "",
            status: 0,
            bytes: 0,
            micros: 0,
            agent: b"",
        };
        log.note(&noted);
        log.end();
        assert_eq!(log.lost(), 1);
    }
}
