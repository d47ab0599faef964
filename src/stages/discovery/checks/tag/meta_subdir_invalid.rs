//! The subdirectory of the tag is none.

use super::cured::cured_by;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::{meta::Import, select::Fault},
    trace::Step,
};

check! {
    /// The fourth field of the go-import tag names the module's directory in the repository. It is
    /// relative, so it begins neither with `/` nor, as that would look like an option, with `-`.
    ///
    /// Write the directory as git shows it, `go/client`.
    "meta-subdir-invalid", Error, quiet in "subdir"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::Subdir { url, subdir, fault } = view.fault()? else { return None };
    let right = subdir.trim_start_matches(['/', '-']).to_owned();
    let right = Import { subdir: right, ..view.chosen()?.clone() };
    let title = format!("The tag's subdirectory {subdir} cannot be one: {fault}.");
    let found = Found::new(Step::Validate, title).seen(format!("the go-import tag of {url}"));
    Some(cured_by(view, found, &right))
}
