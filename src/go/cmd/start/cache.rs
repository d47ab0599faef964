//! A module cache that go cannot use, by its name alone.

use crate::go::std::strconv::text::quote;

/// What `go get` and `go mod download` say once they want to keep a file of a module below `folder`, the value of
/// GOMODCACHE in force; empty where neither it nor GOPATH nor HOME says a place.
pub fn unusable(folder: &str) -> Option<String> {
    if folder.is_empty() {
        return Some("module cache not found: neither GOMODCACHE nor GOPATH is set".to_owned());
    }
    let shown = quote(folder);
    (!folder.starts_with('/'))
        .then(|| format!("GOMODCACHE entry is relative; must be absolute path: {shown}.\n"))
}

/// What go says where it wants to make a copy of a repository and knows no folder for it.
pub const NO_FOLDER: &str = "neither GOPATH nor GOMODCACHE are set";
