//! Results of many paths by what is wrong with them, and the screen of them.

use std::fmt::Write as _;

use goget_doctor::{
    render::{Detail, Painter, check, markdown},
    report::{Batch, Finding, Group, Item, Report, Severity},
    trace::{Got, Step, Verdict},
};

use super::sample;

/// A result for `path` whose cause is `name`, with go's text and a line that cures it.
fn failed(path: &str, name: &'static str, error: &str, fix: &str) -> Item {
    let finding = Finding {
        name: name.into(),
        severity: Severity::Error,
        usual: None,
        title: format!("{path} is refused."),
        evidence: Vec::new(),
        fix: vec![fix.to_owned()],
        not: Vec::new(),
        step: Step::Fetch,
        look: None,
    };
    let verdict = Verdict::Fails(error.to_owned());
    Item::new(Report { verdict, findings: vec![finding], ..sample::empty(path) })
}

fn passed(path: &str) -> Item {
    let verdict = Verdict::Gets(Got { root: None });
    Item::new(Report { verdict, ..sample::empty(path) })
}

fn shown(batch: &Batch) -> Vec<Vec<&str>> {
    batch.groups().into_iter().map(|group| paths(&group)).collect()
}

fn paths<'a>(group: &Group<'a>) -> Vec<&'a str> {
    group.items.iter().map(|item| item.report.path.as_str()).collect()
}

#[test]
fn the_same_cause_at_the_same_host_is_one_group() {
    let at = |path: &str, host: &str| {
        let error = format!("Get \"https://{host}/{path}\": refused");
        failed(path, "refused", &error, "cure it")
    };
    let batch = Batch::new(vec![
        passed("a.test/zero"),
        at("a.test/one@v1.0.0", "p.test"),
        at("a.test/two@v1.2.0", "p.test"),
        at("a.test/one@v1.0.0", "q.test"),
    ]);
    let groups = [
        vec!["a.test/one@v1.0.0", "a.test/two@v1.2.0"],
        vec!["a.test/one@v1.0.0"],
        vec!["a.test/zero"],
    ];
    assert_eq!(shown(&batch), groups);
}

#[test]
fn another_cure_is_another_group_unless_only_the_module_differs() {
    let one = |path: &str, fix: &str| failed(path, "x", "text", fix);
    let batch = Batch::new(vec![
        one("a.test/B", "go get a.test/!b"),
        one("a.test/c", "go get a.test/c"),
        one("a.test/d", "git fetch"),
    ]);
    assert_eq!(shown(&batch), [vec!["a.test/B", "a.test/c"], vec!["a.test/d"]]);
}

/// Of many only some are asked about further, and have a cure that was tried: they are shown for all.
#[test]
fn results_without_a_cure_are_of_the_group_that_has_one() {
    let one = |path: &str| failed(path, "x", "text", "look");
    let mut cured = one("a.test/c");
    cured.report.findings[0].fix.insert(0, "cure it".to_owned());
    let batch = Batch::new(vec![one("a.test/b"), cured, one("a.test/d")]);
    assert_eq!(shown(&batch), [vec!["a.test/c", "a.test/b", "a.test/d"]]);
}

fn many(failures: usize, passes: usize) -> Batch {
    let failures = (0..failures).map(|n| failed(&format!("a.test/f{n}"), "x", "text", "cure it"));
    let passes = (0..passes).map(|n| passed(&format!("a.test/p{n}")));
    Batch::new(passes.chain(failures).collect())
}

#[test]
fn one_cause_of_many_failures_is_told_once_and_first() {
    let text = check::human(&many(250, 40), &Painter::FILE, Detail::Normal);
    assert!(text.lines().count() <= 40, "{text}");
    assert!(text.starts_with("✗ 250 paths  x"), "{text}");
    assert_eq!(text.matches("cure     cure it").count(), 1, "{text}");
    assert!(text.contains("✓ 40 paths"), "{text}");
    assert!(!text.contains("a.test/p7"), "{text}");
    let all = check::human(&many(250, 40), &Painter::FILE, Detail::Verbose);
    assert!(all.contains("a.test/p7") && all.contains("a.test/f249"), "{all}");
}

#[test]
fn a_summary_names_every_path_of_a_cause_below_the_cause() {
    let text = markdown::render(&many(250, 40));
    assert_eq!(text.matches("cure it").count(), 1, "{text}");
    let mut names = String::new();
    for n in 0..250 {
        writeln!(names, "a.test/f{n}").unwrap();
    }
    assert!(text.contains(&names) && !text.contains("a.test/p7"), "{text}");
}
