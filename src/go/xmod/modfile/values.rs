//! What follows the directives that go.mod and go.work share, and the versions in them.

use super::{
    Godebug, Interval, Replace,
    error::{Fault, Problem},
    fix::VersionFixer,
    verb::Verb,
    words::{StringFault, is_directory, is_foreign_directory, is_go_version, is_toolchain, string},
};
use crate::go::{
    std::strconv::text::lossy,
    version::{Change, Version},
    xmod::{
        major::split_version,
        version::{ModuleVersion, canonical_version, check_path_major},
    },
};

/// Which file is read; the texts about releases differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Mod,
    Work,
}

/// Reads versions: by queries where there is a fixer, else in canonical form alone.
pub(super) struct Versions<'f> {
    pub(super) fixer: Option<&'f mut dyn VersionFixer>,
}

impl Versions<'_> {
    /// The version that `word` means in a directive about the module `path`.
    pub(super) fn read(&mut self, verb: Verb, path: &str, word: &[u8]) -> Result<String, Problem> {
        let bad = |version: &[u8], why| Problem {
            about: Some((verb, path.to_owned())),
            fault: Fault::BadVersion { version: version.to_vec(), why },
        };
        let text = string(word).map_err(|fault| bad(word, fault.text()))?;
        if let Some(fixer) = &mut self.fixer {
            return fixer.fix(path, &lossy(&text)).map_err(|error| error.of(verb, path));
        }
        let canonical = str::from_utf8(&text).ok().and_then(canonical_version);
        canonical.ok_or_else(|| bad(&text, "must be of the form v1.2.3"))
    }
}

/// `module/path v1.2.3` behind `require` or `exclude`.
pub(super) fn module_version(
    verb: Verb,
    words: &[&[u8]],
    versions: &mut Versions<'_>,
) -> Result<ModuleVersion, Problem> {
    let [path, version] = words else { return Err(Fault::Usage(verb).into()) };
    let path = lossy(&string(path).map_err(Fault::from)?);
    let version = versions.read(verb, &path, version)?;
    let (_, path_major) = split_version(&path).ok_or(Fault::ModulePath)?;
    check_major(verb, &path, &version, path_major)?;
    Ok(ModuleVersion { path, version })
}

/// `module/path [v1.2.3] => other/module v1.4` or `… => ../directory`.
pub(super) fn replacement(
    words: &[&[u8]],
    versions: &mut Versions<'_>,
    release: Version,
) -> Result<(ModuleVersion, ModuleVersion), Problem> {
    let (old, version, new) = match words {
        [old, b"=>", new @ ..] => (old, None, new),
        [old, version, b"=>", new @ ..] => (old, Some(version), new),
        _ => return Err(Fault::Usage(Verb::Replace).into()),
    };
    let ([_] | [_, _]) = new else { return Err(Fault::Usage(Verb::Replace).into()) };
    let path = lossy(&string(old).map_err(Fault::from)?);
    let about = Some((Verb::Replace, path.clone()));
    let malformed = || Problem { about, fault: Fault::ModulePath };
    let (_, path_major) = split_version(&path).ok_or_else(malformed)?;
    let mut old = ModuleVersion { path: path.clone(), version: String::new() };
    if let Some(version) = version {
        old.version = versions.read(Verb::Replace, &path, version)?;
        check_major(Verb::Replace, &path, &old.version, path_major)?;
    }
    Ok((old, substitute(new, versions, release)?))
}

fn substitute(
    words: &[&[u8]],
    versions: &mut Versions<'_>,
    release: Version,
) -> Result<ModuleVersion, Problem> {
    let [first, rest @ ..] = words else { return Err(Fault::Usage(Verb::Replace).into()) };
    let place = string(first).map_err(Fault::from)?;
    let path = lossy(&place);
    let Some(version) = rest.first() else {
        check_directory(&place, release)?;
        return Ok(ModuleVersion { path, version: String::new() });
    };
    let version = versions.read(Verb::Replace, &path, version)?;
    if is_directory(&place, release) {
        return Err(Fault::DirectoryVersion(place).into());
    }
    Ok(ModuleVersion { path, version })
}

fn check_directory(path: &[u8], release: Version) -> Result<(), Fault> {
    if is_directory(path, release) {
        return if is_foreign_directory(path) { Err(Fault::WindowsPath) } else { Ok(()) };
    }
    let dots = if release.has(Change::DotIsDirectory) { ". or .." } else { "./ or ../" };
    let at = path.contains(&b'@');
    Err(if at { Fault::PathAtVersion } else { Fault::NotDirectory { dots } })
}

fn check_major(verb: Verb, path: &str, version: &str, path_major: &str) -> Result<(), Problem> {
    check_path_major(version, path_major)
        .map_err(|fault| Problem { about: Some((verb, path.to_owned())), fault: fault.into() })
}

/// A version or `[low, high]`, and how many words it took. `version` reads one word.
pub(super) fn interval<W: AsRef<[u8]>>(
    words: &[W],
    mut version: impl FnMut(&[u8]) -> Result<String, Problem>,
) -> Result<(Interval, usize), Problem> {
    let word = |i: usize| words.get(i).map(AsRef::as_ref);
    let want = |what| Problem::from(Fault::Expected(what));
    let first = word(0).filter(|first| *first != b"(");
    let first = first.ok_or_else(|| want("'[' or version"))?;
    if first != b"[" {
        let only = version(first)?;
        return Ok((Interval { low: only.clone(), high: only }, 1));
    }
    let mark = |i, mark: &[u8], what| word(i).filter(|it| *it == mark).ok_or_else(|| want(what));
    let low = version(word(1).ok_or_else(|| want("version after '['"))?)?;
    mark(2, b",", "',' after version")?;
    let high = version(word(3).ok_or_else(|| want("version after ','"))?)?;
    mark(4, b"]", "']' after version")?;
    Ok((Interval { low, high }, 5))
}

/// The release behind `go`.
pub(super) fn go(words: &[&[u8]], release: Version, kind: FileKind) -> Result<String, Fault> {
    let [word] = words else { return Err(Fault::OneArgument(Verb::Go)) };
    let full = match kind {
        FileKind::Mod => Change::FullReleaseInMod,
        FileKind::Work => Change::FullReleaseInWork,
    };
    let form = if release.has(full) { "1.23.0" } else { "1.23" };
    let bad = || Fault::GoVersion { got: lossy(word), form };
    is_go_version(word).then(|| lossy(word)).ok_or_else(bad)
}

/// The toolchain behind `toolchain`.
pub(super) fn toolchain(
    words: &[&[u8]],
    release: Version,
    kind: FileKind,
) -> Result<String, Fault> {
    let [word] = words else { return Err(Fault::OneArgument(Verb::Toolchain)) };
    let full = kind == FileKind::Mod && release.has(Change::FullReleaseInMod);
    let form = match full {
        _ if release.has(Change::FullReleaseInWork) => "go1.23.0 or default",
        true => "go1.23.0 or local",
        false => "go1.23 or local",
    };
    let bad = || Fault::ToolchainVersion { got: lossy(word), form };
    is_toolchain(word).then(|| lossy(word)).ok_or_else(bad)
}

/// `key=value` behind `godebug`.
pub(super) fn godebug(words: &[&[u8]], line: usize) -> Result<Godebug, Fault> {
    let usage = || Fault::Usage(Verb::Godebug);
    let [word] = words else { return Err(usage()) };
    let quoted = word.iter().any(|byte| matches!(byte, b'"' | b'`' | b'\'' | b','));
    let at = word.iter().position(|byte| *byte == b'=').filter(|_| !quoted).ok_or_else(usage)?;
    let (key, value) = (lossy(&word[..at]), lossy(&word[at + 1..]));
    Ok(Godebug { key, value, line })
}

/// The one string behind a directive; `usage` is the fault of any other number of words.
pub(super) fn one_string(words: &[&[u8]], usage: Fault) -> Result<String, Fault> {
    let [word] = words else { return Err(usage) };
    Ok(lossy(&string(word)?))
}

pub(super) fn replace(
    words: &[&[u8]],
    versions: &mut Versions<'_>,
    release: Version,
    line: usize,
) -> Result<Replace, Problem> {
    let (old, new) = replacement(words, versions, release)?;
    Ok(Replace { old, new, line })
}

/// The words of a retraction with their quotes taken off, as they are read a second time.
pub(super) fn without_quotes(words: &[&[u8]]) -> Vec<Vec<u8>> {
    words.iter().map(|word| string(word).unwrap_or_else(|_: StringFault| word.to_vec())).collect()
}
