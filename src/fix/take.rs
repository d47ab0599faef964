//! Takes the steps of a plan: each file is changed as a copy, which comes into its place in one go. A file that somebody
//! changed meanwhile stays as it is.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Plan, State, Touched, Way};
use crate::{shell::word, world::World};

/// How large a file may be that is changed.
const MAX_FILE: u64 = 16 << 20;

/// How long a command may take that changes a copy.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many copies of a file are kept.
const MOST_COPIES: usize = 1000;

/// Takes every step that is ready, file by file. What became of each stands in the plan, and for each file the command
/// that takes it back.
pub async fn take(world: &World, plan: &mut Plan) {
    for (place, touched) in plan.files.iter_mut().enumerate() {
        let own = |planned: &&mut super::Planned| {
            planned.state == State::Ready
                && planned.way.as_ref().is_some_and(|(_, of)| *of == place)
        };
        let mut steps: Vec<_> = plan.steps.iter_mut().filter(own).collect();
        let ways: Vec<Way> =
            steps.iter().filter_map(|it| Some(it.way.as_ref()?.0.clone())).collect();
        if ways.is_empty() {
            continue;
        }
        let done = changed(world, touched, &ways).await;
        let state = done.map_or_else(State::Failed, |undo| {
            touched.undo = undo;
            State::Done
        });
        for planned in &mut steps {
            planned.state = state.clone();
        }
    }
}

/// Changes one file, and says how that is taken back; none where it is as it should be already.
async fn changed(world: &World, touched: &Touched, ways: &[Way]) -> Result<Option<String>, String> {
    let Touched { file, before, .. } = touched;
    let told = |error: io::Error| format!("{}: {error}", file.display());
    let mut undo = Vec::new();
    if ways.iter().any(|way| !matches!(way, Way::Mode(_))) {
        let copy = Draft::of(file, before.as_deref()).map_err(told)?;
        for way in ways {
            copy.change(world, way).await?;
        }
        let after = world.read(&copy.path, MAX_FILE).map_err(told)?;
        if Some(&after) != before.as_ref() {
            if world.read(file, MAX_FILE).ok() != *before {
                return Err(format!("{} is being changed by somebody else", file.display()));
            }
            undo.push(kept(file, before.as_deref()).map_err(told)?);
            copy.swap(file).map_err(told)?;
        }
    }
    for way in ways {
        if let Way::Mode(mode) = way {
            undo.extend(moded(file, *mode).map_err(told)?);
        }
    }
    undo.reverse();
    Ok((!undo.is_empty()).then(|| undo.join(" && ")))
}

/// A copy of a file next to it, which goes when it is not swapped.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn of(file: &Path, content: Option<&[u8]>) -> io::Result<Self> {
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let path = created(file, "new", content.unwrap_or_default())?;
        Ok(Self { path })
    }

    /// Makes the change in the copy.
    async fn change(&self, world: &World, way: &Way) -> Result<(), String> {
        let (argv, last) = match way {
            Way::Mode(_) => return Ok(()),
            Way::Settings(argument) => {
                let front = ["go".to_owned(), "env".to_owned()];
                ([&front, argument.as_slice()].concat(), None)
            }
            Way::Copy(argv) => (argv.clone(), Some(&self.path)),
        };
        let (program, arguments) = argv.split_first().ok_or("there is no command")?;
        let mut command = world.command(program);
        command.args(arguments).args(last).env("GOENV", &self.path).env("GOTOOLCHAIN", "local");
        command.env("GOFLAGS", "").current_dir(self.path.parent().unwrap_or(Path::new("/")));
        let output = tokio::time::timeout(PATIENCE, command.output()).await;
        let output = output.map_err(|_| format!("{program} did not come to its end"))?;
        let output = output.map_err(|error| format!("{program}: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.lines().last().unwrap_or("it failed").to_owned())
    }

    fn swap(self, file: &Path) -> io::Result<()> {
        fs::rename(&self.path, file)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a swap there is none.
        let _ = fs::remove_file(&self.path);
    }
}

/// Keeps what the file held, and says how it comes back.
fn kept(file: &Path, before: Option<&[u8]>) -> io::Result<String> {
    let Some(before) = before else { return Ok(format!("rm {}", shown(file))) };
    let copy = created(file, "before", before)?;
    Ok(format!("mv -f {} {}", shown(&copy), shown(file)))
}

/// Gives the file rights, and says how the old ones come back; none where it has them.
fn moded(file: &Path, mode: u32) -> io::Result<Option<String>> {
    let old = rights(file)?;
    if old == mode {
        return Ok(None);
    }
    fs::set_permissions(file, fs::Permissions::from_mode(mode))?;
    Ok(Some(format!("chmod {old:o} {}", shown(file))))
}

/// A new file next to `file`, with the rights of that one; a new one is for its owner alone.
fn created(file: &Path, what: &str, content: &[u8]) -> io::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..=MOST_COPIES {
        let path = file.with_file_name(format!("{name}.{what}-{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut new) => {
                let mode = rights(file).unwrap_or(0o600);
                new.set_permissions(fs::Permissions::from_mode(mode))?;
                new.write_all(content)?;
                new.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("{MOST_COPIES} copies of it are there")))
}

fn rights(file: &Path) -> io::Result<u32> {
    Ok(fs::symlink_metadata(file)?.permissions().mode() & 0o7777)
}

fn shown(file: &Path) -> String {
    word(&file.to_string_lossy())
}
