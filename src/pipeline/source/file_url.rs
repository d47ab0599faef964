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
        std::{net::url::Url, strconv::text::system_reason},
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
    let world = world.clone();
    let reading = tokio::task::spawn_blocking(move || read_now::<S>(&world, &limits, &path));
    reading.await.unwrap_or_else(|error| Err(Stop::Unknown(format!("a file: {error}"))))
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

fn read_now<S: Sink>(world: &World, limits: &Limits, path: &Path) -> Result<Answer<S::Kept>, Stop> {
    if world.is_special(path) {
        let path = path.display();
        return Err(Stop::Unknown(format!("the content of {path}, which is no regular file")));
    }
    let mut file = match world.open(path) {
        Ok(file) => file,
        Err(error) => return Ok(unopened(path, &error)),
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
fn unopened<T>(path: &Path, error: &io::Error) -> Answer<T> {
    let status = |code| {
        let (line, detail) = (system_reason(error), String::new());
        Answer::Status { code, line, detail }
    };
    match error.kind() {
        io::ErrorKind::NotFound => status(404),
        io::ErrorKind::PermissionDenied => status(403),
        _ => Answer::Nothing(failed("open", path, error)),
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> String {
    format!("{what} {}: {}", path.display(), system_reason(error))
}
