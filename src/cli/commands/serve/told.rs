//! What is told of a file that cannot be served, or that was read again.

use std::path::Path;

use crate::{
    problem::Problem,
    render::{Painter, painter::Role, serve},
    serve::{
        http::Notice,
        load::{Refused, Remark},
    },
    shell::word,
};

/// The place of a remark.
pub(in crate::cli::commands) fn place(file: &Path, remark: &Remark) -> String {
    format!("{}:{}", file.display(), remark.line)
}

/// A file that cannot be served, at the start.
pub(in crate::cli::commands) fn refused(file: &Path, refused: Refused) -> Problem {
    let name = word(&file.to_string_lossy());
    let next = format!("correct the file, then look: goget-doctor check --lint {name}");
    let what = format!("cannot serve {}", file.display());
    match refused {
        Refused::Unreadable(why) => Problem::new(what, why, "name a file that can be read"),
        Refused::Wrong(remarks) => Problem::new(what, wrong(file, &remarks), next),
    }
}

/// The lines that keep a file from being served.
fn wrong(file: &Path, remarks: &[Remark]) -> String {
    let lines = remarks.iter().filter(|remark| remark.is_error).take(SHOWN).map(|remark| {
        let fix = remark.fix.first().map(|fix| format!(" (write {fix})")).unwrap_or_default();
        format!("{}: {}{fix}", place(file, remark), remark.says)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What happened, in a line or two.
pub(super) fn notice(file: &Path, notice: Notice, painter: &Painter) -> String {
    let name = file.display();
    let (role, label, text) = match notice {
        Notice::Certificate => (Role::Good, "reload", "the certificate was read again".to_owned()),
        Notice::CertificateKept(why) => {
            (Role::Bad, "kept", format!("{why}; the certificate before it is used on"))
        }
        Notice::Kept(Refused::Unreadable(why)) => {
            (Role::Bad, "kept", format!("{name}: {why}; what it said before is served on"))
        }
        Notice::Kept(Refused::Wrong(remarks)) => {
            let why = wrong(file, &remarks);
            (Role::Bad, "kept", format!("{why}\nwhat {name} said before is served on"))
        }
        Notice::Loaded(total, remarks) => {
            let odd = remarks.iter().map(|it| format!("\n{}: {}", place(file, it), it.says));
            let named = if total == 1 { "repository" } else { "repositories" };
            let odd: String = odd.collect();
            let text = format!("{name} was read again: {total} {named}{odd}");
            (Role::Good, "reload", text)
        }
    };
    serve::notice(role, label, &text, painter)
}

/// How many wrong lines are told.
const SHOWN: usize = 8;
