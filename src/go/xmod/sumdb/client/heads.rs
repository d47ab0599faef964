//! Heads of the log, and that each is the beginning of the next.

use super::{
    super::{
        note,
        tlog::{Hash, TileHashes, Tree, check_tree, prove_tree, tree_hash},
    },
    Failure,
    state::{Head, State, Stop, empty_hash, fails},
};
use crate::go::{std::strconv::text::lossy, version::Change};

/// Whether a head is older or newer than the known one.
#[derive(PartialEq, Eq)]
enum When {
    Past,
    Now,
    Future,
}

impl State {
    /// Takes a head into account, and stores it if it is the newest.
    pub(super) fn merge(&mut self, note: &[u8]) -> Result<(), Stop> {
        if self.place(note)? == When::Future {
            let stored = self.stored.clone();
            if self.place(&stored)? == When::Past {
                self.stored.clone_from(&self.head.note);
            }
        }
        Ok(())
    }

    /// Holds a head against the known one, and takes it for that if it is newer.
    fn place(&mut self, note: &[u8]) -> Result<When, Stop> {
        let known = self.head.clone();
        if note.is_empty() {
            return Ok(if known.tree.size == 0 { When::Now } else { When::Past });
        }
        let head = Head { tree: self.read_head(note)?, note: note.to_vec() };
        if head.tree.size > known.tree.size {
            self.check_heads(&known, &head)?;
            self.head = head;
            return Ok(When::Future);
        }
        self.check_heads(&head, &known)?;
        Ok(if head.tree.size < known.tree.size { When::Past } else { When::Now })
    }

    fn read_head(&self, message: &[u8]) -> Result<Tree, Stop> {
        let shown = || lossy(message);
        let text = note::open(message, &self.verifier)
            .map_err(|error| fails(format!("reading tree note: {error}\nnote:\n{}", shown())))?;
        Tree::parse(text).map_err(|error| fails(format!("reading tree: {error}\ntree:\n{text}")))
    }

    /// Proves that the older head is the beginning of the newer one.
    fn check_heads(&mut self, older: &Head, newer: &Head) -> Result<(), Stop> {
        let (size, new_size) = (older.tree.size, newer.tree.size);
        let empty = empty_hash(self.version);
        let hash = tree_hash(size, empty, &mut self.hashes_of(newer.tree));
        let against =
            if size == new_size { String::new() } else { format!(" against tree#{new_size}") };
        let hash = hash.map_err(|stop| match stop {
            Stop::Fails(Failure::Error(text)) => {
                fails(format!("checking tree#{size}{against}: {text}"))
            }
            stop => stop,
        })?;
        if hash == older.tree.hash {
            return Ok(());
        }
        let proof = self.proof(hash, older, newer)?;
        Err(Stop::Fails(Failure::Misbehaviour(misbehaviour(older, newer, &proof))))
    }

    /// The proof that the older head is not the beginning of the newer one, as text.
    fn proof(&mut self, hash: Hash, older: &Head, newer: &Head) -> Result<String, Stop> {
        let (size, new_size) = (older.tree.size, newer.tree.size);
        let proof = match prove_tree(new_size, size, &mut self.hashes_of(newer.tree)) {
            Ok(None) => Err("tlog: invalid inputs in ProveTree".to_owned()),
            Err(Stop::Fails(failure)) => Err(failure.to_string()),
            Err(Stop::Waits) => return Err(Stop::Waits),
            Ok(Some(proof)) if check_tree(&proof, new_size, newer.tree.hash, size, hash) => {
                Ok(proof)
            }
            // Where a tile was not checked.
            Ok(Some(_)) => Err("generated inconsistent proof".to_owned()),
        };
        Ok(match proof {
            Ok(hashes) => {
                hashes.iter().fold(hash.to_string(), |text, hash| format!("{text}\n\t{hash}"))
            }
            Err(why) => format!("{hash}\tinternal error: {why}\n"),
        })
    }

    pub(super) fn hashes_of(&mut self, tree: Tree) -> TileHashes<'_, Self> {
        let check_every = self.version.has(Change::EveryTileChecked);
        TileHashes { tree, tiles: self, check_every }
    }
}

/// What go ends with where two heads do not agree.
fn misbehaviour(older: &Head, newer: &Head, proof: &str) -> String {
    let indented = |note: &[u8]| lossy(note).replace('\n', "\n\t");
    format!(
        "SECURITY ERROR\ngo.sum database server misbehavior detected!\n\nold database:\n\t{}\nnew database:\n\t{}\nproof \
         of misbehavior:\n\t{proof}",
        indented(&older.note),
        indented(&newer.note),
    )
}
