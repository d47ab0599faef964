//! What the stream can show: colour, symbols, width.

use colored::Colorize as _;

use super::text;

/// How text is laid out and coloured for one stream.
///
/// Colour comes from the `colored` crate, whose own switch must be on
/// (`colored::control::set_override(true)`); whether it is used is decided here, by stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painter {
    /// Whether to colour.
    pub color: bool,
    /// Whether the stream shows UTF-8; if not, everything is ASCII.
    pub unicode: bool,
    /// The width to wrap at, in columns; `None` where the reader is a file or a pipe.
    pub terminal: Option<usize>,
    /// Whether what each step saw comes above what it amounts to.
    pub trace_first: bool,
}

/// What a piece of text is, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What failed.
    Bad,
    /// What matters least.
    Faint,
    /// What passed, or helps.
    Good,
    /// Text without a colour.
    Plain,
    /// A name or heading.
    Strong,
    /// What deserves a look.
    Warn,
}

/// A symbol that shows a verdict, never without a word next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The step failed.
    Fail,
    /// The step passed.
    Pass,
    /// The step does not apply.
    Skip,
    /// The step was not reached.
    Unreached,
    /// The step passed, and deserves a look.
    Warn,
}

impl Painter {
    /// For a file: no colour, UTF-8, nothing wrapped.
    pub const FILE: Self = Self { color: false, unicode: true, terminal: None, trace_first: false };

    /// The width that the layout aims at.
    pub fn width(&self) -> usize {
        self.terminal.unwrap_or(100).max(20)
    }

    /// The width at which text is wrapped: for a file or pipe it is not.
    pub fn wrap_at(&self) -> usize {
        self.terminal.map_or(usize::MAX, |_| self.width())
    }

    /// Whether there is too little room for columns side by side.
    pub fn is_narrow(&self) -> bool {
        self.width() < 60
    }

    /// Text from outside, harmless for this stream.
    pub fn text(&self, text: &str) -> String {
        if self.unicode { text::harmless(text) } else { text::harmless_ascii(text) }
    }

    /// `text` in the colour of its role.
    pub fn paint(&self, role: Role, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let painted = match role {
            Role::Bad => text.red().bold(),
            Role::Faint => text.dimmed(),
            Role::Good => text.green(),
            Role::Plain => text.normal(),
            Role::Strong => text.bold(),
            Role::Warn => text.yellow(),
        };
        painted.to_string()
    }

    /// The symbol for a verdict, without colour.
    pub fn symbol(&self, mark: Mark) -> &'static str {
        match (self.unicode, mark) {
            (true, Mark::Fail) => "✗",
            (true, Mark::Pass) => "✓",
            (true, Mark::Skip) => "–",
            (true, Mark::Unreached) => "·",
            (true, Mark::Warn) => "!",
            (false, Mark::Fail) => "x ",
            (false, Mark::Pass) => "ok",
            (false, Mark::Skip) => "- ",
            (false, Mark::Unreached) => ". ",
            (false, Mark::Warn) => "! ",
        }
    }

    /// What replaces the rest of a text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

impl Mark {
    /// The role whose colour it has.
    pub fn role(self) -> Role {
        match self {
            Self::Fail => Role::Bad,
            Self::Pass => Role::Good,
            Self::Skip | Self::Unreached => Role::Faint,
            Self::Warn => Role::Warn,
        }
    }
}
