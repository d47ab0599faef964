//! What stands out in a text: the hosts and files that it names, and the import paths that it is about.

use std::ops::Range;

use super::painter::{Painter, Role};

/// `line` with what matters in it painted: each of `names`, the host of each URL, and each absolute file name.
///
/// A name counts where it is no part of a longer one.
pub(super) fn emphasized(line: &str, names: &[String], painter: &Painter) -> String {
    if !painter.color || names.is_empty() {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut done = 0;
    for range in ranges(line, names) {
        out += line.get(done..range.start).unwrap_or_default();
        out += &painter.paint(Role::Strong, line.get(range.clone()).unwrap_or_default());
        done = range.end;
    }
    out + line.get(done..).unwrap_or_default()
}

/// The places of what matters, in their order, none over another.
fn ranges(line: &str, names: &[String]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = names.iter().flat_map(|name| places(line, name)).collect();
    found.extend(hosts(line));
    found.extend(files(line));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let apart = range.start >= end;
        end = if apart { range.end } else { end };
        apart
    });
    found
}

/// Where `name` is a word of its own; a slash or a version may follow it.
fn places<'a>(line: &'a str, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let found = line.match_indices(name).filter(|_| !name.is_empty());
    let alone = |(start, _): &(usize, &str)| {
        let before = line.get(..*start).and_then(|text| text.chars().next_back());
        let after = line.get(start + name.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| is_of_a_name(c) || c == '/')
            && !after.is_some_and(|c| is_of_a_name(c) && c != '.')
    };
    found.filter(alone).map(|(start, found)| start..start + found.len())
}

/// The host of each URL.
fn hosts(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    line.match_indices("://").map(|(at, scheme)| {
        let start = at + scheme.len();
        let rest = line.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !is_of_a_host(c)).unwrap_or(rest.len());
        let host = rest.get(..end).unwrap_or_default().trim_end_matches([':', '.']);
        start..start + host.len()
    })
}

/// Each word that is an absolute file name with a folder.
fn files(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = line.match_indices('/').map(|(at, _)| at);
    let begins = |at: &usize| {
        let before = line.get(..*at).and_then(|text| text.chars().next_back());
        before.is_none_or(|c| matches!(c, ' ' | '=' | '"' | '\'' | '('))
    };
    let range = move |at: usize| {
        let rest = line.get(at..).unwrap_or_default();
        let word = rest.split([' ', '"', '\'', ')', ',', ';']).next().unwrap_or_default();
        let word = word.trim_end_matches(['.', ':']);
        (word.matches('/').count() > 1).then_some(at..at + word.len())
    };
    starts.filter(begins).filter_map(range)
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~')
}

fn is_of_a_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        let names = ["a.test/b".to_owned(), "a.test".to_owned()];
        ranges(line, &names).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn hosts_files_and_names_stand_out() {
        for (line, expected) in [
            ("a.test/b@v1.0.0: x", &["a.test/b"][..]),
            (
                "module a.test: Get \"https://h.test:8443/a.test/@v/list\"",
                &["a.test", "h.test:8443"],
            ),
            ("xa.test/b a.test/bc a.testing", &["a.test"]),
            ("cp /etc/ssl/cert/ca.pem, and /tmp", &["/etc/ssl/cert/ca.pem"]),
            ("ö https://[::1]:8/x, see a.test.", &["[::1]:8", "a.test"]),
            ("of https://h.test: 404", &["h.test"]),
            ("nothing/at all", &[]),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }
}
