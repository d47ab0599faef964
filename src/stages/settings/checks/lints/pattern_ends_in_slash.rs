//! A slash at the end of a pattern, for releases that mind it.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::version::Change,
    trace::Step,
};

check! {
    /// Up to go 1.17 a slash at the end of a pattern belongs to it: `git.example.com/` matches nothing there, and go says nothing
    /// about it. Since 1.18 it is ignored.
    ///
    /// Leave the slash out: that is right for every release.
    "pattern-ends-in-slash", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    if view.trace.header.go.has(Change::FinalSlashInPatterns) {
        return None;
    }
    let pattern = view.patterns().find(|pattern| pattern.text.ends_with('/'))?;
    let setting = pattern.setting;
    let list = setting.value.expose().split(',').map(|text| text.trim_end_matches('/'));
    let list: Vec<_> = list.filter(|text| !text.is_empty()).collect();
    let title = format!(
        "A pattern of {} ends in a slash, and matches nothing before go 1.18.",
        setting.name
    );
    let cure = assign(&setting.name, &setting.origin, &list.join(","));
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(cure))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::found_by;

    #[test]
    fn before_1_18() {
        let fixed = |list: &str, go: &str| {
            let found = found_by("pattern-ends-in-slash", go, &[("GOPRIVATE", list)], "")?;
            found.fix.into_iter().next()
        };
        let line = "export GOPRIVATE=a.test/x,b.test";
        assert_eq!(fixed("a.test/x/,b.test", "1.17").as_deref(), Some(line));
        assert_eq!(fixed("a.test/x/,b.test", "1.18"), None);
        assert_eq!(fixed("a.test/x", "1.17"), None);
    }
}
