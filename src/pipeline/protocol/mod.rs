//! A module proxy put to its protocol: questions that go asks it, and those that show how it says no.
//!
//! Nobody but the proxy is asked, and whom it redirects to. Source: modules.md §5, 6, 12; go.dev/ref/mod#goproxy-protocol.

mod asker;
mod subject;
mod sums;
mod zip;

use std::{fs::File, sync::Arc};

use crate::{
    go::{
        cmd::{
            fetched::{address::Place, info, list},
            sums::{Database, Download},
        },
        std::{net::url::Url, strconv::text::lossy},
        version::Version,
        xmod::{
            dirhash,
            escape::escape_version,
            major::split_version,
            module::escape,
            semver,
            version::{self, canonical_version, path_major_prefix},
        },
    },
    problem::Problem,
    trace::{
        Recorder,
        protocol::{About, End, Endpoint, ModuleAsked, ProtocolRun, Reply, SumSeen, ZipSeen},
    },
    world::World,
};

use super::{Options, Session, session::release::release};
use asker::Asker;
use subject::Named;
pub use subject::ProxySubject;
use sums::Others;

/// A module path that nobody can have (RFC 6761 §6.4).
pub(super) const NO_MODULE: &str = "goget-doctor.invalid/no-such-module";

/// The public checksum database.
const PUBLIC: &str = "sum.golang.org";

/// Puts the proxy of `subject` to its protocol. An `Err` says that the doctor cannot do its work.
pub async fn protocol(
    world: Arc<World>,
    subject: &ProxySubject,
    options: &Options,
) -> Result<ProtocolRun, Problem> {
    let (go, _) = release(&world, options).await?;
    let recorder = Recorder::new(world.clone(), None);
    let session = Session::open(world, go, options, recorder, None);
    let gosumdb = session.env.get("GOSUMDB");
    let database = Database::parse(gosumdb, go).or_else(|_| Database::parse(PUBLIC, go)).ok();
    let run = ProtocolRun {
        go,
        url: subject.url.to_string(),
        module: None,
        database,
        replies: Vec::new(),
        zip: None,
        sums: Vec::new(),
    };
    let probes = options.may_probe() && subject.url.scheme() != "file";
    let putting = Putting { asker: Asker::new(session), url: &subject.url, run, probes };
    Ok(putting.put(subject.module.as_ref()).await)
}

/// A proxy that is being put to the protocol.
struct Putting<'a> {
    asker: Asker,
    url: &'a Url,
    run: ProtocolRun,
    /// Whether questions may be asked that go does not ask.
    probes: bool,
}

impl Putting<'_> {
    async fn put(mut self, module: Option<&Named>) -> ProtocolRun {
        if self.answers().await {
            self.no_module().await;
            self.database().await;
        }
        if let Some(named) = module {
            self.module(named).await;
        }
        ProtocolRun { replies: self.asker.replies(), ..self.run }
    }

    /// Whether anything answers there.
    async fn answers(&mut self) -> bool {
        let Ok(place) = Place::new(self.url, NO_MODULE) else { return false };
        let reply = self.asker.ask(About::NoModule, Endpoint::List, &place.list()).await;
        !matches!(reply.end, End::Nothing(_) | End::Stopped(_) | End::Unknown(_))
    }

    /// What is not there, by the other endpoints.
    async fn no_module(&mut self) {
        let Ok(place) = Place::new(self.url, NO_MODULE) else { return };
        self.asker.ask(About::NoModule, Endpoint::Latest, &place.latest()).await;
        self.version(About::NoModule, &place, "v1.0.0").await;
    }

    /// The `.info`, `.mod` and `.zip` of a version that is not there.
    async fn version(&mut self, about: About, place: &Place, version: &str) {
        let go = self.run.go;
        if let Ok(address) = place.info(version, go) {
            self.asker.ask(about, Endpoint::Info, &address).await;
        }
        if let Ok(address) = place.go_mod(version, go) {
            self.asker.ask(about, Endpoint::Mod, &address).await;
        }
        if let Ok(address) = place.zip(version, go) {
            self.asker.ask_zip(about, &address).await;
        }
    }

    /// Whether the proxy passes the checksum database on, and what of it.
    async fn database(&mut self) {
        let Some(database) = &self.run.database else { return };
        let below = |what: &str| format!("sumdb/{}/{what}", database.verifier.name());
        let (supported, head) = (below("supported"), below("latest"));
        let (supported, head) = (self.url.below(&supported), self.url.below(&head));
        let reply = self.asker.ask_url(About::Database, Endpoint::Supported, &supported).await;
        if reply.body().is_some() {
            self.asker.ask_url(About::Database, Endpoint::Head, &head).await;
        }
    }

    async fn module(&mut self, named: &Named) {
        let go = self.run.go;
        let mut asked = ModuleAsked {
            path: named.path.clone(),
            version: named.version.clone(),
            named: named.version.is_some(),
        };
        let reached = self.asker.replied(About::NoModule, Endpoint::List);
        let place = Place::new(self.url, &named.path).ok();
        let reached = reached.is_some_and(|reply| {
            !matches!(reply.end, End::Nothing(_) | End::Stopped(_) | End::Unknown(_))
        });
        if let Some(place) = place.filter(|_| reached) {
            let list = self.asker.ask(About::Module, Endpoint::List, &place.list()).await;
            let listed = list.body().map(|body| list::versions(body, "")).unwrap_or_default();
            let missing = list.is_missing();
            let latest = self.asker.ask(About::Module, Endpoint::Latest, &place.latest()).await;
            let latest = latest.body().and_then(|body| named_in(body, go));
            let fitting = latest.filter(|version| fits(&named.path, version));
            asked.version = asked.version.or_else(|| newest(&named.path, &listed)).or(fitting);
            self.of_version(&asked, &place).await;
            self.others(&asked, &place, &listed).await;
            self.spellings(&asked, missing).await;
        }
        self.run.module = Some(asked);
    }

    /// The three files of the version that is looked at, and their sums.
    async fn of_version(&mut self, asked: &ModuleAsked, place: &Place) {
        let (go, Some(version)) = (self.run.go, &asked.version) else { return };
        if let Ok(address) = place.info(version, go) {
            self.asker.ask(About::Module, Endpoint::Info, &address).await;
        }
        if let Ok(address) = place.go_mod(version, go) {
            self.asker.ask(About::Module, Endpoint::Mod, &address).await;
        }
        let Ok(address) = place.zip(version, go) else { return };
        let file = self.asker.ask_zip(About::Module, &address).await;
        if self.probes && file.is_some() {
            self.asker.ask_part(&address.url).await;
        }
        if let Some(file) = file {
            self.run.zip = looked_into(file, asked.path.clone(), version.clone(), go).await;
        }
        self.run.sums = self.sums(&asked.path, version).await;
    }

    /// The sums of go.mod and zip, and what others say of them.
    async fn sums(&self, module: &str, version: &str) -> Vec<SumSeen> {
        let others = Others::new(&self.asker, self.url);
        let go_mod = self.asker.replied(About::Module, Endpoint::Mod);
        let go_mod = go_mod.and_then(Reply::body).map(dirhash::go_mod);
        let zip = self.run.zip.as_ref().and_then(|zip| zip.h1.clone()).and_then(Result::ok);
        let mut seen = Vec::new();
        for (is_go_mod, sum) in [(true, go_mod), (false, zip)] {
            if let Some(sum) = sum {
                seen.push(others.say(Download { module, version, is_go_mod }, sum).await);
            }
        }
        seen
    }

    /// Versions that the list has, and one that the module cannot have.
    async fn others(&mut self, asked: &ModuleAsked, place: &Place, listed: &[String]) {
        let fitting = listed.iter().find(|version| fits(&asked.path, version));
        let ends = [newest(&asked.path, listed), fitting.cloned()].into_iter().flatten();
        let mut others: Vec<String> =
            ends.filter(|other| Some(other) != asked.version.as_ref()).collect();
        others.dedup();
        for other in others {
            if let Ok(address) = place.info(&other, self.run.go) {
                self.asker.ask(About::Listed, Endpoint::Info, &address).await;
            }
        }
        let major = split_version(&asked.path).and_then(|(_, major)| path_major_prefix(major));
        let version = format!("{}.0.0-goget-doctor", major.unwrap_or("v0"));
        self.version(About::NoVersion, place, &version).await;
    }

    /// What is answered to other spellings, which go does not send.
    async fn spellings(&mut self, asked: &ModuleAsked, missing: bool) {
        if !self.probes {
            return;
        }
        if missing && asked.path.contains(|c: char| c.is_ascii_uppercase()) {
            self.spelt(About::Capitals, Endpoint::List, &asked.path, "list").await;
            let Ok(escaped) = escape(&asked.path) else { return };
            self.spelt(About::Unencoded, Endpoint::List, &escaped, "list").await;
        }
        let Some(version) = &asked.version else { return };
        let info = self.asker.replied(About::Module, Endpoint::Info);
        let missing = info.is_some_and(Reply::is_missing);
        let (Ok(path), Ok(spelt)) = (escape(&asked.path), escape_version(version, self.run.go))
        else {
            return;
        };
        if missing && spelt != *version {
            self.spelt(About::Capitals, Endpoint::Info, &path, &format!("{version}.info")).await;
            self.spelt(About::Unencoded, Endpoint::Info, &path, &format!("{spelt}.info")).await;
        }
        if !missing {
            let other = format!("!{version}.info");
            self.spelt(About::OtherCase, Endpoint::Info, &path, &other).await;
        }
    }

    /// Asks for `file` of a module whose path goes out as it is written.
    async fn spelt(&mut self, about: About, endpoint: Endpoint, path: &str, file: &str) {
        let base = lossy(&self.url.expose());
        if self.url.has_query() || base.contains('#') {
            return;
        }
        let whole = format!("{}/{path}/@v/{file}", base.trim_end_matches('/'));
        if let Ok(url) = Url::parse(whole) {
            self.asker.ask_url(about, endpoint, &url).await;
        }
    }
}

/// The highest release of a list that the module can have; where there is none, the highest of all.
fn newest(module: &str, listed: &[String]) -> Option<String> {
    let usable = || listed.iter().filter(|version| fits(module, version));
    let release = usable().rfind(|version| semver::prerelease(version).is_empty());
    release.or_else(|| usable().next_back()).cloned()
}

/// Whether the module can have the version, as it is spelt.
fn fits(module: &str, version: &str) -> bool {
    canonical_version(version).as_deref() == Some(version)
        && version::check(module, version).is_ok()
}

/// The version that an `.info` names.
fn named_in(body: &[u8], go: Version) -> Option<String> {
    info::read(body, go).ok().map(|info| info.version)
}

async fn looked_into(file: File, module: String, version: String, go: Version) -> Option<ZipSeen> {
    let looking = tokio::task::spawn_blocking(move || zip::look(&file, &module, &version, go));
    looking.await.ok()
}
