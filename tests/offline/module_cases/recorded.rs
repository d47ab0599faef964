//! What was recorded of a case, in the words of a player: the places of its servers, its facts.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::Value;

use super::cases::{Case, Command};

/// How a case compares.
pub(super) enum Verdict {
    Agrees,
    /// It is counted apart, for a reason.
    Apart(&'static str),
    Differs(String),
}

/// What of a command is compared, by name.
pub(super) type Facts = BTreeMap<&'static str, String>;

/// What `release` did with the first command.
pub(super) fn recorded<'a>(case: &'a Case, release: &str) -> &'a Value {
    let of_release = match &case.go[release] {
        Value::String(same) => &case.go[same],
        other => other,
    };
    &of_release["commands"][0]
}

/// The strings of a list.
pub(super) fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether our facts are those of go.
pub(super) fn compared(ours: &Facts, theirs: &Facts) -> Verdict {
    if ours == theirs {
        return Verdict::Agrees;
    }
    let mut how = String::new();
    for (key, value) in theirs {
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

/// The names of a case's servers in its texts, and the places where a player has them.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    /// Servers at the places that `host` gives them by their index; folders are below `folder`.
    pub(super) fn of(case: &Case, host: fn(usize) -> String, folder: &str) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut names = Vec::new();
        for (index, server) in case.servers.iter().enumerate() {
            let count = counts.entry(server.kind.as_str()).or_default();
            let name = format!("${}{count}", server.kind.to_uppercase());
            *count += 1;
            if server.kind == "file" {
                let place = file_root(folder, index);
                names.push((format!("{name}_DIR"), place.clone()));
                names.push((name, format!("file://{place}")));
                continue;
            }
            let host = host(index);
            let (_, port) = host.split_once(':').unwrap();
            let scheme = if server.tls { "https" } else { "http" };
            names.push((format!("{name}_ADDR"), host.clone()));
            names.push((format!("{name}_PORT"), port.to_owned()));
            names.push((name, format!("{scheme}://{host}")));
        }
        Self(names)
    }

    /// A text of the case with the places of its servers.
    pub(super) fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    /// A text of ours with the names of servers.
    pub(super) fn normal(&self, text: &str) -> String {
        let rank =
            |name: &str| ["_ADDR", "_DIR", "_PORT"].iter().position(|end| name.ends_with(end));
        let mut names: Vec<_> = self.0.iter().collect();
        names.sort_by_key(|(name, _)| rank(name));
        names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(value, name))
    }
}

/// The place of a server that is a folder.
pub(super) fn file_root(folder: &str, index: usize) -> String {
    format!("{folder}/file{index}")
}

/// What go says may hang on the files of modules that were not asked for.
pub(super) fn others_decide(command: &Command, recorded: &Value) -> Option<&'static str> {
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

/// Our requests as the recorder has them, but for those that go may or may not send.
pub(super) fn requests(names: &Names, recorded: &Value, asked: Vec<String>) -> Vec<String> {
    let mut asked = grouped(asked);
    if recorded["order"] == "any" {
        let maybe: Vec<&str> = strings(&recorded["maybe"]);
        asked.retain(|request| !maybe.contains(&names.normal(request).as_str()));
        asked.sort();
    }
    asked
}

/// Requests by module path, each group in the order of arrival.
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
pub(super) fn in_order(text: &str) -> String {
    if !text.starts_with("-> ") {
        return text.to_owned();
    }
    let end = text.find("\ngo: ").map_or(text.len(), |at| at + 1);
    let (told, rest) = text.split_at(end);
    let mut told: Vec<&str> = told.split("-> ").collect();
    told.sort_unstable();
    told.join("-> ") + rest
}

/// What was recorded; requests with their header fields, where the player noted those too.
pub(super) fn theirs(command: &Command, recorded: &Value, with_fields: bool) -> Facts {
    let mut facts = Facts::new();
    // 2 is go's own for a panic and for settings of no use.
    let failed = recorded["exit"] != 0;
    facts.insert("exit", i32::from(failed).to_string());
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
