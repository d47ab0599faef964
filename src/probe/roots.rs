//! Roots elsewhere: the places where people put a CA's certificate and go does not read it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Prober;
use crate::{
    go::{
        std::{
            crypto::{
                roots::{Looked, Places, State, certificates},
                x509::{self, Certificate, Pool},
            },
            strconv::text::lossy,
        },
        version::Version,
    },
    trace::{Judged, RootFound, RootPlace, RootsRead},
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
pub(crate) const MAX_FILES: usize = 64;
const MAX_SIZE: u64 = 1 << 20;

/// How many certificates of a file are tried as issuers.
const MAX_ISSUERS: usize = 16;

/// A file that may hold roots, and why go does not take them.
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    pub(crate) variable: Option<&'static str>,
    pub(crate) why: RootPlace,
}

impl Prober {
    /// A file with which go would accept the chain, though it does not read it; `read` is what go read.
    pub(crate) fn find_root(&self, judged: &Judged, read: Option<&RootsRead>) -> Option<RootFound> {
        self.memory.found.of(judged, || {
            let chain = judged.chain.der();
            let own = read.into_iter();
            let own = own.flat_map(|read| left_out(read).chain(self.not_read(read)));
            let places = own.chain(self.places(&judged.host));
            places.take(MAX_FILES).find_map(|place| self.cures(&chain, &judged.host, place))
        })
    }

    fn cures(&self, chain: &[Vec<u8>], host: &str, place: Place) -> Option<RootFound> {
        let pool = self.pool_of(&place)?;
        let is_apart = place.why == RootPlace::Unsearched;
        if let Some(subject) = self.completes(chain, host, &place.file).filter(|_| is_apart) {
            return Some(RootFound {
                file: place.file.to_string_lossy().into_owned(),
                variable: place.variable.map(str::to_owned),
                subject,
                certificates: pool.len(),
                place: place.why,
                intermediate: true,
            });
        }
        let now = self.world.now();
        let verdict = x509::verify_handshake(chain, &pool, host, now, self.version).verdict;
        let root = verdict.ok()?.first()?.last()?.clone();
        Some(RootFound {
            file: place.file.to_string_lossy().into_owned(),
            variable: place.variable.map(str::to_owned),
            subject: root.subject().to_string(),
            certificates: pool.len(),
            place: place.why,
            intermediate: false,
        })
    }

    /// The issuer of the chain's last certificate in a file, where go accepts the chain with the file's certificates behind it: a root
    /// that go has is above them.
    fn completes(&self, chain: &[Vec<u8>], host: &str, file: &Path) -> Option<String> {
        let data = self.world.read(file, MAX_SIZE).ok()?;
        let own: Vec<_> =
            certificates(&data, self.version).filter_map(|(_, read)| read.ok()).collect();
        let last = Certificate::parse(chain.last()?, self.version).ok()?;
        let issuer =
            own.iter().find(|it| it.raw_subject() == last.raw_issuer() && !it.is_self_issued())?;
        let behind = own.iter().take(MAX_ISSUERS).map(|it| it.der().to_vec());
        let longer: Vec<_> = chain.iter().cloned().chain(behind).collect();
        let accepted = self.trust.judge(&longer, Some(host)).is_ok();
        accepted.then(|| issuer.subject().to_string())
    }

    /// The certificates of a place; of a block that go leaves out the one in it.
    fn pool_of(&self, place: &Place) -> Option<Arc<Pool>> {
        let text = || self.world.read(&place.file, MAX_SIZE).ok();
        let RootPlace::LeftOut { line, .. } = &place.why else {
            let read = || Some(Arc::new(pool(&text()?, self.version)));
            return self.memory.pools.of(&place.file, read);
        };
        let mut pool = Pool::default();
        let der = salvage(&text()?, *line)?;
        pool.add(Arc::new(Certificate::parse(&der, self.version).ok()?), None);
        Some(Arc::new(pool))
    }

    /// The places, those first that a variable names.
    pub(crate) fn places(&self, host: &str) -> impl Iterator<Item = Place> {
        let named = VARIABLES.iter().filter_map(|variable| {
            let file = self.world.var(variable).filter(|value| !value.is_empty())?;
            Some(Place { file: file.into(), variable: Some(variable), why: RootPlace::Unsearched })
        });
        let docker = format!("/etc/docker/certs.d/{host}");
        let dirs = DIRS.iter().map(|dir| (*dir).to_owned()).chain([docker]);
        let in_dirs = dirs.flat_map(|dir| self.files_in(Path::new(&dir)));
        let single = FILES.iter().map(PathBuf::from);
        let unread = in_dirs.chain(single).filter(|file| !is_gos(file));
        named.chain(unread.map(|file| Place { file, variable: None, why: RootPlace::Unsearched }))
    }

    /// go's own places that it does not come to.
    pub(crate) fn not_read(&self, read: &RootsRead) -> impl Iterator<Item = Place> {
        let files = read.files.iter().filter_map(|file| {
            let why = passed_over(file, "SSL_CERT_FILE")?;
            Some(Place { file: PathBuf::from(&file.path), variable: None, why })
        });
        let dirs = read.dirs.iter().filter_map(|dir| {
            let why = passed_over(dir, "SSL_CERT_DIR")?;
            let place = move |file| Place { file, variable: None, why: why.clone() };
            Some(self.files_in(Path::new(&dir.path)).into_iter().map(place))
        });
        files.chain(dirs.flatten())
    }

    /// The files of a directory that may hold certificates.
    fn files_in(&self, dir: &Path) -> Vec<PathBuf> {
        let list = || {
            let entries = self.world.list(dir).unwrap_or_default();
            let files = entries.iter().filter(|entry| may_hold_certificates(&entry.name));
            files.map(|entry| dir.join(&entry.name)).collect()
        };
        self.memory.dirs.of(dir, list).to_vec()
    }
}

/// The blocks of go's own files that it leaves out.
fn left_out(read: &RootsRead) -> impl Iterator<Item = Place> {
    let skipped = read.files.iter().chain(&read.dirs).flat_map(|place| &place.skipped);
    skipped.filter_map(|skipped| {
        let why = RootPlace::LeftOut { line: skipped.line?, why: skipped.why.clone() };
        Some(Place { file: PathBuf::from(&skipped.path), variable: None, why })
    })
}

fn passed_over(place: &Looked, variable: &str) -> Option<RootPlace> {
    match place.state {
        State::Shadowed => Some(RootPlace::Replaced(variable.to_owned())),
        State::NotReached => Some(RootPlace::NotReached),
        _ => None,
    }
}

/// The certificate in a block of a bundle that go leaves out: what is in front of its first
/// line, its label, header lines and what follows the certificate do not matter.
fn salvage(text: &[u8], line: usize) -> Option<Vec<u8>> {
    let text = lossy(text);
    let mut lines = text.lines().skip(line.checked_sub(1)?);
    lines.next().filter(|first| first.contains("-----BEGIN "))?;
    let data = lines.take_while(|line| !line.contains("-----END "));
    let data: String = data.filter(|line| !line.contains(':')).map(str::trim).collect();
    let mut der = STANDARD.decode(data).ok()?;
    let &[0x30, 0x82, high, low, ..] = der.as_slice() else { return None };
    der.truncate(4 + usize::from(u16::from_be_bytes([high, low])));
    Some(der)
}

/// Whether go reads the file itself, unless a variable names another.
fn is_gos(file: &Path) -> bool {
    Places::of("linux").files.iter().any(|own| Path::new(own) == file)
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
