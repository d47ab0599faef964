//! A case on one release: played, and held against what was recorded.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

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
    answers::{Servers, file_root, host},
    cases::{Case, Command},
};

/// How a case compares.
pub(super) enum Verdict {
    Agrees,
    /// It is counted apart, for a reason.
    Apart(&'static str),
    Differs(String),
}

/// Plays the command as `release` and compares.
pub(super) fn play(case: &Case, command: &Command, release: &str) -> Verdict {
    let recorded = &recorded(case, release)["commands"][0];
    if let Some(why) = apart(case, command).or_else(|| others_decide(command, recorded)) {
        return Verdict::Apart(why);
    }
    let settings = settings(case, release);
    let sums = Known::new(
        &set(case, "GOSUMDB", "off"),
        settings.proxies.clone(),
        Some(Kept::of(laid(case), "$GOPATH", "$GOPATH/pkg/mod")),
        settings.release,
    );
    let run = Modules::new(Servers::new(case, sums, release), settings);
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
    let mut asked = grouped(run.source().asked.lock().unwrap().clone());
    if recorded["order"] == "any" {
        let maybe: Vec<&str> = strings(&recorded["maybe"]);
        asked.retain(|request| !maybe.contains(&normal(case, request).as_str()));
        asked.sort();
    }
    let ours = ours(case, command, &outcome, &asked);
    let with_fields = asked.iter().any(|request| request.contains(" ["));
    let theirs = theirs(command, recorded, with_fields);
    if ours == theirs {
        return Verdict::Agrees;
    }
    let mut how = String::new();
    for (key, value) in &theirs {
        let own = ours.get(key).cloned().unwrap_or_default();
        if own != *value {
            write!(how, "\n  {key}\n    go:   {value}\n    ours: {own}").unwrap();
        }
    }
    for (key, value) in ours.iter().filter(|(key, _)| !theirs.contains_key(*key)) {
        write!(how, "\n  {key}\n    ours: {value}").unwrap();
    }
    Verdict::Differs(how)
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
        "go" | "toolchain" if !arg.ends_with("@none") => Some("go itself is asked for"),
        "std" | "cmd" => Some("nothing is looked up"),
        _ if local || module.starts_with('-') => Some("nothing is looked up"),
        _ => None,
    }
}

/// What `go get` says may hang on the files of modules that were not asked for.
fn others_decide(command: &Command, recorded: &Value) -> Option<&'static str> {
    let Command::Get(arg) = command else { return None };
    let path = arg.split('@').next().unwrap_or_default();
    let asked = recorded["requests"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let zips = asked.filter(|request| request.strip_suffix(".zip").is_some());
    let modules = zips.filter_map(|request| request.split(' ').nth(2)?.split_once("/@v/"));
    let other = |(place, _): (&str, &str)| {
        let module = place.trim_start_matches('/').replace("%21", "!");
        !path.starts_with(&module) && !path.contains("...")
    };
    { modules }.any(other).then_some("another module's files decide")
}

/// The strings of a list.
fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn recorded<'a>(case: &'a Case, release: &str) -> &'a Value {
    match &case.go[release] {
        Value::String(same) => &case.go[same],
        other => other,
    }
}

fn settings(case: &Case, release: &str) -> Settings {
    let set = |key: &str, usual: &str| set(case, key, usual);
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
        downloads: "$GOPATH/pkg/mod/cache/download".into(),
        main: main(&text.unwrap_or_default(), version),
        cache: Some(cache(case)),
    }
}

/// A setting of the case, or what it usually is.
fn set(case: &Case, key: &str, usual: &str) -> String {
    match case.env.get(key) {
        Some(value) => fill(case, value.as_deref().unwrap_or_default()),
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
fn cache(case: &Case) -> Cache {
    let alone = set(case, "GOPROXY", "") == "off";
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

/// The names of servers in a setting, as this player has them.
fn names(case: &Case) -> Vec<(String, String)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = Vec::new();
    for (index, server) in case.servers.iter().enumerate() {
        let count = counts.entry(server.kind.as_str()).or_default();
        let name = format!("${}{count}", server.kind.to_uppercase());
        *count += 1;
        if server.kind == "file" {
            names.push((format!("{name}_DIR"), file_root(index)));
            names.push((name, format!("file://{}", file_root(index))));
            continue;
        }
        let port = host(index).split_once(':').unwrap().1.to_owned();
        names.push((format!("{name}_ADDR"), host(index)));
        names.push((format!("{name}_PORT"), port));
        names.push((name, format!("http{}://{}", if server.tls { "s" } else { "" }, host(index))));
    }
    names
}

pub(super) fn fill(case: &Case, text: &str) -> String {
    names(case).iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// Our words with the names of servers put back.
fn normal(case: &Case, text: &str) -> String {
    let mut names = names(case);
    let rank = |name: &str| ["_ADDR", "_DIR", "_PORT"].iter().position(|end| name.ends_with(end));
    names.sort_by_key(|(name, _)| rank(name));
    names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(value, name))
}

/// As the recorder groups requests: by module path, each group in the order of arrival.
fn grouped(mut asked: Vec<String>) -> Vec<String> {
    asked.sort_by_key(|request| {
        let target = request.split(' ').nth(2).unwrap_or_default().to_owned();
        let mark = target.find("/@v/").or_else(|| target.find("/@latest"));
        let of_database = ["/sumdb/", "/lookup/", "/tile/"].iter();
        match mark {
            Some(at) => target[..at].to_owned(),
            None if { of_database }.any(|start| target.starts_with(start)) => "~~".into(),
            None => format!("~~{}", target.split('?').next().unwrap_or_default()),
        }
    });
    asked
}

/// The text with its `-> …` entries sorted, which go prints as candidates come to them.
fn in_order(text: &str) -> String {
    if !text.starts_with("-> ") {
        return text.to_owned();
    }
    let end = text.find("\ngo: ").map_or(text.len(), |at| at + 1);
    let (told, rest) = text.split_at(end);
    let mut told: Vec<&str> = told.split("-> ").collect();
    told.sort_unstable();
    told.join("-> ") + rest
}

/// What of a command is compared, by name.
type Facts = BTreeMap<&'static str, String>;

fn ours(case: &Case, command: &Command, outcome: &Outcome, asked: &[String]) -> Facts {
    let mut facts = Facts::new();
    facts.insert("exit", i32::from(outcome.error.is_some()).to_string());
    facts.insert("stderr", in_order(&normal(case, &outcome.shown.0)));
    facts.insert("requests", normal(case, &asked.join("\n")));
    let error = outcome.error.as_ref();
    if let Command::Download { json: true, .. } = command
        && let Some(error) = error.filter(|error| !matches!(error.bare(), Fault::Fatal(_)))
    {
        facts.insert("error", normal(case, &error.to_string()));
    }
    let Some(named) = &outcome.named else { return facts };
    let (versions, sum) = (named.versions.join(" "), named.sum.clone().unwrap_or_default());
    match command {
        Command::Get(_) | Command::Download { json: false, .. } => {}
        Command::Download { .. } => {
            facts.extend([("version", named.version.clone()), ("sum", sum)]);
        }
        // The plain list of versions does not say which one was selected.
        Command::List { versions: true, json: false, .. } => {
            facts.insert("versions", versions);
        }
        Command::List { .. } => {
            facts.extend([("version", named.version.clone()), ("versions", versions)]);
        }
    }
    facts
}

/// What was recorded; requests with their header fields, where the player noted those too.
fn theirs(command: &Command, recorded: &Value, with_fields: bool) -> Facts {
    let mut facts = Facts::new();
    facts.insert("exit", recorded["exit"].to_string());
    facts.insert("stderr", in_order(&without_progress(recorded)));
    let plain = |request: &&str| match request.split_once(" [") {
        Some((plain, _)) if !with_fields => plain.to_owned(),
        _ => (*request).to_owned(),
    };
    let requests: Vec<String> = strings(&recorded["requests"]).iter().map(plain).collect();
    facts.insert("requests", requests.join("\n"));
    let object = &recorded["json"][0];
    let field = |name: &str| object[name].as_str().unwrap_or_default().to_owned();
    if object["Error"].is_string() {
        facts.insert("error", field("Error"));
        return facts;
    }
    if recorded["exit"] != 0 {
        return facts;
    }
    let words: Vec<&str> =
        recorded["stdout"].as_str().unwrap_or_default().trim().split(' ').skip(1).collect();
    match command {
        Command::Get(_) | Command::Download { json: false, .. } => {}
        Command::Download { .. } => {
            facts.extend([("version", field("Version")), ("sum", field("Sum"))]);
        }
        Command::List { json: true, .. } => {
            let versions = strings(&object["Versions"]).join(" ");
            facts.extend([("version", field("Version")), ("versions", versions)]);
        }
        Command::List { versions: true, .. } => {
            facts.insert("versions", words.join(" "));
        }
        Command::List { .. } => {
            let version = words.first().copied().unwrap_or_default().to_owned();
            facts.extend([("version", version), ("versions", String::new())]);
        }
    }
    facts
}

/// What go printed for people, without its lines of progress.
fn without_progress(recorded: &Value) -> String {
    let words =
        ["downloading ", "finding ", "found ", "added ", "upgraded ", "downgraded ", "removed "];
    let is_progress = |line: &&str| {
        let rest = line.strip_prefix("go: ");
        rest.is_some_and(|rest| words.iter().any(|word| rest.starts_with(word)))
    };
    let stderr = recorded["stderr"].as_str().unwrap_or_default();
    stderr.split_inclusive('\n').filter(|line| !is_progress(line)).collect()
}
