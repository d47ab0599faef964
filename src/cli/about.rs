//! What was checked, where and by which settings, for a page that is read elsewhere.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::{
    go::cmd::env::{Origin, Setting},
    secret::redact_url,
    trace::{Settings, Trace},
    world::World,
};

/// How large a file of git's may be that names a commit.
const MAX_REF: u64 = 64 << 10;

/// What a run's first trace says of all.
#[derive(Debug, Default)]
pub(super) struct About {
    seen: OnceLock<(String, Vec<Setting>)>,
}

impl About {
    /// Notes the release and the settings of the first trace.
    pub(super) fn see(&self, trace: &Trace) {
        self.seen.get_or_init(|| {
            let release = format!("{}, {}", trace.header.go, trace.header.because);
            let settings = trace.first::<Settings>();
            (release, settings.map_or(Vec::new(), |settings| settings.settings.to_vec()))
        });
    }

    /// The rows: what was asked for by the command line `words`, and where.
    pub(super) fn rows(&self, world: &World, words: &[String]) -> Vec<(&'static str, String)> {
        let mut rows = vec![("command", redact_url(&words.join(" ")))];
        let directory = world.directory().map(Path::to_path_buf);
        rows.extend(directory.iter().map(|place| ("folder", place.display().to_string())));
        let commit = directory.as_deref().and_then(|place| commit(world, place));
        rows.extend(commit.map(|commit| ("commit", commit)));
        let machine = world.read(Path::new("/etc/hostname"), MAX_REF).ok();
        let machine = machine.map(|name| String::from_utf8_lossy(&name).trim().to_owned());
        rows.extend(machine.filter(|name| !name.is_empty()).map(|name| ("machine", name)));
        if let Some((release, settings)) = self.seen.get() {
            rows.push(("go", release.clone()));
            let own =
                settings.iter().filter(|it| matches!(it.origin, Origin::Os | Origin::File { .. }));
            rows.extend(own.map(|it| ("setting", format!("{}={}", it.name, it.value.redacted()))));
        }
        rows
    }
}

/// The commit that is checked out in the folder or one above it, as git's files have it.
fn commit(world: &World, place: &Path) -> Option<String> {
    let git: PathBuf = place
        .ancestors()
        .map(|above| above.join(".git"))
        .find(|git| world.read(&git.join("HEAD"), MAX_REF).is_ok())?;
    let text = |name: &str| {
        let bytes = world.read(&git.join(name), MAX_REF).ok()?;
        Some(String::from_utf8_lossy(&bytes).trim().to_owned())
    };
    let head = text("HEAD")?;
    let Some(name) = head.strip_prefix("ref: ") else { return Some(head) };
    let branch = name.strip_prefix("refs/heads/").unwrap_or(name);
    let packed = || {
        let packed = text("packed-refs")?;
        let line = packed.lines().find(|line| line.ends_with(&format!(" {name}")))?;
        Some(line.split(' ').next().unwrap_or_default().to_owned())
    };
    let commit = text(name).or_else(packed)?;
    Some(format!("{commit} ({branch})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    #[test]
    fn the_commit_is_read_from_the_files_of_git() {
        let mut world = World::empty();
        world.lay("/w", Laid::Absent);
        let mut lay = |name: &str, text: &str| {
            world.lay(name, Laid::Content(text.as_bytes().to_vec()));
        };
        lay("/w/.git/HEAD", "ref: refs/heads/main\n");
        lay("/w/.git/packed-refs", "# pack\n0123 refs/heads/other\n4567 refs/heads/main\n");
        assert_eq!(commit(&world, Path::new("/w/deep")), Some("4567 (main)".to_owned()));
        world.lay("/w/.git/HEAD", Laid::Content(b"89ab\n".to_vec()));
        assert_eq!(commit(&world, Path::new("/w")), Some("89ab".to_owned()));
        assert_eq!(commit(&World::empty(), Path::new("/nonexistent/x")), None);
    }
}
