//! A list of paths that stays in its file: it is read line by line, each time anew, so that one of a million paths
//! takes no room.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    io::{self, BufRead as _, BufReader, Read},
    path::PathBuf,
    sync::Arc,
};

use crate::{
    check::inputs::{Ask, Entry, list},
    problem::Problem,
    world::World,
};

/// How large a list may be, in bytes: a hundred million paths.
const MAX_LIST: u64 = 4 << 30;

/// How long a line of it may be, in bytes.
const MAX_LINE: u64 = 64 << 10;

/// A list of paths.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// What its lines are called after.
    name: String,
    text: Text,
    /// Whether they are module paths.
    module: bool,
    /// How many paths it names.
    count: usize,
    /// The paths that come more than once, with the line of the first.
    twice: Arc<HashMap<String, usize>>,
}

/// Where the text of a list is.
#[derive(Clone, Debug)]
pub(super) enum Text {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

/// Why a list cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// The file cannot.
    File(io::Error),
    /// A line is none that names a path.
    Line(Problem),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl List {
    /// Reads the list once, without keeping it: whether it can be read, how many paths it names, which of them twice.
    pub(super) fn scan(
        world: &World,
        name: &str,
        text: Text,
        module: bool,
    ) -> Result<Self, Unreadable> {
        let mut list =
            Self { name: name.to_owned(), text, module, count: 0, twice: Arc::default() };
        let state = RandomState::new();
        let mut hashes = Vec::new();
        list.count = list.walk(world, |entry| {
            if entry.ask != Ask::Nothing {
                hashes.push(state.hash_one(&entry.path));
            }
        })?;
        hashes.sort_unstable();
        let again = hashes.windows(2).filter(|pair| pair.first() == pair.last());
        let again: HashSet<u64> = again.filter_map(|pair| pair.first().copied()).collect();
        if !again.is_empty() {
            list.twice = list.first_lines(world, |path| again.contains(&state.hash_one(path)))?;
        }
        Ok(list)
    }

    /// How many paths it names.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Its paths, as they are read. They end early where the text cannot be read any more.
    pub(super) fn entries<'a>(&'a self, world: &World) -> impl Iterator<Item = Entry> + 'a {
        let lines = self.text.open(world).map(Lines::new).ok().into_iter().flatten();
        let lines = (1..).zip(lines.map_while(Result::ok));
        lines.filter_map(|(line, text)| self.entry(line, str::from_utf8(&text).ok()?))
    }

    fn entry(&self, line: usize, text: &str) -> Option<Entry> {
        let entry = list::entry(&self.name, line, text, self.module)?;
        let first = self.twice.get(&entry.path).filter(|_| entry.ask != Ask::Nothing);
        Some(match first {
            Some(first) if *first != line => entry.repeated(*first),
            _ => entry,
        })
    }

    /// The lines of the first of each path that is `wanted`.
    fn first_lines(
        &self,
        world: &World,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Arc<HashMap<String, usize>>, Unreadable> {
        let mut first = HashMap::new();
        self.walk(world, |entry| {
            if entry.ask != Ask::Nothing && wanted(&entry.path) {
                let line = entry.source.map_or(0, |source| source.line);
                first.entry(entry.path).or_insert(line);
            }
        })?;
        Ok(first.into())
    }

    /// Gives each path to `each`, and says how many there are.
    fn walk(&self, world: &World, mut each: impl FnMut(Entry)) -> Result<usize, Unreadable> {
        let mut count = 0;
        for (line, text) in (1..).zip(Lines::new(self.text.open(world)?)) {
            let text = text?;
            let text = str::from_utf8(&text).map_err(|_| {
                let what = format!("cannot read {}, line {line}", self.shown());
                let problem = Problem::new(what, "it is not UTF-8", "write the file in UTF-8");
                Unreadable::Line(problem)
            })?;
            if let Some(entry) = self.entry(line, text) {
                count += 1;
                each(entry);
            }
        }
        Ok(count)
    }

    fn shown(&self) -> &str {
        if self.name == "-" { "standard input" } else { &self.name }
    }
}

impl Text {
    fn open(&self, world: &World) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Self::File(file) => world.open(file),
            Self::Memory(bytes) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
        }
    }
}

/// The lines of a text, without their ends, as they are read.
struct Lines(BufReader<io::Take<Box<dyn Read + Send>>>);

impl Lines {
    fn new(text: Box<dyn Read + Send>) -> Self {
        Self(BufReader::new(text.take(MAX_LIST)))
    }

    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.0.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        if self.0.get_ref().limit() == 0 || line.len() as u64 == MAX_LINE {
            let why = format!("a line or the file is too long: {MAX_LINE} and {MAX_LIST} bytes");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        let is_end = line.is_empty();
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        Ok((!is_end).then_some(line))
    }
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &[u8]) -> Result<Vec<(usize, String, String)>, Unreadable> {
        let world = World::empty();
        let list = List::scan(&world, "-", Text::Memory(text.into()), false)?;
        let entries: Vec<Entry> = list.entries(&world).collect();
        assert_eq!(list.len(), entries.len());
        let shown = |entry: Entry| {
            let says = entry.faults.into_iter().map(|fault| fault.says).collect();
            (entry.source.unwrap().line, entry.path, says)
        };
        Ok(entries.into_iter().map(shown).collect())
    }

    #[test]
    fn one_path_a_line() {
        let text = b"# all of ours\na.test/b\n\n  a.test/c # why\r\na.test/x#y\na b\na.test/b\na b";
        let one = |line, path: &str, says: &str| (line, path.to_owned(), says.to_owned());
        let wanted = [
            one(2, "a.test/b", ""),
            one(4, "a.test/c", ""),
            one(5, "a.test/x#y", ""),
            one(6, "a b", "a line holds one path"),
            one(7, "a.test/b", "a.test/b stands in line 2 already"),
            one(8, "a b", "a line holds one path"),
        ];
        assert_eq!(list(text).unwrap(), wanted);
    }

    #[test]
    fn what_cannot_be_read_is_told_before_anybody_is_asked() {
        let Err(Unreadable::Line(problem)) = list(b"a\n\xff\n") else { panic!("it was read") };
        assert_eq!(problem.what, "cannot read standard input, line 2");
        let long = [b"a".repeat(70_000), b"\nb\n".to_vec()].concat();
        assert!(matches!(list(&long), Err(Unreadable::File(_))));
    }

    #[test]
    fn many_equal_lines_take_linear_time() {
        let entries = list(&b"a.test/x\n".repeat(200_000)).unwrap();
        let (line, _, says) = entries.last().unwrap();
        assert_eq!((*line, says.as_str()), (200_000, "a.test/x stands in line 1 already"));
    }
}
