//! An entry `file://`: a folder instead of a server (modules.md §5.5).

use std::{
    ffi::OsStr,
    io::{self, Read as _},
    ops::ControlFlow,
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    go::{
        cmd::{fault::Stop, fetched::Answer},
        std::{
            net::url::Url,
            strconv::text::{lossy, system_reason},
        },
    },
    net::Limits,
    world::World,
};

use super::sink::Sink;

/// How much is read at a time, in bytes.
const PIECE: usize = 64 << 10;

/// What go has of the file at `url`, read into an `S`.
pub(super) async fn read<S: Sink>(
    world: &Arc<World>,
    limits: Limits,
    url: &Url,
) -> Result<Answer<S::Kept>, Stop> {
    let path = match path(url) {
        Ok(path) => path,
        Err(text) => return Ok(Answer::Nothing(text.to_owned())),
    };
    let (world, place) = (world.clone(), Place { named: names(url, &path), path });
    let reading = tokio::task::spawn_blocking(move || read_now::<S>(&world, &limits, &place));
    reading.await.unwrap_or_else(|error| Err(Stop::Unknown(format!("a file: {error}"))))
}

/// A file that is read.
struct Place {
    path: PathBuf,
    /// Whether the URL as it is shown names the path, so that go leaves it out of its text.
    named: bool,
}

/// Whether `url`, as it is shown, leads to `path`. `file:x`, to which a path was added, does not show it.
fn names(url: &Url, path: &Path) -> bool {
    Url::parse(url.redacted()).is_ok_and(|shown| self::path(&shown).as_deref() == Ok(path))
}

/// The path that go reads for a `file` URL.
fn path(url: &Url) -> Result<PathBuf, &'static str> {
    let path = match (url.path(), url.host()) {
        (b"", b"") if !url.opaque().is_empty() => url.opaque(),
        (b"", _) => return Err("file URL missing path"),
        (path, b"" | b"localhost") => path,
        _ => return Err("file URL specifies non-local host"),
    };
    if path.starts_with(b"/") {
        Ok(PathBuf::from(OsStr::from_bytes(path)))
    } else {
        Err("path is not absolute")
    }
}

fn read_now<S: Sink>(
    world: &World,
    limits: &Limits,
    place: &Place,
) -> Result<Answer<S::Kept>, Stop> {
    let path = place.path.as_path();
    if world.is_special(path) {
        let path = lossy(path.as_os_str().as_bytes());
        return Err(Stop::Unknown(format!("the content of {path}, which is no regular file")));
    }
    let mut file = match world.open(path) {
        Ok(file) => file,
        Err(error) => return Ok(unopened(place, &error)),
    };
    let (mut sink, mut piece) = (S::new(limits)?, vec![0; PIECE]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => {
                if sink.take(&piece[..count])? == ControlFlow::Break(()) {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Ok(Answer::Broken(failed("read", path, &error)));
            }
        }
    }
    sink.finish().map(Answer::Body)
}

/// A file that is not there, or may not be read, has a status; anything else is an error of go's.
fn unopened<T>(place: &Place, error: &io::Error) -> Answer<T> {
    let whole = failed("open", &place.path, error);
    let status = |code, line| Answer::Status { code, line, detail: String::new() };
    let reason = || if place.named { system_reason(error) } else { whole.clone() };
    match error.kind() {
        io::ErrorKind::NotFound => status(404, reason()),
        io::ErrorKind::PermissionDenied => status(403, reason()),
        _ => Answer::Nothing(whole),
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> String {
    format!("{what} {}: {}", lossy(path.as_os_str().as_bytes()), system_reason(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pipeline::source::sink::Memory, world::Laid};

    /// What go 1.27.3 has of each, as a checksum database.
    #[tokio::test]
    async fn urls_of_files() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().display().to_string();
        std::fs::write(dir.path().join("file"), "text").unwrap();
        let nothing = |text: &str| Ok(Answer::Nothing(text.to_owned()));
        let missing = |line: &str| {
            Ok(Answer::Status { code: 404, line: line.to_owned(), detail: String::new() })
        };
        let folder = format!("read {at}: is a directory");
        let below = format!("open {at}/file/x: not a directory");
        for (url, expected) in [
            (format!("file://{at}/file"), Ok(Answer::Body(b"text".to_vec()))),
            (format!("file://localhost{at}/file"), Ok(Answer::Body(b"text".to_vec()))),
            (format!("file://{at}"), Ok(Answer::Broken(folder))),
            (format!("file://{at}/none"), missing("no such file or directory")),
            (format!("file://{at}/file/x"), nothing(&below)),
            (format!("file://host{at}"), nothing("file URL specifies non-local host")),
            ("file://host".to_owned(), nothing("file URL missing path")),
            ("file:x".to_owned(), nothing("path is not absolute")),
        ] {
            assert_eq!(read_url(&url, "").await, expected, "{url}");
        }
        let shown = "open /lookup/x: no such file or directory";
        assert_eq!(read_url("file:x", "/lookup/x").await, missing(shown));
    }

    async fn read_url(url: &str, path: &str) -> Result<Answer, Stop> {
        let url = Url::parse(url).unwrap();
        let url = if path.is_empty() { url } else { url.with_path(path.as_bytes()) };
        read::<Memory>(&Arc::new(World::empty()), Limits::default(), &url).await
    }

    #[tokio::test]
    async fn a_file_that_may_not_be_read() {
        let mut world = World::empty();
        world.lay("/proxy", Laid::Unreadable);
        let url = Url::parse("file:///proxy/m/@v/list").unwrap();
        let answer = read::<Memory>(&Arc::new(world), Limits::default(), &url).await;
        let (line, detail) = ("permission denied".to_owned(), String::new());
        assert_eq!(answer, Ok(Answer::Status { code: 403, line, detail }));
    }

    #[tokio::test]
    async fn what_never_ends_is_not_read() {
        let device = Stop::Unknown("the content of /dev/zero, which is no regular file".into());
        assert_eq!(read_url("file:///dev/zero", "").await, Err(device));
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("long");
        std::fs::write(&file, [0; 100]).unwrap();
        let url = Url::parse(format!("file://{}", file.display())).unwrap();
        let limits = Limits { body: 99, ..Limits::default() };
        let answer = read::<Memory>(&Arc::new(World::empty()), limits, &url).await;
        assert_eq!(answer, Err(Stop::Limit("body 99 bytes".into())));
    }
}
