//! The README tells the truth: its run is a real one.
#![cfg(feature = "lab")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and starts commands itself, and ends where they are missing"
)]

use crate::support::child::doctor;

const README: &str = "README.md";
const END: &str = "```\n<!-- end -->";

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

/// What the command prints up to the first cure, for a reader of 80 columns.
fn run(arguments: &str) -> String {
    let output = doctor()
        .args(arguments.split(' '))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LANG", "C.UTF-8")
        .env("COLUMNS", "80")
        .output()
        .unwrap();
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
    let readme = std::fs::read_to_string(README).unwrap();
    let mut new = readme.clone();
    for (arguments, shown) in blocks(&readme) {
        let real = run(arguments);
        let same = steady(shown) == steady(&real);
        if std::env::var_os("UPDATE").is_none() {
            assert!(same, "UPDATE=1 writes the run of now into the README:\n{real}");
        }
        let head = format!("<!-- run: {arguments} -->\n```text\n");
        new = new.replacen(&format!("{head}{shown}{END}"), &format!("{head}{real}{END}"), 1);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(README, new).unwrap();
    }
}
