//! The key of a checksum database and what it signs (golang.org/x/mod/sumdb/note).

use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{Ed25519KeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Signature;
use crate::go::xmod::sumdb::note::{ALGORITHM_ED25519, key_hash};

/// A key that signs, the same for the same name in every run.
pub struct Signer {
    name: String,
    pair: Option<Ed25519KeyPair>,
}

impl Signer {
    /// The key of the database that is called `name`.
    pub fn new(name: &str) -> Self {
        let seed = digest(&SHA256, format!("goget-doctor lab: {name}").as_bytes());
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).ok();
        Self { name: name.to_owned(), pair }
    }

    /// The key that verifies: `NAME+HASH+KEY`.
    pub fn verifier(&self) -> String {
        let key = self.public();
        format!("{}+{:08x}+{}", self.name, key_hash(&self.name, &key), STANDARD.encode(&key))
    }

    /// A note with a signature of this worth under it. `text` ends with a line end.
    pub fn sign(&self, text: &str, worth: Signature) -> String {
        if worth == Signature::Foreign {
            return Self::new(&format!("other.{}", self.name)).sign(text, Signature::Good);
        }
        let pair = self.pair.as_ref();
        let mut signed =
            pair.map_or(Vec::new(), |pair| pair.sign(text.as_bytes()).as_ref().to_vec());
        if let (Signature::Bad, Some(byte)) = (worth, signed.first_mut()) {
            *byte ^= 1;
        }
        let hash = key_hash(&self.name, &self.public()).to_be_bytes();
        let signature = STANDARD.encode([&hash[..], &signed].concat());
        format!("{text}\n— {} {signature}\n", self.name)
    }

    fn public(&self) -> Vec<u8> {
        let key = self.pair.as_ref().map_or(&[][..], |pair| pair.public_key().as_ref());
        [&[ALGORITHM_ED25519], key].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::xmod::sumdb::note::{NoteError, Verifier, open};

    #[test]
    fn a_note_is_worth_what_its_signature_is() {
        let signer = Signer::new("sum.a.test");
        let key = Verifier::parse(&signer.verifier()).unwrap();
        assert_eq!(Signer::new("sum.a.test").verifier(), signer.verifier());
        let note = |worth| signer.sign("text\n", worth).into_bytes();
        assert_eq!(open(&note(Signature::Good), &key), Ok("text\n"));
        assert_eq!(open(&note(Signature::Foreign), &key), Err(NoteError::Unverified));
        let bad = note(Signature::Bad);
        assert!(matches!(open(&bad, &key), Err(NoteError::InvalidSignature { .. })));
    }
}
