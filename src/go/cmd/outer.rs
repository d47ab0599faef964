//! What the commands put in front of an error (modules.md §15; discovery.md §13.1).

use super::fault::Fault;

/// The error as `go list -m MODULE@QUERY` and `go mod download MODULE@QUERY` show it, behind `go: `.
#[must_use]
pub fn of_module(fault: Fault, module: &str, query: &str) -> Fault {
    match fault {
        Fault::NoMatch { .. } => fault.about(module, ""),
        fault if fault.names_module() || fault.is_final() => fault,
        fault => fault.about(module, query),
    }
}

/// What was asked of `go get`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The path or pattern, cleaned.
    pub pattern: String,
    /// The text after its `@`, where there is one.
    pub written: Option<String>,
}

impl Wanted {
    /// The version asked for, `upgrade` where none was written.
    pub fn version(&self) -> &str {
        self.written.as_deref().unwrap_or("upgrade")
    }

    /// The argument.
    pub fn argument(&self) -> String {
        match &self.written {
            Some(version) => format!("{}@{version}", self.pattern),
            None => self.pattern.clone(),
        }
    }

    /// The error as `go get` shows it, behind `go: `: the argument in front, where the text does not name it yet.
    pub fn shown(&self, text: &str) -> String {
        let named = has_word(text, &self.pattern, " \t(\"`", " @:;)\"`");
        let version = self.written.as_deref();
        let both = named && version.is_none_or(|it| has_word(text, it, " @(\"`", " :;)\"`"));
        if both { text.to_owned() } else { format!("{}: {text}", self.argument()) }
    }

    /// How go names the version that it settled on: `M@upgrade (v1.0.0)`, `M@v1.0.0 (matching M/p@upgrade)`.
    pub fn resolved(&self, module: &str, version: &str) -> String {
        let asked = self.version();
        match (module == self.pattern, version == asked) {
            (true, true) => self.argument(),
            (true, false) => format!("{}@{asked} ({version})", self.pattern),
            (false, true) => format!("{module}@{version} (matching {})", self.argument()),
            (false, false) => format!("{module}@{version} (matching {}@{asked})", self.pattern),
        }
    }
}

/// Whether `word` is in a line of `text` between the line's ends or these characters.
fn has_word(text: &str, word: &str, before: &str, behind: &str) -> bool {
    let ends = |c: Option<char>, set: &str| c.is_none_or(|c| c == '\n' || set.contains(c));
    text.match_indices(word).any(|(at, _)| {
        let (head, tail) = (text.get(..at), text.get(at + word.len()..));
        ends(head.and_then(|head| head.chars().next_back()), before)
            && ends(tail.and_then(|tail| tail.chars().next()), behind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_in_front() {
        let plain = Wanted { pattern: "a.b/c".into(), written: None };
        let named = "module a.b/c: reading http://p/a.b/c/@v/list: 404 Not Found";
        assert_eq!(plain.shown(named), named);
        assert_eq!(plain.shown("module a.b/cd: x"), "a.b/c: module a.b/cd: x");
        let latest = Wanted { written: Some("latest".into()), ..plain };
        assert_eq!(latest.shown("module a.b/c: x"), "a.b/c@latest: module a.b/c: x");
        assert_eq!(latest.shown("a.b/c@latest: x"), "a.b/c@latest: x");
    }

    #[test]
    fn names_of_what_was_settled_on() {
        let wanted = |pattern: &str, version: Option<&str>| Wanted {
            pattern: pattern.into(),
            written: version.map(str::to_owned),
        };
        let named = |it: &Wanted| it.resolved("a.b/c", "v1.0.0");
        assert_eq!(named(&wanted("a.b/c", Some("v1.0.0"))), "a.b/c@v1.0.0");
        assert_eq!(named(&wanted("a.b/c", None)), "a.b/c@upgrade (v1.0.0)");
        assert_eq!(named(&wanted("a.b/c/d", None)), "a.b/c@v1.0.0 (matching a.b/c/d@upgrade)");
    }

    #[test]
    fn modules_in_front() {
        let missing = Fault::NoMatch { query: "v9".into(), current: String::new() };
        let text = of_module(missing, "a.b/c", "v9").to_string();
        assert_eq!(text, "module a.b/c: no matching versions for query \"v9\"");
        let off = of_module(Fault::NotFound("off".into()), "a.b/c", "v1");
        assert_eq!(off.to_string(), "a.b/c@v1: off");
    }
}
