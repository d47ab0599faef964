//! The settings in force, or what they decide for one module path: the report of the `env` command.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    findings::Finding,
    go::{
        cmd::{
            env::{GoEnv, Origin, Setting},
            govcs::Govcs,
            proxy_list::{self, NoProxy, Route},
        },
        std::strconv::text::lossy,
        version::Version,
        xmod::pattern,
    },
    shell,
    stages::{self, settings::effect::effect},
    trace::{SCHEMA, Settings, SettingsFile, Step, SurroundingsSeen, Trace},
};

/// The VCS that go knows for repositories.
const SYSTEMS: &[&str] = &["git", "hg", "svn", "fossil"];

/// All settings that matter, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// go's text, where it refuses to work with them.
    pub error: Option<String>,
    /// The user's file of settings, where there is one.
    pub file: Option<SettingsFile>,
    /// The `go.env` of the go in PATH, where it was found.
    pub go_env: Option<String>,
    /// The settings, in go's order.
    pub settings: Vec<SettingView>,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingView {
    /// The variable.
    pub name: String,
    /// Its value, passwords masked.
    pub value: String,
    /// Where it comes from.
    pub origin: String,
    /// The values that it hides, the strongest first.
    pub shadows: Vec<ShadowView>,
    /// What it does, in a sentence.
    pub effect: String,
}

/// A value that another one hides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShadowView {
    /// The value, passwords masked.
    pub value: String,
    /// Where it was set.
    pub origin: String,
}

/// What the settings decide for one module path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// The module path.
    pub path: String,
    /// Whether GOPRIVATE matches.
    pub private: Answer,
    /// Whether it is never asked of a proxy.
    pub noproxy: Answer,
    /// Whether the checksum database is not asked about it.
    pub nosumdb: Answer,
    /// Whether it may be fetched without a verified certificate, or over http.
    pub insecure: Answer,
    /// Where go asks first.
    pub route: RouteView,
    /// The line after which GOPRIVATE matches, where an entry of it nearly does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearly: Option<String>,
    /// Which systems GOVCS allows.
    pub vcs: Vec<VcsView>,
    /// go's text, where it refuses to work with the settings, or cannot read GOPROXY or GOVCS.
    pub error: Option<String>,
    /// What is wrong with the settings.
    pub findings: Vec<Finding>,
}

/// What a list of patterns says of a path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Whether one matches.
    pub value: bool,
    /// The variable that holds it.
    pub variable: Option<String>,
    /// The pattern.
    pub pattern: Option<String>,
    /// Where the variable was set.
    #[serde(skip)]
    pub origin: String,
}

/// Where go asks first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteView {
    /// `direct`, `proxy`, `off`, or none where GOPROXY cannot be read.
    pub kind: Option<Cow<'static, str>>,
    /// The first proxy, its password masked.
    pub proxy: Option<String>,
}

/// What GOVCS says of one system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VcsView {
    /// The system.
    pub vcs: Cow<'static, str>,
    /// Whether it may be used.
    pub allowed: bool,
    /// The pattern of the rule that decides.
    pub rule: String,
}

impl EnvView {
    /// The settings of a run.
    pub fn of(trace: &Trace) -> Self {
        let (env, error) = settings(trace);
        let around = surroundings(trace);
        let view = |setting: &Setting| SettingView {
            name: setting.name.clone(),
            value: setting.value.redacted(),
            origin: setting.origin.to_string(),
            shadows: setting
                .shadows
                .iter()
                .map(|shadow| ShadowView {
                    value: shadow.value.redacted(),
                    origin: shadow.origin.to_string(),
                })
                .collect(),
            effect: effect(&setting.name, &env, trace.header.go),
        };
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            error,
            file: around.file,
            go_env: around.go_env,
            settings: env.settings().iter().map(view).collect(),
            findings: findings(trace),
        }
    }

    /// Settings that `source` lists: whether the environment or a file has them it does not say.
    #[must_use]
    pub fn listed_in(mut self, source: Option<&str>) -> Self {
        let Some(source) = source else { return self };
        for setting in &mut self.settings {
            list_in(&mut setting.origin, source);
        }
        list_findings_in(&mut self.findings, source);
        self
    }
}

fn list_in(origin: &mut String, source: &str) {
    if *origin == Origin::Os.to_string() {
        *origin = format!("listed in {source}");
    }
}

fn list_findings_in(findings: &mut [Finding], source: &str) {
    let (environment, list) = (format!("({})", Origin::Os), format!("(listed in {source})"));
    for text in findings.iter_mut().flat_map(|finding| &mut finding.evidence) {
        *text = text.replace(&environment, &list);
    }
}

impl PathView {
    /// What the settings of a run decide for the path that it was made for.
    pub fn of(trace: &Trace) -> Self {
        let (env, refused) = settings(trace);
        let path = lossy(&trace.header.path.0);
        let private = answer(&env, "GOPRIVATE", &path);
        let noproxy = answer(&env, "GONOPROXY", &path);
        let (route, proxy_error) = route(&env, &noproxy);
        let (vcs, vcs_error) = systems(&env, &path, private.value);
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            nosumdb: nosumdb(&env, &path),
            nearly: (!private.value).then(|| nearly(env.get("GOPRIVATE"), &path)).flatten(),
            insecure: answer(&env, "GOINSECURE", &path),
            error: refused.or(proxy_error).or(vcs_error),
            findings: findings(trace),
            path,
            private,
            noproxy,
            route,
            vcs,
        }
    }

    /// Answers by settings that `source` lists.
    #[must_use]
    pub fn listed_in(mut self, source: Option<&str>) -> Self {
        let Some(source) = source else { return self };
        for answer in [&mut self.private, &mut self.noproxy, &mut self.nosumdb, &mut self.insecure]
        {
            list_in(&mut answer.origin, source);
        }
        list_findings_in(&mut self.findings, source);
        self
    }
}

pub(super) fn settings(trace: &Trace) -> (GoEnv, Option<String>) {
    let found = trace.first::<Settings>();
    found.map_or_else(
        || (Vec::new().into(), None),
        |read| (read.settings.to_vec().into(), read.error.clone()),
    )
}

fn surroundings(trace: &Trace) -> SurroundingsSeen {
    trace.first::<SurroundingsSeen>().cloned().unwrap_or_default()
}

/// What is wrong with the settings themselves; a netrc file is the `netrc` command's subject.
fn findings(trace: &Trace) -> Vec<Finding> {
    let mut findings = stages::settings_findings(trace);
    findings
        .retain(|finding| finding.step == Step::Settings && !finding.name.starts_with("netrc-"));
    findings
}

fn answer(env: &GoEnv, name: &str, path: &str) -> Answer {
    let Some(pattern) = pattern::matches(env.get(name), path) else { return Answer::default() };
    let variable = env.variable(name);
    Answer {
        value: true,
        variable: Some(variable.to_owned()),
        pattern: Some(pattern.to_owned()),
        origin: env.origin(variable).to_string(),
    }
}

/// The line for GOPRIVATE in which the entry that matches `path` but for its letters is written as the path is.
fn nearly(list: &str, path: &str) -> Option<String> {
    let mut entries = list.split(',');
    let (old, new) = entries.find_map(|entry| Some((entry, instead(entry, path)?)))?;
    let line: Vec<_> = list.split(',').map(|it| if it == old { &*new } else { it }).collect();
    Some(format!("export GOPRIVATE={}   # {old} does not match", shell::word(&line.join(","))))
}

/// An entry that matches `path`, made of one that nearly does.
fn instead(entry: &str, path: &str) -> Option<String> {
    pattern::matches(&entry.to_lowercase(), &path.to_lowercase())?;
    let element = |(old, own): (&str, &str)| {
        if old.eq_ignore_ascii_case(own) { own.to_owned() } else { old.to_owned() }
    };
    let written = entry.split('/').zip(path.split('/')).map(element).collect::<Vec<_>>().join("/");
    pattern::matches(&written, path).is_some().then_some(written)
}

/// `GOSUMDB=off` is for all paths.
fn nosumdb(env: &GoEnv, path: &str) -> Answer {
    if env.get("GOSUMDB") != "off" {
        return answer(env, "GONOSUMDB", path);
    }
    let origin = env.origin("GOSUMDB").to_string();
    Answer { value: true, variable: Some("GOSUMDB".to_owned()), pattern: None, origin }
}

fn route(env: &GoEnv, noproxy: &Answer) -> (RouteView, Option<String>) {
    let list = match proxy_list::parse(env.get("GOPROXY"), env.get("GONOPROXY")) {
        Ok(list) => list,
        Err(error) => {
            let said = crate::secret::redact_url(&error.to_string());
            return (RouteView::default(), Some(said));
        }
    };
    let matched = noproxy
        .pattern
        .clone()
        .map(|pattern| NoProxy { variable: noproxy.variable.clone().unwrap_or_default(), pattern });
    let (kind, proxy) = match proxy_list::route(&list, matched) {
        Route::Private(_) | Route::Direct => ("direct", None),
        Route::Off => ("off", None),
        Route::Proxies(entries) => ("proxy", entries.iter().find_map(proxy)),
    };
    (RouteView { kind: Some(kind.into()), proxy }, None)
}

fn proxy(entry: &proxy_list::Entry) -> Option<String> {
    match &entry.source {
        proxy_list::Source::Proxy(url) => Some(lossy(&url.redacted())),
        _ => None,
    }
}

fn systems(env: &GoEnv, path: &str, private: bool) -> (Vec<VcsView>, Option<String>) {
    let rules = match Govcs::parse(env.get("GOVCS")) {
        Ok(rules) => rules,
        Err(error) => return (Vec::new(), Some(error.to_string())),
    };
    let view = |vcs: &&'static str| {
        let decision = rules.decide(path, private, vcs);
        VcsView {
            vcs: (*vcs).into(),
            allowed: decision.outcome.is_ok(),
            rule: decision.rule.pattern.clone(),
        }
    };
    (SYSTEMS.iter().map(view).collect(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_nearly_match_are_told() {
        for (list, path, line) in [
            ("*.corp.test", "corp.test/lib", None),
            (
                "a.test,b.test/Acme/*",
                "b.test/acme/lib",
                Some("'a.test,b.test/acme/*'   # b.test/Acme/*"),
            ),
            ("a.test/b", "a.test/c", None),
            ("", "a.test/c", None),
        ] {
            let line = line.map(|line| format!("export GOPRIVATE={line} does not match"));
            assert_eq!(nearly(list, path), line, "{list}");
        }
    }
}
