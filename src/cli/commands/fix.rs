//! `fix`: the safe local steps of what a saved run found.

use std::{
    io::{IsTerminal as _, stdin, stdout},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use crate::{
    cli::{
        action::Manner,
        args::{Fix, Format},
        console::Console,
        exit::Exit,
        runtime::{block_on, saved},
    },
    fix,
    problem::Problem,
    render::{fix as screen, json, jsonl},
    world::World,
};

/// How long the go command may take to say where its settings are.
const PATIENCE: Duration = Duration::from_secs(10);

/// Shows the steps, takes them where that is wanted, and says how they are taken back.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Fix,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let name = asked.run.to_string_lossy();
    let traces = saved(world, asked.run.as_os_str(), console)?;
    let settings = block_on(async { Ok(settings_file(world).await) })?;
    let mut plan = fix::plan(world, &traces, settings.as_deref());
    let human = manner.format == Format::Human;
    if human {
        let view = plan.view(&name, asked.apply, 0);
        console.print(&screen::planned(&view, &console.out))?;
    }
    let apply = plan.is_ready() && (asked.apply || wanted(asked, human, console));
    if apply {
        block_on(async {
            fix::take(world, &mut plan).await;
            Ok(())
        })?;
    }
    let exit = if asked.apply && plan.has_failed() { Exit::Unable } else { Exit::Success };
    let view = plan.view(&name, apply, exit.status());
    console.print(&match manner.format {
        Format::Human if apply => screen::taken(&view, &console.out),
        Format::Human => screen::untaken(&view, &console.out),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(exit)
}

/// Whether somebody at a terminal says yes to what was shown.
fn wanted(asked: &Fix, human: bool, console: &Console) -> bool {
    if asked.dry_run || asked.apply || !human || !stdin().is_terminal() || !stdout().is_terminal() {
        return false;
    }
    console.hint("take the steps that would change something? [y/N]");
    let mut answer = String::new();
    let read = stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

/// go's file of settings, as the go in PATH names it; none where there is no go, or it has no file.
async fn settings_file(world: &World) -> Option<PathBuf> {
    world.go()?;
    let mut command = world.command("go");
    command.args(["env", "GOENV"]).env("GOTOOLCHAIN", "local").env("GOFLAGS", "").current_dir("/");
    let output = tokio::time::timeout(PATIENCE, command.output()).await.ok()?.ok()?;
    let file = String::from_utf8(output.stdout).ok()?;
    let file = Path::new(file.trim_end_matches('\n'));
    (output.status.success() && file.is_absolute()).then(|| file.to_owned())
}
