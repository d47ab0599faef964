//! Versions of the language, which a go line may name, and releases.

use super::Release;

/// The first minor release whose `1.N` is a version of the language alone; its first release is `1.N.0`.
const PATCHES_SINCE: super::Number<'_> = super::Number("21");

/// Whether `release` is a version of the language, and not a release: `1.21`, but not `1.20` or `1.21.0`.
pub fn is_language(release: &str) -> bool {
    let Some(Release { minor, kind, .. }) = Release::parse(release) else { return false };
    kind.is_empty() && release.matches('.').count() == 1 && minor >= PATCHES_SINCE
}

/// What go says to a toolchain that is named after a version of the language, `go1.22`; `None` for any other name.
pub fn refused(toolchain: &str) -> Option<String> {
    let language = toolchain.strip_prefix("go").is_some_and(is_language);
    let text = "is a language version but not a toolchain version";
    language.then(|| format!("invalid toolchain: {toolchain} {text} ({toolchain}.x)"))
}
