//! A pattern with a port.

use super::lists::port;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// A pattern is held against the module path, which has no port: `git.example.com:8443` matches nothing, whatever port the
    /// server has. go says nothing about it.
    ///
    /// Leave the port out: the pattern then stands for the module path, whatever port its server has.
    "pattern-has-port", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| port(pattern.text).is_some())?;
    let title =
        format!("A pattern of {} has a port; module paths have none.", pattern.setting.name);
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn the_port_goes() {
        let fixed = |list: &str| cure("pattern-has-port", &[("GOINSECURE", list)], "");
        assert_eq!(fixed("git.a.test:8443/x").as_deref(), Some("export GOINSECURE=git.a.test/x"));
        assert_eq!(fixed("git.a.test,https://b.test/x"), None);
    }
}
