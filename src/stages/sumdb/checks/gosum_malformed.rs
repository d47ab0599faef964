//! A go.sum that cannot be read.

use super::seen::refused;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// A line of go.sum has not three fields, most often because marks of a merge conflict (`<<<<<<<`) were left in it. go stops at
    /// the first download that it would check.
    ///
    /// go names the file and the line. A line with three fields and a wrong hash is `sum-differs-from-gosum`. go.work.sum is read in
    /// the same way.
    ///
    /// Take the marks out and keep the lines of both sides; `go mod tidy` drops what is not needed.
    "gosum-malformed", Error, quiet in "gosum-wrong"
}

fn find(view: &View<'_>) -> Option<Found> {
    let malformed = refused(view)?.malformed.as_ref()?;
    let (file, line) = (&malformed.file, malformed.line);
    Some(
        Found::new(Step::Sum, format!("Line {line} of {file} has not three fields."))
            .seen(format!("{file}, line {line}: {} fields", malformed.fields))
            .fix(format!("sed -i '/^[<=>]\\{{7\\}}/d' {}", word(file)))
            .fix("go mod tidy"),
    )
}
