//! What is made from the command line's own description: completions and the manual page.

use std::{ffi::OsString, io};

use clap_complete::{CompleteEnv, Shell, env::Shells};
use clap_mangen::Man;
use serde_json::Value;

use crate::{
    cli::{
        args::{self, Format},
        runtime::internal,
    },
    problem::Problem,
    render::jsonl,
    world::World,
};

/// The file name of the manual page.
pub const MAN_PAGE: &str = "goget-doctor.1";

/// The JSON Schema of the machine output.
pub(crate) const SCHEMA: &str = include_str!("../../../docs/report.schema.json");

/// The schema as it stands in the repository, or in one line.
pub(super) fn schema(format: Format) -> Result<Vec<u8>, Problem> {
    if format != Format::Jsonl {
        return Ok(SCHEMA.into());
    }
    let schema: Value =
        serde_json::from_str(SCHEMA).map_err(|error| internal("the schema", &error.into()))?;
    Ok(jsonl::line(&schema).into_bytes())
}

/// The completions of every shell with the names of their files.
pub fn completion_files() -> Vec<(&'static str, Vec<u8>)> {
    [
        ("goget-doctor.bash", Shell::Bash),
        ("_goget-doctor", Shell::Zsh),
        ("goget-doctor.fish", Shell::Fish),
        ("_goget-doctor.ps1", Shell::PowerShell),
        ("goget-doctor.elv", Shell::Elvish),
    ]
    .map(|(name, shell)| (name, completions(shell)))
    .to_vec()
}

/// The manual page: one for all commands.
pub fn man_page() -> io::Result<Vec<u8>> {
    let command = args::command();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for subcommand in command.get_subcommands() {
        render_subcommand("goget-doctor", subcommand, &mut page)?;
    }
    man.render_extra_section(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    Ok(page.replace(".SH EXTRA\nExit status:\n", ".SH EXIT STATUS\n").into_bytes())
}

/// What `shell` runs at its start: a function that asks the command itself for the words that fit.
/// A static script cannot be had: clap's for bash knows no words behind a subcommand of a command
/// with a hyphen in its name, and none could name a scenario.
pub(super) fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    let known = Shells::builtins();
    if let Some(known) = known.completer(&shell.to_string()) {
        // A vector takes all that is written.
        let _ = known.write_registration(COMPLETE, NAME, NAME, NAME, &mut script);
    }
    script
}

/// Answers the function that [`completions`] prints, where it is that which asks; whether it was.
///
/// # Errors
///
/// A shell that is not known, or standard output that cannot be written.
pub(in crate::cli) fn complete(words: &[OsString], world: &World) -> Result<bool, Problem> {
    let asked = CompleteEnv::with_factory(args::command).var(COMPLETE);
    asked.try_complete(words, world.directory()).map_err(|error| {
        let next = format!("unset {COMPLETE}");
        Problem::new("cannot complete the command line", error.to_string().trim(), next)
    })
}

/// The variable by which a shell asks for words; its value is the shell's name.
const COMPLETE: &str = "GOGET_DOCTOR_COMPLETE";

/// The command's name.
const NAME: &str = "goget-doctor";

/// The manual page of the command called `of`, `lab run`.
///
/// # Errors
///
/// No such command.
pub(super) fn man_page_of(of: &[String]) -> Result<Vec<u8>, Problem> {
    let mut command = args::command();
    command.build();
    for name in of {
        let below = command.find_subcommand(name).cloned();
        command = below.ok_or_else(|| {
            let why = format!("there is no command {}", of.join(" "));
            Problem::new("cannot print the manual page", why, "goget-doctor --help")
        })?;
    }
    let mut page = Vec::new();
    let written = Man::new(command).render(&mut page);
    written.map_err(|error| internal("the manual page", &error))?;
    Ok(page)
}

/// A section with the synopsis, description and options of one command, and of those below it.
fn render_subcommand(parent: &str, command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{parent} {}", command.get_name());
    page.extend_from_slice(format!(".SH {}\n", name.to_uppercase()).as_bytes());
    let man = Man::new(command.clone().bin_name(&name).disable_help_flag(true));
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    let text = String::from_utf8_lossy(&text).replace(".SH ", ".SS ");
    page.extend_from_slice(text.as_bytes());
    command.get_subcommands().try_for_each(|below| render_subcommand(&name, below, page))
}
