//! What go and a browser read from a page, in words.

use crate::{
    findings::{Line, StepVerdict, words::Words},
    go::cmd::meta::{Import, Reading, StoppedAt},
    second::browser::Difference,
    stages::stage::StepSeen,
    trace::{PageRead, Told as _},
};

/// The words for the page among the events of a step, if there is one.
pub(crate) fn words(seen: &StepSeen<'_>) -> Words {
    let page = seen.events.iter().copied().told::<PageRead>().next();
    page.map(page_words).unwrap_or_default()
}

fn page_words(page: &PageRead) -> Words {
    let reading = page.read.go();
    let (verdict, says) = match (&page.error, reading.imports.len()) {
        (Some(error), _) => (StepVerdict::Fail, error.to_string()),
        (None, 0) => (StepVerdict::Fail, format!("no go-import tag {}", up_to(reading))),
        (None, 1) => (StepVerdict::Pass, "1 go-import tag".to_owned()),
        (None, count) => (StepVerdict::Pass, format!("{count} go-import tags")),
    };
    let imports = reading.imports.iter().map(|import| line("go", &tag(import), ""));
    let stop = line("go stops", &stopped(reading), "");
    let browser = page.read.browser().imports.iter().map(|seen| {
        let place = format!("line {}, byte {}", seen.line, seen.offset);
        line("browser", &tag(&seen.import), &place)
    });
    let parted = page.read.differences().iter().flat_map(difference);
    let lines = imports.chain([stop]).chain(browser).chain(parted).collect();
    Words { lines, ..Words::new(verdict, says) }
}

fn difference(difference: &Difference) -> Vec<Line> {
    let place = format!("line {}, byte {}", difference.line, difference.offset);
    vec![line("they part", &difference.why, &place), line("", &difference.excerpt, "")]
}

fn up_to(reading: &Reading) -> &'static str {
    match reading.stopped.at {
        StoppedAt::BodyStart => "before <body>, where go stops reading",
        StoppedAt::HeadEnd => "before </head>, where go stops reading",
        StoppedAt::Eof | StoppedAt::Error => "on the page",
    }
}

/// Where go stopped, and why.
fn stopped(reading: &Reading) -> String {
    let stopped = &reading.stopped;
    let at = match stopped.at {
        StoppedAt::BodyStart => "at <body>".to_owned(),
        StoppedAt::HeadEnd => "at </head>".to_owned(),
        StoppedAt::Eof => "at the end".to_owned(),
        StoppedAt::Error => stopped.error.clone().unwrap_or_default(),
    };
    format!("{at}, line {}, byte {}", stopped.line, stopped.offset)
}

fn line(label: &str, text: &str, aside: &str) -> Line {
    Line { label: label.to_owned(), text: text.to_owned(), aside: aside.to_owned(), micros: None }
}

/// A tag's content.
pub(crate) fn tag(import: &Import) -> String {
    let repo = import.repo.to_string();
    let fields = [&import.prefix, &import.vcs, &repo, &import.subdir];
    let words: Vec<&str> =
        fields.iter().map(|field| field.as_str()).filter(|f| !f.is_empty()).collect();
    format!("\"{}\"", words.join(" "))
}
