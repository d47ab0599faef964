//! Texts that wait in a temporary file, where there may be more of them than there is memory.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
};

use crate::problem::Problem;

/// A temporary file of texts.
pub(super) struct Spool {
    file: File,
    end: u64,
}

/// Where a text is in it.
#[derive(Clone, Copy)]
pub(super) struct Spooled {
    start: u64,
    length: u32,
}

/// Texts in the order of their places, from 0: those that come before their turn wait.
#[derive(Default)]
pub(super) struct InOrder {
    next: usize,
    early: BTreeMap<usize, Spooled>,
    spool: Option<Spool>,
}

impl Spool {
    /// An empty one.
    pub(super) fn new() -> Result<Self, Problem> {
        let file = tempfile::tempfile().map_err(|error| unusable(&error))?;
        Ok(Self { file, end: 0 })
    }

    /// Keeps a text.
    pub(super) fn put(&mut self, text: &str) -> Result<Spooled, Problem> {
        let length = u32::try_from(text.len());
        let length = length.map_err(|_| unusable(&io::ErrorKind::FileTooLarge.into()))?;
        self.write(text.as_bytes()).map_err(|error| unusable(&error))?;
        let spooled = Spooled { start: self.end, length };
        self.end += u64::from(length);
        Ok(spooled)
    }

    /// A text that it keeps.
    pub(super) fn get(&mut self, text: Spooled) -> Result<String, Problem> {
        self.read(text).map_err(|error| unusable(&error))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)
    }

    fn read(&mut self, text: Spooled) -> io::Result<String> {
        self.file.seek(SeekFrom::Start(text.start))?;
        let mut read = String::new();
        (&self.file).take(text.length.into()).read_to_string(&mut read)?;
        Ok(read)
    }

    /// Forgets all that it keeps.
    fn clear(&mut self) {
        self.end = 0;
    }
}

impl InOrder {
    /// Takes the text of a place, and prints what has its turn.
    pub(super) fn take(
        &mut self,
        place: usize,
        text: &str,
        mut print: impl FnMut(&str) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        if place != self.next {
            let early = self.spool()?.put(text)?;
            self.early.insert(place, early);
            return Ok(());
        }
        print(text)?;
        self.next += 1;
        while let Some(text) = self.early.remove(&self.next) {
            print(&self.spool()?.get(text)?)?;
            self.next += 1;
        }
        if let (true, Some(spool)) = (self.early.is_empty(), &mut self.spool) {
            spool.clear();
        }
        Ok(())
    }

    /// Prints what still waits, where what comes before it never came.
    pub(super) fn end(
        &mut self,
        mut print: impl FnMut(&str) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        for (_, text) in std::mem::take(&mut self.early) {
            print(&self.spool()?.get(text)?)?;
        }
        Ok(())
    }

    fn spool(&mut self) -> Result<&mut Spool, Problem> {
        let spool = match self.spool.take() {
            Some(spool) => spool,
            None => Spool::new()?,
        };
        Ok(self.spool.insert(spool))
    }
}

fn unusable(error: &io::Error) -> Problem {
    let next = "make room in the folder for temporary files, or name another in TMPDIR";
    Problem::new("results cannot wait in a temporary file", error.to_string(), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_in_the_order_of_their_places() {
        let (mut order, mut out) = (InOrder::default(), Vec::new());
        let mut take = |place: usize| {
            let mut printed = Vec::new();
            let text = format!("text {place} ö\n");
            let print = |text: &str| {
                printed.push(text.to_owned());
                Ok(())
            };
            order.take(place, &text, print).unwrap();
            out.push(printed.concat().matches("text").count());
        };
        [1, 3, 0, 4, 2, 6, 7, 5, 8].into_iter().for_each(&mut take);
        assert_eq!(out, [0, 0, 2, 0, 3, 0, 0, 3, 1]);
    }

    #[test]
    fn what_waits_for_what_never_comes_is_printed_at_the_end() {
        let (mut order, mut out) = (InOrder::default(), String::new());
        let mut print = |text: &str| {
            out.push_str(text);
            Ok(())
        };
        for place in [3, 0, 2] {
            order.take(place, &place.to_string(), &mut print).unwrap();
        }
        order.end(print).unwrap();
        assert_eq!(out, "023");
    }
}
