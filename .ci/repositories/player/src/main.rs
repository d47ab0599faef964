//! Answers one go command about a module in a repository: what it would print, and the commands of
//! the version control tools in their order.
//!
//! Standard input: `{"release", "command": […], "page": {"host/path": go-import}, "cache": GOMODCACHE}`.
//! It runs where go would run, in the main module's folder with the case's environment.
//! Standard output: one JSON object; `{"unknown": why}` where the player cannot play it.

mod here;
mod pages;

use std::{collections::BTreeMap, error::Error, fs::File, path::Path, sync::Arc, time::Duration};

use goget_doctor::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::{Answer, address::Address, info::Info},
            gover::Running,
            proxy_list,
        },
        version::Version,
        xmod::modfile,
    },
    pipeline::{
        checkout::{Direct, Setting},
        module::{
            Database, Main, Modules, Outcome, Proxies, Recorded, Repositories, Settings, Witness,
        },
    },
    vcs::process::Limits,
};
use serde_json::{Value, json};

use here::Here;
use pages::Pages;

/// Repositories alone: no proxy and no checksum database answers.
struct Alone(Direct<Pages>);

impl Proxies for Alone {
    async fn get(&self, _: &Address) -> Result<Answer, Stop> {
        Err(Stop::Unknown("a proxy".into()))
    }

    async fn get_zip(&self, _: &Address) -> Result<Answer<File>, Stop> {
        Err(Stop::Unknown("a proxy".into()))
    }
}

impl Database for Alone {
    async fn lines(&self, _: &str, _: &str) -> Result<Recorded, Fault> {
        Err(Fault::Stop(Stop::Unknown("the checksum database".into())))
    }
}

impl Witness for Alone {}

impl Repositories for Alone {
    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        self.0.versions(module, prefix).await
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        self.0.stat(module, revision).await
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        self.0.latest(module).await
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        self.0.go_mod(module, version).await
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        self.0.zip(module, version).await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let input: Value = serde_json::from_reader(std::io::stdin())?;
    let text = |name: &str| input[name].as_str().unwrap_or_default().to_owned();
    let (release, cache) = (text("release"), text("cache"));
    let here = Here::new(release.parse()?);
    let page = input["page"].as_object().cloned().unwrap_or_default();
    let words: Vec<&str> =
        input["command"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let pages = Pages::new(here.clone(), page.into_iter().collect(), cache.clone());
    let run = modules(pages, &release, &cache)?;
    let answer = match played(&run, &words).await {
        Ok(outcome) => shown(&outcome, &here),
        Err(why) => json!({"unknown": why}),
    };
    println!("{answer}");
    Ok(())
}

fn modules(pages: Pages, release: &str, cache: &str) -> Result<Modules<Alone>, Box<dyn Error>> {
    let version: Version = release.parse()?;
    let chosen_by = Some("GOTOOLCHAIN=local".into());
    let running = Running { release: release.into(), chosen_by, may_switch: false };
    let main_module = std::env::current_dir()?;
    let most = 2 << 30;
    let folder = Some((main_module.clone(), most));
    let limits = Limits { idle: Duration::from_secs(20), stdout: most, stderr: 1 << 20, folder };
    let goroot = Some("/goroot".into());
    let go_sum = main_module.join("go.sum");
    let settings = Settings {
        release: version,
        running: running.clone(),
        proxies: proxy_list::parse("direct", ""),
        private: String::new(),
        has_database: true,
        without_sums: "*".into(),
        go_sum: Some((go_sum.to_string_lossy().into(), std::fs::read(&go_sum).unwrap_or_default())),
        mod_flag: String::new(),
        unusable_cache: None,
        downloads: format!("{cache}/cache/download"),
        main: main_of(&main_module.join("go.mod"), version),
        cache: None,
        zips: false,
        member: None,
    };
    let module_cache = cache.to_owned();
    let believes_cache = false;
    let setting =
        Setting { release: version, running, goroot, module_cache, believes_cache, main_module, limits };
    Ok(Modules::new(Alone(Direct::new(pages, setting, Arc::default())), settings))
}

fn main_of(file: &Path, version: Version) -> Main {
    let text = std::fs::read(file).unwrap_or_default();
    let file = modfile::parse_lax("go.mod", &text, version, None).ok();
    let requires = file.into_iter().flat_map(|file| file.require);
    let requires = requires.map(|it| (it.module.path, it.module.version)).collect();
    let path = "main.test/app".into();
    Main { path, requires, prunes: true, ..Main::default() }
}

/// Plays the command; the error says why it cannot.
async fn played(run: &Modules<Alone>, words: &[&str]) -> Result<Outcome, String> {
    let has = |flag: &str| words.contains(&flag);
    let names = ["list", "mod", "download", "get"];
    let mut arguments = words.iter().filter(|word| !word.starts_with('-') && !names.contains(word));
    let (Some(argument), None) = (arguments.next(), arguments.next()) else {
        return Err("arguments".into());
    };
    let outcome = match (words, argument.contains('@')) {
        (["list", ..], true) => run.list(argument, has("-versions")).await,
        (["list", ..], false) if has("-versions") => run.list_versions(argument).await,
        (["mod", "download", ..], true) => run.download(argument, has("-json")).await,
        (["get", ..], _) if !has("-u") => run.get(argument).await,
        _ => return Err("command".into()),
    };
    match outcome.error.as_ref().map(Fault::bare) {
        Some(Fault::Stop(Stop::Unknown(what) | Stop::Limit(what))) => Err(what.clone()),
        _ => Ok(outcome),
    }
}

fn shown(outcome: &Outcome, here: &Here) -> Value {
    let named = outcome.named.as_ref();
    let time = named.and_then(|it| it.info.as_ref()).and_then(|info| info.written.clone());
    let commands: BTreeMap<String, Vec<String>> = here.commands();
    json!({
        "ok": outcome.error.is_none(),
        "shown": outcome.shown.0,
        "error": outcome.error.as_ref().map(ToString::to_string),
        "version": named.map(|it| it.version.clone()),
        "time": time,
        "sum": named.and_then(|it| it.sum.clone()),
        "gomodsum": named.and_then(|it| it.go_mod_sum.clone()),
        "versions": named.map(|it| it.versions.clone()),
        "vcs": commands,
    })
}
