//! A text of go with its variables, and what it means.

use super::{request::Kind, seen::Seen};
use crate::trace::Step;

/// One of go's texts, when it counts, and what may be behind it.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// The texts, any of them; `*` is what varies: hosts, paths, names, numbers.
    texts: &'static [&'static str],
    guard: fn(&Seen<'_>) -> bool,
    place: Place,
    /// Names from the catalogue of causes, likeliest first.
    pub(crate) causes: &'static [&'static str],
    /// Whether the text alone decides for the first.
    pub(crate) settled: bool,
}

/// How the step follows from a text.
#[derive(Clone, Copy)]
enum Place {
    /// The step is this one.
    At(Step),
    /// The step is that of the request, where the text names one; else this one.
    Within(Step),
}

/// A text that means a step of its own.
pub(crate) const fn at(
    step: Step,
    texts: &'static [&'static str],
    causes: &'static [&'static str],
) -> Row {
    Row { texts, guard: always, place: Place::At(step), causes, settled: false }
}

/// A text of the network, which any request may meet.
pub(crate) const fn within(
    step: Step,
    texts: &'static [&'static str],
    causes: &'static [&'static str],
) -> Row {
    Row { texts, guard: always, place: Place::Within(step), causes, settled: false }
}

impl Row {
    /// The row, for errors of which `guard` holds.
    pub(crate) const fn when(mut self, guard: fn(&Seen<'_>) -> bool) -> Self {
        self.guard = guard;
        self
    }

    /// The row, whose text decides for its first cause.
    pub(crate) const fn settled(mut self) -> Self {
        self.settled = true;
        self
    }

    /// Whether `seen` is one of these.
    pub(crate) fn holds(&self, seen: &Seen<'_>) -> bool {
        self.texts.iter().any(|text| matches(text, seen.own)) && (self.guard)(seen)
    }

    /// Where go was.
    pub(crate) fn step(&self, seen: &Seen<'_>) -> Step {
        match self.place {
            Place::At(step) => step,
            Place::Within(step) => within_request(step, seen),
        }
    }
}

/// Releases before 1.14 speak of the fetch as a whole, as GOPATH mode does until 1.20 names the
/// handshake; a name that does not resolve is told apart from what a proxy answers.
fn within_request(step: Step, seen: &Seen<'_>) -> Step {
    match seen.kind() {
        Some(Kind::Sumdb) => Step::Sum,
        Some(Kind::Module) if step != Step::Dns => Step::Proxy,
        Some(Kind::Page) if seen.bracketed => Step::Fetch,
        Some(Kind::Page) if is_of_gopath(seen) => Step::Fetch,
        _ => step,
    }
}

/// Whether GOPATH mode tells of a certificate, without naming the handshake.
fn is_of_gopath(seen: &Seen<'_>) -> bool {
    seen.own.contains("package ") && seen.says(": x509: ") && !seen.says("tls: ")
}

/// Whether the pieces of `template` between its `*` are in `text`, one after the other.
fn matches(template: &str, text: &str) -> bool {
    let mut rest = text;
    template.split('*').all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

fn always(_: &Seen<'_>) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn variables_stand_for_anything() {
        assert!(matches("valid for *, not *", "x: certificate is valid for a, b, not c"));
        assert!(matches("", "") && matches("*", "x") && matches("a*b", "xaby"));
        assert!(!matches("a*b", "ba") && !matches("aa", "a"));
    }
}
