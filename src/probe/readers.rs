//! What other programs read for roots, where go reads its own places.

use std::path::{Path, PathBuf};

use crate::{
    go::std::{
        crypto::roots::Places,
        strconv::text::{lossy, system_reason},
    },
    second::openssl,
    trace::{Reader, Source},
    world::World,
};

/// Where distributions build OpenSSL to look.
const DIRECTORIES: [&str; 4] = ["/usr/lib/ssl", "/etc/pki/tls", "/etc/ssl", "/usr/local/ssl"];

/// How large a bundle may be, and how many files of a directory are read.
const MAX_BUNDLE: u64 = 64 << 20;
const MAX_FILES: usize = 2048;

/// A reader with the certificates that it takes, DER.
pub(crate) struct Taken {
    pub(crate) reader: Reader,
    pub(crate) certificates: Vec<Vec<u8>>,
}

/// OpenSSL and what is built on it: either variable replaces one of its two places.
pub(crate) fn openssl(world: &World) -> Taken {
    let own = |name, is_there: &dyn Fn(&Path) -> bool| {
        let mut paths = DIRECTORIES.iter().map(|dir| Path::new(dir).join(name));
        Some((paths.find(|path| is_there(path))?, None))
    };
    let is_file = |path: &Path| world.read(path, MAX_BUNDLE).is_ok();
    let is_dir = |path: &Path| world.list(path).is_ok();
    let file = named(world, "SSL_CERT_FILE").or_else(|| own("cert.pem", &is_file));
    let dir = named(world, "SSL_CERT_DIR").or_else(|| own("certs", &is_dir));
    let mut certificates = Vec::new();
    let file = file.map(|place| read_file(world, place, &mut certificates));
    let dir = dir.map(|place| read_dir(world, place, &mut certificates));
    Taken { reader: Reader { name: "OpenSSL".to_owned(), file, dir }, certificates }
}

/// curl: a variable of its own, then those of OpenSSL, of which the directory goes first; else
/// the bundle that it was built with. Source: env-auth-proxy-tls.md §5.1.
pub(crate) fn curl(world: &World) -> Reader {
    let own = named(world, "CURL_CA_BUNDLE");
    let dir = named(world, "SSL_CERT_DIR").filter(|_| own.is_none());
    let file = own.or_else(|| named(world, "SSL_CERT_FILE").filter(|_| dir.is_none()));
    let bundle = || {
        let mut files = Places::of("linux").files.iter().map(PathBuf::from);
        Some((files.find(|path| world.read(path, MAX_BUNDLE).is_ok())?, None))
    };
    let mut taken = Vec::new();
    let file = file.or_else(bundle).map(|place| read_file(world, place, &mut taken));
    let dir = dir.map(|place| read_dir(world, place, &mut taken));
    Reader { name: "curl".to_owned(), file, dir }
}

/// git, where a variable of its own names its roots.
pub(crate) fn git(world: &World) -> Option<Taken> {
    let mut certificates = Vec::new();
    let file = read_file(world, named(world, "GIT_SSL_CAINFO")?, &mut certificates);
    let reader = Reader { name: "git".to_owned(), file: Some(file), dir: None };
    Some(Taken { reader, certificates })
}

/// A place, and the variable that names it.
type Place = (PathBuf, Option<&'static str>);

fn named(world: &World, variable: &'static str) -> Option<Place> {
    let value = world.var(variable).filter(|value| !value.is_empty())?;
    Some((PathBuf::from(value), Some(variable)))
}

fn read_file(world: &World, place: Place, into: &mut Vec<Vec<u8>>) -> Source {
    let read = world.read(&place.0, MAX_BUNDLE).map_err(|error| system_reason(&error));
    source(place, read.and_then(|text| openssl::certificates(&text)), into)
}

/// Of a directory only the files that are named after the hash of a subject.
fn read_dir(world: &World, place: Place, into: &mut Vec<Vec<u8>>) -> Source {
    let listed = world.list(&place.0).map_err(|error| system_reason(&error));
    let found = listed.map(|entries| {
        let hashed = entries.iter().filter(|entry| is_hash(&lossy(entry.name.as_encoded_bytes())));
        let files = hashed.take(MAX_FILES).map(|entry| place.0.join(&entry.name));
        let read = |file: PathBuf| openssl::certificates(&world.read(&file, MAX_BUNDLE).ok()?).ok();
        files.filter_map(read).flatten().collect()
    });
    source(place, found, into)
}

fn source(
    (path, variable): Place,
    found: Result<Vec<Vec<u8>>, String>,
    into: &mut Vec<Vec<u8>>,
) -> Source {
    let (certificates, error) = match found {
        Ok(found) => (found, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    let source = Source {
        path: lossy(path.as_os_str().as_encoded_bytes()),
        variable: variable.map(str::to_owned),
        certificates: certificates.len(),
        error,
    };
    into.extend(certificates);
    source
}

/// `5ad8a5d6.0`
fn is_hash(name: &str) -> bool {
    let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.split_once('.')
        .is_some_and(|(hash, number)| hash.len() == 8 && is_hex(hash) && is_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    fn bare() -> World {
        let mut world = World::empty();
        for path in ["/etc", "/usr"] {
            world.lay(path, Laid::Absent);
        }
        world
    }

    #[test]
    fn hashes_are_told_from_names() {
        assert!(is_hash("5ad8a5d6.0") && is_hash("0123abcd.12"));
        for name in ["5ad8a5d6", "5ad8a5d.0", "5AD8A5D6.0", "ca.pem", "5ad8a5d6.r0", "5ad8a5d6."] {
            assert!(!is_hash(name), "{name}");
        }
    }

    #[test]
    fn curl_prefers_its_own_variable_and_then_the_directory() {
        let mut world = bare();
        assert_eq!(curl(&world), Reader { name: "curl".into(), file: None, dir: None });
        world.set("SSL_CERT_FILE", "/f");
        let path = |source: Option<Source>| source.map(|source| source.path);
        assert_eq!(path(curl(&world).file).as_deref(), Some("/f"));
        world.set("SSL_CERT_DIR", "/d");
        let reader = curl(&world);
        assert_eq!((path(reader.file), path(reader.dir).as_deref()), (None, Some("/d")));
        world.set("CURL_CA_BUNDLE", "/c");
        let reader = curl(&world);
        assert_eq!((path(reader.file).as_deref(), path(reader.dir)), (Some("/c"), None));
    }
}
