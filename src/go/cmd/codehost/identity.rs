//! Which go.mod a version of a module has, or why none fits (repositories.md §6.2).

use crate::go::{
    std::strconv::text::quote,
    xmod::{major::split_version, modfile::module_path::module_path, semver},
};

use super::place::ModulePlace;

/// Where a version of a module lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The folder in the repository.
    pub dir: String,
    /// Its go.mod, as it was read; `None` where the module has none and needs none.
    pub gomod: Option<Vec<u8>>,
}

/// The names of the files that say where a module lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The go.mod of the module's folder.
    pub plain: String,
    /// The go.mod of the folder of its major version, where it may have one.
    pub major: Option<String>,
}

impl Files {
    /// The files that say where the module at `place` lies.
    pub fn of(place: &ModulePlace) -> Self {
        let has_folder = !place.major.is_empty() && place.root != place.path && !place.is_gopkg();
        let major = has_folder.then(|| within(&within(&place.dir, &place.major[1..]), GO_MOD));
        Self { plain: within(&place.dir, GO_MOD), major }
    }
}

/// Where `version` of the module at `place` lies, from the go.mod files in its two places.
///
/// A file that is not there is `None`. `rev` is what git was asked for. The error is go's text.
pub fn find(
    place: &ModulePlace,
    version: &str,
    rev: &str,
    plain: Option<Vec<u8>>,
    major: Option<Vec<u8>>,
) -> Result<Found, String> {
    let files = Files::of(place);
    let why = |text: String| format!("{text} at revision {rev}");
    let own = plain.as_deref().map(declared);
    let fits =
        own.as_deref().is_some_and(|own| is_of_major(own, &place.major) || is_old_fork(own, place));
    if let (Some(file), Some(content)) = (&files.major, major) {
        return in_major_folder(place, file, content, fits).map_err(why);
    }
    match (own, plain) {
        (_, Some(content)) if fits => Ok(Found { dir: place.dir.clone(), gomod: Some(content) }),
        (Some(own), _) => Err(why(misfit(place, &files, &own, version))),
        _ if place.dir.is_empty() && (place.major.is_empty() || place.is_gopkg()) => {
            Ok(Found { dir: String::new(), gomod: None })
        }
        _ if files.major.is_some() => {
            Err(why(format!("missing {}/go.mod and ...{}/go.mod", place.prefix, place.major)))
        }
        _ => Err(why(format!("missing {}/go.mod", place.prefix))),
    }
}

/// What the go.mod of a folder that is named after the major version makes of the module.
fn in_major_folder(
    place: &ModulePlace,
    file: &str,
    content: Vec<u8>,
    plain_fits: bool,
) -> Result<Found, String> {
    let (root, major) = (&place.root, &place.major);
    let own = declared(&content);
    match is_of_major(&own, major) {
        true if plain_fits => {
            let prefix = &place.prefix;
            Err(format!("{prefix}/go.mod and ...{major}/go.mod both have ...{major} module paths"))
        }
        true => {
            let dir = file.strip_suffix(GO_MOD).unwrap_or(file).trim_end_matches('/');
            Ok(Found { dir: dir.to_owned(), gomod: Some(content) })
        }
        false if own.is_empty() => Err(format!("{root}/{file} is missing module path")),
        false => Err(format!("{root}/{file} has non-...{major} module path {}", quote(&own))),
    }
}

/// Why a go.mod that declares `own` is not the module's.
fn misfit(place: &ModulePlace, files: &Files, own: &str, version: &str) -> String {
    let (file, major) = (&files.plain, &place.major);
    let also = files.major.as_ref().map(|_| format!(" (and ...{major}/go.mod does not exist)"));
    let also = also.unwrap_or_default();
    let quoted = quote(own);
    if own.is_empty() {
        format!("{file} is missing module path{also}")
    } else if !major.is_empty() {
        format!("{file} has non-...{major} module path {quoted}{also}")
    } else if split_version(own).is_none() {
        format!("{file} has malformed module path {quoted}{also}")
    } else {
        let post = semver::major(version).unwrap_or_default();
        format!("{file} has post-{post} module path {quoted}{also}")
    }
}

/// Whether the module path `own` has the major version `major`, a suffix or nothing.
fn is_of_major(own: &str, major: &str) -> bool {
    let Some((_, own_major)) = split_version(own).filter(|_| !own.is_empty()) else { return false };
    if major.is_empty() {
        let number = own_major.get(1..).unwrap_or_default();
        return matches!(number.strip_suffix("-unstable").unwrap_or(number), "" | "v0" | "v1");
    }
    own_major.get(1..).is_some_and(|own| own == &major[1..])
}

/// Whether a path of gopkg.in may be in a module without major version: it once could.
fn is_old_fork(own: &str, place: &ModulePlace) -> bool {
    place.major.is_empty() && own.starts_with("gopkg.in/")
}

fn declared(gomod: &[u8]) -> String {
    module_path(gomod).unwrap_or_default()
}

/// `name` below `dir`, which may be empty.
pub fn within(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") }
}

/// The name of a module's file.
pub const GO_MOD: &str = "go.mod";

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in(
        path: &str,
        version: &str,
        plain: Option<&str>,
        major: Option<&str>,
    ) -> Result<String, String> {
        let place = ModulePlace::new(path, "a.b/m", "").unwrap();
        let rev = place.revision(version);
        let bytes = |module: &str| format!("module {module}\n").into_bytes();
        find(&place, version, &rev, plain.map(bytes), major.map(bytes)).map(|found| found.dir)
    }

    #[test]
    fn two_places_of_a_major_version() {
        let v2 = |plain, major| find_in("a.b/m/v2", "v2.0.0", plain, major);
        assert_eq!(v2(Some("a.b/m/v2"), None), Ok(String::new()));
        assert_eq!(v2(Some("a.b/m"), Some("a.b/m/v2")), Ok("v2".into()));
        assert_eq!(
            v2(Some("a.b/m/v2"), Some("a.b/m/v2")).unwrap_err(),
            "a.b/m/go.mod and .../v2/go.mod both have .../v2 module paths at revision v2.0.0"
        );
        assert_eq!(
            v2(Some("a.b/m"), None).unwrap_err(),
            "go.mod has non-.../v2 module path \"a.b/m\" (and .../v2/go.mod does not exist) at revision v2.0.0"
        );
        assert_eq!(
            v2(None, Some("a.b/m")).unwrap_err(),
            "a.b/m/v2/go.mod has non-.../v2 module path \"a.b/m\" at revision v2.0.0"
        );
        assert_eq!(
            v2(None, None).unwrap_err(),
            "missing a.b/m/go.mod and .../v2/go.mod at revision v2.0.0"
        );
    }

    #[test]
    fn modules_without_a_major_version() {
        let fails = |own| find_in("a.b/m", "v2.0.0", Some(own), None).unwrap_err();
        assert_eq!(
            fails("a.b/m/v2"),
            "go.mod has post-v2 module path \"a.b/m/v2\" at revision v2.0.0"
        );
        assert_eq!(
            fails("a.b/m/v1"),
            "go.mod has malformed module path \"a.b/m/v1\" at revision v2.0.0"
        );
        assert_eq!(fails(""), "go.mod is missing module path at revision v2.0.0");
        assert_eq!(find_in("a.b/m", "v1.0.0", None, None), Ok(String::new()));
        assert_eq!(find_in("a.b/m", "v1.0.0", Some("c.d/fork"), None), Ok(String::new()));
        assert_eq!(
            find_in("a.b/m/sub", "v0.1.0", None, None).unwrap_err(),
            "missing a.b/m/sub/go.mod at revision sub/v0.1.0"
        );
    }
}
