//! A go.mod without a module line that go can read.

use super::seen::sought_in_vain;
use crate::{
    findings::{Found, check, view::View},
    go::{std::strconv::text::lossy, xmod::modfile::module_path::module_path},
    trace::{CommandRan, Step},
};

check! {
    /// go read the go.mod of the revision and found no `module` line in it: the file is empty, begins with a byte order mark, or git has
    /// something else in its place, a symbolic link or the pointer of Git LFS, which go does not follow.
    ///
    /// A `module` line with another path is `gomod-declares-other-path`. A file that is not there is `gomod-not-in-folder`.
    ///
    /// Ask the author to put the text itself there and to tag that: `go mod init`, saved as UTF-8 without a mark, and no line for
    /// go.mod in `.gitattributes`. Until then take an older version.
    "gomod-names-no-module", Error, quiet in "gomod-vanity-path"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought_in_vain(view)?;
    let read = view.succeeded(&sought.repo, "cat-file");
    let (file, ran) = read.filter_map(|ran| Some((file(ran)?, ran))).last()?;
    let content = &ran.ran.stdout.0;
    let module = view.culprit().filter(|_| module_path(content).is_none())?;
    let content = lossy(content);
    let first = content.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    let title = format!("The {file} of {module} {}.", fault(&content));
    let seen = format!("git cat-file: {} bytes, which begin with {first:?}", ran.ran.bytes);
    Some(Found::new(Step::Module, title).seen(seen))
}

/// The go.mod that a command read, by its place in the repository.
fn file(ran: &CommandRan) -> Option<&str> {
    let (_, file) = ran.ran.argv.last()?.split_once(':')?;
    file.ends_with("go.mod").then_some(file)
}

/// What is wrong with such a file.
fn fault(content: &str) -> &'static str {
    let is_name = !content.contains(char::is_whitespace) && content.ends_with("go.mod");
    match content {
        "" => "is empty",
        _ if content.starts_with('\u{feff}') => "begins with a byte order mark",
        _ if content.starts_with(LFS) => "is a pointer of Git LFS",
        _ if is_name => "is a symbolic link, which go does not follow",
        _ => "has no module line",
    }
}

/// How a pointer of Git LFS begins.
const LFS: &str = "version https://git-lfs.github.com/spec/";

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn faults_of_a_text() {
        for (text, said) in [
            ("", "is empty"),
            ("\u{feff}module a.b/c\n", "begins with a byte order mark"),
            ("../c/go.mod", "is a symbolic link, which go does not follow"),
            ("// nothing\n", "has no module line"),
            ("go 1.21\n// see other/go.mod", "has no module line"),
        ] {
            assert_eq!(fault(text), said, "{text}");
        }
    }
}
