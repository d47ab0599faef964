//! Arguments that people paste in the place of an import path, and hostile ones.

use super::{Chance, about_argument, shell};
use crate::support::rounds::{rounds, seed};

/// What is pasted, and what was meant.
const PASTED: &[(&str, &str)] = &[
    ("https://git.corp.example/team/lib.git", "git.corp.example/team/lib.git"),
    ("https://github.com/acme/lib.git", "github.com/acme/lib"),
    ("https://github.com/acme/lib/tree/main/sub/x", "github.com/acme/lib/sub/x"),
    ("https://gitlab.com/g/s/lib/-/blob/main/sub/x.go", "gitlab.com/g/s/lib/sub"),
    ("git@github.com:acme/lib.git", "github.com/acme/lib"),
    ("git@git.corp.example:group/sub/lib.git", "git.corp.example/group/sub/lib.git"),
    ("ssh://git@git.corp.example:2222/acme/lib", "git.corp.example/acme/lib"),
    ("https//github.com/acme/lib", "github.com/acme/lib"),
    ("https:/github.com/acme/lib", "github.com/acme/lib"),
    ("http:github.com/acme/lib", "github.com/acme/lib"),
    ("https://GitHub.com/acme/Lib", "github.com/acme/Lib"),
    ("https://github.com/acme/lib?go-get=1", "github.com/acme/lib"),
    ("https://b\u{fc}cher.example/lib", "xn--bcher-kva.example/lib"),
    ("https://github.com/acme/lib@v1.2.3", "github.com/acme/lib@v1.2.3"),
];

/// What is left around it, in front and behind.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("\u{201c}", "\u{201d}"),
    (" ", ""),
    ("", "\n"),
    ("", ","),
    ("", ";"),
    ("(", ")"),
    ("<", ">"),
    ("\u{200b}", ""),
    ("", "\u{200b}"),
    ("\u{feff}", ""),
    ("", "\u{202c}"),
    ("\u{202a}", ""),
    ("", "\u{a0}"),
    ("\"", "\","),
    ("go get ", ""),
    ("", " "),
];

/// Pieces of arguments that mean something to a shell or hide from a reader.
const HOSTILE: &[&str] = &[
    "$(touch x)",
    "`touch x`",
    ";",
    "\n",
    "'",
    "\"",
    "\\",
    "|",
    "&",
    ">",
    "<",
    "*",
    "?",
    "#",
    "!",
    "~",
    "$HOME",
    "\u{200b}",
    "\u{202e}",
    "\u{7f}",
    " ",
    "a",
    "B",
    "github.com",
    "/",
    "/",
    "/acme/lib",
    "https://",
    "git@",
    ":",
    "@v1.0.0",
    ".git",
    "h.example/x",
    "-",
    "--x",
    "%2f",
];

#[test]
fn what_people_paste_has_its_cure() {
    let mut wrong = Vec::new();
    for (pasted, meant) in PASTED {
        for (front, behind) in AROUND {
            let argument = format!("{front}{pasted}{behind}");
            let first = about_argument(&argument).into_iter().next();
            let line = first.and_then(|finding| finding.fix.into_iter().next()).unwrap_or_default();
            let words = shell::words(&line).unwrap_or_default();
            if words != ["go", "get", meant]
                || !about_argument(meant).iter().all(|it| !it.name.starts_with("path-"))
            {
                wrong.push(format!("{argument:?}: {line}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        PASTED.len() * AROUND.len(),
        wrong.join("\n")
    );
}

#[test]
fn hostile_arguments_stay_one_word() {
    let mut chance = Chance::new(seed());
    let mut cured = 0;
    for _ in 0..rounds(400) {
        let argument: String = (0..=chance.below(6)).map(|_| chance.pick(HOSTILE)).collect();
        for finding in about_argument(&argument).iter().filter(|it| it.name.starts_with("path-")) {
            for line in finding.fix.iter().filter(|line| !line.starts_with('<')) {
                let words = shell::words(line);
                let words =
                    words.unwrap_or_else(|| panic!("seed {}: {argument:?}: {line}", seed()));
                let [program, command, meant] = &words[..] else {
                    panic!("{argument:?}: {line}: {words:?}")
                };
                if program == "go"
                    && command == "get"
                    && !meant.contains("REPOSITORY")
                    && *meant != "PATH"
                {
                    cured += 1;
                    let again = about_argument(meant);
                    let same = again.iter().find(|it| it.name == finding.name);
                    assert!(same.is_none(), "seed {}: {argument:?}: {line}: {same:?}", seed());
                }
            }
        }
    }
    assert!(cured > 20, "{cured} cures of paths");
}
