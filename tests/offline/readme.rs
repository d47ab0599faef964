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

/// The block behind `<!-- run: ARGUMENTS -->`, and the arguments.
fn block(readme: &str) -> (&str, &str) {
    let (_, rest) = readme.split_once("<!-- run: ").unwrap();
    let (arguments, rest) = rest.split_once(" -->\n```text\n").unwrap();
    let (block, _) = rest.split_once(END).unwrap();
    (arguments, block)
}

/// What the command prints up to the first cure, for a reader of 100 columns.
fn run(arguments: &str) -> String {
    let output = doctor()
        .args(arguments.split(' '))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LANG", "C.UTF-8")
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
fn the_first_screen_is_a_real_run() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (arguments, shown) = block(&readme);
    let real = run(arguments);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(
            README,
            readme.replacen(&format!("{shown}{END}"), &format!("{real}{END}"), 1),
        )
        .unwrap();
        return;
    }
    assert_eq!(steady(shown), steady(&real), "UPDATE=1 writes the run of now into the README");
}
