//! A set of certificates, found by subject as go's pools find them.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::certificate::Certificate;

/// Certificates to build chains with, each once, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    members: Vec<Member>,
    by_subject: HashMap<Vec<u8>, Vec<usize>>,
    failure: Option<String>,
}

/// A certificate of a pool and the file that it was first seen in.
#[derive(Clone, Debug)]
pub struct Member {
    /// The certificate.
    pub certificate: Arc<Certificate>,
    /// Where it was read.
    pub source: Option<Arc<PathBuf>>,
}

impl Pool {
    /// A pool that makes every verification end with `text`: go found no root, and an error.
    pub fn failed(text: String) -> Self {
        Self { failure: Some(text), ..Self::default() }
    }

    /// The error that every verification with this pool ends with.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Adds a certificate; false if the pool holds it already.
    pub fn add(&mut self, certificate: Arc<Certificate>, source: Option<Arc<PathBuf>>) -> bool {
        if self.contains(&certificate) {
            return false;
        }
        let same_name = self.by_subject.entry(certificate.raw_subject().to_vec()).or_default();
        same_name.push(self.members.len());
        self.members.push(Member { certificate, source });
        true
    }

    /// Whether this very certificate is in the pool.
    pub fn contains(&self, certificate: &Certificate) -> bool {
        self.find(certificate).is_some()
    }

    /// The file that the pool has this very certificate from.
    pub fn source_of(&self, certificate: &Certificate) -> Option<&Path> {
        self.find(certificate)?.source.as_ref().map(|path| path.as_path())
    }

    /// The members whose subject is `raw`, byte for byte, in the order in which they were added.
    pub fn by_subject(&self, raw: &[u8]) -> impl Iterator<Item = &Member> {
        let indexes = self.by_subject.get(raw).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().filter_map(|&index| self.members.get(index))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }

    /// Who may have issued `child`, in the order in which go tries them: those whose key
    /// identifier agrees, those where one of the two lacks it, those where it differs.
    pub(crate) fn candidates(&self, child: &Certificate) -> Vec<Arc<Certificate>> {
        let mut found: Vec<_> = self.by_subject(child.raw_issuer()).collect();
        found.sort_by_key(|member| key_id_rank(&member.certificate, child));
        found.into_iter().map(|member| Arc::clone(&member.certificate)).collect()
    }

    fn find(&self, certificate: &Certificate) -> Option<&Member> {
        let mut same_name = self.by_subject(certificate.raw_subject());
        same_name.find(|member| *member.certificate == *certificate)
    }
}

fn key_id_rank(parent: &Certificate, child: &Certificate) -> u8 {
    let (subject, authority) =
        (&parent.extensions.subject_key_id, &child.extensions.authority_key_id);
    match () {
        () if subject == authority => 0,
        () if subject.is_empty() || authority.is_empty() => 1,
        () => 2,
    }
}
