//! The zip of a version, looked into as each release does it.

use std::fs::File;

use crate::{
    go::{
        std::{archive::zip::Archive, strconv::text::lossy},
        version::{Change, Version},
        xmod::{dirhash, zip},
    },
    trace::protocol::ZipSeen,
};

/// What is in the zip of `version` of `module`, whose sum is made by the rules of `go`.
pub(super) fn look(file: &File, module: &str, version: &str, go: Version) -> ZipSeen {
    let named = format!("{module}@{version}");
    let mut seen = ZipSeen {
        bytes: file.metadata().map_or(0, |known| known.len()),
        refused: refused(file, module, version),
        ..ZipSeen::default()
    };
    let Ok(mut archive) = Archive::open(file, ARCHIVE, go) else { return seen };
    let files = archive.entries().iter().filter(|entry| !entry.name.ends_with(b"/"));
    seen.files = files.count();
    seen.h1 = Some(dirhash::zip(&mut archive).map_err(|error| error.to_string()));
    seen.go_mod = go_mod(&mut archive, &named).map(Into::into);
    seen
}

/// The releases that do not take the zip, each with its text.
fn refused(file: &File, module: &str, version: &str) -> Vec<(Version, String)> {
    let releases = Version::known().filter(|release| release.has(Change::ModEntries));
    releases.filter_map(|it| Some((it, refusal(file, module, version, it)?))).collect()
}

/// Why a release does not take the zip.
fn refusal(file: &File, module: &str, version: &str, release: Version) -> Option<String> {
    let archive = match Archive::open(file, ARCHIVE, release) {
        Ok(archive) => archive,
        Err(error) => return Some(error.to_string()),
    };
    let named = format!("{module}@{version}");
    if let Some(unexpected) = zip::unexpected_file(&named, archive.entries()) {
        return Some(format!("zip for {named} has unexpected file {}", lossy(unexpected)));
    }
    zip::refusal(module, version, &archive, release)
}

/// The go.mod at the root of the module.
fn go_mod(archive: &mut Archive<&File>, named: &str) -> Option<Vec<u8>> {
    let name = format!("{named}/go.mod");
    let (entries, contents) = archive.parts();
    let entry = entries.iter().find(|entry| *entry.name == *name.as_bytes())?;
    if entry.size > zip::MAX_GO_MOD {
        return None;
    }
    let mut text = Vec::new();
    contents.read(entry, |bytes| text.extend_from_slice(bytes)).ok()?;
    Some(text)
}

/// What a text calls the archive.
const ARCHIVE: &str = "module.zip";
