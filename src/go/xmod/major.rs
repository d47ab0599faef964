//! The major-version suffix of a module path (discovery.md §2.3).

/// `path` without its major-version suffix, and that suffix: `/v2`, `.v3` or empty.
///
/// None where the path can be no module path because of it: `a.b/v1`, `a.b/v02`,
/// `gopkg.in/yaml`. Nothing else about the path is looked at.
pub fn split_version(path: &str) -> Option<(&str, &str)> {
    if path.starts_with("gopkg.in/") {
        return split_gopkg(path);
    }
    let stem = path.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let (_, number) = path.split_at(stem.len());
    match stem.strip_suffix("/v") {
        Some(prefix) if !number.is_empty() => is_major(number).then(|| path.split_at(prefix.len())),
        _ => Some((path, "")),
    }
}

fn is_major(number: &str) -> bool {
    !number.contains('.') && !number.starts_with('0') && number != "1"
}

/// gopkg.in wants `.vN` or `.vN-unstable` at the end of every path.
///
/// go asks for no digit in front of `-unstable`: `gopkg.in/a.v-unstable` passes.
fn split_gopkg(path: &str) -> Option<(&str, &str)> {
    let stable = path.strip_suffix("-unstable").unwrap_or(path);
    let stem = stable.trim_end_matches(|c: char| c.is_ascii_digit());
    let (prefix, major) = path.split_at(stem.strip_suffix(".v")?.len());
    let zero = major.starts_with(".v0") && major != ".v0";
    (major != ".v" && !zero).then_some((prefix, major))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_go_does() {
        assert_eq!(split_version("a.b/c/v2"), Some(("a.b/c", "/v2")));
        assert_eq!(split_version("/v2"), Some(("", "/v2")));
        assert_eq!(split_version("a.b/v"), Some(("a.b/v", "")));
        for path in ["a.b/v0", "a.b/v1", "a.b/v02", "a.b/v1.2", "a.b/v2."] {
            assert_eq!(split_version(path), None, "{path}");
        }
    }

    #[test]
    fn gopkg_has_its_own_form() {
        assert_eq!(split_version("gopkg.in"), Some(("gopkg.in", "")));
        assert_eq!(split_version("gopkg.in/a.v0"), Some(("gopkg.in/a", ".v0")));
        assert_eq!(split_version("gopkg.in/a.v-unstable"), Some(("gopkg.in/a", ".v-unstable")));
        for path in ["gopkg.in/a", "gopkg.in/a.v", "gopkg.in/a.v01", "gopkg.in/a.v0-unstable"] {
            assert_eq!(split_version(path), None, "{path}");
        }
    }
}
