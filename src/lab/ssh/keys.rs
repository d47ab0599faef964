//! The keys of all scenarios, which everybody knows: nobody may rely on them.

use serde::Deserialize;

/// A key of kind ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SshKey {
    /// Somebody's whom servers know.
    Ann,
    /// Somebody's whom they do not know.
    Bob,
    /// A server's.
    Host,
    /// One with the passphrase `s3cret`.
    Locked,
    /// Another server's.
    Other,
}

impl SshKey {
    /// The name by which placeholders have it.
    pub(in crate::lab) fn named(name: &str) -> Option<Self> {
        let all = [Self::Ann, Self::Bob, Self::Host, Self::Locked, Self::Other];
        all.into_iter().find(|key| key.files().0 == name)
    }

    /// The private key in OpenSSH's own form.
    pub(super) fn private(self) -> &'static str {
        self.files().1
    }

    /// The kind and the public key, in one line.
    pub(in crate::lab) fn public(self) -> &'static str {
        let line = self.files().2;
        line.rsplit_once(' ').map_or(line, |(key, _)| key)
    }

    /// Its name, and the texts of its files.
    fn files(self) -> (&'static str, &'static str, &'static str) {
        macro_rules! files {
            ($name:literal) => {
                (
                    $name,
                    include_str!(concat!("../../../testdata/ssh/", $name)),
                    include_str!(concat!("../../../testdata/ssh/", $name, ".pub")),
                )
            };
        }
        match self {
            Self::Ann => files!("ann"),
            Self::Bob => files!("bob"),
            Self::Host => files!("host"),
            Self::Locked => files!("locked"),
            Self::Other => files!("other"),
        }
    }
}
