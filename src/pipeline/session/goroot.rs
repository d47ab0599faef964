//! Where the go in PATH has its `go.env`.

use std::path::{Path, PathBuf};

use crate::world::World;

/// `$GOROOT/go.env`: of GOROOT where it is set, else of the go in PATH, as it is there or behind its symbolic links.
///
/// The file need not exist. `None` where there is no go, or nobody can say where it belongs.
pub(crate) fn go_env_file(world: &World) -> Option<String> {
    root(world)?.join("go.env").to_str().map(str::to_owned)
}

/// GOROOT: as it is set, else of the go in PATH.
pub(crate) fn goroot(world: &World) -> Option<String> {
    root(world)?.to_str().map(str::to_owned)
}

fn root(world: &World) -> Option<PathBuf> {
    match world.var("GOROOT").filter(|root| !root.is_empty()) {
        Some(root) => Some(PathBuf::from(root)),
        None => root_of_go(world),
    }
}

/// The root of the go in PATH.
pub(crate) fn root_of_go(world: &World) -> Option<PathBuf> {
    let go = world.go()?;
    let real = world.real_path(go).ok()?;
    let roots = [go, &real].map(|go| Some(go.parent()?.parent()?.to_owned()));
    roots.into_iter().flatten().find(|root| is_root(world, root))
}

fn is_root(world: &World, dir: &Path) -> bool {
    world.is_dir(&dir.join("pkg/tool")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for dir in ["root/bin", "root/pkg/tool", "bin"] {
            std::fs::create_dir_all(at(dir)).unwrap();
        }
        std::fs::write(at("root/bin/go"), "").unwrap();
        std::os::unix::fs::symlink(at("root/bin/go"), at("bin/go")).unwrap();
        let mut world = World::empty();
        assert_eq!(go_env_file(&world), None);
        world.set("PATH", at("bin"));
        let real = std::fs::canonicalize(at("root/go.env").parent().unwrap()).unwrap();
        assert_eq!(go_env_file(&world), real.join("go.env").to_str().map(String::from));
        world.set("GOROOT", "/other");
        assert_eq!(go_env_file(&world), Some("/other/go.env".into()));
    }
}
