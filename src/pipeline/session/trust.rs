//! go's verdict on certificates, for the handshake to stop where go would.

use std::{
    io,
    path::Path,
    sync::{Arc, OnceLock},
};

use crate::{
    go::{
        knobs::Fips,
        std::{
            crypto::{
                roots::{self, Entry, Files, Roots},
                tls::offer::Offer,
                x509::{
                    self, Certificate, Curve, HandshakeError, HandshakeSignatureError, ParseError,
                    Presented, PublicKey, Reason, RsaError, SignatureError, UselessKey,
                    VerifyError,
                },
            },
            strconv::text::lossy,
        },
        version::Version,
    },
    net::Trust,
    trace::{Failure, Fault, Recorder, Refusal, RootsRead, Step, Unfit},
    world::World,
};

/// What is missing where go leaves the verdict to Windows or macOS.
const OTHER_VERIFIER: &str = "what the system's own verifier says of the chain, which go asks here \
     and the doctor does not";

/// How large a bundle of certificates may be. go has no limit.
const MAX_BUNDLE: u64 = 64 << 20;

/// go's roots, read when they are first needed, and go's verifier. Clones share the roots.
#[derive(Clone, Debug)]
pub(crate) struct GoTrust {
    world: Arc<World>,
    version: Version,
    recorder: Recorder,
    roots: Arc<OnceLock<Roots>>,
}

impl GoTrust {
    /// Reads nothing yet; the reading is noted with `recorder`.
    pub(crate) fn new(world: Arc<World>, version: Version, recorder: Recorder) -> Self {
        let godebug = world.var("GODEBUG").map(|value| lossy(value.as_encoded_bytes()));
        let version = godebug.map_or(version, |godebug| version.under(&godebug));
        Self { world, version, recorder, roots: Arc::default() }
    }

    /// The roots, read at the first call.
    pub(crate) fn roots(&self) -> &Roots {
        self.roots.get_or_init(|| {
            self.noted(|| {
                let (file, dir) = (self.world.var("SSL_CERT_FILE"), self.world.var("SSL_CERT_DIR"));
                roots::load(&WorldFiles(&self.world), self.world.goos(), file, dir, self.version)
            })
        })
    }

    /// Takes the roots in `data`, the bytes of the file at `path`, for all that there are. For
    /// before they are first needed.
    pub(crate) fn read_only(&self, path: &Path, data: &[u8]) {
        self.roots.get_or_init(|| self.noted(|| roots::load_only(path, data, self.version)));
    }

    fn noted(&self, load: impl FnOnce() -> Roots) -> Roots {
        let start = self.world.micros();
        let roots = load();
        let read = RootsRead {
            files: roots.files.clone(),
            dirs: roots.dirs.clone(),
            certificates: roots.pool.len(),
            error: roots.error.clone(),
            by_system: roots.by_system,
            micros: self.world.micros().saturating_sub(start),
        };
        self.recorder.note(Step::Fetch, read);
        roots
    }

    /// go's verdict on `chain` for `host`, with the chains that it builds.
    pub(crate) fn presented(&self, chain: &[Vec<u8>], host: &str) -> Presented {
        let (now, pool) = (self.world.now(), &self.roots().pool);
        x509::verify_handshake(chain, pool, host, now, self.version)
    }
}

impl GoTrust {
    fn error(&self, chain: &[Vec<u8>], host: Option<&str>) -> Option<HandshakeError> {
        match host {
            Some(host) if !self.roots().by_system => self.presented(chain, host).verdict.err(),
            _ => unreadable(chain, self.version),
        }
    }
}

impl Trust for GoTrust {
    fn judge(&self, chain: &[Vec<u8>], host: Option<&str>) -> Result<(), Failure> {
        if let Some(error) = self.error(chain, host) {
            let refusal = refusal(&error, chain);
            return Err(Failure::go(Fault::Chain(refusal), error.to_string()));
        }
        if host.is_some() && self.roots().by_system {
            return Err(Failure::Undetermined { what: OTHER_VERIFIER.to_owned() });
        }
        let fips = self.version.knobs().fips() != Fips::Off;
        if fips && chain.iter().any(|der| !is_approved(der, self.version)) {
            let what = "what GODEBUG=fips140 makes of such a certificate".to_owned();
            return Err(Failure::Undetermined { what });
        }
        Ok(())
    }

    /// Reads the roots: there may be hundreds of files, and the server takes as long to answer.
    fn prepare(&self) {
        self.roots();
    }

    fn offer(&self) -> Offer {
        Offer::of(self.version)
    }

    fn release(&self) -> Version {
        self.version
    }

    fn check_signature(
        &self,
        leaf: &[u8],
        scheme: rustls::SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Failure> {
        let unread = |error: ParseError| Failure::go(Fault::Other, error.to_string());
        let leaf = Certificate::parse(leaf, self.version).map_err(unread)?;
        let key = leaf.public_key();
        x509::verify_signature_with_key(key, scheme, message, signature, self.version)
            .map_err(|error| unsigned(&error))
    }
}

/// The kind of `error`; places are those in `chain`.
fn refusal(error: &HandshakeError, chain: &[Vec<u8>]) -> Refusal {
    let place = |certificate: &Certificate| chain.iter().position(|der| der == certificate.der());
    let error = match error {
        HandshakeError::Parse { index, error } => {
            let negative_serial = *error == ParseError::Part("negative serial number");
            return Refusal::Unreadable { at: *index, negative_serial };
        }
        HandshakeError::Verify { error, .. } => error,
        _ => return Refusal::Other,
    };
    match error {
        VerifyError::NoRoots(_) => Refusal::NoRoots,
        VerifyError::UnknownAuthority { hint, .. } => {
            Refusal::UnknownAuthority { hint: hint.as_ref().map(|hint| unfit(&hint.error)) }
        }
        VerifyError::Host(error) if error.is_common_name_only() => Refusal::CommonNameOnly,
        VerifyError::Host(_) => Refusal::OtherNames,
        VerifyError::SignatureLimit => Refusal::Other,
        VerifyError::Invalid { certificate, reason } => match reason {
            Reason::Expired { .. } => Refusal::Expired { at: place(certificate) },
            Reason::NotYetValid { .. } => Refusal::NotYetValid { at: place(certificate) },
            Reason::IncompatibleUsage => Refusal::WrongUsage,
            Reason::NotAuthorizedToSign => Refusal::NotAuthority,
            _ => Refusal::Other,
        },
    }
}

/// What comes of a handshake with a server whose certificate has a key of no use; `None` for all others, and where it cannot be
/// read.
pub(crate) fn useless_key(leaf: &[u8], version: Version) -> Option<Failure> {
    let leaf = Certificate::parse(leaf, version).ok()?;
    Some(match x509::useless_key(leaf.public_key(), version)? {
        UselessKey::Refused(error) => unsigned(&error),
        UselessKey::NoScheme => {
            Failure::go(Fault::Alert(40), "remote error: tls: handshake failure")
        }
    })
}

/// The handshake's signature is not one of the server's key.
fn unsigned(error: &HandshakeSignatureError) -> Failure {
    let why = match error {
        HandshakeSignatureError::Invalid(error) => unfit(error),
        _ => Unfit::Other,
    };
    Failure::go(Fault::Signature(why), error.to_string())
}

/// The kind of `error`.
fn unfit(error: &SignatureError) -> Unfit {
    match error {
        SignatureError::Rsa(RsaError::Insecure(bits)) => Unfit::ShortKey(*bits),
        SignatureError::Rsa(RsaError::Verification) | SignatureError::Failure(_, "") => {
            Unfit::OtherKey
        }
        SignatureError::Insecure(algorithm, _) if algorithm.is_sha1() => Unfit::Sha1,
        _ => Unfit::Other,
    }
}

/// Even without verification go has to read what the server sent.
fn unreadable(chain: &[Vec<u8>], version: Version) -> Option<HandshakeError> {
    let read = |der: &Vec<u8>| Certificate::parse(der, version).err();
    let mut errors = chain.iter().enumerate().filter_map(|(at, der)| Some((at, read(der)?)));
    errors.next().map(|(index, error)| HandshakeError::Parse { index, error })
}

/// Whether FIPS 140 leaves no doubt about the key of a certificate.
fn is_approved(der: &[u8], version: Version) -> bool {
    let certificate = Certificate::parse(der, version);
    certificate.is_ok_and(|certificate| match certificate.public_key() {
        PublicKey::Rsa { modulus, .. } => modulus.len() >= 256,
        PublicKey::Ecdsa { curve, .. } => *curve != Curve::P224,
        _ => false,
    })
}

struct WorldFiles<'a>(&'a World);

impl Files for WorldFiles<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path, MAX_BUNDLE)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let entries = self.0.list(dir)?;
        Ok(entries.into_iter().map(|entry| Entry { name: entry.name, link: entry.link }).collect())
    }
}
