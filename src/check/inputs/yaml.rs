//! YAML, and JSON as a part of it, as a tree whose nodes know their lines.

use yaml_rust2::{Event, parser::Parser, scanner::TScalarStyle};

/// How deep a file may nest.
const DEEPEST: usize = 32;

/// How many keys, values and lists it may hold.
const MOST_NODES: usize = 8_000_000;

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub line: usize,
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Node>),
    /// Keys with their values, in the order of the file; a key may come twice.
    Map(Vec<(Node, Node)>),
}

/// Why a text is no tree, with the line.
pub(crate) type Bad = (usize, String);

/// The first document of `text`; an empty one is an empty map.
pub(crate) fn parse(text: &str) -> Result<Node, Bad> {
    let lines = text.lines().count().max(1);
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut nodes = 0;
    loop {
        let (event, mark) = parser
            .next_token()
            .map_err(|error| (error.marker().line().min(lines), error.info().to_owned()))?;
        let line = mark.line();
        if open.len() > DEEPEST {
            return Err((line, format!("the file nests deeper than {DEEPEST} levels")));
        }
        nodes += 1;
        if nodes > MOST_NODES {
            return Err((line, format!("the file holds more than {MOST_NODES} values")));
        }
        let done = match event {
            Event::Scalar(text, style, ..) => Some(Node { line, value: scalar(text, style) }),
            Event::SequenceStart(..) => {
                open.push(Open { line, nodes: Vec::new(), map: false });
                None
            }
            Event::MappingStart(..) => {
                open.push(Open { line, nodes: Vec::new(), map: true });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(Open::close),
            Event::Alias(_) => return Err((line, "aliases are not read".to_owned())),
            Event::StreamEnd => return Ok(Node { line: 1, value: Value::Map(Vec::new()) }),
            _ => None,
        };
        match (done, open.last_mut()) {
            (Some(node), Some(parent)) => parent.nodes.push(node),
            (Some(root), None) => return Ok(root),
            (None, _) => {}
        }
    }
}

/// A list or map that is not closed yet; a map's keys and values alternate.
struct Open {
    line: usize,
    nodes: Vec<Node>,
    map: bool,
}

impl Open {
    fn close(self) -> Node {
        let value = if self.map { Value::Map(pairs(self.nodes)) } else { Value::List(self.nodes) };
        Node { line: self.line, value }
    }
}

fn pairs(nodes: Vec<Node>) -> Vec<(Node, Node)> {
    let mut pairs = Vec::with_capacity(nodes.len() / 2);
    let mut nodes = nodes.into_iter();
    while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
        pairs.push((key, value));
    }
    pairs
}

/// A plain `~` or `null` is as good as nothing.
fn scalar(text: String, style: TScalarStyle) -> Value {
    let null = style == TScalarStyle::Plain && matches!(text.as_str(), "~" | "null");
    Value::Text(if null { String::new() } else { text })
}

impl Node {
    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The keys and values of a map; none of anything else.
    pub(crate) fn map(&self) -> &[(Self, Self)] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The members of a list; none of anything else.
    pub(crate) fn list(&self) -> &[Self] {
        match &self.value {
            Value::List(nodes) => nodes,
            _ => &[],
        }
    }

    /// The value of a key; of several the last.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.map().iter().rev().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// The text under a key; empty where there is none.
    pub(crate) fn text_of(&self, key: &str) -> &str {
        self.get(key).and_then(Self::text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_their_lines() {
        let tree = parse("host: a.test\npaths:\n  /x:\n    repo: r\n  /x: ~\n").unwrap();
        assert_eq!(tree.text_of("host"), "a.test");
        let paths = tree.get("paths").unwrap();
        let keys: Vec<_> =
            paths.map().iter().map(|(key, _)| (key.line, key.text().unwrap())).collect();
        assert_eq!(keys, [(3, "/x"), (5, "/x")]);
        assert_eq!(paths.text_of("/x"), "");
    }

    #[test]
    fn json_is_yaml() {
        let tree = parse("{\n\t\"domain\": \"a.test\",\n \"l\": [1, 2]}").unwrap();
        assert_eq!((tree.text_of("domain"), tree.get("l").unwrap().list().len()), ("a.test", 2));
    }

    #[test]
    fn what_cannot_be_read_has_a_line_too() {
        assert_eq!(parse("a: b\nc: [").unwrap_err().0, 2);
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse(&"- ".repeat(1_000)).is_err());
        assert_eq!(parse("a: &x 1\nb: *x").unwrap_err(), (2, "aliases are not read".to_owned()));
        assert_eq!(parse("").unwrap().map().len(), 0);
    }
}
