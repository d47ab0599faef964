//! Every command in every format for machines: what it prints is what its format says, validates
//! against the schema, and is read back and written again to the same bytes.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod again;
mod bench;
mod cases;
mod forms;

use std::collections::BTreeSet;

use clap::Command;
use serde_json::Value;

use crate::support::schema::{self as closed, Checker};
use bench::{Bench, Printed};
use cases::{CASES, Case};

/// The commands that write for people alone: a script, a page, and servers that run until they are ended.
const FOR_PEOPLE: &[&str] = &["completions", "lab serve", "man"];

#[test]
fn every_command_has_a_case() {
    let known: BTreeSet<String> = leaves(&goget_doctor::cli::args::command(), "");
    let told: BTreeSet<String> = CASES.iter().map(|case| case.command.to_owned()).collect();
    assert_eq!(told, known);
}

#[test]
fn what_is_printed_for_machines_is_what_the_format_says() {
    let (bench, schema, formats) = (Bench::new(), closed::strict(), formats());
    let (mut read, mut lacking, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for case in CASES {
        for format in &formats {
            if lacking.contains(&(case.command, format)) {
                continue;
            }
            let printed = bench.run(case, format);
            let has = !lacks(&printed, format);
            if !has {
                lacking.insert((case.command, format));
            }
            if has && printed.status != case.status {
                wrong.push(format!("{case:?} as {format} ends with {}", printed.status));
            }
            if has && printed.status != 2 {
                read.insert((case.command, format.as_str()));
            }
            let held = hold(schema, case, format, &printed.text);
            wrong.extend(held.err().map(|error| format!("{case:?} as {format}: {error}")));
        }
    }
    wrong.extend(unread(&read, &formats));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether it says that the command has no such format.
fn lacks(printed: &Printed, format: &str) -> bool {
    let says = format!("has no format {format}");
    printed.status == 2 && (printed.text.contains(&says) || printed.said.contains(&says))
}

/// The commands without JSON, and the formats that no command wrote.
fn unread(read: &BTreeSet<(&str, &str)>, formats: &[String]) -> Vec<String> {
    let mut unread = Vec::new();
    for case in CASES.iter().filter(|case| !FOR_PEOPLE.contains(&case.command)) {
        let lacking =
            ["json", "jsonl"].into_iter().filter(|it| !read.contains(&(case.command, *it)));
        unread.extend(lacking.map(|format| format!("{} has no {format}", case.command)));
    }
    let strange = formats.iter().filter(|format| read.iter().all(|(_, it)| it != format));
    unread.extend(strange.map(|format| format!("no command writes {format}")));
    unread
}

/// An error where `text` is not what `format` says.
fn hold(schema: &Checker, case: &Case, format: &str, text: &str) -> Result<(), String> {
    match format {
        "json" => hold_json(schema, case, text, true),
        "jsonl" => {
            text.split_inclusive('\n').try_for_each(|line| hold_json(schema, case, line, false))
        }
        _ => forms::hold(format, text),
    }
}

fn hold_json(schema: &Checker, case: &Case, text: &str, pretty: bool) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    if case.command == "schema" && value.get("$schema").is_some() {
        return Checker::new(value).map(drop);
    }
    schema.check(&value).map_err(|error| format!("{error}: {text}"))?;
    if value.get("exit").is_some_and(|exit| *exit != case.status) {
        return Err(format!("exit is {}", value["exit"]));
    }
    let again = again::written(case.command, &value, text, pretty)?;
    if again == text { Ok(()) } else { Err(format!("{text}\nis written again as\n{again}")) }
}

/// The commands that have none below them: `resolve`, `lab run`.
fn leaves(command: &Command, above: &str) -> BTreeSet<String> {
    let below = command.get_subcommands().flat_map(|it| {
        let name = format!("{above} {}", it.get_name()).trim_start().to_owned();
        if it.has_subcommands() { leaves(it, &name) } else { BTreeSet::from([name]) }
    });
    below.collect()
}

/// The formats that the command line knows, but for that for people.
fn formats() -> Vec<String> {
    let command = goget_doctor::cli::args::command();
    let format = command.get_arguments().find(|it| it.get_id() == "format").unwrap();
    let all = format.get_possible_values().into_iter().map(|value| value.get_name().to_owned());
    all.filter(|name| name != "human").collect()
}
