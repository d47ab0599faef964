//! A switch in the place of a list.

use super::lists::is_switch;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// GOINSECURE, GOPRIVATE, GONOPROXY and GONOSUMDB are lists of module path patterns, not switches: `GOINSECURE=1` is for
    /// module paths that begin with the element `1`, and there is none. go says nothing about it.
    ///
    /// Write for which modules it is meant: `GOINSECURE=git.example.com`.
    "pattern-is-a-switch", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| is_switch(pattern.text))?;
    let name = &pattern.setting.name;
    let title = format!("{name} is a list of module path patterns, not a switch.");
    Some(
        Found::new(Step::Settings, title)
            .seen(pattern.seen())
            .fix(pattern.cure())
            .fix(format!("go env -w {name}=git.example.com")),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn one_and_true_and_all() {
        let fixed = |list: &str| cure("pattern-is-a-switch", &[("GOINSECURE", list)], "");
        assert_eq!(fixed("1").as_deref(), Some("unset GOINSECURE"));
        assert_eq!(fixed("a.test,True").as_deref(), Some("export GOINSECURE=a.test"));
        for list in ["*", "none", "off", "1.test"] {
            assert_eq!(fixed(list), None, "{list}");
        }
    }
}
