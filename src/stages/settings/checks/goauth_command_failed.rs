//! A program of GOAUTH gave nothing.

use crate::{
    findings::{Found, check, view::View},
    trace::{Fact, GoauthAsked, Step},
};

check! {
    /// go asked a program that GOAUTH names for a login, and got none: the program failed, is not there, or said something
    /// that go cannot read. go says so only with `-x`, and only where no other method had a login for the URL.
    ///
    /// A program is run once without arguments before the first https request, and again after each 4xx, with the URL behind
    /// its own arguments and the response's head to read. It says one or more URLs, an empty line, `Name: value` lines, an empty
    /// line; each line ends in a line feed alone.
    "goauth-command-failed", Error, quiet in "goauth-program"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = view.failed().find_map(|event| match &event.fact {
        Fact::Answered(answered) if (400..500).contains(&answered.status) => Some(answered),
        _ => None,
    })?;
    let asked = view.trace.events.iter().filter_map(|event| match &event.fact {
        Fact::GoauthAsked(asked) => Some(asked),
        _ => None,
    });
    let (failed, error) = last_failure(asked)?;
    let title =
        format!("The GOAUTH command {} gave no login, and the server wants one.", failed.method);
    let wanted = view.failed().find_map(|event| match &event.fact {
        Fact::Asked(asked) if asked.request == refused.request => Some(asked.url.as_str()),
        _ => None,
    });
    let again = failed.url.as_deref().or(wanted).unwrap_or("https://HOST");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("go says with -x: {error}"))
        .seen(format!("the server answered {}", refused.status_text));
    Some(match failed.method.strip_prefix("git ") {
        Some(dir) => found.fix(format!("echo url={again} | git -C {dir} credential fill")),
        None => found.fix(format!("{} '{again}' < /dev/null; echo $?", failed.method)),
    })
}

fn last_failure<'a>(
    asked: impl Iterator<Item = &'a GoauthAsked>,
) -> Option<(&'a GoauthAsked, &'a str)> {
    let failed = asked.filter_map(|asked| Some((asked, asked.error.as_deref()?)));
    failed.last()
}
