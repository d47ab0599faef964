//! The module path of a go.mod, found without reading the rest.

use super::words::auto_quote;
use crate::go::std::strconv::{text::lossy, unquote::unquote};

/// The path in the first module line, whatever is wrong with the other lines. None where there is
/// no such line, or where its string is none.
///
/// go asks this of the go.mod files of a repository. It sees no blocks.
pub fn module_path(data: &[u8]) -> Option<String> {
    let path = data.split(|byte| *byte == b'\n').find_map(declared)?;
    let path = match path.as_bytes() {
        quoted @ [b'"' | b'`', ..] => lossy(&unquote(quoted)?),
        _ => path,
    };
    (!path.is_empty()).then_some(path)
}

/// The go.mod that go takes for a module that has none.
pub fn synthetic(path: &str) -> String {
    format!("module {}\n", auto_quote(path))
}

/// What follows `module` in `line`.
fn declared(line: &[u8]) -> Option<String> {
    let comment = line.windows(2).position(|two| two == b"//");
    let line = lossy(&line[..comment.unwrap_or(line.len())]);
    let rest = line.trim().strip_prefix("module")?;
    let path = rest.trim();
    (path.len() < rest.len() && !path.is_empty()).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_module_line() {
        for (text, want) in [
            ("module a.b/c\n", Some("a.b/c")),
            ("junk {\n\tmodule\ta.b/c // x\r\n", Some("a.b/c")),
            ("modulea.b\nmodule\nmodule x y\n", Some("x y")),
            ("module \"a.b\\x2fc\"", Some("a.b/c")),
            ("module `a.b`", Some("a.b")),
            ("module \"a.b\nmodule c.d", None),
            ("module \"\"", None),
            ("module (\n\ta.b\n)", Some("(")),
            ("", None),
        ] {
            assert_eq!(module_path(text.as_bytes()).as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn synthetic_is_the_line_alone() {
        assert_eq!(synthetic("a.b/c"), "module a.b/c\n");
        assert_eq!(synthetic("a b"), "module \"a b\"\n");
    }
}
