//! A case on one release, played by the whole command, and held against what was recorded.

use std::{ffi::OsString, path::Path, sync::Arc};

use goget_doctor::{
    pipeline::{Options, Run},
    report::{Batch, Item, Played, Report},
    trace::Target,
    world::World,
};

use super::{
    cases::{Case, Command},
    recorded::{
        Facts, Names, Verdict, compared, in_order, others_decide, recorded, requests, theirs,
    },
    servers::{Identity, Log, host, unrooted},
};
use crate::support::server::limits;

/// Plays the command as `release` and compares.
pub(super) fn play(case: &Case, command: &Command, release: &str, identity: &Identity) -> Verdict {
    let recorded = recorded(case, release);
    if let Some(why) = apart(case, command).or_else(|| others_decide(command, recorded)) {
        return Verdict::Apart(why);
    }
    let folder = tempfile::tempdir().unwrap();
    let names = Names::of(case, host, folder.path().to_str().unwrap());
    let (report, asked) = run(case, command, release, (identity, &names, folder.path()));
    let asked = requests(&names, recorded, asked);
    let with_fields = asked.iter().any(|request| request.contains(" ["));
    if report.verdict.missing().is_some_and(|missing| FOLDER_DECIDES.contains(&missing)) {
        return Verdict::Apart("the files of the folder decide");
    }
    compared(&ours(&names, command, &report, &asked), &theirs(command, recorded, with_fields))
}

/// What the command says of arguments that name what is in the folder where it runs.
const FOLDER_DECIDES: [&str; 2] = [
    "the files of the directory; name the import path instead",
    "the main module's own packages; name an import path instead",
];

/// Why a case is not compared: what the command does not take from where it runs.
fn apart(case: &Case, command: &Command) -> Option<&'static str> {
    let (Command::Download { arg, .. } | Command::List { arg, .. } | Command::Get(arg)) = command;
    let is_get = matches!(command, Command::Get(_));
    let main = case.files.get("go.mod");
    let text = main.and_then(Option::as_ref).and_then(|text| text.as_str()).unwrap_or_default();
    let requires = text.contains("replace") || text.contains("require") && is_get;
    match () {
        () if case.files.contains_key("go.work") => Some("there is a workspace"),
        () if requires => Some("the main module's go.mod decides"),
        () if is_get && arg.starts_with("work.test/w") => Some("the main module is asked for"),
        () if is_get && main.is_some_and(Option::is_none) => Some("there is no main module"),
        () if arg.starts_with('-') => Some("its argument is a flag"),
        () if masked(case) => Some("go's text shows what may be a password"),
        () if asks_twice(case) => Some("two entries ask the same repository"),
        () => None,
    }
}

/// Whether a member of GOPROXY has a `:` in front of an `@`, between which we show nothing.
fn masked(case: &Case) -> bool {
    let proxies = case.env.get("GOPROXY").cloned().flatten().unwrap_or_default();
    proxies.contains("$PROXY0;$PROXY1")
}

/// Whether GOPROXY comes to the repository of a private module twice: we look its root up once in a run.
fn asks_twice(case: &Case) -> bool {
    let set = |name: &str| case.env.get(name).cloned().flatten().unwrap_or_default();
    let private = !(set("GOPRIVATE") + &set("GONOPROXY")).is_empty();
    private && set("GOPROXY").ends_with(",direct")
}

/// What the command says, and what it asked.
fn run(
    case: &Case,
    command: &Command,
    release: &str,
    (identity, names, folder): (&Identity, &Names, &Path),
) -> (Report, Vec<String>) {
    let log = Log::default();
    let (Command::Download { arg, .. } | Command::List { arg, .. } | Command::Get(arg)) = command;
    let arg = OsString::from(names.fill(arg));
    let options = Options {
        go: Some(release.parse().unwrap()),
        module: !matches!(command, Command::Get(_)),
        download: matches!(command, Command::Download { .. }),
        versions: matches!(command, Command::List { versions: true, .. }),
        in_module: true,
        // What earlier runs left is believed.
        cache: case.files.keys().any(|file| file.starts_with("$GOPATH")),
        no_probe: true,
        limits: limits(),
        ..Options::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let report = runtime.block_on(async {
        let world: World = identity.serve(case, names, folder, &log).await;
        let run = Run::open(Arc::new(world), &options).await.unwrap();
        Report::of(&run.resolve(&Target::of(arg, options.module)).await)
    });
    (report, log.take())
}

fn ours(names: &Names, command: &Command, report: &Report, asked: &[String]) -> Facts {
    let text = |text: &str| unrooted(&names.normal(text));
    let exit = Batch::new(vec![Item::new(report.clone())]).exit();
    let played = report.played.as_deref().cloned().unwrap_or_default();
    let Played { version, zip, versions, stderr, .. } = played;
    let (stderr, error) = (stderr.unwrap_or_default(), report.verdict.error());
    let mut facts = Facts::from([("requests", text(&asked.join("\n")))]);
    facts.insert("exit", exit.to_string());
    let in_json = matches!(command, Command::Download { json: true, .. });
    // The command is `go mod download -json`, which has its error on standard output.
    let plain = matches!(command, Command::Download { json: false, .. });
    let told = error.filter(|_| plain).map(|error| format!("go: {error}\n")).unwrap_or_default();
    facts.insert("stderr", in_order(&text(&(stderr.clone() + &told))));
    if let Some(error) = error {
        if in_json && stderr.trim_end() != error.trim_end() {
            facts.insert("error", text(error));
        }
        return facts;
    }
    if let Some(missing) = report.verdict.missing() {
        facts.insert("missing", missing.to_owned());
    }
    let version = version.map(|version| version.version).unwrap_or_default();
    let versions = versions.join(" ");
    match command {
        Command::Get(_) | Command::Download { json: false, .. } => {}
        Command::Download { .. } => {
            let sum = zip.map(|zip| zip.h1).unwrap_or_default();
            facts.extend([("version", version), ("sum", sum)]);
        }
        // The plain list of versions does not say which one was selected.
        Command::List { versions: true, json: false, .. } => {
            facts.insert("versions", versions);
        }
        Command::List { .. } => facts.extend([("version", version), ("versions", versions)]),
    }
    facts
}
