//! A text of go with its variables, and what it means.

use super::{request::Kind, seen::Seen, stage::Stage};

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

/// How the stage follows from a text.
#[derive(Clone, Copy)]
enum Place {
    /// The stage is this one.
    At(Stage),
    /// The stage is that of the request, where the text names one; else this one.
    Within(Stage),
}

/// A text that means a stage of its own.
pub(crate) const fn at(
    stage: Stage,
    texts: &'static [&'static str],
    causes: &'static [&'static str],
) -> Row {
    Row { texts, guard: always, place: Place::At(stage), causes, settled: false }
}

/// A text of the network, which any request may meet.
pub(crate) const fn within(
    stage: Stage,
    texts: &'static [&'static str],
    causes: &'static [&'static str],
) -> Row {
    Row { texts, guard: always, place: Place::Within(stage), causes, settled: false }
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
    pub(crate) fn stage(&self, seen: &Seen<'_>) -> Stage {
        match self.place {
            Place::At(stage) => stage,
            Place::Within(stage) => within_request(stage, seen),
        }
    }
}

/// Releases before 1.14 speak of the fetch as a whole, and those before 1.20 do not name the
/// handshake; a name that does not resolve is told apart from what a proxy answers.
fn within_request(stage: Stage, seen: &Seen<'_>) -> Stage {
    match seen.kind() {
        Some(Kind::Sumdb) => Stage::Checksum,
        Some(Kind::Module) if stage != Stage::Dns => Stage::ProxyFetch,
        Some(Kind::Page) if seen.bracketed => Stage::MetaFetch,
        Some(Kind::Page) if seen.says(": x509: ") && !seen.says("tls: ") => Stage::MetaFetch,
        _ => stage,
    }
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
