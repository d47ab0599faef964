//! A pattern that is a URL.

use crate::{
    findings::check,
    findings::{Found, view::View},
    trace::Step,
};

check! {
    /// GOPRIVATE and its like are lists of module path patterns, and a module path has no scheme: a pattern such as
    /// `https://git.example.com` matches nothing, and go says nothing about it.
    ///
    /// Write the beginning of the module path: `git.example.com`, or `*.example.com` for all hosts below it.
    "goprivate-pattern-has-scheme", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| pattern.text.contains("://"))?;
    let title =
        format!("{} holds a URL; module path patterns have no scheme.", pattern.setting.name);
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    const NAME: &str = "goprivate-pattern-has-scheme";

    #[test]
    fn the_scheme_goes() {
        let vars = [("GOPRIVATE", "a.test,https://git.b.test/x")];
        assert_eq!(cure(NAME, &vars, "").as_deref(), Some("export GOPRIVATE=a.test,git.b.test/x"));
        let file = "GOINSECURE=http://b.test\n";
        assert_eq!(cure(NAME, &[], file).as_deref(), Some("go env -w GOINSECURE=b.test"));
        assert_eq!(cure(NAME, &[("GOPRIVATE", "git.b.test/x")], ""), None);
        assert_eq!(cure(NAME, &[("GOPROXY", "https://a.test")], ""), None);
    }
}
