//! A program of GOAUTH gave nothing.

use super::goauth_failures::{Failure, last};
use crate::{
    findings::{Found, check, view::View},
    shell::{quoted, word},
    trace::Step,
};

check! {
    /// go asked a program that GOAUTH names for a login, and got none: the program failed, is not there, or said something
    /// that go cannot read. go says so only with `-x`, and only where no other method had a login for the URL.
    ///
    /// A program is run once without arguments before the first https request, and again after each 4xx, with the URL behind
    /// its own arguments and the response's head to read. It says one or more URLs, an empty line, `Name: value` lines, an empty
    /// line; each line ends in a line feed alone. Where GOAUTH asks git, it is `goauth-git-credential-fill-failed`.
    /// Ask whoever keeps the program.
    "goauth-command-failed", Error, quiet in "goauth-program"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Failure { asked, error, status, url } = last(view)?;
    let program = Some(&asked.method).filter(|method| !method.starts_with("git "))?;
    let command = program.split_whitespace().map(word).collect::<Vec<_>>().join(" ");
    let title = format!("The GOAUTH command {program} gave no login, and the server wants one.");
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("go says with -x: {error}"))
            .seen(format!("the server answered {status}"))
            .fix(format!("{command} {} < /dev/null; echo $?", quoted(url))),
    )
}
