//! Where the body of an answer goes, within limits: into memory, or into a temporary file.

use std::{
    fs::File,
    io::{self, Seek as _, Write as _},
    ops::ControlFlow,
    sync::Arc,
};

use crate::{go::cmd::fault::Stop, net::Limits};

/// The most bytes of a zip that go reads (modules.md §12.1).
const MAX_ZIP: u64 = 500 << 20;

/// A place for a body.
pub(super) trait Sink: Sized + Send + 'static {
    /// What it is at the end.
    type Kept: Length + Send;

    /// An empty one.
    fn new(limits: &Limits) -> Result<Self, Stop>;

    /// Takes more. It may have enough; what is too much by a limit of ours is an error.
    fn take(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Stop>;

    /// How many bytes it has taken.
    fn bytes(&self) -> u64;

    /// The beginning of what it has taken, where that is worth a record.
    fn beginning(&self) -> &[u8];

    /// All that it has taken.
    fn finish(self) -> Result<Self::Kept, Stop>;
}

/// What has a length.
pub(super) trait Length {
    /// The length in bytes.
    fn length(&self) -> u64;
}

impl Length for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }
}

impl Length for File {
    fn length(&self) -> u64 {
        self.metadata().map_or(0, |known| known.len())
    }
}

impl Length for Arc<File> {
    fn length(&self) -> u64 {
        self.as_ref().length()
    }
}

/// A body in memory.
pub(super) struct Memory {
    taken: Vec<u8>,
    limit: u64,
}

/// The most bytes of an answer that are held in memory. go has no limit.
const MOST_HELD: u64 = 2 << 20;

impl Sink for Memory {
    type Kept = Vec<u8>;

    fn new(limits: &Limits) -> Result<Self, Stop> {
        Ok(Self { taken: Vec::new(), limit: limits.body.min(MOST_HELD) })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Stop> {
        if self.bytes() + bytes.len() as u64 > self.limit {
            return Err(Stop::Limit(format!("body {} bytes", self.limit)));
        }
        self.taken.extend_from_slice(bytes);
        Ok(ControlFlow::Continue(()))
    }

    fn bytes(&self) -> u64 {
        self.taken.len() as u64
    }

    fn beginning(&self) -> &[u8] {
        &self.taken
    }

    fn finish(self) -> Result<Vec<u8>, Stop> {
        Ok(self.taken)
    }
}

/// A body of which nothing but the beginning is wanted.
pub(super) struct Beginning {
    kept: Vec<u8>,
    taken: u64,
    limit: u64,
}

/// How much of it is kept, in bytes; go quotes less.
const MOST_KEPT: usize = 256 << 10;

impl Sink for Beginning {
    type Kept = Vec<u8>;

    fn new(limits: &Limits) -> Result<Self, Stop> {
        Ok(Self { kept: Vec::new(), taken: 0, limit: limits.body })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Stop> {
        self.taken += bytes.len() as u64;
        if self.taken > self.limit {
            return Err(Stop::Limit(format!("body {} bytes", self.limit)));
        }
        let wanted = (MOST_KEPT - self.kept.len()).min(bytes.len());
        self.kept.extend_from_slice(&bytes[..wanted]);
        Ok(ControlFlow::Continue(()))
    }

    fn bytes(&self) -> u64 {
        self.taken
    }

    fn beginning(&self) -> &[u8] {
        &self.kept
    }

    fn finish(self) -> Result<Vec<u8>, Stop> {
        Ok(self.kept)
    }
}

/// The first bytes of a body, whatever comes behind them.
pub(super) struct Glimpse(Vec<u8>);

impl Sink for Glimpse {
    type Kept = Vec<u8>;

    fn new(_: &Limits) -> Result<Self, Stop> {
        Ok(Self(Vec::new()))
    }

    fn take(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Stop> {
        self.0.extend_from_slice(&bytes[..bytes.len().min(BEGINNING)]);
        Ok(ControlFlow::Break(()))
    }

    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn beginning(&self) -> &[u8] {
        &self.0
    }

    fn finish(self) -> Result<Vec<u8>, Stop> {
        Ok(self.0)
    }
}

/// A zip in a temporary file without a name, which goes when the last handle of it is closed.
pub(super) struct Spool {
    file: File,
    beginning: Vec<u8>,
    taken: u64,
    limit: u64,
}

/// How much of a zip is worth a record, in bytes: enough to see what came in place of one.
const BEGINNING: usize = 256;

impl Sink for Spool {
    type Kept = File;

    fn new(limits: &Limits) -> Result<Self, Stop> {
        let file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
        Ok(Self { file, beginning: Vec::new(), taken: 0, limit: limits.zip })
    }

    /// One byte beyond go's limit is enough: so go knows that it is too large.
    fn take(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Stop> {
        let room = usize::try_from(MAX_ZIP + 1 - self.taken).unwrap_or(usize::MAX);
        let bytes = &bytes[..bytes.len().min(room)];
        let taken = self.taken + bytes.len() as u64;
        if taken > self.limit && self.limit < MAX_ZIP {
            return Err(Stop::Limit(format!("zip {} bytes", self.limit)));
        }
        self.file.write_all(bytes).map_err(|error| unwritten(&error))?;
        let wanted = BEGINNING.saturating_sub(self.beginning.len()).min(bytes.len());
        self.beginning.extend_from_slice(&bytes[..wanted]);
        self.taken = taken;
        let enough = taken > MAX_ZIP;
        Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn bytes(&self) -> u64 {
        self.taken
    }

    fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    fn finish(mut self) -> Result<File, Stop> {
        self.file.rewind().map_err(|error| unwritten(&error))?;
        Ok(self.file)
    }
}

/// Why a temporary file is of no use.
pub(super) fn unwritten(error: &io::Error) -> Stop {
    Stop::Unknown(format!("a temporary file: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn limits(bytes: u64) -> Limits {
        Limits { body: bytes, zip: bytes, ..Limits::default() }
    }

    #[test]
    fn both_stop_at_a_limit_of_ours() {
        let mut memory = Memory::new(&limits(4)).unwrap();
        assert_eq!(memory.take(b"abcd"), Ok(ControlFlow::Continue(())));
        assert_eq!(memory.take(b"e"), Err(Stop::Limit("body 4 bytes".into())));
        let mut spool = Spool::new(&limits(4)).unwrap();
        assert_eq!(spool.take(b"abcd"), Ok(ControlFlow::Continue(())));
        assert_eq!(spool.take(b"e"), Err(Stop::Limit("zip 4 bytes".into())));
    }

    #[test]
    fn a_spool_is_read_from_its_beginning() {
        let mut spool = Spool::new(&Limits::default()).unwrap();
        for part in [&b"ab"[..], b"c"] {
            assert_eq!(spool.take(part), Ok(ControlFlow::Continue(())));
        }
        let mut text = String::new();
        spool.finish().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "abc");
    }

    #[test]
    fn a_spool_has_enough_one_byte_beyond_the_limit_of_go() {
        let mut spool = Spool::new(&Limits { zip: u64::MAX, ..Limits::default() }).unwrap();
        spool.taken = MAX_ZIP - 1;
        assert_eq!(spool.take(b"a"), Ok(ControlFlow::Continue(())));
        assert_eq!(spool.take(b"bcd"), Ok(ControlFlow::Break(())));
        assert_eq!(spool.bytes(), MAX_ZIP + 1);
    }
}
