//! Files of the machine, as far as they are files: a pipe, a terminal or a device is none, and may never come to an end.
#![expect(clippy::disallowed_methods, reason = "the world is the one place that reads files")]

use std::{
    fs::{File, FileType, Metadata},
    io::{self, Cursor, Read},
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

/// How much room is made for a file on its own word, in bytes.
const READ_AT_ONCE: u64 = 1 << 20;

/// How long a file may bring nothing that does not say how much it holds, as those of `/proc` do.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most of such a file, in bytes, where it is read as it comes.
const MOST: u64 = 16 << 20;

/// The bytes of a file, at most `limit` of them.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let known = regular(path)?;
    if known.len() > limit && known.is_file() {
        return Err(too_large(limit));
    }
    if known.len() == 0 && known.is_file() { in_time(path, limit) } else { whole(path, limit) }
}

/// A file to be read as it comes.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let known = regular(path)?;
    if known.len() == 0 && known.is_file() {
        return Ok(Box::new(Cursor::new(in_time(path, MOST)?)));
    }
    Ok(Box::new(File::open(path)?))
}

/// What is at `path`, where that can be read to its end.
fn regular(path: &Path) -> io::Result<Metadata> {
    let known = std::fs::metadata(path)?;
    let kind = known.file_type();
    let ends = kind.is_file() || kind.is_dir() || is_handed_down(path, kind) || is_nothing(path);
    let why = "not a file; go would read it, for ever if it has no end";
    if ends { Ok(known) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, why)) }
}

/// Whether this is the pipe that a shell puts in the place of a command's output.
#[cfg(unix)]
fn is_handed_down(path: &Path, kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let places = ["/dev/fd", "/proc/self/fd", "/dev/stdin"];
    kind.is_fifo() && places.iter().any(|place| path.starts_with(place))
}

#[cfg(not(unix))]
fn is_handed_down(_path: &Path, _kind: FileType) -> bool {
    false
}

/// Whether this is the device that is empty, which people name to have no file.
fn is_nothing(path: &Path) -> bool {
    std::fs::canonicalize(path).is_ok_and(|path| path == Path::new("/dev/null"))
}

fn whole(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // What the file says of its size saves reading in small pieces; it may not be true.
    let size = file.metadata().map_or(0, |known| known.len()).min(limit).min(READ_AT_ONCE);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// The bytes of a file, read by a thread that nobody waits for any longer than for a file.
fn in_time(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    // Who does not wait any more takes nothing.
    let reading = move || drop(sender.send(whole(&path, limit)));
    thread::Builder::new().stack_size(64 << 10).spawn(reading)?;
    let why = || format!("nothing came of it for {} s; go would wait for ever", PATIENCE.as_secs());
    receiver
        .recv_timeout(PATIENCE)
        .unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, why())))
}

fn too_large(limit: u64) -> io::Error {
    let why = format!("the file holds more than {limit} bytes");
    io::Error::new(io::ErrorKind::FileTooLarge, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_what_is_handed_down_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "text").unwrap();
        assert_eq!(read(&file, 4).unwrap(), b"text");
        assert_eq!(read(&file, 3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read(Path::new("/dev/null"), 3).unwrap(), b"");
        std::fs::write(&file, "").unwrap();
        assert_eq!(read(&file, 3).unwrap(), b"");
        assert!(open(&file).unwrap().read_to_end(&mut Vec::new()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_none() {
        for path in ["/dev/zero", "/dev/random", "/dev/ptmx"] {
            assert_eq!(read(Path::new(path), 9).unwrap_err().kind(), io::ErrorKind::InvalidInput);
            assert!(open(Path::new(path)).is_err());
        }
    }
}
