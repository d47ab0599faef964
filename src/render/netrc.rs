//! A netrc file: what go reads in it, and what is sent where.

use super::{
    Painter,
    env::put_findings,
    page::{Lead, Page},
    painter::Role,
    text::{columns, pad},
};
use crate::{
    go::cmd::auth::netrc::{Odd, Oddity},
    report::netrc::{Asked, NetrcView},
};

/// Where the text of a row begins.
const TEXT: usize = 10;

/// The file, its entries, its odd lines, and what is sent to the host asked about.
pub fn human(view: &NetrcView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let file = painter.text(view.file.as_deref().unwrap_or("no netrc file"));
    let lead = Lead { painted: painter.paint(Role::Strong, &file), columns: columns(&file) };
    page.row(&lead, 2, "", &format!("as go {}", view.go));
    row(&mut page, painter, "because", &view.because, "");
    if let Some(error) = &view.error {
        row(&mut page, painter, "error", error, "go goes on without logins and says nothing");
    }
    for entry in &view.entries {
        let text = format!("{}  login {}  password {}", entry.machine, entry.login, entry.password);
        row(&mut page, painter, "machine", &text, &format!("line {}", entry.line));
    }
    for odd in &view.odd {
        row(&mut page, painter, "odd", &says(odd), &format!("line {}", odd.line));
    }
    if let Some((line, column)) = view.fault {
        let text = format!("a strict reader stops at line {line}, column {column}");
        row(&mut page, painter, "format", &text, "");
    }
    if let Some(asked) = &view.asked {
        page.blank();
        put_asked(&mut page, painter, view, asked);
    }
    put_findings(&mut page, &view.findings);
    page.finish()
}

fn put_asked(page: &mut Page<'_>, painter: &Painter, view: &NetrcView, asked: &Asked) {
    let (text, aside) = match &view.sent {
        Some(sent) => (
            format!("sends login {} to {}", sent.login, asked.host),
            format!("machine {}, line {}", sent.machine, sent.line),
        ),
        None => (format!("sends no login to {}", asked.host), String::new()),
    };
    row(page, painter, "go", &text, &aside);
    let text = match &asked.curl {
        Some(login) => format!("would send login {login}, after a 401"),
        None => "would send none".to_owned(),
    };
    let aside = if asked.git_reads_it { "" } else { "git reads ~/.netrc, not NETRC" };
    row(page, painter, "curl, git", &text, aside);
}

fn row(page: &mut Page<'_>, painter: &Painter, label: &str, text: &str, aside: &str) {
    let label = pad(label, TEXT);
    let lead = Lead { painted: painter.paint(Role::Faint, &label), columns: columns(&label) };
    page.row(&lead, TEXT, &painter.text(text), &painter.text(aside));
}

fn says(odd: &Odd) -> String {
    let text = match odd.oddity {
        Oddity::Default => "default is nothing to go; curl and git use it",
        Oddity::NoLogin => "no login: the entry does not count",
        Oddity::NoPassword => "no password: the entry does not count",
        Oddity::Duplicate => "the machine has an entry already, which holds",
        Oddity::MacroNotEnded => {
            "a macro that no empty line ends: it swallows the rest of the file"
        }
        Oddity::MacroWithCr => {
            "a macro that no empty line ends, since that has a carriage return: it swallows the rest"
        }
        Oddity::ValueOnNextLine => "a key without a value on its own line",
        Oddity::Quotes => "quotes belong to the value",
        Oddity::Comment => "go knows no comments: this line counts",
        Oddity::Key => "a key that go does not know",
        Oddity::QuotedBlank => "quotes around a blank: go's value ends there",
        Oddity::Reference => "a ${…} that nobody filled in: go sends it as it is",
        Oddity::Shifted => "a word too many: go reads the rest of the line as other pairs",
    };
    if odd.machine.is_empty() { text.to_owned() } else { format!("{}: {text}", odd.machine) }
}
