//! XML elements, written with an indent of four blanks.

use std::fmt::Write as _;

use super::text::visible;

/// An element: its name, its attributes in their order, and what it holds.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Content,
}

enum Content {
    Empty,
    Text(String),
    Elements(Vec<Element>),
}

impl Element {
    /// An element that holds nothing.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), content: Content::Empty }
    }

    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element around `text`.
    pub(super) fn text(mut self, text: String) -> Self {
        self.content = Content::Text(text);
        self
    }

    /// The element around others.
    pub(super) fn elements(mut self, inner: Vec<Self>) -> Self {
        self.content = Content::Elements(inner);
        self
    }

    /// A whole document with this root.
    pub(super) fn document(&self) -> String {
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let (indent, name) = ("    ".repeat(depth), self.name);
        out.extend([&indent, "<", name]);
        for (attribute, value) in &self.attributes {
            // Writing to a String cannot fail.
            let _ = write!(out, " {attribute}=\"{}\"", escaped(value));
        }
        match &self.content {
            Content::Empty => out.push_str("/>"),
            Content::Text(text) => out.extend([">", &escaped(text), "</", name, ">"]),
            Content::Elements(inner) => {
                out.push_str(">\n");
                for element in inner {
                    element.write(depth + 1, out);
                }
                out.extend([&indent, "</", name, ">"]);
            }
        }
        out.push('\n');
    }
}

/// `text` for an attribute or the inside of an element; characters that XML does not know
/// (XML 1.0 §2.2) are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&apos;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            c => visible(c, &mut out),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_in_one_another() {
        let leaf = Element::new("leaf").with("size", "3");
        let word = Element::new("word").text("a\n<b>".to_owned());
        let tree = Element::new("tree").elements(vec![leaf, word]);
        assert_eq!(
            tree.document(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tree>\n    <leaf size=\"3\"/>\n    \
             <word>a\n&lt;b&gt;</word>\n</tree>\n"
        );
        let none = Element::new("tree").elements(Vec::new());
        assert!(none.document().ends_with("\n<tree>\n</tree>\n"));
    }

    #[test]
    fn no_text_ends_an_attribute_or_a_document() {
        assert_eq!(escaped("'\"&\r\x1b[1m\u{ffff}é"), "&apos;&quot;&amp;&#13;[1mé");
    }
}
