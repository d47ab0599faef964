//! A line on standard error for those who look on: what is waited for, and how far a long run is.

use std::{
    io::{self, Write as _},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use crate::{
    render::{
        Painter,
        painter::Role,
        text::{columns, shorten},
    },
    world::{Wait, Waits},
};

/// A line that comes when something is waited for, and is gone when this is dropped.
pub(super) struct Progress {
    shared: Arc<Shared>,
    drawer: Option<JoinHandle<()>>,
}

/// What the one who draws and those who print share.
struct Shared {
    painter: Painter,
    waits: Waits,
    line: Mutex<Line>,
    /// Told when the line is over.
    over: Condvar,
}

/// The line, and what it tells next.
#[derive(Default)]
struct Line {
    /// How many results are there, of how many; none where they are not counted.
    counted: Option<(usize, usize)>,
    /// The path of the last result.
    path: String,
    /// What is on the screen.
    drawn: Option<String>,
    over: bool,
}

impl Progress {
    /// A line that tells of `waits`.
    pub(super) fn watch(waits: &Waits, painter: Painter) -> Self {
        let line = Mutex::default();
        let shared = Shared { painter, waits: waits.clone(), line, over: Condvar::new() };
        let shared = Arc::new(shared);
        let drawing = shared.clone();
        let drawer = std::thread::Builder::new().spawn(move || drawing.draw_on()).ok();
        Self { shared, drawer }
    }

    /// From now on `total` results are counted.
    pub(super) fn count(&self, total: usize) {
        self.shared.line().counted = Some((0, total));
    }

    /// One more result is there: that of `path`.
    pub(super) fn step(&self, path: &str) {
        let mut line = self.shared.line();
        path.clone_into(&mut line.path);
        if let Some((done, _)) = &mut line.counted {
            *done += 1;
        }
    }

    /// Does `print` while the line is off the screen.
    pub(super) fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        let mut line = self.shared.line();
        line.clear();
        print()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.shared.line().over = true;
        self.shared.over.notify_all();
        if let Some(drawer) = self.drawer.take() {
            // A drawer that failed has drawn its last line, and there is nobody to tell.
            let _ = drawer.join();
        }
        self.shared.line().clear();
    }
}

impl Shared {
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws the line again and again, until it is over.
    fn draw_on(&self) {
        let mut line = self.line();
        while !line.over {
            match self.text(&line) {
                Some(text) => line.draw(&self.painter.paint(Role::Faint, &text)),
                None => line.clear(),
            }
            let waited = self.over.wait_timeout(line, REDRAWN);
            line = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What the line tells now, where there is something to tell.
    fn text(&self, line: &Line) -> Option<String> {
        let long = |wait: &Wait| wait.since.elapsed() >= PATIENCE;
        let wait = self.waits.oldest().filter(long);
        let (what, time) = match &wait {
            Some(wait) => (wait.what.as_str(), time(wait, Instant::now())),
            None => (line.path.as_str(), String::new()),
        };
        let bar = line.counted.map(|(done, total)| self.bar(done, total));
        if wait.is_none() && bar.is_none() {
            return None;
        }
        let bar = bar.unwrap_or_default();
        // The last column stays free: a terminal would begin a new line.
        let room = self.painter.width().saturating_sub(columns(&bar) + columns(&time) + 1);
        let what = shorten(&self.painter.text(what), room, self.painter.ellipsis());
        Some(format!("{bar}{what}{time}"))
    }

    fn bar(&self, done: usize, total: usize) -> String {
        let full = if self.painter.unicode { "█" } else { "#" };
        let filled = (BAR * done).checked_div(total).unwrap_or(BAR).min(BAR);
        format!("{}{} {done}/{total} ", full.repeat(filled), " ".repeat(BAR - filled))
    }
}

impl Line {
    fn draw(&mut self, text: &str) {
        if self.drawn.as_deref() != Some(text) {
            put(&format!("\r{text}\u{1b}[K"));
            self.drawn = Some(text.to_owned());
        }
    }

    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            put("\r\u{1b}[K");
        }
    }
}

/// Where standard error cannot be written nobody looks on.
fn put(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// How long a wait goes on, and when it ends at the latest.
fn time(wait: &Wait, now: Instant) -> String {
    let waited = now.saturating_duration_since(wait.since).as_secs();
    match wait.until {
        Some(until) => {
            let left = until.saturating_duration_since(now).as_secs();
            format!(", {waited} s; gives up in {left} s")
        }
        None => format!(", {waited} s"),
    }
}

/// How long something may take before the line tells of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is drawn again.
const REDRAWN: Duration = Duration::from_millis(100);

/// The columns of the bar.
const BAR: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(width: usize) -> Shared {
        let painter = Painter { unicode: false, terminal: Some(width), ..Painter::FILE };
        let (line, over) = (Mutex::default(), Condvar::new());
        Shared { painter, waits: Waits::default(), line, over }
    }

    #[test]
    fn what_is_waited_for_is_told_with_its_end() {
        let since = Instant::now();
        let wait = |until| Wait { what: "fetch".to_owned(), since, until };
        let (now, until) = (since + Duration::from_secs(12), since + Duration::from_mins(1));
        assert_eq!(time(&wait(Some(until)), now), ", 12 s; gives up in 48 s");
        assert_eq!(time(&wait(None), now), ", 12 s");
        assert_eq!(time(&wait(Some(since)), now), ", 12 s; gives up in 0 s");
    }

    #[test]
    fn the_line_fits_its_terminal() {
        let shared = shared(60);
        let line = Line { counted: Some((3, 12)), path: "a.test/b".repeat(9), ..Line::default() };
        let text = shared.text(&line).unwrap_or_default();
        assert_eq!(columns(&text), 59, "{text}");
        assert!(text.starts_with("###          3/12 a.test/b"), "{text}");
        assert_eq!(shared.text(&Line::default()), None, "there is nothing to tell");
    }
}
