//! The commands, from the argument to what they print: `go list -m`, `go mod download`, `go get` (modules.md §2, 15).

mod download;
mod get;
mod graph;
mod list;
mod switch;

use crate::go::cmd::{fault::Fault, fetched::info::Info};

/// What a command came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The version that was settled on, with what is known of it.
    pub named: Option<Named>,
    /// What it printed for people, whole lines, without lines of progress.
    pub shown: Shown,
    /// The text of the failure, without `go: ` in front; `None` for success.
    pub error: Option<Fault>,
}

/// A version of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The module path.
    pub module: String,
    /// The version; empty where a proxy's answer names none.
    pub version: String,
    /// When it was made.
    pub info: Option<Info>,
    /// The sum of its zip.
    pub sum: Option<String>,
    /// The sum of its go.mod.
    pub go_mod_sum: Option<String>,
    /// What `-versions` lists.
    pub versions: Vec<String>,
}

/// Lines on standard error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown(pub String);

impl Shown {
    /// Adds a line, or several.
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        if !text.ends_with('\n') {
            self.0.push('\n');
        }
    }

    /// Adds an error as commands print it: behind `go: `, but for those that end the process alone. What stops the
    /// doctor is no error of go's.
    fn error(&mut self, fault: &Fault, text: &str) {
        match fault.bare() {
            Fault::Fatal(text) => {
                self.0.clear();
                self.line(text);
            }
            Fault::Stop(_) => {}
            _ => self.line(&format!("go: {text}")),
        }
    }
}

impl Outcome {
    /// The outcome with what was printed on the way in front.
    fn behind(mut self, warnings: &str) -> Self {
        self.shown.0.insert_str(0, warnings);
        self
    }

    /// The outcome where go dies behind all that it printed.
    fn died(mut self, fault: Fault) -> Self {
        self.shown.line(&fault.to_string());
        self.error = Some(fault);
        self
    }

    fn failed(mut self, fault: Fault) -> Self {
        let text = fault.to_string();
        self.shown.error(&fault, &text);
        self.error = Some(fault);
        self
    }
}
