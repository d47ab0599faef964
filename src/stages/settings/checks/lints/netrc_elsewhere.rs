//! A netrc file where go does not look.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// go reads one netrc file: the one that NETRC names, else `.netrc` in the home directory. That file is not there, another one is: in
    /// the home directory while NETRC names something else, or as `_netrc`, which is its name on Windows alone. go says nothing
    /// about it. git and curl, which do not heed NETRC, may find theirs.
    ///
    /// Unset NETRC, or let it name the file; give a `_netrc` the name `.netrc`.
    "netrc-elsewhere", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let netrc = view.surroundings()?.netrc_elsewhere.as_ref()?;
    let (looked, found) = (&netrc.looked, &netrc.found);
    let (fix, named) = if netrc.by_variable {
        ("unset NETRC".to_owned(), ", NETRC names it")
    } else {
        (format!("mv {} {}", word(found), word(looked)), "")
    };
    let title = "go looks for netrc where there is none; it stands elsewhere.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{looked} is not there{named}"))
            .seen(format!("{found} is"))
            .fix(fix),
    )
}
