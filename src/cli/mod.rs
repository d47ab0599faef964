//! The command: arguments, the terminal, exit status. Nothing else prints.

mod commands;

use std::{ffi::OsString, process::ExitCode};

use crate::world::World;

pub mod args;

mod about;
mod action;
mod advice;
mod connect_to;
mod console;
mod exit;
mod options;
mod output;
mod pasted;
mod progress;
mod runtime;
mod spool;
mod stream;
mod style;
mod usage;

pub use commands::generate::{MAN_PAGE, completion_files, man_page};
pub use exit::Exit;

use action::Job;
use args::Place;
use console::Console;
use usage::{Glimpse, Stop};

/// Runs the command with the process's arguments and environment.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let world = World::real();
    let completed = commands::generate::complete(&words, &world);
    let console = Console::new(&world, Glimpse::of(&words), &words);
    match completed {
        Ok(false) => carried_out(&words, world, console).into(),
        Ok(true) => Exit::Success.into(),
        Err(problem) => console.complain(&problem).into(),
    }
}

/// Does what a command line says in `world`, and says how that ends.
fn carried_out(words: &[OsString], world: World, mut console: Console) -> Exit {
    let ended = match usage::parse(words, console.out) {
        Ok(args) => Job::new(args).and_then(|job| {
            job.manner.output.as_deref().map_or(Ok(()), |file| console.write_to(file))?;
            console.watch(world.waits(), job.manner.detail);
            console.out.trace_first = job.manner.trace == Place::First;
            let zero = job.manner.exit_zero;
            let exit = commands::run(job, world, &console)?;
            Ok(if zero { exit.zero() } else { exit })
        }),
        Err(Stop::Help(text)) => console.print(&text).map(|()| Exit::Success),
        Err(Stop::Usage(problem)) => Err(problem),
    };
    ended.unwrap_or_else(|problem| {
        let status = console.complain(&problem);
        if problem == runtime::interruption() { Exit::Undecided } else { status }
    })
}
