//! Roots elsewhere: the places where people put a CA's certificate and go does not read it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::Prober;
use crate::{
    event::RootFound,
    go::{
        roots::{Places, certificates},
        text::lossy,
        version::Version,
        x509::{self, Pool},
    },
    world::World,
};

/// Directories whose files are looked at, but for those that go reads itself.
const DIRS: [&str; 10] = [
    "/etc/ssl/cert",
    "/usr/local/share/ca-certificates",
    "/etc/pki/ca-trust/source/anchors",
    "/etc/ca-certificates/trust-source/anchors",
    "/etc/pki/trust/anchors",
    "/usr/share/ca-certificates",
    "/usr/local/etc/ssl/certs",
    "/usr/local/share/certs",
    "/etc/ssl",
    "/etc/ssl/private",
];

/// Single files.
const FILES: [&str; 3] =
    ["/usr/local/etc/ssl/cert.pem", "/usr/local/etc/openssl/cert.pem", "/usr/lib/ssl/cert.pem"];

/// Variables of other tools that name a file of roots.
const VARIABLES: [&str; 8] = [
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "REQUESTS_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "AWS_CA_BUNDLE",
    "PIP_CERT",
    "CARGO_HTTP_CAINFO",
    "DENO_CERT",
];

/// How many files are looked at, and how large one may be.
pub(super) const MAX_FILES: usize = 64;
const MAX_SIZE: u64 = 1 << 20;

/// The chain that go refused.
#[derive(Clone, Copy)]
pub(super) struct Presented<'a> {
    pub(super) chain: &'a [Vec<u8>],
    pub(super) host: &'a str,
}

/// A file that may hold roots.
pub(super) struct Place {
    pub(super) file: PathBuf,
    pub(super) variable: Option<&'static str>,
}

impl Prober {
    /// A file with which go would accept the chain, though it does not read it.
    pub(super) fn find_root(&self, presented: Presented<'_>) -> Option<RootFound> {
        let host = presented.host;
        places(&self.world, host).take(MAX_FILES).find_map(|place| self.cures(presented, &place))
    }

    fn cures(&self, presented: Presented<'_>, place: &Place) -> Option<RootFound> {
        let pool = pool(&self.world.read(&place.file, MAX_SIZE).ok()?, self.version);
        let Presented { chain, host } = presented;
        let now = self.world.now();
        let verdict = x509::verify_handshake(chain, &pool, host, now, self.version).verdict;
        let root = verdict.ok()?.first()?.last()?.clone();
        Some(RootFound {
            file: place.file.to_string_lossy().into_owned(),
            variable: place.variable.map(str::to_owned),
            subject: root.subject().to_string(),
            certificates: pool.len(),
        })
    }
}

/// The places, those first that a variable names.
pub(super) fn places(world: &World, host: &str) -> impl Iterator<Item = Place> {
    let named = VARIABLES.iter().filter_map(|variable| {
        let file = world.var(variable).filter(|value| !value.is_empty())?;
        Some(Place { file: file.into(), variable: Some(variable) })
    });
    let docker = format!("/etc/docker/certs.d/{host}");
    let dirs = DIRS.iter().map(|dir| (*dir).to_owned()).chain([docker]);
    let in_dirs = dirs.flat_map(|dir| files_in(world, Path::new(&dir)));
    let single = FILES.iter().map(PathBuf::from);
    let unread = in_dirs.chain(single).filter(|file| !is_gos(file));
    named.chain(unread.map(|file| Place { file, variable: None }))
}

/// Whether go reads the file itself, unless a variable leads it elsewhere.
fn is_gos(file: &Path) -> bool {
    Places::of("linux").files.iter().any(|own| Path::new(own) == file)
}

fn files_in(world: &World, dir: &Path) -> Vec<PathBuf> {
    let entries = world.list(dir).unwrap_or_default();
    let files = entries.iter().filter(|entry| may_hold_certificates(&entry.name));
    files.map(|entry| dir.join(&entry.name)).collect()
}

fn may_hold_certificates(name: &OsStr) -> bool {
    let name = lossy(name.as_encoded_bytes());
    [".pem", ".crt", ".cer", ".cert", ".ca"].iter().any(|ending| name.ends_with(ending))
}

/// The certificates of a PEM file; what cannot be read is left out, as go does.
fn pool(data: &[u8], version: Version) -> Pool {
    let mut pool = Pool::default();
    for certificate in certificates(data, version).filter_map(|(_, read)| read.ok()) {
        pool.add(Arc::new(certificate), None);
    }
    pool
}
