//! What becomes of a printed line where it is pasted: in a shell, or on a page.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use goget_doctor::go::{
    cmd::meta::{End, PageReader},
    version::Version,
};

use crate::support::child::bare;

/// Lines for the configuration of a server, which no shell reads.
const SERVERS: &[&str] = &[
    "location ",
    "return 301 ",
    "Location: ",
    "listen ",
    "server_name ",
    "ssl_",
    "extendedKeyUsage = ",
    "COPY ",
    "<?xml ",
    "give the server a certificate",
    "issue the certificate",
];

/// What is wrong with `lines`, each with whose it is.
pub(super) async fn wrong(lines: &BTreeMap<String, String>) -> Vec<String> {
    let (pages, others): (Vec<_>, Vec<_>) = lines.iter().partition(|(line, _)| is_of_page(line));
    let told = |(line, whose): (&String, &String), what: &str| format!("{whose}: {what}: {line}");
    let mut wrong: Vec<_> =
        pages.into_iter().filter_map(|both| Some(told(both, &of_page(both.0)?))).collect();
    let (servers, shells): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|(line, _)| SERVERS.iter().any(|start| line.starts_with(start)));
    let two = servers.into_iter().filter(|(line, _)| line.contains(char::is_control));
    wrong.extend(two.map(|both| told(both, "more than a line")));
    let texts: Vec<String> = shells.iter().map(|(line, _)| (*line).clone()).collect();
    let said = tokio::task::spawn_blocking(move || in_shell(&texts)).await.unwrap();
    wrong.extend(said.into_iter().map(|(at, what)| told(shells[at], &what)));
    wrong
}

fn is_of_page(line: &str) -> bool {
    line.starts_with("<meta ") || line.starts_with("<head>")
}

/// What is wrong with a tag: go has to read one, with a content as it was meant to be.
fn of_page(line: &str) -> Option<String> {
    let tag = line.split("   <!-- ").next().unwrap();
    let page = format!("{}</head>", tag.replace("\"go-source\"", "\"go-import\""));
    let mut reader = PageReader::new(Version::NEWEST);
    reader.feed(page.as_bytes());
    let read = reader.finish(End::Complete);
    let contents: Vec<_> = read.tags.iter().filter_map(|tag| tag.content.as_deref()).collect();
    let meant = tag.split("content=\"").nth(1).and_then(|rest| rest.strip_suffix("\">"));
    let plain = [("&quot;", "\""), ("&lt;", "<"), ("&amp;", "&")];
    let meant = meant.map(|text| {
        plain.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
    });
    let is_one = contents.len() == 1
        && contents.first().copied() == meant.as_deref()
        && read.error.is_none();
    (!is_one).then(|| format!("go reads {contents:?}, {:?}", read.error))
}

/// What is wrong with the lines, by their number, as a shell sees them that finds no program. A line that writes outside of the
/// folder is parsed alone.
fn in_shell(lines: &[String]) -> Vec<(usize, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (at, line) in lines.iter().enumerate() {
        write(&folder.path().join(format!("{at}.sh")), line);
    }
    let mut script = String::new();
    for (at, line) in lines.iter().enumerate() {
        writeln!(script, "/bin/sh -n ../{at}.sh 2>/dev/null || echo {at} is no command").unwrap();
        if !writes_elsewhere(line) {
            writeln!(script, "/bin/sh ../{at}.sh >/dev/null 2>&1 </dev/null; test -e ran && echo {at} runs what is in it && /bin/rm ran")
                .unwrap();
        }
    }
    let (inner, driver) = (folder.path().join("in"), folder.path().join("all"));
    std::fs::create_dir(&inner).unwrap();
    write(&driver, &script);
    let mut command = bare("/bin/sh");
    command.arg(driver).current_dir(&inner);
    let output = command.env("HOME", &inner).env("PATH", "/nonexistent").output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let (at, what) = line.split_once(' ').unwrap();
        (at.parse().unwrap(), what.to_owned())
    };
    said.lines().map(line).collect()
}

/// Whether a command of the line itself writes to a file that is named from the root.
fn writes_elsewhere(line: &str) -> bool {
    line.split('>')
        .skip(1)
        .any(|rest| rest.trim_start_matches(['>', ' ', '\'', '"']).starts_with('/'))
}

fn write(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
}
