//! Nobody reads go's words to learn what failed: a failure has a kind for that.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files itself, and ends where they are missing"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use regex::Regex;

/// Where no text of go's may be looked into.
const ROOMS: [&str; 6] = [
    "src/findings/view",
    "src/pipeline",
    "src/probe",
    "src/report/details.rs",
    "src/stages",
    "src/trace",
];

/// Where texts that people paste are taken apart, which is all that there is of them.
const PASTED: [&str; 2] = ["/errors", "src/stages/catalogue.rs"];

/// Files that look into a text after all, a piece of the line, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "src/findings/view/mod.rs",
        "said.contains(&error.fault.to_string())",
        "compares with an error that it makes anew from the path, and knows no words itself",
    ),
    ("src/pipeline/module/command/mod.rs", "text.ends_with('\\n')", "adds the line end that lacks"),
    (
        "src/pipeline/session/mod.rs",
        "text.strip_prefix(\"go: \")",
        "takes off what commands print in front of every error, whichever it is",
    ),
    (
        "src/pipeline/source/tools.rs",
        "contains(\"terminal prompts disabled\")",
        "the words are git's, and follow no locale",
    ),
    ("src/pipeline/run/server.rs", "text.strip_prefix(\"https://\")", "what the user typed"),
    (
        "src/stages/identity/checks/version_tag_of_another_folder.rs",
        "rsplit_once(\"unknown revision \")",
        "takes the name of the tag, which is nowhere else",
    ),
    (
        "src/stages/vcs/checks/refs/git_pack_fails.rs",
        "split_once(\" curl 22 \")",
        "the words are those of git's HTTP library, and follow no locale",
    ),
    (
        "src/stages/proxy/checks/goproxy_zip_wrong_root.rs",
        "said.split_once(WORDS)",
        "takes the name in the zip, which is nowhere else",
    ),
    (
        "src/stages/sumdb/checks/seen.rs",
        "error.contains(text)",
        "looks for the text that the request itself has, and knows no words itself",
    ),
    ("src/stages/settings/checks/", "text.", "the text is that of a setting"),
    (
        "src/stages/settings/checks/settings_refused.rs",
        "error.contains(words)",
        "the names are those of variables, which the fact does not have apart",
    ),
    (
        "src/trace/facts/repository.rs",
        "error.contains(&format!(\"{} in \"",
        "looks for the command itself, which go's text names, and knows no words of failures",
    ),
];

/// A name for a text of go's, and a method that looks into it or compares it with a literal.
fn reading() -> Regex {
    let text = r"\b(?:broken|error|errors|go_text\(\)|message|reason|said|text|why)";
    let between = r"(?:\??\.(?:as_ref|as_deref|as_str|clone|to_string|unwrap_or_default)\(\)|\.text|\?|\)|\s)*";
    let into = r"(?:\.(?:contains|ends_with|find|matches|rsplit_once|split_once|starts_with|strip_prefix|strip_suffix)\(";
    let same = r#"|[!=]=\s*(?:Some\()?&?")"#;
    Regex::new(&format!("{text}{between}{into}{same}")).unwrap()
}

/// How go's errors begin, or end.
const WORDS: [&str; 22] = [
    "EOF",
    "connection reset",
    "context deadline",
    "dial tcp",
    "gzip: ",
    "http2: ",
    "i/o timeout",
    "malformed HTTP",
    "net/http: ",
    "network is unreachable",
    "no such host",
    "possibly because of",
    "proxyconnect",
    "read tcp",
    "remote error",
    "socks connect",
    "tls: ",
    "unexpected EOF",
    "write tcp",
    "x509: ",
    "xml: ",
    "HTTPS client",
];

#[test]
fn nobody_looks_into_a_text_of_go() {
    let reading = reading();
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for (file, line, code) in statements() {
        if !reading.is_match(&code) {
            continue;
        }
        let allowed =
            ALLOWED.iter().position(|(at, piece, _)| file.starts_with(at) && code.contains(piece));
        match allowed {
            Some(place) => drop(met.insert(place)),
            None => wrong.push(format!("{file}:{line}: {}", code.trim())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(met.len(), ALLOWED.len(), "an exception is not needed any more: {ALLOWED:?}");
}

#[test]
fn no_check_and_no_probe_knows_a_word_of_go() {
    let literal = Regex::new(r#""(?:[^"\\]|\\.)*""#).unwrap();
    let mut wrong = Vec::new();
    for (file, line, code) in statements() {
        if !(file.contains("/checks/") || file.starts_with("src/probe/")) {
            continue;
        }
        for found in literal.find_iter(&code) {
            let text = found.as_str().trim_matches('"');
            if WORDS.iter().any(|word| text.starts_with(word)) {
                wrong.push(format!("{file}:{line}: {}", found.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_read_once_would_be_found() {
    let reading = reading();
    for line in [
        r#"text.is_some_and(|text| text == "EOF" || text.ends_with("connection reset by peer"))"#,
        r#"self.go_text().is_some_and(|text| !text.starts_with("socks connect "))"#,
        r#"let silent = last.dialled.iter().any(|it| it.error.as_deref() == Some("i/o timeout"));"#,
        r#"let (before, _) = text.split_once("-bit keys are insecure")?;"#,
        r"if SILENT.iter().any(|part| text.ends_with(part))",
        r#"last.go_text()?.contains("malformed")"#,
    ] {
        assert!(reading.is_match(line), "{line}");
    }
    assert!(!reading.is_match(r"last.fault() == Some(&Fault::Eof)"));
}

/// The lines of code, each with its file and number, that are neither in a comment nor in a test.
fn statements() -> Vec<(String, usize, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for room in ROOMS {
        collect(&root.join(room), &mut files);
    }
    let mut all = Vec::new();
    for path in files {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if PASTED.iter().any(|part| name.contains(part)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines =
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        all.extend(lines.map(|(at, line)| (name.clone(), at + 1, line.to_owned())));
    }
    assert!(all.len() > 5000, "the rooms have moved: {} lines", all.len());
    all
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.extend(path.extension().filter(|it| *it == "rs").map(|_| path.to_owned()));
        return;
    }
    for entry in fs::read_dir(path).unwrap() {
        collect(&entry.unwrap().path(), files);
    }
}
