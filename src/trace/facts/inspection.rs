//! Certificates looked at from all sides: what go does not ask, for the `certs` command.

use serde::{Deserialize, Serialize};

use crate::trace::{Blob, RootPlace};

facts_of_stage! { ChainExamined, RootsExamined }

/// A chain that go has judged: what it built, who holds the certificates, what others say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainExamined {
    /// Each chain to a root that go built, in its order, the server's certificate first.
    pub built: Vec<Vec<Link>>,
    /// The files of this machine that hold one of the certificates.
    pub held: Vec<HeldIn>,
    /// What another verifier says, by go's roots first.
    pub opinions: Vec<Opinion>,
}

/// A certificate of a chain that go built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The certificate, DER.
    pub certificate: Blob,
    /// The file of roots that it was read from; `None` for one that was presented.
    #[serde(default)]
    pub file: Option<String>,
}

/// A file that holds a certificate which was presented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldIn {
    /// The certificate's place in what was presented, from 0.
    pub at: usize,
    /// The file.
    pub file: String,
    /// Whether it is one of go's files of roots.
    pub is_root: bool,
    /// The variable of another tool that names the file.
    #[serde(default)]
    pub variable: Option<String>,
}

/// The verdict of another verifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Whose roots it was given.
    pub anchors: Anchors,
    /// How many of them it could use.
    pub roots: usize,
    /// Why it refuses the chain; `None` where it accepts.
    #[serde(default)]
    pub error: Option<String>,
}

/// Whose roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchors {
    /// The roots that go read.
    Go,
    /// The platform's roots: what OpenSSL reads, or the system's own verifier.
    Platform,
}

/// The roots, looked at for their own sake.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootsExamined {
    /// Roots that go read and that will not do.
    pub odd: Vec<OddRoot>,
    /// Files with an authority that go does not know, in places that it does not read.
    pub unread: Vec<Unread>,
    /// What other programs read instead.
    pub readers: Vec<Reader>,
}

/// A root that no chain can end in, or not for long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddRoot {
    /// The file.
    pub file: String,
    /// Its subject.
    pub subject: String,
    /// Why it will not do.
    pub why: Oddness,
    /// The moment that decides (RFC 3339), where one does.
    #[serde(default)]
    pub moment: Option<String>,
}

/// Why a root will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddness {
    /// The root is past its end.
    Expired,
    /// The root's time has not begun.
    NotYetValid,
    /// Its extensions do not let it sign: go trusts it as a server's own certificate only.
    NotAuthority,
}

/// A file with an authority that go does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file.
    pub file: String,
    /// The variable of another tool that names it.
    #[serde(default)]
    pub variable: Option<String>,
    /// The subject of the first such authority.
    pub subject: String,
    /// How many of them it holds.
    pub certificates: usize,
    /// Why go does not know them.
    #[serde(default)]
    pub place: RootPlace,
}

/// What another program reads for roots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The program.
    pub name: String,
    /// The file.
    #[serde(default)]
    pub file: Option<Source>,
    /// The directory.
    #[serde(default)]
    pub dir: Option<Source>,
}

/// A file or directory of roots, as another program meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its path.
    pub path: String,
    /// The variable that names it; `None` for the program's own.
    #[serde(default)]
    pub variable: Option<String>,
    /// How many certificates it takes from there.
    pub certificates: usize,
    /// Why it takes none.
    #[serde(default)]
    pub error: Option<String>,
}
