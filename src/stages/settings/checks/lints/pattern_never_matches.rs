//! A pattern with something that no module path has.

use super::lists::unadorned;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// A pattern is held against the beginning of the module path, element by element. With quotation marks, `git@host:`, or `.git`,
    /// `@v1.2.3` or `/...` at the end it matches no path, since paths have nothing of it: `git.example.com/team` matches all below
    /// already. Only a repository whose path itself ends in `.git` matches such a pattern.
    ///
    /// Write the beginning of the module path alone.
    "pattern-never-matches", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| unadorned(pattern.text).is_some())?;
    let meant = unadorned(pattern.text)?;
    let title = format!(
        "A pattern of {} would match as {meant}, and as it is written it hardly matches anything.",
        pattern.setting.name
    );
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn what_no_path_has_goes() {
        let fixed = |list: &str| cure("pattern-never-matches", &[("GOPRIVATE", list)], "");
        for (list, path) in [
            ("five.example/library.git", "five.example/library"),
            ("github.com/acme/...", "github.com/acme"),
            ("git@github.com:acme/lib.git", "github.com/acme/lib"),
            ("\"github.com/acme\"", "github.com/acme"),
            ("github.com/acme/lib@v1.0.0", "github.com/acme/lib"),
        ] {
            assert_eq!(fixed(list), Some(format!("export GOPRIVATE={path}")), "{list}");
        }
        assert_eq!(fixed("*.a.test,b.test/x"), None);
    }
}
