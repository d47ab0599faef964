//! The public proxy with a copy of the scenario's module.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use goget_doctor::lab::Scenario;

use super::order;

/// The scenario with a proxy that has version 0.1.0 of its module.
pub(crate) fn kept(scenario: &Scenario) -> Scenario {
    let module = &scenario.path;
    let go_mod = format!("module {module}\n");
    let front = format!("{module}@v0.1.0");
    let files = [("go.mod", go_mod.as_str()), ("x.go", "package x\n")];
    let zip = zip(&files.map(|(name, text)| (format!("{front}/{name}"), text)));
    let answers = [
        ("list", "v0.1.0\n".as_bytes().to_vec()),
        ("v0.1.0.info", br#"{"Version": "v0.1.0", "Time": "2026-01-02T03:04:05Z"}"#.to_vec()),
        ("v0.1.0.mod", go_mod.clone().into_bytes()),
        ("v0.1.0.zip", zip),
    ];
    let mut all = Scenario { cure: Vec::new(), ..scenario.clone() };
    let mut proxy = order::host("proxy.golang.org", "path = '/no/such/module'\nstatus = 404");
    for (name, bytes) in answers {
        let body = BASE64_STANDARD.encode(bytes);
        let route = format!("path = '/{module}/@v/{name}'\nbase64 = '{body}'");
        proxy.route.extend(order::host("proxy.golang.org", &route).route);
    }
    all.host.push(proxy);
    all
}

/// A zip archive of files that are stored as they are.
fn zip(files: &[(String, &str)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let place = word(archive.len());
        let head = head(name, text);
        archive.extend([b"PK\x03\x04", head.as_slice(), name.as_bytes(), text.as_bytes()].concat());
        let behind = [&[0; 10], place.as_slice()].concat();
        directory.extend([b"PK\x01\x02\x14\0", &*head, &behind, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let (size, place) = (word(directory.len()), word(archive.len()));
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &place, &[0, 0]].concat();
    [archive, directory, end].concat()
}

/// What the local header and the directory's entry of a file have in common: from the version to the
/// length of the extra field.
fn head(name: &str, text: &str) -> Vec<u8> {
    let size = word(text.len());
    let length = u16::try_from(name.len()).unwrap().to_le_bytes();
    let sum = crc32(text.as_bytes()).to_le_bytes();
    [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0], &sum[..], &size, &size, &length, &[0, 0]].concat()
}

fn word(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap().to_le_bytes().to_vec()
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
