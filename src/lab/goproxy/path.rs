//! What a path below a module proxy asks for.

/// What of a module is asked for.
pub(super) enum Wanted<'a> {
    /// The list of its versions.
    List,
    /// Its newest version.
    Latest,
    /// Something of a version, and what: `info`, `mod`, `zip`.
    Of(&'a str, &'a str),
}

/// Whether a path below the proxy asks for something of a module.
pub(crate) fn asks(below: &str) -> bool {
    parse(below).is_some()
}

/// What of which module a path asks for. The module is spelt as it is asked.
pub(super) fn parse(below: &str) -> Option<(&str, Wanted<'_>)> {
    let path = below.strip_prefix('/')?;
    if let Some(module) = path.strip_suffix("/@latest") {
        return Some((module, Wanted::Latest));
    }
    let (module, file) = path.split_once("/@v/")?;
    match file.rsplit_once('.') {
        _ if file == "list" => Some((module, Wanted::List)),
        Some((version, what @ ("info" | "mod" | "zip"))) => {
            Some((module, Wanted::Of(version, what)))
        }
        _ => None,
    }
}
