//! A pattern with a blank in it, or a list divided by something else than commas.

use super::lists::divides;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// Lists of patterns are divided by commas alone, and blanks around a pattern belong to it. Of `a.test, b.test` the second
    /// never matches; `a.test;b.test` is one pattern that never does. go says nothing about it.
    ///
    /// Write the patterns with commas between them, and nothing else.
    "pattern-has-blank", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| pattern.text.contains(divides))?;
    let title = format!(
        "A pattern of {} holds a blank or a separator that is none, and never matches.",
        pattern.setting.name
    );
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn commas_alone_divide() {
        let fixed = |list: &str| cure("pattern-has-blank", &[("GOPRIVATE", list)], "");
        assert_eq!(fixed("a.test, b.test").as_deref(), Some("export GOPRIVATE=a.test,b.test"));
        assert_eq!(
            fixed("a.test;b.test|c.test").as_deref(),
            Some("export GOPRIVATE=a.test,b.test,c.test")
        );
        assert_eq!(fixed(" ").as_deref(), Some("unset GOPRIVATE"));
        assert_eq!(fixed("a.test,b.test"), None);
    }
}
