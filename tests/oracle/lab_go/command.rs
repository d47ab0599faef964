//! The go command as it is asked of a scenario, and what it said.

use std::{ffi::OsStr, path::Path};

use goget_doctor::{
    lab::{Lab, Outcome, Until},
    world::World,
};
use serde_json::Value;

/// What the go command came to.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) ok: bool,
    /// Its text, without what precedes it; `None` where it succeeds.
    pub(super) error: Option<String>,
    /// The error that it told on standard output.
    told: Option<String>,
    /// Standard error without lines of progress.
    stderr: String,
    version: String,
    sum: Option<String>,
    go_mod_sum: Option<String>,
}

impl Said {
    /// Standard error without lines of progress.
    pub(super) fn stderr(&self) -> &str {
        &self.stderr
    }

    /// Whether go ended at once, without what it prints in front of an error that it comes back from.
    pub(super) fn dies(&self) -> bool {
        !self.ok && !self.stderr.is_empty() && !self.stderr.starts_with("go: ")
    }

    /// What it said, as far as it is about the path alone: behind the root only the module is compared.
    pub(super) fn outcome(&self, until: Until) -> Outcome<'_> {
        let outcome =
            Outcome { ok: Some(self.ok), error: self.error.as_deref(), ..Outcome::default() };
        match until {
            Until::Root => outcome,
            Until::Version | Until::Module | Until::Package => Outcome {
                error: self
                    .error
                    .as_ref()
                    .and(self.told.as_deref().or(Some(self.stderr.trim_end()))),
                stderr: Some(&self.stderr),
                version: Some(&self.version),
                sum: self.sum.as_deref(),
                go_mod_sum: self.go_mod_sum.as_deref(),
                ..outcome
            },
        }
    }
}

/// Asks the go command `go` what the scenario of `lab` asks, in its module, in the environment of `world`.
#[expect(clippy::disallowed_methods, reason = "a test reads what a command wrote")]
pub(super) async fn ask(go: &Path, world: &World, lab: &Lab) -> Said {
    let mut command = world.command(OsStr::new(go));
    let output = command.args(arguments(lab)).current_dir(lab.module()).output().await.unwrap();
    let stderr = lab.as_played(&String::from_utf8_lossy(&output.stderr));
    let ok = output.status.success();
    let error = (!ok).then(|| said(&stderr).to_owned());
    let told = Said {
        ok,
        error,
        told: None,
        version: String::new(),
        sum: None,
        go_mod_sum: None,
        stderr: without_progress(&stderr),
    };
    if let Ok(object) = serde_json::from_slice::<Value>(&output.stdout) {
        return told.of_json(&object, lab);
    }
    let sums = std::fs::read_to_string(lab.module().join("go.sum")).unwrap_or_default();
    told.of_get(&stderr, &sums)
}

/// The arguments of the go command for what a scenario asks.
fn arguments(lab: &Lab) -> Vec<String> {
    let scenario = lab.scenario();
    let words: &[&str] = match (scenario.download, scenario.module, scenario.until) {
        (true, ..) => &["mod", "download", "-json"],
        (false, true, Until::Root) => &["list", "-m"],
        (false, true, _) => &["list", "-m", "-json"],
        (false, false, _) => &["get"],
    };
    let by_itself = scenario.query.is_none() && (scenario.download || scenario.module);
    let argument = scenario.argument() + if by_itself { "@latest" } else { "" };
    words.iter().map(|word| (*word).to_owned()).chain([argument]).collect()
}

impl Said {
    fn of_json(self, object: &Value, lab: &Lab) -> Self {
        let field = |name: &str| object[name].as_str().map(ToOwned::to_owned);
        let error = object["Error"].as_str().or(object["Error"]["Err"].as_str());
        let error = error.map(|error| lab.as_played(error));
        Self {
            version: field("Version").unwrap_or_default(),
            sum: field("Sum"),
            go_mod_sum: field("GoModSum"),
            told: error,
            ..self
        }
    }

    /// What `go get` leaves: the line about the module that it added, and the sums of that.
    fn of_get(self, stderr: &str, go_sum: &str) -> Self {
        let added = stderr.lines().find_map(|line| line.strip_prefix("go: added "));
        let Some((module, version)) = added.and_then(|added| added.split_once(' ')) else {
            return self;
        };
        let sum = |of: String| {
            let line = go_sum.lines().find_map(|line| line.strip_prefix(&of));
            line.map(ToOwned::to_owned)
        };
        Self {
            version: version.to_owned(),
            sum: sum(format!("{module} {version} ")),
            go_mod_sum: sum(format!("{module} {version}/go.mod ")),
            ..self
        }
    }
}

/// What is printed besides what is said of the module.
const PROGRESS: [&str; 7] =
    ["downloading ", "finding ", "found ", "added ", "upgraded ", "downgraded ", "removed "];

fn without_progress(stderr: &str) -> String {
    let is_progress = |line: &&str| {
        let rest = line.strip_prefix("go: ");
        rest.is_some_and(|rest| PROGRESS.iter().any(|word| rest.starts_with(word)))
    };
    stderr.split_inclusive('\n').filter(|line| !is_progress(line)).collect()
}

/// go's text, without what precedes it.
fn said(stderr: &str) -> &str {
    let noise = ["go: downloading ", "go: finding ", "go: added ", "go: missing "];
    let mut rest = stderr.trim_end();
    while noise.iter().any(|noise| rest.starts_with(noise)) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let text = rest.strip_prefix("go: ").unwrap_or(rest);
    let (front, behind) = text.split_once(": ").unwrap_or((text, ""));
    let is_front = ["module ", "package "].iter().any(|word| front.starts_with(word))
        || (front.contains('@') && !front.contains(' '));
    if is_front { behind } else { text }
}
