//! What came out of a scenario, held to what must come out.

use std::collections::BTreeSet;

use crate::{
    lab::{self, Expect, Root},
    report::{self, By, Report},
};

/// What came out otherwise than expected, a sentence for each.
pub(super) fn differences(expect: &Expect, report: &Report) -> Vec<String> {
    let mut differs = Vec::new();
    let mut compare = |same: bool, found: String, expected: String| {
        if !same {
            differs.push(format!("{found}, not {expected}"));
        }
    };
    let ok = (verdict(report.ok), verdict(Some(expect.ok)));
    compare(ok.0 == ok.1, format!("go would {}", ok.0), ok.1.to_owned());
    if let Some(expected) = &expect.error {
        let error = report.error.as_deref().unwrap_or("nothing");
        compare(lab::matches(expected, error), format!("go says {error}"), expected.clone());
    }
    if let Some(expected) = &expect.root {
        let found = report.root.as_ref().map_or_else(|| "nothing".to_owned(), found_root);
        let expected = expected_root(expected);
        compare(found == expected, format!("go finds {found}"), expected);
    }
    let names: BTreeSet<_> = report.findings.iter().map(|finding| finding.name).collect();
    let expected: BTreeSet<_> = expect.findings.iter().map(String::as_str).collect();
    compare(names == expected, format!("the findings are {}", list_of(&names)), list_of(&expected));
    differs
}

fn found_root(root: &report::Root) -> String {
    let by = match root.by {
        By::Meta => "meta",
        By::Static => "static",
        By::Suffix => "suffix",
    };
    format!("{} {} {} {:?} by {by}", root.path, root.vcs, root.repo, root.subdir)
}

fn expected_root(root: &Root) -> String {
    format!("{} {} {} {:?} by {}", root.path, root.vcs, root.repo, root.subdir, root.by)
}

fn list_of(names: &BTreeSet<&str>) -> String {
    let names: Vec<_> = names.iter().copied().collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn verdict(ok: Option<bool>) -> &'static str {
    match ok {
        None => "do what is not known",
        Some(false) => "fail",
        Some(true) => "succeed",
    }
}
