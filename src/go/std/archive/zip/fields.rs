//! Little-endian numbers, one after the other.

/// What is left of a record; where it ends, its numbers are zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    pub(super) fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.array())
    }

    pub(super) fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    pub(super) fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.array())
    }

    /// The next number where it is whole.
    pub(super) fn whole_u64(&mut self) -> Option<u64> {
        (self.0.len() >= 8).then(|| self.u64())
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut array = [0; N];
        let taken = self.take(N);
        if let Some(start) = array.get_mut(..taken.len()) {
            start.copy_from_slice(taken);
        }
        array
    }
}
