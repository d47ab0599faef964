//! `check`: many paths, one verdict.

use std::{ops::ControlFlow, path::Path, sync::Arc};

use crate::{
    check::{self, Baseline, Inputs},
    cli::{
        about::About,
        action::Manner,
        args::{Check, Format, Reports, Told},
        console::Console,
        exit::Exit,
        options::check_options,
        output,
        pasted::taken,
        runtime::{SaveFile, block_on_to_the_end, input, interrupted},
        stream::{self, Stream},
    },
    pipeline::Run,
    problem::Problem,
    report::{Batch, Item, Status, Wants},
    trace::Trace,
    world::World,
};

/// Checks what `asked` names and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: Check,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    output::ready(&asked.reports)?;
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
    let stream = Stream::of(manner.format, asked.in_order, console.out);
    let inputs = Inputs {
        names: asked.inputs.iter().map(|name| taken(name, console)).collect(),
        stdin: stdin.into(),
        module: asked.module,
        host: asked.host,
        lint: asked.lint,
        graph: asked.graph,
    };
    let words = console.words().to_vec();
    let kept = asked.save.as_deref().map(SaveFile::create).transpose()?.map(Arc::new);
    let saved = kept.clone();
    block_on_to_the_end(async {
        let run = Run::open(world.clone(), &options).await?;
        let mut entries = check::entries(world, &inputs, &run.reader())?;
        if asked.lint {
            entries = check::lines(world, &entries)?;
        }
        let entries = entries.of(asked.shard);
        let total = entries.count(world);
        console.progress().iter().for_each(|progress| progress.count(total));
        let mut sink = Sink::new(total, run.started(), gate, &asked.reports, manner, console);
        sink.stream = stream;
        let about = Arc::new(About::default());
        let told = about.clone();
        let seen = move |trace: &Trace| {
            told.see(trace);
            if let Some(file) = &saved {
                file.add(trace);
            }
        };
        let work = check::check(&run, &entries, wants, seen, |place, item| sink.take(place, item));
        let end = tokio::select! {
            () = work => End::Itself,
            () = interrupted() => End::Interrupted,
        };
        sink.batch.about = about.rows(world, &words);
        let exit = sink.finish(end)?;
        kept.iter().try_for_each(|file| file.end())?;
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
    /// Whether all results are kept to the end.
    keeps_all: bool,
    /// What prints results as they are done, where the format is one of those.
    stream: Option<Stream>,
    manner: &'a Manner,
    console: &'a Console,
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
            keeps_all: stream::keeps_all(manner.format, reports),
            stream: None,
            manner,
            console,
            printed: Ok(()),
        }
    }

    /// Takes the result that has this place among all.
    fn take(&mut self, place: usize, mut item: Item) -> ControlFlow<()> {
        item.report.level(&self.manner.levels);
        item.known = self.batch.status(&item) == Status::Failed && self.gate.baseline.knows(&item);
        if let Some(stream) = &mut self.stream {
            let print = |text: &str| self.console.print(text);
            self.printed = stream.take(place, &item, &self.batch, print);
        }
        self.console.progress().iter().for_each(|progress| progress.step(&item.report.path));
        let status = self.batch.status(&item);
        self.failed += usize::from(status == Status::Failed);
        if self.keeps_all {
            output::trim(&mut item.report, status, self.kept);
            self.batch.items.push(item);
        } else {
            self.batch.let_go(&item);
        }
        let enough = self.gate.most.is_some_and(|most| self.failed >= most);
        if enough || self.printed.is_err() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Prints what is known.
    fn finish(&mut self, end: End) -> Result<Exit, Problem> {
        self.printed.clone()?;
        self.batch.items.sort_by_key(|item| item.index);
        if self.manner.format != Format::Jsonl {
            self.batch.items.iter_mut().for_each(|item| item.index = None);
        }
        if self.batch.len() < self.total {
            self.batch.incomplete = Some(self.incomplete(end));
        }
        self.print()?;
        if let (Format::Go, Some(problem)) = (self.manner.format, &self.batch.incomplete) {
            self.console.complain(problem);
        }
        let known = Exit::of(&self.batch);
        Ok(if end == End::Interrupted { known.max(Exit::Undecided) } else { known })
    }

    /// Prints all results, or what is left to say behind them.
    fn print(&mut self) -> Result<(), Problem> {
        let Some(stream) = &mut self.stream else {
            let text = output::checked(&self.batch, self.manner, &self.console.out);
            return self.console.print(&text);
        };
        stream.end(|text| self.console.print(text))?;
        self.console.print(&output::rest(&self.batch, self.manner.format))
    }

    fn incomplete(&self, end: End) -> Problem {
        let (done, total) = (self.batch.len(), self.total);
        let what = format!("{done} of {total} paths were checked");
        match end {
            End::Interrupted => Problem::new(what, "the run was interrupted", "run it again"),
            End::Itself if self.gate.most.is_none_or(|most| self.failed < most) => {
                let why = "a list got shorter while it was read";
                Problem::new(what, why, "run it again while nobody writes to the list")
            }
            End::Itself => {
                let failures = if self.failed == 1 { "failure" } else { "failures" };
                let why = format!("it stopped after {} {failures}", self.failed);
                Problem::new(what, why, format!("leave out {} to see all", self.gate.option))
            }
        }
    }
}
