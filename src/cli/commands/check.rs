//! `check`: many paths, one verdict.

use std::{ops::ControlFlow, path::Path, sync::Arc};

use crate::{
    check::{self, Baseline, Inputs},
    cli::{
        action::Manner,
        args::{Check, Format, Reports, Told},
        console::Console,
        exit::Exit,
        options::check_options,
        output,
        runtime::{block_on_to_the_end, input, interrupted},
    },
    pipeline::Run,
    problem::Problem,
    render::jsonl,
    report::{Batch, Item, Status, Wants},
    world::World,
};

/// Checks what `asked` names and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: Check,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let baseline = asked.baseline.as_deref().map(|file| baseline(world, file, console));
    let gate = Gate {
        baseline: baseline.transpose()?.unwrap_or_default(),
        most: if asked.fail_fast { Some(1) } else { asked.max_failures.map(Into::into) },
        option: if asked.fail_fast { "--fail-fast" } else { "--max-failures" },
    };
    let options = check_options(manner, &asked);
    let wants = output::wants(manner, &asked.reports, Told::Verdict);
    let stdin = if asked.inputs.iter().any(|name| name == "-") {
        input(world, "-".as_ref(), console)?
    } else {
        Vec::new()
    };
    let inputs = Inputs {
        names: asked.inputs,
        stdin,
        module: asked.module,
        host: asked.host,
        lint: asked.lint,
        graph: asked.graph,
    };
    block_on_to_the_end(async {
        let run = Run::open(world.clone(), &options).await?;
        let mut entries = check::entries(world, &inputs, &run.reader())?;
        if asked.lint {
            entries = check::lines(entries)?;
        }
        let mut sink =
            Sink::new(entries.len(), run.started(), gate, &asked.reports, manner, console);
        let work = check::check(&run, entries, wants, |item| sink.take(item));
        let end = tokio::select! {
            () = work => End::Itself,
            () = interrupted() => End::Interrupted,
        };
        let exit = sink.finish(end)?;
        output::write_beside(world, &sink.batch, &asked.reports, manner.format)?;
        Ok(exit)
    })
}

fn baseline(world: &World, file: &Path, console: &Console) -> Result<Baseline, Problem> {
    Baseline::parse(&input(world, file.as_os_str(), console)?, &file.to_string_lossy())
}

/// What lets a failure pass, and how many may be.
struct Gate {
    baseline: Baseline,
    most: Option<usize>,
    /// The option that says how many.
    option: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Itself,
    Interrupted,
}

/// Takes results as they are done.
struct Sink<'a> {
    batch: Batch,
    gate: Gate,
    total: usize,
    failed: usize,
    kept: Wants,
    manner: &'a Manner,
    console: &'a Console,
    progress: crate::cli::progress::Progress,
    printed: Result<(), Problem>,
}

impl<'a> Sink<'a> {
    fn new(
        total: usize,
        started: String,
        gate: Gate,
        reports: &Reports,
        manner: &'a Manner,
        console: &'a Console,
    ) -> Self {
        Self {
            batch: Batch::new(Vec::new()).by("check", started),
            gate,
            total,
            failed: 0,
            kept: output::kept(manner, reports, Told::Verdict),
            manner,
            console,
            progress: console.progress(total, manner.detail),
            printed: Ok(()),
        }
    }

    fn take(&mut self, mut item: Item) -> ControlFlow<()> {
        item.report.level(&self.manner.levels);
        item.known = self.batch.status(&item) == Status::Failed && self.gate.baseline.knows(&item);
        if self.manner.format == Format::Jsonl {
            let line = jsonl::line(&item);
            self.printed = self.progress.beside(|| self.console.print(&line));
        }
        let status = self.batch.status(&item);
        output::trim(&mut item.report, status, self.kept);
        self.progress.step(&item.report.path);
        self.failed += usize::from(status == Status::Failed);
        self.batch.items.push(item);
        let enough = self.gate.most.is_some_and(|most| self.failed >= most);
        if enough || self.printed.is_err() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Prints what is known.
    fn finish(&mut self, end: End) -> Result<Exit, Problem> {
        self.progress.end();
        self.printed.clone()?;
        self.batch.items.sort_by_key(|item| item.index);
        if self.manner.format != Format::Jsonl {
            self.batch.items.iter_mut().for_each(|item| item.index = None);
        }
        if self.batch.items.len() < self.total {
            self.batch.incomplete = Some(self.incomplete(end));
        }
        self.console.print(&output::checked(&self.batch, self.manner, &self.console.out))?;
        if let (Format::Go, Some(problem)) = (self.manner.format, &self.batch.incomplete) {
            self.console.complain(problem);
        }
        let known = Exit::of(&self.batch);
        Ok(if end == End::Interrupted { known.max(Exit::Undecided) } else { known })
    }

    fn incomplete(&self, end: End) -> Problem {
        let (done, total) = (self.batch.items.len(), self.total);
        let what = format!("{done} of {total} paths were checked");
        match end {
            End::Interrupted => Problem::new(what, "the run was interrupted", "run it again"),
            End::Itself => {
                let failures = if self.failed == 1 { "failure" } else { "failures" };
                let why = format!("it stopped after {} {failures}", self.failed);
                Problem::new(what, why, format!("leave out {} to see all", self.gate.option))
            }
        }
    }
}
