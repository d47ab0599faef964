//! The packages of a module, from the tree of its repository.

use std::path::{Path, PathBuf};

use crate::{go::xmod::modfile::module_path::module_path, problem::Problem, world::World};

/// The import paths of the packages below `dir`, the root of the repository whose import path is `root`: also those of
/// modules in it, which have the paths that their go.mod says. At most so many are read: an `Err` says so.
///
/// A folder without a .go file that is no test, and what go passes over, has no package: `testdata`, `vendor`, and names
/// that begin with a dot or an underscore.
pub fn packages(world: &World, root: &str, dir: &Path) -> Result<Vec<String>, Problem> {
    let mut walk = Walk { world, root, found: Vec::new(), left: MOST };
    let start = Folder { dir: dir.to_owned(), path: root.to_owned(), depth: 0 };
    walk.folder(start, true)?;
    walk.found.sort();
    walk.found.dedup();
    Ok(walk.found)
}

struct Folder {
    dir: PathBuf,
    /// The import path of the package in it.
    path: String,
    depth: usize,
}

struct Walk<'a> {
    world: &'a World,
    root: &'a str,
    found: Vec<String>,
    left: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: Folder, is_first: bool) -> Result<(), Problem> {
        self.left =
            self.left.checked_sub(1).filter(|_| folder.depth < DEEPEST).ok_or_else(|| {
                let why = format!("it has more than {MOST} folders, or some deeper than {DEEPEST}");
                Problem::new(
                    format!("cannot read {}", folder.dir.display()),
                    why,
                    "name the tree of one repository",
                )
            })?;
        let entries = match self.world.list(&folder.dir) {
            Ok(entries) => entries,
            Err(error) if is_first => {
                let what = format!("cannot read {}", folder.dir.display());
                return Err(Problem::new(
                    what,
                    error.to_string(),
                    "name the folder of a repository",
                ));
            }
            // What cannot be read cannot be published either.
            Err(_) => return Ok(()),
        };
        let names = entries.iter().filter(|entry| entry.link.is_none());
        let names: Vec<&str> = names.filter_map(|entry| entry.name.to_str()).collect();
        let module = self.module(&folder, &names);
        let path = module.unwrap_or(folder.path);
        if names.iter().any(|name| is_source(name)) && self.is_own(&path) {
            self.found.push(path.clone());
        }
        for name in names.iter().filter(|name| !is_passed_over(name)) {
            let dir = folder.dir.join(name);
            if self.world.is_dir(&dir).unwrap_or(false) {
                let path = format!("{path}/{name}");
                self.folder(Folder { dir, path, depth: folder.depth + 1 }, false)?;
            }
        }
        Ok(())
    }

    /// The path of the module whose go.mod is here, which go asks for too.
    fn module(&mut self, folder: &Folder, names: &[&str]) -> Option<String> {
        let file = names.contains(&"go.mod").then(|| folder.dir.join("go.mod"))?;
        let path = module_path(&self.world.read(&file, GO_MOD).ok()?)?;
        if self.is_own(&path) {
            self.found.push(path.clone());
        }
        Some(path)
    }

    fn is_own(&self, path: &str) -> bool {
        crate::go::xmod::module::is_below(path, self.root)
    }
}

fn is_source(name: &str) -> bool {
    let start = name.strip_suffix(".go").filter(|start| !start.ends_with("_test"));
    start.is_some() && !name.starts_with(['.', '_'])
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '_']) || matches!(name, "testdata" | "vendor")
}

/// How many folders are read.
const MOST: usize = 100_000;

/// How deep.
const DEEPEST: usize = 64;

/// How long a go.mod may be, in bytes.
const GO_MOD: u64 = 16 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    #[test]
    fn packages_and_modules_have_their_paths() {
        let mut world = World::empty();
        world.lay("/r", Laid::Absent);
        for (file, text) in [
            ("go.mod", "module a.test/x\n"),
            ("x.go", ""),
            ("sub/s.go", ""),
            ("empty/README", ""),
            ("only/o_test.go", ""),
            ("testdata/t.go", ""),
            (".git/g.go", ""),
            ("v2/go.mod", "module a.test/x/v2\n"),
            ("v2/deep/d.go", ""),
            ("nested/go.mod", "module a.test/x/nested\n"),
            ("other/go.mod", "module b.test/other\n"),
            ("other/o.go", ""),
        ] {
            world.lay(Path::new("/r").join(file), Laid::Content(text.as_bytes().to_vec()));
        }
        let found = packages(&world, "a.test/x", Path::new("/r")).unwrap();
        assert_eq!(
            found,
            ["a.test/x", "a.test/x/nested", "a.test/x/sub", "a.test/x/v2", "a.test/x/v2/deep"]
        );
        assert!(packages(&world, "a.test/x", Path::new("/absent")).is_err());
    }
}
