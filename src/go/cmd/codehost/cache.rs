//! The names of repositories' folders in the module cache (repositories.md §1.2).

use aws_lc_rs::digest::{SHA256, digest};

use crate::go::cmd::vcs::Vcs;

/// What go calls the repository at `url` of the tool `vcs`: `git3:https://…`.
pub fn key(vcs: Vcs, url: &str) -> String {
    match vcs {
        Vcs::Git => format!("git3:{url}"),
        vcs => format!("vcs1.{vcs}:{url}"),
    }
}

/// The folder of that repository below `GOMODCACHE/cache/vcs`: 64 hexadecimal digits.
pub fn folder(vcs: Vcs, url: &str) -> String {
    let sum = digest(&SHA256, key(vcs, url).as_bytes());
    let digits = sum.as_ref().iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_recorded_runs() {
        let git = folder(Vcs::Git, "ssh://git@git.test/m.git");
        assert!(git.starts_with("7d6acb8b70eb235791d4b42b7f334ac86de7ac2c"), "{git}");
        assert_eq!(key(Vcs::Hg, "https://hg.test/m"), "vcs1.hg:https://hg.test/m");
    }
}
