//! `explain NAME` and `explain --list`: the pages of all names.

use crate::{
    cli::{args::Format, console::Console, exit::Exit},
    problem::Problem,
    render::{
        catalog::{self, Entry},
        json, jsonl,
    },
    stages::catalogue::{self, Named},
};

/// Prints the page of `name`.
pub(super) fn page(name: &str, format: Format, console: &Console) -> Result<Exit, Problem> {
    let entry = entry(catalogue::find(name).ok_or_else(|| unknown(name))?);
    console.print(&match format {
        Format::Human => catalog::page(&entry, &console.out),
        Format::Json => json::document(&entry),
        _ => jsonl::line(&entry),
    })?;
    Ok(Exit::Success)
}

/// Prints every name, with what it is about and who tells it.
pub(super) fn list(format: Format, console: &Console) -> Result<Exit, Problem> {
    let entries: Vec<_> = catalogue::all().iter().map(entry).collect();
    console.print(&match format {
        Format::Human => catalog::list(&entries, &console.out),
        Format::Json => json::document(&entries),
        _ => entries.iter().map(jsonl::line).collect(),
    })?;
    Ok(Exit::Success)
}

fn entry(named: &Named) -> Entry {
    Entry::new(named, scenarios(named.name))
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
    let next = match catalogue::nearest(name) {
        Some(near) => format!("goget-doctor explain {near}"),
        None => "goget-doctor explain --list".to_owned(),
    };
    Problem::new(
        format!("there is no finding {name}"),
        "no check and no text of go has that name",
        next,
    )
}
