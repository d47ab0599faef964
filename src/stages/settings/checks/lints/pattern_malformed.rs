//! A glob that go cannot read.

use crate::{
    findings::{Found, check, view::View},
    go::xmod::pattern,
    trace::Step,
};

check! {
    /// A pattern with an open bracket, or a backslash at its end, is no glob. It matches nothing, and go says nothing about it.
    ///
    /// Close the bracket, or put a backslash in front of what is no glob.
    "pattern-malformed", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| pattern::is_malformed(pattern.text))?;
    let title = format!("A pattern of {} is no glob, and matches nothing.", pattern.setting.name);
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn open_brackets() {
        let fixed = |list: &str| cure("pattern-malformed", &[("GOPRIVATE", list)], "");
        for list in ["[", "exa[m", "a.test\\", "[]", "[a-]"] {
            assert_eq!(fixed(list).as_deref(), Some("unset GOPRIVATE"), "{list}");
        }
        for list in ["[ab].test", "a\\.test", "[^a-c]*", "?.test", "a]"] {
            assert_eq!(fixed(list), None, "{list}");
        }
    }
}
