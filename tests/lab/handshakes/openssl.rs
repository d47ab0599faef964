//! Keys, signatures and servers of the `openssl` command, which knows the kinds that no library
//! of ours makes any more.
#![expect(clippy::disallowed_methods, reason = "a test runs openssl")]

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::Stdio,
    sync::{
        LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tempfile::TempDir;

use super::reissue::{content, elements};
use crate::support::child::child;
use crate::support::der::oid;

/// A key of five primes, which took seconds to find; everyone knows it.
const RSA_8200: &str = include_str!("../../../testdata/keys/rsa-8200.pem");

static DIR: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// Whether there is an openssl command.
pub(crate) fn is_there() -> bool {
    child("openssl").arg("version").output().is_ok_and(|output| output.status.success())
}

/// What kind of key a subjectPublicKeyInfo holds, by the arguments of `openssl genpkey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kind(Vec<String>);

/// A private key in a PEM file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) file: PathBuf,
    pub(crate) kind: Kind,
    /// Its subjectPublicKeyInfo.
    pub(crate) spki: Vec<u8>,
}

/// How a certificate is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Algorithm {
    hash: Option<&'static str>,
    pss: bool,
    rsa: bool,
}

impl Kind {
    pub(crate) fn of(spki: &[u8]) -> Self {
        let parts = elements(content(spki));
        let algorithm = elements(content(parts[0]));
        if algorithm[0] == oid("1.3.101.112") {
            return Self::new(&["-algorithm", "ed25519"]);
        }
        if algorithm[0] == oid("1.2.840.10045.2.1") {
            return Self::ec(algorithm[1]);
        }
        let numbers = elements(content(&content(parts[1])[1..]));
        let modulus = content(numbers[0]);
        let bits = modulus.iter().skip_while(|byte| **byte == 0).count() * 8;
        Self::new(&["-algorithm", "RSA", "-pkeyopt", &format!("rsa_keygen_bits:{bits}")])
    }

    fn ec(curve: &[u8]) -> Self {
        let known = [
            ("1.2.840.10045.3.1.7", "P-256"),
            ("1.3.132.0.34", "P-384"),
            ("1.3.132.0.35", "P-521"),
            ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
        ];
        let name = known.iter().find(|(number, _)| oid(number) == curve);
        let curve = format!("ec_paramgen_curve:{}", name.map_or("P-256", |(_, name)| name));
        let explicit = name.is_none().then_some(["-pkeyopt", "ec_param_enc:explicit"]);
        let usual = ["-algorithm", "EC", "-pkeyopt", &curve];
        Self::new(&[&usual[..], explicit.as_ref().map_or(&[], |more| &more[..])].concat())
    }

    pub(crate) fn rsa_2048() -> Self {
        Self::new(&["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
    }

    /// More bits than go takes by itself.
    pub(crate) fn rsa_8200() -> Self {
        Self::new(&["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:8200"])
    }

    /// A new key.
    fn make(&self) -> Vec<u8> {
        if *self == Self::rsa_8200() {
            return RSA_8200.into();
        }
        let mut arguments = vec!["genpkey"];
        arguments.extend(self.0.iter().map(String::as_str));
        run(&arguments, b"").unwrap()
    }

    fn new(arguments: &[&str]) -> Self {
        Self(arguments.iter().map(|&argument| argument.to_owned()).collect())
    }

    /// Whether rustls can serve with such a key.
    pub(crate) fn is_usual(&self) -> bool {
        let odd = ["768", "1024", "brainpool", "explicit"];
        !self.0.iter().any(|argument| odd.iter().any(|part| argument.contains(part)))
    }
}

impl Algorithm {
    pub(crate) fn of(algorithm: &[u8]) -> Self {
        let number = elements(content(algorithm))[0];
        let rows = [
            ("1.2.840.10045.4.1", Some("-sha1"), false, false),
            ("1.2.840.10045.4.3.2", Some("-sha256"), false, false),
            ("1.2.840.10045.4.3.3", Some("-sha384"), false, false),
            ("1.2.840.113549.1.1.5", Some("-sha1"), false, true),
            ("1.2.840.113549.1.1.10", Some("-sha256"), true, true),
            ("1.2.840.113549.1.1.11", Some("-sha256"), false, true),
            ("1.3.101.112", None, false, false),
        ];
        let row = rows.iter().find(|row| oid(row.0) == number);
        let (_, hash, pss, rsa) = *row.unwrap_or_else(|| panic!("algorithm {number:02x?}"));
        Self { hash, pss, rsa }
    }

    /// A key that can sign so.
    pub(crate) fn usual_key(self) -> Kind {
        if self.rsa {
            return Kind::rsa_2048();
        }
        Kind::new(&["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
    }

    fn options(self) -> Vec<&'static str> {
        let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"];
        self.hash.into_iter().chain(pss.into_iter().filter(|_| self.pss)).collect()
    }
}

/// The key of this kind for `owner`, made once in the whole test.
pub(crate) fn key(kind: &Kind, owner: &[u8]) -> Key {
    static MADE: Mutex<Vec<(Vec<u8>, Key)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap();
    if let Some((_, key)) = made.iter().find(|(known, key)| known == owner && key.kind == *kind) {
        return key.clone();
    }
    let file = DIR.path().join(format!("key{}.pem", made.len()));
    fs::write(&file, kind.make()).unwrap();
    let name = file.to_str().unwrap();
    let spki = run(&["pkey", "-in", name, "-pubout", "-outform", "DER"], b"").unwrap();
    let key = Key { file, kind: kind.clone(), spki };
    made.push((owner.to_vec(), key.clone()));
    key
}

impl Key {
    pub(crate) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
        let signed = if algorithm.hash.is_some() {
            let options = algorithm.options();
            run(&[&["dgst", "-sign", self.name()], &options[..]].concat(), message)
        } else {
            let file = scratch("message", message);
            let name = file.to_str().unwrap();
            run(&["pkeyutl", "-sign", "-rawin", "-inkey", self.name(), "-in", name], b"")
        };
        // A key of another kind: go will not come to look at the signature.
        signed.unwrap_or_else(|| vec![7; 64])
    }

    /// PKCS #8, for rustls.
    pub(crate) fn pkcs8(&self) -> Vec<u8> {
        run(&["pkcs8", "-topk8", "-nocrypt", "-in", self.name(), "-outform", "DER"], b"").unwrap()
    }

    pub(crate) fn name(&self) -> &str {
        self.file.to_str().unwrap()
    }
}

/// Whether the key in `spki` signed `message`.
pub(crate) fn verifies(
    spki: &[u8],
    algorithm: Algorithm,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let (key, signature) = (scratch("public.der", spki), scratch("signature", signature));
    let (key, signature) = (key.to_str().unwrap(), signature.to_str().unwrap());
    let verified = if algorithm.hash.is_some() {
        let options = algorithm.options();
        let command = ["dgst", "-keyform", "DER", "-verify", key, "-signature", signature];
        run(&[&command, &options[..]].concat(), message)
    } else {
        let file = scratch("message", message);
        let name = file.to_str().unwrap();
        let command = ["pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER"];
        run(&[&command[..], &["-inkey", key, "-in", name, "-sigfile", signature]].concat(), b"")
    };
    verified.is_some()
}

/// A self-signed certificate for `proxy.test`, as a PEM file, with its key.
pub(crate) fn self_signed(kind: &Kind) -> (PathBuf, Key) {
    let key = key(kind, b"self-signed");
    let subject = ["-subj", "/CN=proxy.test", "-addext", "subjectAltName=DNS:proxy.test"];
    let command = ["req", "-x509", "-new", "-days", "30", "-key", key.name()];
    let pem = run(&[&command[..], &subject].concat(), b"").unwrap();
    (scratch("self-signed.pem", &pem), key)
}

/// A new file with these bytes, whose name ends in `name`.
pub(crate) fn scratch(name: &str, bytes: &[u8]) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let file = DIR.path().join(format!("{}-{name}", COUNT.fetch_add(1, Ordering::Relaxed)));
    fs::write(&file, bytes).unwrap();
    file
}

pub(crate) fn read(file: &std::path::Path) -> String {
    fs::read_to_string(file).unwrap()
}

/// What an openssl command prints; none where it fails.
fn run(arguments: &[impl AsRef<std::ffi::OsStr>], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = child("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    output.status.success().then_some(output.stdout)
}
