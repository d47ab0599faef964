//! What the first run of a case left in the module cache, spoilt now and then, and looked over: a second command reads it.

use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

use crate::{chance::Chance, support::snapshot::snapshot};

/// Spoils a file or two of the module cache at `folder`, in a third of all cases; what became of which.
pub(super) fn spoil(folder: &Path, chance: &mut Chance) -> Vec<String> {
    let files = files(folder);
    if files.is_empty() || chance.below(3) != 0 {
        return Vec::new();
    }
    let count = 1 + chance.below(2);
    (0..count).map(|_| spoil_one(&files[chance.below(files.len())], chance)).collect()
}

/// The files that go keeps of versions, and the folders of unpacked ones.
fn files(folder: &Path) -> Vec<PathBuf> {
    let all = snapshot(folder).into_iter().map(|(path, ..)| path);
    let counts = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        let end = name.rsplit('.').next().unwrap_or_default();
        let kept = matches!(end, "info" | "mod" | "zip" | "ziphash") && path.is_file();
        kept || (path.is_dir() && name.contains("@v") && name != "@v")
    };
    all.filter(counts).collect()
}

fn spoil_one(path: &Path, chance: &mut Chance) -> String {
    let how = match chance.below(5) {
        0 => {
            drop(if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) });
            "removed"
        }
        1 if path.is_file() => {
            let mut text = Vec::new();
            File::open(path).unwrap().read_to_end(&mut text).unwrap();
            fs::write(path, &text[..text.len() / 2]).unwrap();
            "cut"
        }
        2 if path.extension().is_some_and(|end| end == "zip") => {
            fs::write(path.with_extension("partial"), "").unwrap();
            "not wholly unpacked"
        }
        3 if path.extension().is_some_and(|end| end == "info") => {
            fs::write(path, "{\"Version\":\"v9.9.9\"}").unwrap();
            "of another version"
        }
        _ if path.is_file() => {
            fs::write(path, chance.pick(&["", "x", "//vgo 0.0.4\n\nmodule x\n", "{}", "null"]))
                .unwrap();
            "written over"
        }
        _ => "left",
    };
    format!("{how}: {}", path.display())
}
