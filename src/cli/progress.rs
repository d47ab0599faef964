//! A bar on standard error, for those who look on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::render::Painter;

/// A bar, or nothing where nobody would see one.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    painter: Painter,
}

impl Progress {
    /// A bar for `total` results.
    pub(super) fn new(total: usize, painter: Painter) -> Self {
        Self { bar: Some(bar(total, painter)), painter }
    }

    /// No bar.
    pub(super) fn none() -> Self {
        Self { bar: None, painter: Painter::FILE }
    }

    /// One more result is there: that of `path`.
    pub(super) fn step(&self, path: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(self.painter.text(path));
            bar.inc(1);
        }
    }

    /// Does `print` while the bar is off the screen.
    pub(super) fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: usize, painter: Painter) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    let chars = if painter.unicode { "█▌ " } else { "#. " };
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}");
    if let Ok(style) = style {
        bar.set_style(style.progress_chars(chars));
    }
    bar
}
