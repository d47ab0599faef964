//! The content of a version: its zip, fetched, checked and looked into (modules.md §12).

use std::{collections::BTreeSet, fmt::Display, fs::File, sync::Arc};

use tokio::sync::Semaphore;

use crate::{
    go::{
        cmd::{
            fault::{Fault, Stop, Unzip},
            gover,
            query::is_canonical,
        },
        std::{
            archive::zip::{Archive, Entry, ZipError},
            strconv::text::{lossy, quote},
        },
        version::Version,
        xmod::{
            dirhash::{self, HashError},
            escape, module, semver, version, zip,
        },
    },
    trace::Sought,
};

use super::{Modules, Source, told::Told};

/// What is known of a version's content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The size of the zip in bytes; `None` where the module cache has the version unpacked alone.
    pub bytes: Option<u64>,
    /// Its `h1:` sum.
    pub sum: String,
    /// How many files are in it.
    pub files: usize,
    /// The folders with files of Go, below the module's root, in order.
    folders: Vec<String>,
    /// Whether it breaks rules at extraction, in go's words.
    fault: Option<Fault>,
    /// Its go line, where it has a go.mod with one.
    go: Option<String>,
    /// Whether the sum that the module cache has of it is still to be held against go.sum.
    pub(super) unchecked: bool,
}

impl Content {
    /// The content of an unpacked version: so many `files`, those of Go in `folders`, and its go.mod.
    pub(super) fn listed(
        bytes: Option<u64>,
        sum: String,
        files: usize,
        folders: Vec<String>,
        go_mod: Option<&[u8]>,
    ) -> Self {
        let go = go_mod.and_then(gover::go_line);
        Self { bytes, sum, files, folders, go, ..Self::default() }
    }

    /// Whether go takes the folder of `package` for a package of `module`: any file in it ends in `.go`.
    pub fn holds(&self, module: &str, package: &str) -> bool {
        let Some(below) = package.strip_prefix(module) else { return false };
        let folder = below.trim_start_matches('/');
        self.folders.binary_search_by(|own| own.as_str().cmp(folder)).is_ok()
    }

    /// The packages below the module's root, by import path.
    pub fn packages(&self, module: &str) -> Vec<String> {
        let path = |folder: &String| match folder.as_str() {
            "" => module.to_owned(),
            folder => format!("{module}/{folder}"),
        };
        self.folders.iter().map(path).collect()
    }
}

impl<S: Source> Modules<S> {
    /// The zip of a version, fetched and with the right sum, as `go mod download` wants it.
    pub(super) async fn zip(&self, module: &str, version: &str) -> Result<Arc<Content>, Fault> {
        let key = (module.to_owned(), version.to_owned());
        if let Some(known) = self.contents.get(&key) {
            return known;
        }
        let content = self.had_or_fetched(module, version).await.map(Arc::new);
        self.contents.keep(key, content)
    }

    /// The zip of a version, unpacked, and usable by the go that runs.
    pub(super) async fn content(&self, module: &str, version: &str) -> Result<Arc<Content>, Fault> {
        let content = match self.unpacked(module, version) {
            Some(folder) => self.content_in(folder, module, version).await?,
            None => self.zip(module, version).await?,
        };
        if let Some(fault) = &content.fault {
            self.warn_of(format!("-> {fault}\n"));
            return Err(fault.clone());
        }
        if content.unchecked {
            self.check_kept(module, version).await?;
        }
        let what = format!("{module}@{version}");
        let go = content.go.as_deref().unwrap_or_default();
        let too_new = self.settings.running.refuses(&what, go);
        too_new.map_or(Ok(content), |too_new| Err(Fault::TooNew(too_new)))
    }

    /// What the module cache has unpacked, for which go does not want the zip.
    async fn content_in(
        &self,
        folder: String,
        module: &str,
        version: &str,
    ) -> Result<Arc<Content>, Fault> {
        let key = (module.to_owned(), version.to_owned());
        if let Some(known) = self.contents.get(&key) {
            return known;
        }
        let sum = self.check_kept(module, version).await?;
        let bytes = self.kept_length(module, version);
        let content = self.content_of((module, version), folder, sum, bytes)?;
        self.contents.keep(key, Ok(content.into()))
    }

    async fn had_or_fetched(&self, module: &str, version: &str) -> Result<Content, Fault> {
        let name = self.zip_name(module, version)?;
        match self.cached_zip(module, version, &name).await? {
            Some(content) => Ok(content),
            None => self.fetch(module, version, name).await,
        }
    }

    async fn fetch(&self, module: &str, version: &str, name: String) -> Result<Content, Fault> {
        let file = self.fetched_zip(module, version).await?;
        let content = self.read_zip(file, module, version, name, Reading::Fetched).await?;
        self.check_zip(module, version, &content.sum).await?;
        Ok(content)
    }

    async fn fetched_zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        let told = Told::of_version(module, version, Sought::Zip);
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let file = self.repo(entry, module).zip(version).await;
            if let Some(file) = self.settle(&mut walk, entry, told, file) {
                return Ok(file);
            }
        }
        Err(walk.end())
    }

    /// Where the zip lies in the module cache, which go names in texts; only a canonical version has a place there.
    pub(super) fn zip_name(&self, module: &str, version: &str) -> Result<String, Fault> {
        has_place(version)?;
        let refused = |error: &dyn Display| Fault::Other(error.to_string()).about(module, version);
        let path = module::escape(module).map_err(|error| refused(&error))?;
        let file = escape::escape_version(version, self.settings.release);
        let file = file.map_err(|error| refused(&error))?;
        Ok(format!("{}/{path}/@v/{file}.zip", self.settings.downloads))
    }

    /// Reads a zip on a thread of its own, few at a time.
    pub(super) async fn read_zip(
        &self,
        file: File,
        module: &str,
        version: &str,
        name: String,
        reading: Reading,
    ) -> Result<Content, Fault> {
        let (module, version) = (module.to_owned(), version.to_owned());
        let zip = Zip { module, version, name, release: self.settings.release, reading };
        // The semaphore is never closed.
        let _place = READERS.acquire().await;
        let read = tokio::task::spawn_blocking(move || zip.read(file)).await;
        read.unwrap_or_else(|error| Err(Stop::Unknown(format!("a zip: {error}")).into()))
    }
}

/// How many zips are read at a time in the process: each may have a large directory.
static READERS: Semaphore = Semaphore::const_new(2);

/// How a zip is read.
pub(super) enum Reading {
    /// A zip that was fetched: go looks it over and adds it up before it unpacks it.
    Fetched,
    /// A zip that was there without its sum: go adds it up.
    Summed,
    /// A zip that was there with this sum: go only unpacks it.
    Kept {
        /// The sum.
        sum: String,
    },
}

/// A zip that came, and of what.
struct Zip {
    module: String,
    version: String,
    /// Where it would lie in the module cache.
    name: String,
    release: Version,
    reading: Reading,
}

impl Zip {
    fn read(&self, file: File) -> Result<Content, Fault> {
        let bytes = file.metadata().map_or(0, |known| known.len());
        match Archive::open(file, &self.name, self.release) {
            Ok(archive) => self.content(archive),
            Err(error) => self.unreadable(bytes, &error),
        }
    }

    fn content(&self, mut archive: Archive<File>) -> Result<Content, Fault> {
        let (Self { module, version, .. }, bytes) = (self, archive.size());
        if matches!(self.reading, Reading::Fetched) {
            self.look_over(&archive)?;
        }
        let sum = match (dirhash::zip(&mut archive), &self.reading) {
            (Err(HashError::Zip(error)), _) => return self.unreadable(bytes, &error),
            (_, Reading::Kept { sum }) => sum.clone(),
            (summed, _) => summed.map_err(|error| Fault::Other(error.to_string()))?,
        };
        let prefix = format!("{module}@{version}/");
        let fault = rules(module, version, &archive, self.release).map(|text| self.broken(&text));
        let (files, folders) = seen(archive.entries(), prefix.as_bytes());
        let go = go_mod(&mut archive, &prefix).and_then(|text| gover::go_line(&text));
        let bytes = Some(bytes);
        Ok(Content { bytes, sum, files, folders, fault, go, unchecked: false })
    }

    /// What go looks at before it adds up what it fetched.
    fn look_over(&self, archive: &Archive<File>) -> Result<(), Fault> {
        let Self { module, version, .. } = self;
        let named = format!("{module}@{version}");
        match zip::unexpected_file(&named, archive.entries()) {
            Some(unexpected) => {
                let text = format!("zip for {named} has unexpected file {}", lossy(unexpected));
                Err(Fault::Other(text))
            }
            None => Ok(()),
        }
    }

    /// What comes of a zip that cannot be read: go notices it as it adds it up, else as it unpacks it.
    fn unreadable(&self, bytes: u64, error: &ZipError) -> Result<Content, Fault> {
        match (&self.reading, error) {
            (Reading::Kept { sum }, error) if !matches!(error, ZipError::Limit(_)) => {
                let fits = version::check(&self.module, &self.version);
                let why = fits.map_or_else(|why| why.to_string(), |()| error.to_string());
                let fault = Some(self.broken(&why));
                Ok(Content { bytes: Some(bytes), sum: sum.clone(), fault, ..Content::default() })
            }
            _ => Err(failed(error)),
        }
    }

    /// A zip that cannot be unpacked.
    fn broken(&self, why: &str) -> Fault {
        let invalid_version = version::check(&self.module, &self.version).is_err();
        Fault::Unzip(Unzip { text: format!("unzip {}: {why}", self.name), invalid_version })
    }
}

/// Why a zip cannot be read: go's reason, or a limit of ours.
fn failed(error: &ZipError) -> Fault {
    match error {
        ZipError::Limit(limit) => Stop::Limit(limit.to_string()).into(),
        other => Fault::Other(other.to_string()),
    }
}

/// How many files there are below `prefix`, and the folders of those of Go, in order.
fn seen(entries: &[Entry], prefix: &[u8]) -> (usize, Vec<String>) {
    let (mut files, mut folders) = (0, BTreeSet::new());
    for entry in entries {
        let Some(name) = entry.name.strip_prefix(prefix).filter(|name| !name.ends_with(b"/"))
        else {
            continue;
        };
        files += 1;
        if name.ends_with(b".go") {
            let folder = name.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash);
            folders.insert(&name[..folder]);
        }
    }
    (files, folders.into_iter().map(lossy).collect())
}

/// Fails for a version that has no place in the module cache.
pub(super) fn has_place(version: &str) -> Result<(), Fault> {
    let kind = match (semver::is_valid(version), is_canonical(version)) {
        (true, true) => return Ok(()),
        (true, false) => "non-canonical",
        (false, _) => "non-semver",
    };
    Err(Fault::Other(format!("{kind} module version {}", quote(version))))
}

/// What go says at extraction of a zip that breaks the rules.
fn rules(module: &str, version: &str, archive: &Archive<File>, release: Version) -> Option<String> {
    if let Err(error) = version::check(module, version) {
        return Some(error.to_string());
    }
    zip::check(&format!("{module}@{version}"), archive.entries(), archive.size(), release).error()
}

/// The go.mod at the root of the zip; none where it is so large that go refuses it before it reads it.
fn go_mod(archive: &mut Archive<File>, prefix: &str) -> Option<Vec<u8>> {
    let name = format!("{prefix}go.mod");
    let (entries, contents) = archive.parts();
    let entry = entries.iter().find(|entry| *entry.name == *name.as_bytes())?;
    if entry.size > zip::MAX_GO_MOD {
        return None;
    }
    let mut text = Vec::new();
    contents.read(entry, |bytes| text.extend_from_slice(bytes)).ok()?;
    Some(text)
}
