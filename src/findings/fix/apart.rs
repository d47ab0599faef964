//! Takes a line of a fix apart into its steps. The text of the steps is the line again: what cannot be written again as it
//! is stays a command line for a shell.

use std::collections::BTreeMap;

use super::step::{Act, Change, FixStep, Keeper};
use crate::shell::{self, Token};

/// Programs that fixes run. A line that begins with another word is no command.
const PROGRAMS: &[&str] = &[
    "cat",
    "chmod",
    "command",
    "cp",
    "curl",
    "date",
    "dig",
    "echo",
    "env",
    "envsubst",
    "eval",
    "export",
    "getent",
    "git",
    "go",
    "goget-doctor",
    "grep",
    "hg",
    "klist",
    "ln",
    "ls",
    "mkdir",
    "mv",
    "nc",
    "nslookup",
    "openssl",
    "printf",
    "rm",
    "sed",
    "ssh",
    "ssh-add",
    "ssh-keygen",
    "ssh-keyscan",
    "sudo",
    "svn",
    "unset",
    "{",
];

/// How commands begin that only show something.
const SHOWS: &[&[&str]] = &[
    &["command", "-v"],
    &["curl"],
    &["date"],
    &["dig"],
    &["getent"],
    &["git", "config", "--global", "--get-regexp"],
    &["git", "config", "--show-origin"],
    &["git", "ls-remote"],
    &["go", "env"],
    &["go", "list"],
    &["goget-doctor"],
    &["grep"],
    &["klist"],
    &["ls"],
    &["nc"],
    &["nslookup"],
    &["openssl", "s_client"],
    &["ssh"],
    &["ssh-add", "-l"],
    &["ssh-keygen", "-y"],
];

/// Programs that a look may go through.
const FILTERS: &[&str] = &["head", "od", "tail", "xxd"];

/// Words in whose place the reader puts what nobody else knows.
const NEEDS: &[&str] =
    &["CA.pem", "PASSWORD", "REPOSITORY", "TOKEN", "USER", "VCS", "company-ca.pem", "new-ca.pem"];

/// The steps of `line`, which is the one at the place `fix`.
pub(super) fn steps(fix: usize, line: &str) -> Vec<FixStep> {
    let (acts, note) = acts(line);
    let last = acts.len().saturating_sub(1);
    let step = |(place, act): (usize, Act)| FixStep {
        fix,
        needs: needs(&act),
        note: note.clone().filter(|_| place == last),
        act,
    };
    acts.into_iter().enumerate().map(step).collect()
}

fn acts(line: &str) -> (Vec<Act>, Option<String>) {
    if line.starts_with('<') {
        return page(line);
    }
    let (text, note) = remarked(line);
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(';');
    let takes_shell = text.contains("/dev/null") || text.contains(" | ");
    if PROGRAMS.contains(&first) || is_assignment(first) || takes_shell {
        return (commands(text), note);
    }
    if is_of_a_file(text) {
        let change = Change::Put { text: text.to_owned() };
        return (vec![Act::Edit { file: None, change }], note);
    }
    (vec![Act::Ask { text: text.to_owned() }], note)
}

/// A line without the remark behind it.
fn remarked(line: &str) -> (&str, Option<String>) {
    match line.split_once("   # ") {
        Some((text, note)) => (text, Some(note.trim().to_owned())),
        None => (line, None),
    }
}

/// A tag that is put on a page, with the remark that names it.
fn page(line: &str) -> (Vec<Act>, Option<String>) {
    let (text, note) = match line.split_once("   <!-- ") {
        Some((text, note)) => (text, Some(note.trim_end_matches("-->").trim_end().to_owned())),
        None => remarked(line),
    };
    let url = note.as_deref().and_then(|note| note.strip_prefix("on "));
    let file = url.filter(|url| url.contains("://") && !url.contains(' ')).map(str::to_owned);
    (vec![Act::Edit { file, change: Change::Put { text: text.to_owned() } }], note)
}

/// Whether a line that is no command belongs into a file: a key with its value, or a block of a server's configuration.
fn is_of_a_file(text: &str) -> bool {
    let key = text.split_once(':').map_or("", |(key, _)| key);
    let is_key =
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    is_key
        || text.contains(" = ")
        || text.ends_with([';', '{', '}'])
        || text.starts_with("COPY ")
        || text.starts_with("https://")
}

/// The commands of a line, one after the other where each needs the one before.
fn commands(text: &str) -> Vec<Act> {
    let Some(tokens) = shell::tokens(text) else { return vec![shell_line(text)] };
    let alone =
        |token: &Token| matches!(token, Token::Word { .. } | Token::Operator("&&" | ">>", _));
    if !tokens.iter().all(alone) || text.starts_with("{ ") {
        return vec![shell_line(text)];
    }
    let parts: Vec<Act> = tokens
        .split(|token| matches!(token, Token::Operator("&&", _)))
        .map(|part| command(text, part))
        .collect();
    let written: Vec<String> = parts.iter().map(Act::to_string).collect();
    if written.join(" && ") == text { parts } else { vec![shell_line(text)] }
}

/// A command line that takes a shell.
fn shell_line(text: &str) -> Act {
    Act::Run {
        command: text.to_owned(),
        argv: Vec::new(),
        env: BTreeMap::new(),
        shows: shows(text),
    }
}

/// One command: a setting or a file that it changes, where its text is written like that; else the command.
fn command(line: &str, tokens: &[Token]) -> Act {
    let ends = tokens.first().zip(tokens.last());
    let text = ends.map_or("", |(first, last)| &line[first.start()..last.end()]);
    let known = changed(tokens).filter(|act| act.to_string() == text);
    known.unwrap_or_else(|| run(text, tokens))
}

fn changed(tokens: &[Token]) -> Option<Act> {
    if let [echo, added, Token::Operator(">>", _), file] = tokens {
        let is_plain = echo.word()? == "echo";
        let (text, file) = (added.word()?.to_owned(), Some(file.file()?.to_owned()));
        return is_plain.then_some(Act::Edit { file, change: Change::Append { text } });
    }
    if let [chmod, mode, file] = tokens
        && chmod.word()? == "chmod"
    {
        let change = Change::Mode { mode: mode.word()?.to_owned() };
        return Some(Act::Edit { file: Some(file.file()?.to_owned()), change });
    }
    let words: Vec<&str> = tokens.iter().map(Token::word).collect::<Option<_>>()?;
    let (keeper, name, value) = match words.as_slice() {
        ["go", "env", "-w", pair] => {
            (Keeper::Go, pair.split_once('=')?.0, Some(pair.split_once('=')?.1))
        }
        ["go", "env", "-u", name] => (Keeper::Go, *name, None),
        ["export", pair] => (Keeper::Shell, pair.split_once('=')?.0, Some(pair.split_once('=')?.1)),
        ["unset", name] => (Keeper::Shell, *name, None),
        ["git", "config", "--global", "--unset-all", name] => (Keeper::Git, *name, None),
        ["git", "config", "--global", name, value] if !name.starts_with('-') => {
            (Keeper::Git, *name, Some(*value))
        }
        _ => return None,
    };
    Some(Act::Set { keeper, name: name.to_owned(), value: value.map(str::to_owned) })
}

/// A command with its words, where it takes no shell.
fn run(text: &str, tokens: &[Token]) -> Act {
    let words: Option<Vec<&str>> = tokens.iter().map(Token::word).collect();
    let words = words.unwrap_or_default();
    let count = words.iter().take_while(|word| is_assignment(word)).count();
    let (set, argv) = words.split_at(count);
    if argv.first().is_some_and(|first| *first == "command") {
        return shell_line(text);
    }
    let env = set.iter().filter_map(|pair| pair.split_once('='));
    Act::Run {
        command: text.to_owned(),
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        env: env.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        shows: shows(text),
    }
}

/// Whether a command only shows something: no part of it does more.
fn shows(text: &str) -> bool {
    let is_look = |part: &str| {
        let words: Vec<&str> =
            part.split_whitespace().skip_while(|word| is_assignment(word)).collect();
        let sets = words.starts_with(&["go", "env"])
            && words.iter().any(|word| ["-w", "-u"].contains(word));
        SHOWS.iter().any(|look| words.starts_with(look) && !sets)
            || words.first().is_some_and(|first| FILTERS.contains(first))
    };
    let kept = text.replace("> /dev/null", "").replace(">/dev/null", "");
    !kept.contains('>') && text.split(['|', '&', ';']).filter(|part| !part.is_empty()).all(is_look)
}

fn is_assignment(word: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

fn needs(act: &Act) -> Vec<String> {
    let text = act.to_string();
    let ends = |c: char| !c.is_alphanumeric() && !"._-".contains(c);
    let words: Vec<&str> = text.split(ends).collect();
    NEEDS
        .iter()
        .filter(|needed| words.contains(needed))
        .map(|needed| (*needed).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        serde_json::to_string(&steps(0, line)).unwrap()
    }

    #[test]
    fn a_line_has_the_steps_that_it_says() {
        for (line, expected) in [
            (
                "go env -w GOPROXY=direct",
                r#"[{"fix":0,"do":"set","keeper":"go","name":"GOPROXY","value":"direct"}]"#,
            ),
            (
                "go env -u GOFLAGS",
                r#"[{"fix":0,"do":"set","keeper":"go","name":"GOFLAGS","value":null}]"#,
            ),
            (
                "unset GOSUMDB",
                r#"[{"fix":0,"do":"set","keeper":"shell","name":"GOSUMDB","value":null}]"#,
            ),
            (
                "git config --global http.sslCAInfo /a.pem",
                r#"[{"fix":0,"do":"set","keeper":"git","name":"http.sslCAInfo","value":"/a.pem"}]"#,
            ),
            (
                "export 'GOVCS=a:git,*:all'   # here",
                r#"[{"fix":0,"do":"set","keeper":"shell","name":"GOVCS","value":"a:git,*:all","note":"here"}]"#,
            ),
            (
                "echo 'machine a.b login USER' >> ~/.netrc && chmod 600 ~/.netrc",
                r#"[{"fix":0,"do":"edit","file":"~/.netrc","change":"append","text":"machine a.b login USER","needs":["USER"]},{"fix":0,"do":"edit","file":"~/.netrc","change":"mode","mode":"600"}]"#,
            ),
            (
                "GOPROXY=direct go get a.b/c",
                r#"[{"fix":0,"do":"run","command":"GOPROXY=direct go get a.b/c","argv":["go","get","a.b/c"],"env":{"GOPROXY":"direct"}}]"#,
            ),
            (
                "<meta x>   <!-- on https://a.b/c?go-get=1 -->",
                r#"[{"fix":0,"do":"edit","file":"https://a.b/c?go-get=1","change":"put","text":"<meta x>","note":"on https://a.b/c?go-get=1"}]"#,
            ),
            ("vcs: git", r#"[{"fix":0,"do":"edit","file":null,"change":"put","text":"vcs: git"}]"#),
            ("deploy the file again", r#"[{"fix":0,"do":"ask","text":"deploy the file again"}]"#),
        ] {
            assert_eq!(told(line), expected);
        }
    }

    #[test]
    fn what_takes_a_shell_stays_its_line() {
        for line in [
            "export A=\"$B;c\"",
            "{ echo a; cat b; } >c && mv c b",
            "cat a >> b",
            "sudo tee a <b",
            "a 'b",
        ] {
            let line = format!("cat {line}");
            let [FixStep { act: Act::Run { command, argv, .. }, .. }] = &steps(0, &line)[..] else {
                panic!("{line}: {}", told(&line))
            };
            assert_eq!((command, argv.len()), (&line, 0));
        }
    }

    #[test]
    fn a_look_changes_nothing() {
        let shows = |line: &str| matches!(steps(0, line)[..], [FixStep { act: Act::Run { shows, .. }, .. }] if shows);
        for line in [
            "go env GOPROXY",
            "curl -s 'https://a.b/' | head -c 9",
            "A=0 git ls-remote b 2>/dev/null",
            "nc -w 3 a 443 </dev/null | head -c 80",
        ] {
            assert!(shows(line), "{line}");
        }
        for line in [
            "go mod tidy",
            "curl -s a > b",
            "curl -s a && rm b",
            "go env -w A='x y' B=c",
            "ls; rm a",
        ] {
            assert!(!shows(line), "{line}");
        }
    }
}
