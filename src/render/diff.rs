//! Two runs: the difference that decides, then all of them; for people and machines.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Detail, Painter, page::Page, painter::Role};
use crate::{
    report::diff::{Diff, Difference, Pair, Side},
    trace::SCHEMA,
};

/// Two runs as machines get them.
#[derive(Debug, Deserialize, Serialize)]
pub struct DiffDocument<'a> {
    schema: u32,
    #[serde(flatten)]
    diff: Cow<'a, Diff>,
}

impl<'a> DiffDocument<'a> {
    /// `diff` with the number of the schema.
    pub fn new(diff: &'a Diff) -> Self {
        Self { schema: SCHEMA, diff: Cow::Borrowed(diff) }
    }
}

/// How many differences of a path are shown where nobody asks for all.
const SHOWN: usize = 10;

/// How much of a value is shown, in characters.
const LONGEST: usize = 300;

/// For each path what it came to in both runs, what decides, and what else differs.
pub fn human(diff: &Diff, painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    for pair in &diff.paths {
        one(&mut page, pair, painter, detail);
        page.blank();
    }
    let only = [("first only", &diff.only_first), ("second only", &diff.only_second)];
    for (label, paths) in only {
        for path in paths {
            page.labelled(Role::Warn, label, &painter.text(path));
        }
    }
    page.labelled(Role::Plain, "in all", &sum(diff));
    page.finish()
}

fn one(page: &mut Page<'_>, pair: &Pair, painter: &Painter, detail: Detail) {
    page.labelled(Role::Strong, "path", &painter.text(&pair.path));
    page.labelled(role(&pair.first), "first", &came(&pair.first, painter));
    page.labelled(role(&pair.second), "second", &came(&pair.second, painter));
    match &pair.decisive {
        Some(decisive) => told(page, Role::Warn, "decides", decisive, painter),
        None if pair.same => page.labelled(Role::Good, "decides", "nothing: both came to the same"),
        None => page.labelled(Role::Warn, "decides", "nothing that the runs show"),
    }
    let others = pair.differences.iter().filter(|it| Some(*it) != pair.decisive.as_ref());
    let most = match detail {
        Detail::Quiet => 0,
        Detail::Normal => SHOWN,
        Detail::Verbose => usize::MAX,
    };
    others.clone().take(most).for_each(|other| told(page, Role::Plain, "also", other, painter));
    let more = others.count().saturating_sub(most);
    if more > 0 && most > 0 {
        page.labelled(Role::Faint, "more", &format!("{more} differences; -v shows them"));
    }
}

fn told(page: &mut Page<'_>, role: Role, label: &str, difference: &Difference, painter: &Painter) {
    let Difference { aspect, subject, first, second } = difference;
    page.labelled(role, label, &format!("{}: {}", aspect.says(), painter.text(subject)));
    page.labelled(Role::Plain, "  first", &value(first.as_deref(), painter));
    page.labelled(Role::Plain, "  second", &value(second.as_deref(), painter));
}

fn value(text: Option<&str>, painter: &Painter) -> String {
    match text {
        None => "not seen".to_owned(),
        Some("") => "empty".to_owned(),
        Some(text) => {
            let short: String = text.chars().take(LONGEST).collect();
            let cut = if short.len() < text.len() { " …" } else { "" };
            painter.text(&(short + cut))
        }
    }
}

fn came(side: &Side, painter: &Painter) -> String {
    let findings = side.findings.join(", ");
    let findings = if findings.is_empty() { findings } else { format!(" ({findings})") };
    let version = side.version.as_deref().unwrap_or("no version");
    let text = match (side.ok, &side.error) {
        (Some(true), _) => format!("go succeeds: {version}"),
        (Some(false), Some(error)) => format!("go fails: {error}"),
        (Some(false), None) => "it is of no use as it is".to_owned(),
        (None, why) => format!("no verdict: {}", why.as_deref().unwrap_or("not known")),
    };
    painter.text(&(text + &findings))
}

fn role(side: &Side) -> Role {
    match side.ok {
        Some(true) => Role::Good,
        Some(false) => Role::Bad,
        None => Role::Warn,
    }
}

fn sum(diff: &Diff) -> String {
    let differ = diff.paths.iter().filter(|pair| !pair.same).count();
    let paths = if diff.paths.len() == 1 { "path" } else { "paths" };
    format!("{} {paths} in both runs: {differ} came to something else", diff.paths.len())
}
