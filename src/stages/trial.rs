//! What was tried in the place of what go did, in words.

use crate::{
    findings::Line,
    trace::{Stopped, Trial, Tried},
};

/// The line of a trial.
pub(crate) fn line(tried: &Tried) -> Line {
    let aside = match tried.how {
        Trial::Bar => "with a | behind the entry that failed",
        Trial::Declared => "the path that go.mod declares",
        Trial::Earlier => "an earlier version",
        Trial::Entry => "this entry alone",
        Trial::Files => "its files",
        Trial::Plain => "its files, without the settings of git",
        Trial::Version => "this version, with GOPROXY as it is",
    };
    let of_argument = matches!(tried.how, Trial::Declared | Trial::Earlier | Trial::Version);
    let what = if of_argument { &tried.argument } else { &tried.entry };
    let text = format!("{what}: {}", outcome(tried));
    Line { label: "tried".into(), text, aside: aside.into(), micros: Some(tried.micros) }
}

/// What came of a trial.
pub(crate) fn outcome(tried: &Tried) -> String {
    match (&tried.error, &tried.stopped) {
        (Some(error), _) => error.replace("\n\t", " "),
        (None, Some(Stopped::Limit(what) | Stopped::Missing(what))) => format!("not known: {what}"),
        (None, None) => {
            let sum = tried.zip.as_ref().or(tried.go_mod.as_ref());
            let sum = sum.map(|sum| format!(", {sum}")).unwrap_or_default();
            format!("{}{sum}", tried.version.as_deref().unwrap_or("no version"))
        }
    }
}
