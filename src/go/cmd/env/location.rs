//! Where go looks for the user's file of settings, and how it joins paths (Unix).

use serde::{Deserialize, Serialize};

use super::Variables;
use crate::go::version::{Change, Version};

/// Where the user's settings are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Location {
    /// `GOENV=off`: nowhere.
    Off,
    /// The path of the file, which need not exist.
    File(String),
    /// go cannot say, and reads none.
    Unknown(Unlocated),
}

/// Why go cannot locate the file; the texts are those of `go env -w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Unlocated {
    /// Both variables are empty.
    #[error("neither $XDG_CONFIG_HOME nor $HOME are defined")]
    NoHome,
    /// Since 1.24.
    #[error("path in $XDG_CONFIG_HOME is relative")]
    RelativeConfigHome,
}

/// The file of settings, from GOENV, `XDG_CONFIG_HOME` and HOME of the OS environment.
pub fn locate(os: &Variables, version: Version) -> Location {
    let get = |name| os.get(name).map_or("", String::as_str);
    match (get("GOENV"), get("XDG_CONFIG_HOME"), get("HOME")) {
        ("off", ..) => Location::Off,
        ("", "", "") => Location::Unknown(Unlocated::NoHome),
        ("", "", home) => Location::File(join(home, ".config/go/env")),
        ("", config, _) if !config.starts_with('/') && version.has(Change::AbsoluteConfigHome) => {
            Location::Unknown(Unlocated::RelativeConfigHome)
        }
        ("", config, _) => Location::File(join(config, "go/env")),
        (file, ..) => Location::File(file.to_owned()),
    }
}

/// `folder/rest` without empty, `.` and `..` elements.
pub(crate) fn join(folder: &str, rest: &str) -> String {
    let root = if folder.starts_with('/') { "/" } else { "" };
    let mut kept: Vec<&str> = Vec::new();
    for element in folder.split('/').chain(rest.split('/')) {
        let above = kept.last().is_none_or(|last| *last == "..");
        match element {
            "" | "." => {}
            ".." if above && root.is_empty() => kept.push(".."),
            ".." => drop(kept.pop()),
            _ => kept.push(element),
        }
    }
    format!("{root}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_as_go_does() {
        for (folder, joined) in [
            ("/", "/x/y"),
            ("/h//a/../", "/h/x/y"),
            ("r", "r/x/y"),
            ("../..", "../../x/y"),
            ("/..", "/x/y"),
        ] {
            assert_eq!(join(folder, "x/y"), joined);
        }
    }

    #[test]
    fn finds_the_file() {
        let at = |vars: &[(&str, &str)], version: &str| {
            let os = vars.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            locate(&os, version.parse().unwrap())
        };
        let file = |path: &str| Location::File(path.into());
        assert_eq!(at(&[("HOME", "/h")], "1.27"), file("/h/.config/go/env"));
        assert_eq!(
            at(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/x//y/")], "1.27"),
            file("/x/y/go/env")
        );
        assert_eq!(at(&[("GOENV", "a/../b"), ("HOME", "/h")], "1.27"), file("a/../b"));
        assert_eq!(at(&[("GOENV", "off")], "1.27"), Location::Off);
        assert_eq!(at(&[("GOENV", "")], "1.27"), Location::Unknown(Unlocated::NoHome));
        let relative = [("XDG_CONFIG_HOME", "x"), ("HOME", "/h")];
        assert_eq!(at(&relative, "1.27"), Location::Unknown(Unlocated::RelativeConfigHome));
        assert_eq!(at(&relative, "1.21"), file("x/go/env"));
    }
}
