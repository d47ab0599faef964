//! A pattern with something that no module path has.

use super::lists::{Pattern, unadorned};
use crate::{
    findings::{Found, check, view::View},
    go::cmd::env::Origin,
    trace::Step,
};

check! {
    /// A pattern is held against the beginning of the module path, element by element, letter by letter. With quotation marks, `git@host:`,
    /// capitals in the host, or `.git`, `@v1.2.3` or `/...` at the end it matches no path, since paths have nothing of it:
    /// `git.example.com/team` matches all below already. Only a repository whose path itself ends in `.git` matches such a pattern.
    ///
    /// Write the beginning of the module path alone.
    "pattern-never-matches", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    // Quotes in go's file have a page of their own.
    let is_told = |pattern: &Pattern<'_>| {
        matches!(pattern.setting.origin, Origin::File { .. })
            && pattern.text.starts_with(['"', '\''])
    };
    let odd = |pattern: &Pattern<'_>| unadorned(pattern.text).is_some() && !is_told(pattern);
    let pattern = view.patterns().find(odd)?;
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
            ("GitHub.com/Acme", "github.com/Acme"),
        ] {
            assert_eq!(fixed(list), Some(format!("export GOPRIVATE={path}")), "{list}");
        }
        assert_eq!(fixed("*.a.test,b.test/X,[A-z].test"), None);
    }
}
