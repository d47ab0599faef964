//! One module at one entry of GOPROXY (modules.md §4, 6).

use std::{borrow::Cow, fs::File, sync::Arc};

use crate::{
    go::{
        cmd::{
            fault::{Fault, InvalidVersion, disallowed_version},
            fetched::{
                address::{Address, Place},
                info::{self, Info},
                list,
            },
            proxy_list::{Entry, Source as Kind},
            query::is_canonical,
            walk::{NOT_PRIVATE, OFF, PRIVATE},
        },
        version::Change,
        xmod::{escape::EscapeError, pseudo, version, zip::MAX_ZIP},
    },
    trace::Sought,
};

use super::{At, Modules, Source, told::Told};

/// A module at an entry.
pub(super) struct Repo<'a, S> {
    pub(super) run: &'a Modules<S>,
    module: &'a str,
    at: At,
    way: Way,
}

/// How the entry gives the module.
enum Way {
    Proxy(Place),
    Direct,
    Nobody(Fault),
}

impl<S: Source> Modules<S> {
    /// `module` at `entry`; two entries that name the same are asked once.
    pub(super) fn repo<'a>(&'a self, entry: &Entry, module: &'a str) -> Repo<'a, S> {
        let list = self.settings.proxies.as_deref().unwrap_or_default();
        let index = list.iter().position(|it| it.source == entry.source).unwrap_or_default();
        let nobody = |why: &str| Way::Nobody(Fault::NotFound(why.to_owned()));
        let private = self.is_private(module);
        let way = match &entry.source {
            Kind::Direct => Way::Direct,
            Kind::NoProxy if private => Way::Direct,
            Kind::NoProxy => nobody(NOT_PRIVATE),
            _ if private => nobody(PRIVATE),
            Kind::Off => nobody(OFF),
            Kind::Proxy(url) => Place::new(url, module).map_or_else(Way::Nobody, Way::Proxy),
        };
        Repo { run: self, module, at: (index, module.to_owned()), way }
    }
}

impl<S: Source> Repo<'_, S> {
    /// Its versions that begin with `prefix`.
    pub(super) async fn versions(&self, prefix: &str) -> Result<Vec<String>, Fault> {
        let key = (self.at.clone(), prefix.to_owned());
        if let Some(known) = self.run.lists.get(&key) {
            return known;
        }
        let versions = match self.place().await {
            Ok(None) => self.run.source.versions(self.module, prefix).await,
            Ok(Some(place)) => self.listed(&place, prefix).await,
            Err(fault) => Err(fault),
        };
        self.run.lists.keep(key, versions)
    }

    /// Its place at a module proxy, once its go-import tag is read; `None` where a repository has it.
    pub(super) async fn place(&self) -> Result<Option<Cow<'_, Place>>, Fault> {
        match &self.way {
            Way::Nobody(fault) => Err(fault.clone()),
            Way::Proxy(place) => Ok(Some(Cow::Borrowed(place))),
            Way::Direct => {
                let url = self.run.source.proxy(self.module).await?;
                url.map(|url| Place::new(&url, self.module).map(Cow::Owned)).transpose()
            }
        }
    }

    /// What `revision` is; what is known of a version from another entry counts.
    pub(super) async fn stat(&self, revision: &str) -> Result<Info, Fault> {
        let key = (self.at.clone(), revision.to_owned());
        if let Some(known) = self.run.stats.get(&key) {
            return known;
        }
        if let Some(info) = self.run.kept_info(self.module, revision) {
            return self.run.stats.keep(key, Ok(info));
        }
        if let Some(info) = self.run.cached_info(self.module, revision) {
            return self.run.stats.keep(key, Ok(info));
        }
        let info = match self.place().await {
            Ok(None) => self.run.source.stat(self.module, revision).await,
            Ok(Some(place)) => self.info(&place, revision).await,
            Err(fault) => Err(fault),
        };
        if let Ok(info) = &info {
            self.keep(info);
        }
        self.run.stats.keep(key, info)
    }

    /// The newest of what it has, for a list without versions.
    pub(super) async fn latest(&self) -> Result<Info, Fault> {
        if let Some(known) = self.run.newest.get(&self.at) {
            return known;
        }
        let info = match self.place().await {
            Ok(None) => self.run.source.latest(self.module).await,
            Ok(Some(place)) => self.newest(&place).await,
            Err(fault) => Err(fault),
        };
        if let Ok(info) = &info {
            self.keep_newest(info);
        }
        self.run.newest.keep(self.at.clone(), info)
    }

    /// The go.mod of `version`, checked against go.sum and the database.
    pub(super) async fn go_mod(&self, version: &str) -> Result<Arc<[u8]>, Fault> {
        let key = (self.at.clone(), version.to_owned());
        if let Some(known) = self.run.files.get(&key) {
            return known;
        }
        let file = self.checked_go_mod(version).await;
        self.run.files.keep(key, file)
    }

    async fn checked_go_mod(&self, version: &str) -> Result<Arc<[u8]>, Fault> {
        if let Some(known) = self.run.kept_file(self.module, version) {
            return Ok(known);
        }
        if let Some(cached) = self.run.cached_go_mod(self.module, version).await? {
            return Ok(cached);
        }
        let text = match self.place().await? {
            None => self.run.source.go_mod(self.module, version).await?,
            Some(place) => self.fetched_go_mod(&place, version).await?,
        };
        self.run.check_go_mod(self.module, version, &text).await?;
        Ok(self.run.keep_file(self.module, version, text.into()))
    }

    /// The zip of `version`, as it came.
    pub(super) async fn zip(&self, version: &str) -> Result<File, Fault> {
        match self.place().await? {
            None => self.run.source.zip(self.module, version).await,
            Some(place) => self.fetched_zip(&place, version).await,
        }
    }

    /// The list, and at once the `.info` of the newest dated line in it, in case that `@latest` is missing.
    async fn listed(&self, place: &Place, prefix: &str) -> Result<Vec<String>, Fault> {
        let body = self.get(&place.list()).await;
        if self.run.listed.get(&self.at).is_none() {
            let newest = match &body {
                Ok(body) => self.newest_listed(place, body).await,
                Err(fault) => Err(self.fault("", fault.clone())),
            };
            self.run.listed.note(self.at.clone(), newest);
        }
        body.map(|body| list::versions(&body, prefix)).map_err(|fault| self.fault("", fault))
    }

    async fn newest_listed(&self, place: &Place, body: &[u8]) -> Result<Info, Fault> {
        match list::newest_dated(body) {
            Some(version) => self.info(place, &version).await,
            None => Err(self.fault("", Fault::NotFound("no commits".into()))),
        }
    }

    async fn newest(&self, place: &Place) -> Result<Info, Fault> {
        match self.get(&place.latest()).await {
            Ok(body) => self.read_info(place, "", &body),
            // The list was read before, and with it its newest dated line.
            Err(fault) if fault.is_not_found() => {
                self.run.listed.get(&self.at).unwrap_or_else(|| Err(self.fault("", fault)))
            }
            Err(fault) => Err(self.fault("", fault)),
        }
    }

    async fn info(&self, place: &Place, revision: &str) -> Result<Info, Fault> {
        let address = place
            .info(revision, self.run.settings.release)
            .map_err(|error| self.refused(revision, &error))?;
        let body = self.get(&address).await.map_err(|fault| self.fault(revision, fault))?;
        let info = self.read_info(place, revision, &body)?;
        let fits = version::check(self.module, revision).is_ok();
        if info.version != revision && is_canonical(revision) && fits {
            let version = &info.version;
            let why =
                format!("proxy returned info for version {version} instead of requested version");
            return Err(self.fault(revision, Fault::Other(why)));
        }
        Ok(info)
    }

    fn read_info(&self, place: &Place, revision: &str, body: &[u8]) -> Result<Info, Fault> {
        info::read(body, self.run.settings.release).map_err(|why| {
            let base = crate::go::std::strconv::text::quote(place.base());
            self.fault(revision, Fault::Other(format!("invalid response from proxy {base}: {why}")))
        })
    }

    async fn fetched_go_mod(&self, place: &Place, version: &str) -> Result<Vec<u8>, Fault> {
        self.need_canonical(version, "GoMod")?;
        let address = place
            .go_mod(version, self.run.settings.release)
            .map_err(|error| self.refused(version, &error))?;
        self.get(&address).await.map_err(|fault| self.fault(version, fault))
    }

    async fn fetched_zip(&self, place: &Place, version: &str) -> Result<File, Fault> {
        self.need_canonical(version, "Zip")?;
        let address = place
            .zip(version, self.run.settings.release)
            .map_err(|error| self.refused(version, &error))?;
        let answer = self.run.source.get_zip(&address).await.map_err(Fault::Stop)?;
        let body = answer.body(&address, self.run.settings.release);
        let file = body.map_err(|fault| self.fault(version, fault))?;
        if file.metadata().is_ok_and(|known| known.len() > MAX_ZIP) {
            return Err(self.fault(version, Fault::Other("downloaded zip file too large".into())));
        }
        Ok(file)
    }

    fn need_canonical(&self, version: &str, endpoint: &str) -> Result<(), Fault> {
        if is_canonical(version) {
            return Ok(());
        }
        let why = format!("internal error: version passed to {endpoint} is not canonical");
        Err(self.fault(version, Fault::Other(why)))
    }

    async fn get(&self, address: &Address) -> Result<Vec<u8>, Fault> {
        let answer = self.run.source.get(address).await.map_err(Fault::Stop)?;
        answer.body(address, self.run.settings.release)
    }

    /// A version string that is not asked for.
    pub(super) fn refused(&self, version: &str, error: &EscapeError) -> Fault {
        let once = self.run.settings.release.has(Change::DisallowedVersionOnce);
        match disallowed_version(error) {
            fault @ Fault::Version(_) if once || version.is_empty() => fault.about(self.module, ""),
            fault => self.fault(version, fault),
        }
    }

    /// The error with the module in front, and the version where it is one.
    pub(super) fn fault(&self, version: &str, why: Fault) -> Fault {
        if version.is_empty() || is_canonical(version) {
            return why.about(self.module, version);
        }
        let pseudo = pseudo::is_pseudo(version);
        let invalid = InvalidVersion { version: version.to_owned(), pseudo, why: why.into() };
        Fault::Version(invalid).about(self.module, "")
    }

    /// Keeps what was said of the newest version, which go does not write over what its cache has.
    fn keep_newest(&self, info: &Info) {
        self.run.stats.note((self.at.clone(), info.version.clone()), Ok(info.clone()));
        if self.run.cached_info(self.module, &info.version).is_none() {
            self.run.keep_info(self.module, info);
        }
    }

    /// Keeps what was said of a version, whatever was asked for.
    fn keep(&self, info: &Info) {
        self.run.stats.note((self.at.clone(), info.version.clone()), Ok(info.clone()));
        self.run.keep_info(self.module, info);
    }
}

impl<S: Source> Modules<S> {
    fn kept_info(&self, module: &str, version: &str) -> Option<Info> {
        self.kept_infos.get(&(module.to_owned(), version.to_owned()))
    }

    /// As the module cache: only versions in their canonical form have a place.
    fn keep_info(&self, module: &str, info: &Info) {
        let version = &info.version;
        if is_canonical(version) {
            self.kept_infos.keep((module.to_owned(), version.clone()), info.clone());
        }
    }

    fn kept_file(&self, module: &str, version: &str) -> Option<Arc<[u8]>> {
        self.kept_files.get(&(module.to_owned(), version.to_owned()))
    }

    pub(super) fn keep_file(&self, module: &str, version: &str, text: Arc<[u8]>) -> Arc<[u8]> {
        self.kept_files.keep((module.to_owned(), version.to_owned()), text)
    }

    /// The go.mod of a version, from whichever entry has it.
    pub(super) async fn go_mod(&self, module: &str, version: &str) -> Result<Arc<[u8]>, Fault> {
        if let Some(known) = self.kept_file(module, version) {
            self.reread(module, version, &known)?;
            return Ok(known);
        }
        if let Some(cached) = self.cached_go_mod(module, version).await? {
            return Ok(cached);
        }
        let told = Told::of_version(module, version, Sought::GoMod);
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let text = self.repo(entry, module).go_mod(version).await;
            if let Some(text) = self.settle(&mut walk, entry, told, text) {
                return Ok(text);
            }
        }
        Err(walk.end())
    }
}
