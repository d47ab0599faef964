//! Where each system keeps its roots, as go knows it.

use crate::go::version::{Change, Version};

/// The files and directories of a system, in go's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// The first that can be read is the only one.
    pub files: &'static [&'static str],
    /// All of these are read.
    pub dirs: &'static [&'static str],
}

impl Places {
    /// Returns the places of a system by go's name for it (GOOS); none where go asks the system itself.
    pub fn of(goos: &str) -> Self {
        match goos {
            "linux" => LINUX,
            "android" => Self { dirs: ANDROID_DIRS, ..LINUX },
            "freebsd" | "openbsd" | "netbsd" | "dragonfly" => BSD,
            "solaris" | "illumos" => SOLARIS,
            "aix" => AIX,
            "plan9" => Self { files: &["/sys/lib/tls/ca.pem"], dirs: &[] },
            _ => Self { files: &[], dirs: &[] },
        }
    }
}

const LINUX: Places = Places {
    files: &[
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/cacert.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ],
    dirs: &["/etc/ssl/certs", "/etc/pki/tls/certs"],
};

const ANDROID_DIRS: &[&str] = &[
    "/etc/ssl/certs",
    "/etc/pki/tls/certs",
    "/system/etc/security/cacerts",
    "/data/misc/keychain/certs-added",
];

const BSD: Places = Places {
    files: &[
        "/usr/local/etc/ssl/cert.pem",
        "/etc/ssl/cert.pem",
        "/usr/local/share/certs/ca-root-nss.crt",
        "/etc/openssl/certs/ca-certificates.crt",
    ],
    dirs: &["/etc/ssl/certs", "/usr/local/share/certs", "/etc/openssl/certs"],
};

const SOLARIS: Places = Places {
    files: &[
        "/etc/certs/ca-certificates.crt",
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/cacert.pem",
    ],
    dirs: &["/etc/certs/CA"],
};

const AIX: Places = Places { files: &["/var/ssl/certs/ca-bundle.crt"], dirs: &["/var/ssl/certs"] };

/// The file that Alpine has.
const ALPINE: &str = "/etc/ssl/cert.pem";

/// The directories of all Unix systems, up to 1.15.
const SHARED_DIRS: &[&str] = &[
    "/etc/ssl/certs",
    "/system/etc/security/cacerts",
    "/usr/local/share/certs",
    "/etc/pki/tls/certs",
    "/etc/openssl/certs",
    "/var/ssl/certs",
];

/// Whether go has the chains judged by the system itself.
pub(crate) fn has_own_verifier(goos: &str) -> bool {
    matches!(goos, "windows" | "darwin" | "ios")
}

/// What a variable means then.
pub(crate) const OWN_VERIFIER: &str = "the system's own verifier";

/// The files and directories of a system in a release.
pub(crate) fn of_release(
    goos: &str,
    version: Version,
) -> (Vec<&'static str>, &'static [&'static str]) {
    let places = Places::of(goos);
    let is_read = |file: &&&str| version.has(Change::AlpineRoots) || **file != ALPINE;
    let shared = !places.dirs.is_empty() && !version.has(Change::OwnRootDirs);
    let dirs = if shared { SHARED_DIRS } else { places.dirs };
    (places.files.iter().filter(is_read).copied().collect(), dirs)
}
