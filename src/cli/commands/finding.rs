//! `explain NAME` and `explain --list`: the pages of the findings.

use crate::{
    cli::{args::Format, console::Console, exit::Exit},
    findings::Check,
    problem::{Problem, nearest},
    render::{
        catalog::{self, Entry},
        json, jsonl,
    },
    stages,
};

/// Prints the page of the finding `name`.
pub(super) fn page(name: &str, format: Format, console: &Console) -> Result<Exit, Problem> {
    let check = stages::by_name(name).ok_or_else(|| unknown(name))?;
    let entry = entry(check);
    console.print(&match format {
        Format::Human => catalog::page(&entry, &console.out),
        Format::Json => json::document(&entry),
        _ => jsonl::line(&entry),
    })?;
    Ok(Exit::Success)
}

/// Prints the name of every finding, with what it is about.
pub(super) fn list(format: Format, console: &Console) -> Result<Exit, Problem> {
    let entries: Vec<_> = stages::pages().map(entry).collect();
    console.print(&match format {
        Format::Human => catalog::list(&entries, &console.out),
        Format::Json => json::document(&entries),
        _ => entries.iter().map(jsonl::line).collect(),
    })?;
    Ok(Exit::Success)
}

fn entry(check: &Check) -> Entry {
    Entry::new(check, scenarios(check.name))
}

/// The scenarios of the lab that show it.
#[cfg(feature = "lab")]
fn scenarios(name: &str) -> Vec<String> {
    use crate::lab::{self, Scenario};
    let shows = |text: &str| {
        let scenario = Scenario::parse("", text);
        scenario.is_ok_and(|scenario| scenario.expect.names(name))
    };
    let showing = lab::list().iter().filter(|(_, text)| shows(text));
    showing.map(|(scenario, _)| (*scenario).to_owned()).collect()
}

#[cfg(not(feature = "lab"))]
fn scenarios(_name: &str) -> Vec<String> {
    Vec::new()
}

fn unknown(name: &str) -> Problem {
    let near = nearest(name, stages::pages().map(|check| check.name));
    let next = match near {
        Some(near) => format!("goget-doctor explain {near}"),
        None => "goget-doctor explain --list".to_owned(),
    };
    Problem::new(format!("there is no finding {name}"), "no check has that name", next)
}
