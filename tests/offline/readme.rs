//! The README tells the truth, in both of its languages: its runs are real ones, its texts are understood, its commands are.
#![cfg(feature = "lab")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and starts commands itself, and ends where they are missing"
)]

use std::{collections::BTreeMap, process::Output};

use crate::support::child::doctor;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];
const END: &str = "```\n<!-- end -->";

/// What somebody wants, in words that they would look for, and the command for it.
const TASKS: [(&str, &str); 21] = [
    ("at a glance", ""),
    ("why `go get` fails", "resolve example.com/pkg"),
    ("an older go", "resolve --go 1.21 example.com/pkg"),
    ("versions there are", "resolve --versions example.com/pkg"),
    ("error that was printed", "explain build.log"),
    ("every module of a build", "check"),
    ("pipeline", "check --format github"),
    ("settings in force", "env"),
    ("private", "env git.corp.example/team/pkg"),
    ("git and ssh", "env --git https://git.corp.example/team/pkg"),
    ("login", "netrc git.corp.example"),
    ("server's certificates", "certs git.corp.example"),
    ("certificates before", "certs --chain fullchain.pem --host git.corp.example"),
    ("page of a vanity import path", "meta index.html --path example.com/pkg"),
    ("vanity server", "check vanity.yaml --host example.com"),
    ("publish import paths", "serve vanity.yaml"),
    ("module proxy", "proxy https://proxy.corp.example example.com/mod"),
    ("fails in CI", "diff here.jsonl ci.jsonl"),
    ("changed safely", "fix here.jsonl --apply"),
    ("without names", "replay here.jsonl --redact shared.jsonl"),
    ("without a network", "lab run own-ca-unsearched"),
];

fn read(file: &str) -> String {
    std::fs::read_to_string(file).unwrap()
}

/// The blocks behind `<!-- run: ARGUMENTS -->`, each with its arguments.
fn blocks(readme: &str) -> Vec<(&str, &str)> {
    let begun = readme.split("<!-- run: ").skip(1);
    begun
        .map(|rest| {
            let (arguments, rest) = rest.split_once(" -->\n```text\n").unwrap();
            (arguments, rest.split_once(END).unwrap().0)
        })
        .collect()
}

fn asked(arguments: &[&str]) -> Output {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = doctor();
    command.args(arguments).env("PATH", path).env("LANG", "C.UTF-8").env("COLUMNS", "100");
    command.output().unwrap()
}

/// What the command prints up to the first cure, for a reader of 100 columns.
fn run(arguments: &str) -> String {
    let output = asked(&arguments.split(' ').collect::<Vec<_>>());
    let text = String::from_utf8(output.stdout).unwrap();
    let shown = text.split("\n\ncure     ").next().unwrap();
    format!("$ goget-doctor {arguments}\n{}\n", shown.trim_end())
}

/// The text without what differs from run to run: times and days, and the blanks in front of them.
fn steady(text: &str) -> String {
    let words = text.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let unit = |word: &&str| ["ms", "s", "days"].contains(word);
        let number = |word: &str| word.trim_start_matches('<').parse::<f64>().is_ok();
        let differs = |at: usize| {
            unit(&words[at]) || (number(words[at]) && words.get(at + 1).is_some_and(unit))
        };
        let kept: Vec<&str> =
            (0..words.len()).filter(|&at| !differs(at)).map(|at| words[at]).collect();
        kept.join(" ")
    });
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_screens_are_real_runs() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut runs: BTreeMap<String, String> = BTreeMap::new();
    for file in READMES {
        let readme = read(file);
        let mut new = readme.clone();
        for (arguments, shown) in blocks(&readme) {
            let real = runs.entry(arguments.to_owned()).or_insert_with(|| run(arguments));
            let same = steady(shown) == steady(real);
            assert!(same || update, "UPDATE=1 writes the run of now into {file}:\n{real}");
            let head = format!("<!-- run: {arguments} -->\n```text\n");
            new = new.replacen(&format!("{head}{shown}{END}"), &format!("{head}{real}{END}"), 1);
        }
        if update {
            std::fs::write(file, new).unwrap();
        }
    }
}

/// The cells of each row of a table, without the line below the heads.
fn rows(readme: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = readme.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
}

/// What is between backticks.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The code blocks, the comments of commands left out: those are in the language of the reader.
fn code_blocks(readme: &str) -> Vec<String> {
    let inside = readme.split("```").skip(1).step_by(2);
    let bare = |line: &str| {
        let kept = if line.starts_with("$ ") { line.split("  #").next() } else { None };
        kept.map_or(line, str::trim_end).to_owned()
    };
    let steady = |block: &str| block.lines().map(bare).collect::<Vec<_>>().join("\n");
    inside.filter(|block| !block.starts_with("text")).map(steady).collect()
}

#[test]
fn both_languages_have_the_same_commands_and_tables() {
    let [english, chinese] = READMES.map(read);
    let same = |what: &str, parts: fn(&str) -> Vec<String>| {
        let [one, other] = [&english, &chinese].map(|readme| parts(readme));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one, other, "{what} of the two READMEs");
        }
        assert_eq!(one.len(), other.len(), "{what} of the two READMEs");
    };
    same("runs", |readme| blocks(readme).into_iter().map(|(run, _)| run.to_owned()).collect());
    same("code blocks", code_blocks);
    same("rows of tables", |readme| {
        rows(readme)
            .map(|cells| cells.iter().flat_map(|cell| codes(cell)).collect::<Vec<_>>().join(" | "))
            .collect()
    });
    same("headings", |readme| {
        let heads = readme.lines().filter(|line| line.starts_with('#'));
        heads.map(|line| line.chars().take_while(|c| *c == '#').collect()).collect()
    });
}

/// The rows of the table that begins so.
fn table<'a>(readme: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let begun = readme.split_once(head).unwrap().1;
    rows(begun.split_once("\n\n").unwrap().0).collect()
}

#[test]
fn the_texts_of_the_table_are_understood() {
    let readme = read("README.md");
    let texts = table(&readme, "| go prints | type |\n");
    assert_eq!(texts.len(), 10);
    for row in texts {
        let text = codes(row[0]).next().unwrap();
        let output = asked(&["explain", text]);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("\ncause    "), "{text}:\n{shown}");
        let command: Vec<_> = codes(row[1]).next().unwrap().split(' ').skip(1).collect();
        assert!(is_understood(&command), "{command:?}");
    }
}

/// Whether all options of a command are in the help of its command.
fn is_understood(words: &[&str]) -> bool {
    let names = words.iter().take_while(|word| word.bytes().all(|c| c.is_ascii_lowercase()));
    let names: Vec<&str> =
        names.copied().take(if words.first() == Some(&"lab") { 2 } else { 1 }).collect();
    let help = asked(&[&names[..], &["--help"]].concat());
    let help = String::from_utf8(help.stdout).unwrap();
    let mut options = words.iter().filter(|word| word.starts_with("--"));
    help.contains("Usage: ") && options.all(|option| help.contains(option))
}

#[test]
fn each_task_has_its_command() {
    let readme = read("README.md");
    let wanted = table(&readme, "| you want to | type |\n");
    assert_eq!(wanted.len(), TASKS.len());
    for (task, command) in TASKS {
        let typed = format!("goget-doctor {command}");
        let typed = typed.trim_end();
        let row = wanted.iter().find(|row| row[0].contains(task));
        let row = row.unwrap_or_else(|| panic!("the README has no task with {task:?}"));
        assert!(codes(row[1]).any(|code| code == typed), "{task}: {row:?} has no `{typed}`");
        let words: Vec<_> = command.split_terminator(' ').collect();
        assert!(is_understood(&words), "{command} is not in the help");
    }
}
