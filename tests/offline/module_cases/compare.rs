//! A case on one release: played, and held against what was recorded.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            gover::Running,
            proxy_list,
        },
        version::Version,
        xmod::{modfile, version::ModuleVersion},
    },
    pipeline::{
        module::{Cache, Main, Modules, Outcome, Settings},
        sumdb::{Kept, Known},
    },
    world::{Laid, World},
};
use serde_json::Value;

use super::{
    answers::{FOLDER, Servers, host},
    cases::{Case, Command},
    recorded::{
        Facts, Names, Verdict, compared, in_order, others_decide, recorded, requests, theirs,
    },
};

/// Plays the command as `release` and compares.
pub(super) fn play(case: &Case, command: &Command, release: &str) -> Verdict {
    let recorded = recorded(case, release);
    if let Some(why) = apart(case, command).or_else(|| others_decide(command, recorded)) {
        return Verdict::Apart(why);
    }
    let names = Names::of(case, host, FOLDER);
    let settings = settings(case, &names, release);
    let sums = Known::new(
        &set(case, &names, "GOSUMDB", "off"),
        settings.proxies.clone(),
        Some(Kept::of(laid(case), "$GOPATH", "$GOPATH/pkg/mod")),
        settings.release,
    );
    let run = Modules::new(Servers::new(case, sums), settings);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        match command {
            Command::Download { arg, json } => run.download(arg, *json).await,
            Command::Get(arg) => run.get(arg).await,
            Command::List { arg, versions, .. } if arg.contains('@') => {
                run.list(arg, *versions).await
            }
            Command::List { arg, .. } => run.list_versions(arg).await,
        }
    });
    if let Some(Fault::Stop(Stop::Unknown(what))) = outcome.error.as_ref().map(Fault::bare) {
        return Verdict::Apart(match what.as_str() {
            "a repository" => "a repository is asked",
            _ => "the wire decides",
        });
    }
    let asked = requests(&names, recorded, run.source().asked.lock().unwrap().clone());
    compared(&ours(&names, command, &outcome, &asked), &theirs(command, recorded, false))
}

/// Why a case is not compared.
fn apart(case: &Case, command: &Command) -> Option<&'static str> {
    let set = |key: &str| case.env.get(key).and_then(Option::as_deref);
    if case.files.contains_key("go.work") {
        return Some("there is a workspace");
    }
    if case.env.keys().any(|key| {
        !matches!(
            key.as_str(),
            "GOPROXY"
                | "GONOPROXY"
                | "GOPRIVATE"
                | "GOSUMDB"
                | "GONOSUMDB"
                | "GOTOOLCHAIN"
                | "GOFLAGS"
                | "GOINSECURE"
                | "HTTPS_PROXY"
        )
    }) {
        return Some("another setting");
    }
    if set("GOFLAGS").is_some_and(|it| {
        !matches!(it, "" | "-mod=mod" | "-insecure" | "-mod=mod -insecure" | "-mod=mod -modcacherw")
    }) {
        return Some("flags");
    }
    let main = case.files.get("go.mod").cloned().flatten();
    let text = main.as_ref().and_then(Value::as_str).unwrap_or_default();
    if !text.is_empty() && modfile::parse("go.mod", text.as_bytes(), Version::NEWEST, None).is_err()
    {
        return Some("the main module's go.mod is refused");
    }
    if text.contains("replace") {
        return Some("the main module replaces modules");
    }
    if case.files.contains_key("go.mod") && case.files["go.mod"].is_none() {
        return matches!(command, Command::Get(_)).then_some("there is no main module");
    }
    if matches!(command, Command::Get(_)) && text.contains("require") {
        return Some("the main module requires modules");
    }
    let (Command::Download { arg, .. } | Command::List { arg, .. } | Command::Get(arg)) = command;
    let module = arg.split('@').next().unwrap_or_default();
    let local = matches!(command, Command::Get(_)) && module.starts_with("./");
    match module {
        // A toolchain line below the go line lowers that.
        "toolchain" if arg.ends_with("@1.20.0") => Some("the main module's go line decides"),
        "std" | "cmd" => Some("nothing is looked up"),
        _ if local || module.starts_with('-') => Some("nothing is looked up"),
        _ => None,
    }
}

fn settings(case: &Case, names: &Names, release: &str) -> Settings {
    let set = |key: &str, usual: &str| set(case, names, key, usual);
    let version: Version = release.parse().unwrap();
    let private = set("GOPRIVATE", "");
    let no_proxy =
        if case.env.contains_key("GONOPROXY") { set("GONOPROXY", "") } else { private.clone() };
    let no_sums = if case.env.contains_key("GONOSUMDB") { set("GONOSUMDB", "") } else { private };
    let goproxy = set("GOPROXY", "https://proxy.golang.org,direct");
    let toolchain = set("GOTOOLCHAIN", "local");
    let text = match case.files.get("go.mod") {
        Some(Some(Value::String(text))) => Some(text.clone()),
        Some(None) => None,
        _ => Some("module work.test/w\n\ngo 1.21\n".to_owned()),
    };
    let go_sum = text.as_ref().map(|_| {
        let sums = match case.files.get("go.sum") {
            Some(Some(Value::String(text))) => text.clone(),
            _ => String::new(),
        };
        ("$WORK/go.sum".to_owned(), sums.into_bytes())
    });
    Settings {
        release: version,
        running: Running {
            release: release.to_owned(),
            may_switch: toolchain == "auto" || toolchain.ends_with("+auto"),
            chosen_by: (toolchain != "auto").then(|| format!("GOTOOLCHAIN={toolchain}")),
        },
        proxies: proxy_list::parse_in(&goproxy, &no_proxy, version),
        private: no_proxy,
        has_database: set("GOSUMDB", "off") != "off",
        without_sums: no_sums,
        go_sum,
        mod_flag: String::new(),
        unusable_cache: None,
        downloads: "$GOPATH/pkg/mod/cache/download".into(),
        main: main(&text.unwrap_or_default(), version),
        cache: Some(cache(case, names)),
        zips: false,
        member: None,
    }
}

/// A setting of the case, or what it usually is.
fn set(case: &Case, names: &Names, key: &str, usual: &str) -> String {
    match case.env.get(key) {
        Some(value) => names.fill(value.as_deref().unwrap_or_default()),
        None => usual.to_owned(),
    }
}

/// What earlier runs left.
fn laid(case: &Case) -> Arc<World> {
    let mut world = World::empty();
    world.lay("$GOPATH", Laid::Absent);
    for (name, value) in case.files.iter().filter(|(name, _)| name.starts_with("$GOPATH")) {
        world.lay(name, value.as_ref().map_or(Laid::Absent, |value| Laid::Content(content(value))));
    }
    Arc::new(world)
}

/// The bytes of a file of a case.
fn content(value: &Value) -> Vec<u8> {
    let text = value.as_str().or_else(|| value["body"].as_str());
    let encoded = value["body_b64"].as_str().map(|text| STANDARD.decode(text).unwrap());
    encoded.unwrap_or_else(|| text.unwrap_or_default().as_bytes().to_vec())
}

/// The module cache as earlier runs left it.
fn cache(case: &Case, names: &Names) -> Cache {
    let alone = set(case, names, "GOPROXY", "") == "off";
    Cache { world: laid(case), root: "$GOPATH/pkg/mod".into(), alone }
}

fn main(text: &str, version: Version) -> Main {
    let Ok(file) = modfile::parse("go.mod", text.as_bytes(), version, None) else {
        return Main::default();
    };
    let pair = |it: ModuleVersion| (it.path, it.version);
    Main {
        folder: "$WORK".into(),
        path: file.module.map(|it| it.path).unwrap_or_default(),
        requires: file.require.into_iter().map(|it| pair(it.module)).collect(),
        excludes: file.exclude.into_iter().map(|it| pair(it.module)).collect(),
        prunes: true,
    }
}

fn ours(names: &Names, command: &Command, outcome: &Outcome, asked: &[String]) -> Facts {
    let mut facts = Facts::new();
    facts.insert("exit", i32::from(outcome.error.is_some()).to_string());
    facts.insert("stderr", in_order(&names.normal(&outcome.shown.0)));
    facts.insert("requests", names.normal(&asked.join("\n")));
    let error = outcome.error.as_ref();
    if let Command::Download { json: true, .. } = command
        && let Some(error) = error.filter(|error| !matches!(error.bare(), Fault::Fatal(_)))
    {
        facts.insert("error", names.normal(&error.to_string()));
    }
    let Some(found) = &outcome.named else { return facts };
    let (versions, sum) = (found.versions.join(" "), found.sum.clone().unwrap_or_default());
    match command {
        Command::Get(_) | Command::Download { json: false, .. } => {}
        Command::Download { .. } => {
            facts.extend([("version", found.version.clone()), ("sum", sum)]);
        }
        // The plain list of versions does not say which one was selected.
        Command::List { versions: true, json: false, .. } => {
            facts.insert("versions", versions);
        }
        Command::List { .. } => {
            facts.extend([("version", found.version.clone()), ("versions", versions)]);
        }
    }
    facts
}
