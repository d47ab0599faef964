//! What go keeps of modules in GOMODCACHE: read as go reads it, never written and never locked (modules.md §3).

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Seek as _},
    path::Path,
    sync::Arc,
};

use crate::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::info::{self, Info},
            query::is_canonical,
            sums::Download,
        },
        std::strconv::text::system_reason,
        version::Version,
        xmod::{dirhash, escape::escape_version, module::escape, pseudo, semver},
    },
    trace::{CacheOf, CacheRead},
    world::World,
};

use super::{Content, Modules, Source};

/// The module cache, where it is believed.
#[derive(Clone, Debug)]
pub struct Cache {
    /// Who reads it.
    pub world: Arc<World>,
    /// GOMODCACHE.
    pub root: String,
    /// Whether GOPROXY is `off`, so that a commit's hash is looked for too.
    pub alone: bool,
}

impl Cache {
    /// The file of a version, without what its name ends in; `None` for what has no place there.
    fn place(&self, module: &str, version: &str, release: Version) -> Option<String> {
        if !is_canonical(version) {
            return None;
        }
        let (path, file) = (escape(module).ok()?, escape_version(version, release).ok()?);
        Some(format!("{}/cache/download/{path}/@v/{file}", self.root))
    }

    /// The folder in which a version is unpacked.
    fn folder(&self, module: &str, version: &str, release: Version) -> Option<String> {
        let (path, file) = (escape(module).ok()?, escape_version(version, release).ok()?);
        Some(format!("{}/{path}@{file}", self.root))
    }

    fn read(&self, file: &str) -> Option<Vec<u8>> {
        self.world.read(Path::new(file), MAX_FILE).ok()
    }

    /// Whether there is something at `file`.
    pub(super) fn has(&self, file: &str) -> bool {
        self.world.is_dir(Path::new(file)).is_ok()
    }

    /// The length of `file` in bytes, where it is there.
    pub(super) fn length(&self, file: &str) -> Option<u64> {
        self.world.length(Path::new(file)).ok()
    }

    /// The text of `file`; the error is the system's.
    pub(super) fn text(&self, file: &str) -> io::Result<Vec<u8>> {
        self.world.read(Path::new(file), MAX_FILE)
    }

    /// A copy of `file` that is read from its start.
    pub(super) fn copy(&self, file: &str) -> Result<File, Fault> {
        let copied = || -> io::Result<File> {
            let mut copy = tempfile::tempfile()?;
            io::copy(&mut self.world.open(Path::new(file))?, &mut copy)?;
            copy.rewind()?;
            Ok(copy)
        };
        copied().map_err(|error| Fault::Other(format!("open {file}: {}", system_reason(&error))))
    }

    /// The pseudo-version of `module` with the commit `rev` in it, the highest of several.
    fn by_hash(&self, module: &str, rev: &str) -> Option<String> {
        let is_hash = rev.len() >= HASH && rev.bytes().all(|byte| byte.is_ascii_hexdigit());
        let rev =
            rev.get(..HASH).filter(|_| is_hash && !rev.bytes().any(|b| b.is_ascii_uppercase()))?;
        let folder = format!("{}/cache/download/{}/@v", self.root, escape(module).ok()?);
        let kept = self.world.list(Path::new(&folder)).ok()?;
        let end = format!("-{rev}.info");
        let names = kept.iter().filter_map(|entry| entry.name.to_str());
        let versions = names.filter(|name| name.ends_with(&end));
        let versions = versions.filter_map(|name| name.strip_suffix(".info"));
        let newest =
            versions.filter(|it| pseudo::is_pseudo(it)).max_by(|a, b| semver::compare(a, b));
        newest.map(str::to_owned)
    }

    /// What is in the folder of a version, as far as go takes it for whole; its `.ziphash` says of which zip.
    fn unpacked(&self, folder: &str, place: &str) -> Option<String> {
        let whole = self.world.is_dir(Path::new(folder)).ok()?
            && !self.has(&format!("{place}.partial"))
            && self.has(&format!("{place}.ziphash"));
        whole.then(|| folder.to_owned())
    }

    /// The files of an unpacked version.
    fn look(&self, folder: &str) -> Result<Files, Stop> {
        let mut files = Files::default();
        let mut waiting = vec![String::new()];
        while let Some(below) = waiting.pop() {
            let dir = Path::new(folder).join(&below);
            for entry in self.world.list(&dir).unwrap_or_default() {
                let name = entry.name.to_string_lossy();
                let path =
                    if below.is_empty() { name.to_string() } else { format!("{below}/{name}") };
                if self.world.is_dir(&dir.join(&entry.name)).unwrap_or_default() {
                    waiting.push(path);
                    continue;
                }
                files.count += 1;
                if name.as_bytes().ends_with(b".go") {
                    files.folders.insert(below.clone());
                }
            }
            if files.count + waiting.len() > MOST_FILES {
                return Err(Stop::Limit(format!("{MOST_FILES} files in {folder}")));
            }
        }
        Ok(files)
    }
}

/// The files of an unpacked version.
#[derive(Default)]
struct Files {
    count: usize,
    /// The folders with files of Go.
    folders: BTreeSet<String>,
}

impl<S: Source> Modules<S> {
    /// What the cache has of a version; with `GOPROXY=off` a commit's hash names one too.
    pub(super) fn cached_info(&self, module: &str, revision: &str) -> Option<Info> {
        let cache = self.settings.cache.as_ref()?;
        self.read_info(cache, module, revision).or_else(|| {
            let version = cache.by_hash(module, revision).filter(|_| cache.alone)?;
            self.read_info(cache, module, &version)
        })
    }

    fn read_info(&self, cache: &Cache, module: &str, version: &str) -> Option<Info> {
        let file = cache.place(module, version, self.settings.release)? + ".info";
        let read = info::read(&cache.read(&file)?, self.settings.release);
        self.saw(module, version, CacheOf::Info, file, read.as_ref().err().map(String::as_str));
        read.ok()
    }

    /// The go.mod that the cache has of a version; none where its sum is refused, since go asks for another one then.
    pub(super) async fn cached_go_mod(
        &self,
        module: &str,
        version: &str,
    ) -> Result<Option<Arc<[u8]>>, Fault> {
        let Some((file, text)) = self.read_go_mod(module, version) else { return Ok(None) };
        let saw = |refused| self.saw(module, version, CacheOf::GoMod, file, refused);
        if is_old(&text) {
            saw(Some("made by a go before 1.11"));
            return Ok(None);
        }
        match self.check_go_mod(module, version, &text).await {
            Ok(()) => {
                saw(None);
                Ok(Some(self.keep_file(module, version, text.into())))
            }
            Err(fault) if fault.is_final() => Err(fault),
            Err(fault) => {
                saw(Some(&fault.to_string()));
                let key = (module.to_owned(), version.to_owned());
                self.refused_files.keep(key, dirhash::go_mod(&text));
                Ok(None)
            }
        }
    }

    /// Fails where go reads a go.mod again that its cache has with a sum that was refused: it notes the sum of the one that
    /// it fetched in that one's place, and ends at the difference.
    pub(super) fn reread(&self, module: &str, version: &str, text: &[u8]) -> Result<(), Fault> {
        let refused = self.refused_files.get(&(module.to_owned(), version.to_owned()));
        let sums = self.sums.as_deref().and_then(|sums| sums.as_ref().ok());
        let Some((downloaded, sums)) = refused.zip(sums) else { return Ok(()) };
        let download = Download { module, version, is_go_mod: true };
        let differing = sums.differing(download, &downloaded, &dirhash::go_mod(text));
        Err(Fault::Fatal(differing.to_string()))
    }

    fn read_go_mod(&self, module: &str, version: &str) -> Option<(String, Vec<u8>)> {
        let cache = self.settings.cache.as_ref()?;
        let file = cache.place(module, version, self.settings.release)? + ".mod";
        let text = cache.read(&file)?;
        Some((file, text))
    }

    /// The folder in which the cache has a version unpacked, whole.
    pub(super) fn unpacked(&self, module: &str, version: &str) -> Option<String> {
        let (cache, release) = (self.settings.cache.as_ref()?, self.settings.release);
        let folder = cache.folder(module, version, release)?;
        cache.unpacked(&folder, &cache.place(module, version, release)?)
    }

    /// What a version holds by the folder in which it is unpacked; its zip has the sum `sum` and so many `bytes`.
    pub(super) fn content_of(
        &self,
        (module, version): (&str, &str),
        folder: String,
        sum: String,
        bytes: Option<u64>,
    ) -> Result<Content, Fault> {
        let Some(cache) = &self.settings.cache else { return Ok(Content::default()) };
        let Files { count, folders } = cache.look(&folder)?;
        let go_mod = cache.read(&format!("{folder}/go.mod"));
        self.saw(module, version, CacheOf::Folder, folder, None);
        Ok(Content::listed(bytes, sum, count, folders.into_iter().collect(), go_mod.as_deref()))
    }

    /// Tells of a file, once; `refused` is why go does not use it.
    pub(super) fn saw(
        &self,
        module: &str,
        version: &str,
        what: CacheOf,
        file: String,
        refused: Option<&str>,
    ) {
        if self.seen_files.get(&file).is_some() {
            return;
        }
        self.seen_files.keep(file.clone(), ());
        let (module, version) = (module.to_owned(), version.to_owned());
        let refused = refused.map(crate::secret::redact_url);
        self.source.cached(CacheRead { module, version, what, file, refused });
    }
}

/// Whether go takes the go.mod for none.
fn is_old(go_mod: &[u8]) -> bool {
    go_mod.starts_with(OLD)
}

/// How a go.mod begins that go takes for none.
const OLD: &[u8] = b"//vgo 0.0.";

/// How many digits of a commit's hash are in a pseudo-version.
const HASH: usize = 12;

/// How large a `.info`, a `.mod` or a `.ziphash` may be, in bytes. go has no limit.
const MAX_FILE: u64 = 64 << 20;

/// How many files an unpacked version may have. go has no limit.
const MOST_FILES: usize = 1 << 20;
