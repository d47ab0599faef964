//! A module without the package.

use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{CommandEnded, Step},
};

check! {
    /// The module was found, and this version of it has no such package. The folder was moved, renamed or made a module of its own, or the
    /// import names it wrongly.
    ///
    /// If no version has it, the import is wrong. If an older or newer one has it, the version is. A package that became its own module is
    /// found under its own path (`go list -m` of the longer path answers). A module that could not be fetched is another matter.
    ///
    /// Look into the module, then take the version or the path that has the package.
    "package-missing-in-module", Error, quiet in "goproxy-404-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>()?;
    let (package, version) = (ended.lacks.as_ref()?, ended.version.as_ref()?);
    let named = format!("{}@{}", version.module, version.version);
    let folder = package.strip_prefix(&version.module)?.trim_start_matches('/');
    let title = format!("{named} holds no package {package}.");
    let files = ended.zip.as_ref().map_or(0, |zip| zip.files);
    let place = if folder.is_empty() { "at its top" } else { folder };
    Some(
        Found::new(Step::Package, title)
            .seen(format!("{named} from {}: {files} files, no Go file {place}", version.from))
            .fix(format!("go get {}", word(&named)))
            .fix(format!("go list {}", word(&format!("{}/...", version.module)))),
    )
}
