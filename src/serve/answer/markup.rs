//! Pages as go's parser and browsers both read them.

use std::fmt::Write as _;

use crate::serve::site::Package;

/// What go and browsers read of a repository in the head of a page.
pub(super) fn tags(package: &Package) -> String {
    let import = escape(&package.import());
    let mut tags = format!("<meta name=\"go-import\" content=\"{import}\">\n");
    if let Some([home, dir, file]) = &package.source {
        let source = escape(&format!("{} {home} {dir} {file}", package.root));
        // Writing to a String does not fail.
        let _ = writeln!(tags, "<meta name=\"go-source\" content=\"{source}\">");
    }
    tags
}

/// A whole page: `tags` come first in the head, `body` is markup.
///
/// The head is well-formed for XML that is not strict, as go reads it, up to its end.
pub(super) fn page(title: &str, tags: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{tags}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(title)
    )
}

/// A link to `url`, which is also what it is called, where a browser can open it; its text otherwise.
pub(super) fn link(url: &str, text: &str) -> String {
    let opens = url.starts_with("https://") || url.starts_with("http://") || url.starts_with('/');
    if opens {
        format!("<a href=\"{}\">{}</a>", escape(url), escape(text))
    } else {
        format!("<code>{}</code>", escape(text))
    }
}

/// `text` inside of an element or of an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

const STYLE: &str = include_str!("style.css");
