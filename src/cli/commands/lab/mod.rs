//! The lab's commands: failures played on this machine.

use std::{ffi::OsStr, path::Path, sync::Arc};

use clap::Parser as _;

use super::resolve::judged;
use crate::{
    cli::{
        action::{Job, Manner},
        args::{self, Args, Format},
        console::Console,
        exit::Exit,
        options::options,
        runtime::block_on_all,
    },
    findings::Finding,
    lab::{self, Lab, Scenario, Until},
    pipeline::{self, Options},
    problem::Problem,
    render::{
        go, json, jsonl, lab as screen,
        lab::{Entry, LabRun, Played},
    },
    stages,
    trace::Stage,
    world::World,
};

mod compare;
mod outside;

/// Does what `asked` says and prints what comes out.
pub(super) fn run(
    asked: args::Lab,
    world: &World,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    match asked {
        args::Lab::List => list(manner.format, console),
        args::Lab::Run { name, command } if command.is_empty() => {
            play(&name, world, manner, console)
        }
        args::Lab::Run { name, command } if outside::is_doctor(&command) => {
            outside::run_ourselves(&chosen(&name, world)?, world, &command)
        }
        args::Lab::Run { name, command } => {
            block_on_all(outside::run_in(&chosen(&name, world)?, world, &command))
        }
        args::Lab::Serve { file } => {
            block_on_all(outside::serve(&read(world, &file)?, world, console))
        }
    }
}

fn list(format: Format, console: &Console) -> Result<Exit, Problem> {
    let about = |(name, text): &(&str, &str)| {
        let scenario = parse(name, text)?;
        Ok(Entry { name: (*name).to_owned(), about: scenario.about })
    };
    let entries = lab::list().iter().map(about).collect::<Result<Vec<_>, _>>()?;
    console.print(&match format {
        Format::Human => screen::list(&entries, &console.out),
        Format::Json => json::document(&entries),
        _ => entries.iter().map(jsonl::line).collect(),
    })?;
    Ok(Exit::Success)
}

/// Plays a scenario and each of its cures with our own resolver.
fn play(name: &str, world: &World, manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let scenario = chosen(name, world)?;
    let run = block_on_all(async {
        let first = played(&scenario.about, &scenario, world, manner).await?;
        let mut cures = Vec::new();
        for cure in &scenario.cure {
            cures.push(played(&cure.about, &scenario.cured(cure), world, manner).await?);
        }
        Ok(LabRun::new(name, first, cures))
    })?;
    console.print(&match manner.format {
        Format::Human => screen::human(&run, &console.out, manner.detail),
        Format::Json => json::document(&run),
        Format::Go => go::render(run.reports(), &console.out),
        _ => jsonl::line(&run),
    })?;
    Ok(if run.is_as_said() { Exit::Success } else { Exit::Failure })
}

async fn played(
    about: &str,
    scenario: &Scenario,
    caller: &World,
    manner: &Manner,
) -> Result<Played, Problem> {
    let manner = with_arguments(scenario, manner)?;
    let lab = start(scenario, caller).await?;
    let mut world = manner.apply(lab.world());
    world.tell(caller.waits());
    let world = Arc::new(world);
    let argument = scenario.argument();
    let options = options_of(scenario, &manner);
    let (trace, report) = judged(world, OsStr::new(&argument), &options, &manner).await?;
    let settings = wrong_settings(&lab, &manner).await?;
    Ok(compare::played(about, &lab, &trace, report, settings))
}

/// How far, and as which command, the scenario is played.
fn options_of(scenario: &Scenario, manner: &Manner) -> Options {
    let until = match scenario.until {
        Until::Root => Stage::Root,
        Until::Version => Stage::Version,
        Until::Module => Stage::Module,
        Until::Package => Stage::Package,
    };
    let options = options(manner, scenario.module || scenario.download);
    let in_module = scenario.lays_module();
    // A go beside the module is the machine's, and no part of the scenario.
    let go = options.go.or(in_module.then(|| scenario.about_release()));
    let cache = scenario.args.iter().any(|arg| arg == "--cache");
    Options { go, download: scenario.download, in_module, until: Some(until), cache, ..options }
}

/// What is wrong with the settings of a scenario that is about them.
async fn wrong_settings(lab: &Lab, manner: &Manner) -> Result<Vec<Finding>, Problem> {
    if lab.scenario().expect.settings.is_none() {
        return Ok(Vec::new());
    }
    let world = Arc::new(manner.apply(lab.own_world()));
    let path = OsStr::new(&lab.scenario().path);
    let trace = pipeline::environment(&world, path, &options(manner, true)).await?;
    Ok(stages::settings_findings(&trace))
}

/// The manner of the command line with the scenario's own arguments.
fn with_arguments(scenario: &Scenario, manner: &Manner) -> Result<Manner, Problem> {
    let words = ["goget-doctor", "resolve"].into_iter();
    let words = words.chain(scenario.args.iter().map(String::as_str));
    let args = Args::try_parse_from(words.chain([scenario.path.as_str()])).map_err(|error| {
        let next = "change args in the scenario file";
        Problem::new("the scenario's arguments do not hold", error.kind().to_string(), next)
    })?;
    Ok(manner.over(Job::new(args)?.manner))
}

/// The scenario of this name, or in this file.
fn chosen(name: &str, world: &World) -> Result<Scenario, Problem> {
    let file = Path::new(name);
    let is_file = name.contains(std::path::is_separator)
        || file.extension().is_some_and(|ending| ending == "toml");
    if is_file { read(world, file) } else { named(name) }
}

fn named(name: &str) -> Result<Scenario, Problem> {
    let unknown = || {
        let next = match lab::suggest(name) {
            Some(near) => format!("goget-doctor lab run {near}"),
            None => "goget-doctor lab list".to_owned(),
        };
        let what = format!("there is no scenario {name}");
        Problem::new(what, "the lab does not know that name", next)
    };
    parse(name, lab::find(name).ok_or_else(unknown)?)
}

fn read(world: &World, file: &Path) -> Result<Scenario, Problem> {
    let failed = |why: String| {
        let what = format!("cannot read {}", file.display());
        Problem::new(what, why, "name a scenario file that can be read")
    };
    let bytes = world.read(file, SCENARIO_LIMIT).map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
    parse(&file.to_string_lossy(), &text)
}

fn parse(name: &str, text: &str) -> Result<Scenario, Problem> {
    Scenario::parse(name, text).map_err(|error| {
        Problem::new(format!("cannot play {name}"), error.to_string(), "correct the scenario file")
    })
}

async fn start(scenario: &Scenario, caller: &World) -> Result<Lab, Problem> {
    Lab::start(scenario, caller).await.map_err(|error| {
        let next = "check that ports of 127.0.0.1 and files in TMPDIR can be opened";
        Problem::new("cannot start the lab", error.to_string(), next)
    })
}

const SCENARIO_LIMIT: u64 = 16 << 20;
