//! Reading a scenario file, and whether its parts fit together.

use std::{
    collections::BTreeMap,
    path::{Component, Path},
};

use super::{
    goproxy::ModuleVersion,
    hosts::{Host, Route},
    names::Name,
    placeholders,
    scenario::{File, Scenario, ScenarioError},
};
use crate::go::{
    version::Version,
    xmod::{escape::escape_version, module},
};

/// What does not fit.
struct Fault {
    /// Where the name is in the file.
    at: usize,
    reason: String,
}

/// More hosts have no address in the networks for documentation.
const HOSTS: usize = 600;

impl Scenario {
    /// Reads the scenario in `text`; `file` is its name in errors.
    pub fn parse(file: &str, text: &str) -> Result<Self, ScenarioError> {
        let error = |at: usize, reason: String| ScenarioError {
            file: file.to_owned(),
            line: 1 + text.bytes().take(at).filter(|&b| b == b'\n').count(),
            reason,
        };
        let read = |text: &str| {
            toml::from_str::<Self>(text).map_err(|e| {
                error(e.span().map_or(0, |s| s.start), e.message().trim().replace('\n', ", "))
            })
        };
        let mut scenario = read(text)?;
        let filled = placeholders::fill(text, &scenario)
            .map_err(|unknown| error(unknown.at, format!("{} stands for nothing", unknown.text)))?;
        if let Some(filled) = filled {
            scenario = read(&filled)?;
        }
        scenario.ca.entry("lab".to_owned()).or_default();
        check(&scenario).map_err(|fault| error(fault.at, fault.reason))?;
        Ok(scenario)
    }
}

/// Checks that names are those of something and that nothing is said twice.
fn check(scenario: &Scenario) -> Result<(), Fault> {
    for authority in scenario.ca.values() {
        let named = authority.issuer.iter().chain(&authority.key_of);
        named.into_iter().try_for_each(|name| check_ca(scenario, name))?;
    }
    check_issuers_end(scenario)?;
    check_part(scenario, &scenario.trust, &scenario.files, &scenario.host)?;
    for cure in &scenario.cure {
        let trust = cure.trust.as_deref().unwrap_or_default();
        check_part(scenario, trust, &cure.files, &cure.host)?;
    }
    let repos = scenario.cure.iter().flat_map(|cure| &cure.repo).chain(&scenario.repo);
    { repos }.try_for_each(|repo| check_repo_name(&repo.name))?;
    scenario.version.iter().try_for_each(check_version)
}

/// Whether the path and the version have a spelling by which they can be asked for.
fn check_version(version: &ModuleVersion) -> Result<(), Fault> {
    let (path, name) = (&version.module, &version.version);
    demand(module::escape(path.get_ref()).is_ok(), path, "is no module path")?;
    let spelt = escape_version(name.get_ref(), Version::NEWEST).is_ok();
    demand(spelt, name, "is no version that can be asked for")
}

fn check_part(
    scenario: &Scenario,
    trust: &[Name],
    files: &BTreeMap<Name, File>,
    hosts: &[Host],
) -> Result<(), Fault> {
    trust.iter().try_for_each(|name| check_ca(scenario, name))?;
    for (path, file) in files {
        check_path(path)?;
        if let File::Certs(names) | File::MarkedCerts(names) | File::TrustedCerts(names) = file {
            names.iter().try_for_each(|name| check_cert_owner(scenario, name))?;
        }
        match file {
            File::Repo(name) => check_repo(scenario, name)?,
            File::Head(name) => check_sumdb(scenario, name)?,
            _ => {}
        }
    }
    check_names(hosts)?;
    hosts.iter().try_for_each(|host| check_host(scenario, host))
}

fn check_host(scenario: &Scenario, host: &Host) -> Result<(), Fault> {
    if let Some(https) = &host.https {
        if https.issuer.get_ref() != "self" {
            check_ca(scenario, &https.issuer)?;
        }
        let mut chain = https.chain.iter().flatten().filter(|name| name.get_ref() != "leaf");
        chain.try_for_each(|name| check_ca(scenario, name))?;
    }
    let is_host = |name: &Name| scenario.host.iter().any(|it| it.name.get_ref() == name.get_ref());
    let mut others = host.also.iter();
    others.try_for_each(|name| demand(is_host(name), name, "is no [[host]] of this file"))?;
    let mut repos = host.ssh.iter().flat_map(|ssh| ssh.repos.values());
    repos.try_for_each(|name| check_repo(scenario, name))?;
    host.route.iter().try_for_each(|route| check_route(scenario, route))
}

fn check_repo(scenario: &Scenario, name: &Name) -> Result<(), Fault> {
    let is_repo = scenario.repo.iter().any(|repo| repo.name.get_ref() == name.get_ref());
    demand(is_repo, name, "is no [[repo]] of this file")
}

fn check_sumdb(scenario: &Scenario, name: &Name) -> Result<(), Fault> {
    let is_sumdb = scenario.sumdb.iter().any(|sumdb| sumdb.name.get_ref() == name.get_ref());
    demand(is_sumdb, name, "is no [[sumdb]] of this file")
}

fn check_tree(scenario: &Scenario, name: &Name) -> Result<(), Fault> {
    let is_tree = scenario.version.iter().any(|version| version.tree == *name.get_ref());
    demand(is_tree, name, "is the tree of no [[version]] of this file")
}

fn check_route(scenario: &Scenario, route: &Route) -> Result<(), Fault> {
    if let Some(name) = &route.git {
        check_repo(scenario, name)?;
    }
    if let Some(name) = &route.cert {
        check_ca(scenario, name)?;
    }
    route.goproxy.iter().try_for_each(|name| check_tree(scenario, name))?;
    route.sumdb.iter().try_for_each(|name| check_sumdb(scenario, name))?;
    let kinds =
        "has more than one of import, body, base64, cert, redirect, git, goproxy, sumdb and raw";
    demand(route.kinds() <= 1, &route.path, kinds)
}

fn check_ca(scenario: &Scenario, name: &Name) -> Result<(), Fault> {
    demand(scenario.ca.contains_key(name.get_ref()), name, "is no [ca] of this file")
}

fn check_cert_owner(scenario: &Scenario, name: &Name) -> Result<(), Fault> {
    let is_host = scenario.host.iter().any(|host| host.name.get_ref() == name.get_ref());
    if is_host { Ok(()) } else { check_ca(scenario, name) }
}

/// Whether following issuers ends, so that certificates can be made one after the other.
fn check_issuers_end(scenario: &Scenario) -> Result<(), Fault> {
    for authority in scenario.ca.values() {
        let mut at = Some(authority);
        for steps in 0..=scenario.ca.len() {
            let Some(issuer) = at.and_then(|ca| ca.issuer.as_ref()) else { break };
            demand(steps < scenario.ca.len(), issuer, "signs itself by way of others")?;
            at = scenario.ca.get(issuer.get_ref());
        }
    }
    Ok(())
}

fn check_names(hosts: &[Host]) -> Result<(), Fault> {
    for (number, host) in hosts.iter().enumerate() {
        let name = host.name.get_ref();
        let odd = name.contains(|c: char| c.is_whitespace() || c.is_uppercase());
        demand(!name.is_empty() && !odd, &host.name, "is no host name in lower case")?;
        let again = hosts.iter().take(number).any(|other| other.name.get_ref() == name);
        demand(!again, &host.name, "is a host already")?;
        demand(number < HOSTS, &host.name, "is one host too many")?;
    }
    Ok(())
}

fn check_path(path: &Name) -> Result<(), Fault> {
    let text = path.get_ref();
    let absolute = text.starts_with('/') || text.starts_with("~/");
    demand(absolute, path, "does not begin with / or ~/")?;
    let up = Path::new(text).components().any(|part| part == Component::ParentDir);
    demand(!up, path, "has a .. in it")
}

fn check_repo_name(name: &Name) -> Result<(), Fault> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let fine = !name.get_ref().is_empty() && name.get_ref().chars().all(good);
    demand(fine, name, "has other characters than letters, digits and -")
}

fn demand(holds: bool, name: &Name, what: &str) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault(name, what)) }
}

fn fault(name: &Name, what: &str) -> Fault {
    Fault { at: name.span().start, reason: format!("\"{}\" {what}", name.get_ref()) }
}
