//! What real shells make of the completions: words are typed, and what stands on the line is read.

#![cfg(all(unix, feature = "lab"))]
#![expect(clippy::disallowed_methods, reason = "a test starts shells and reads their files")]

use std::{
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::support::child;

/// What is typed behind `goget-doctor`, and what the last word of it becomes.
const TYPED: &[(&str, &str)] = &[
    ("res", "resolve"),
    ("che", "check"),
    ("cer", "certs"),
    ("expl", "explain"),
    ("comp", "completions"),
    ("netr", "netrc"),
    ("met", "meta"),
    ("prox", "proxy"),
    ("repl", "replay"),
    ("sche", "schema"),
    ("lab ru", "run"),
    ("lab se", "serve"),
    ("--off", "--offline"),
    ("resolve --unt", "--until"),
    ("resolve --modu", "--module"),
    ("resolve --downl", "--download"),
    ("resolve --conn", "--connect-to"),
    ("resolve a.test --sav", "--save"),
    ("check --lin", "--lint"),
    ("check --fail", "--fail-fast"),
    ("check go.mod --base", "--baseline"),
    ("env --gi", "--git"),
    ("env --fi", "--fix"),
    ("certs --cha", "--chain"),
    ("meta --pat", "--path"),
    ("explain --li", "--list"),
    ("lab run --verb", "--verbose"),
    ("resolve --until pac", "package"),
    ("resolve --format sar", "sarif"),
    ("check --format jun", "junit"),
    ("check --color nev", "never"),
    ("resolve --detail ver", "verdict"),
    ("resolve --go 1.1 --go al", "all"),
    ("env --go 1.8", "1.8"),
    ("completions zs", "zsh"),
    ("--format jsonl lab lis", "list"),
    ("explain meta-abs", "meta-absent"),
    ("explain tls-roots-in-uns", "tls-roots-in-unsearched-location"),
    ("resolve --deny goproxy-of", "goproxy-off"),
    ("check --allow meta-abs", "meta-absent"),
    ("check --warn goproxy-of", "goproxy-off"),
    ("lab run guide-service-ssh", "guide-service-ssh-root"),
    ("lab run gitlab-subgr", "gitlab-subgroup"),
];

/// Whether `program` can be started here; says so loudly where it cannot.
#[expect(clippy::disallowed_macros, reason = "a skipped test must be seen")]
fn is_here(program: &str) -> bool {
    let here = child::child("sh").args(["-c", &format!("command -v {program}")]).output();
    let here = here.is_ok_and(|output| output.status.success());
    if !here {
        eprintln!("SKIPPED: {program} is not here");
    }
    here
}

/// A shell in a terminal of its own, with `setup` run in it and each line of [`TYPED`] completed.
fn in_terminal(shell: &str, setup: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut typed = format!("{setup}\n");
    for (words, _) in TYPED {
        // A tabulator completes; then `echo` goes to the beginning, and the end to a file.
        writeln!(typed, "goget-doctor {words}\t\u{1}echo \u{5} >> out").unwrap();
    }
    typed += "exit\n";
    let mut terminal = shell_command("script", folder.path())
        .args(["-qec", shell, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = terminal.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    let shown = terminal.wait_with_output().unwrap();
    drop(input);
    let lines = std::fs::read_to_string(folder.path().join("out"));
    let lines = lines.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&shown.stdout)));
    lines.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// `program` in `folder`, which finds the doctor.
fn shell_command(program: &str, folder: &Path) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_goget-doctor")).parent().unwrap();
    let mut command = child::child(program);
    command
        .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()))
        .env("HOME", folder)
        .env("TERM", "dumb")
        .env("PS1", "$ ")
        .current_dir(folder);
    command
}

fn completed() -> Vec<String> {
    let line = |(words, last): &(&str, &str)| {
        let before = words.rsplit_once(' ').map(|(before, _)| format!("{before} "));
        format!("goget-doctor {}{last}", before.unwrap_or_default())
    };
    TYPED.iter().map(line).collect()
}

#[test]
fn bash_completes() {
    if is_here("bash") && is_here("script") {
        let setup = "source <(goget-doctor completions bash)";
        assert_eq!(in_terminal("bash --norc --noprofile -i", setup), completed());
    }
}

#[test]
fn zsh_completes() {
    if is_here("zsh") && is_here("script") {
        let setup = "bindkey -e; autoload -U compinit; compinit -u -D; \
                     source <(goget-doctor completions zsh)";
        assert_eq!(in_terminal("zsh -f -i", setup), completed());
    }
}

/// fish tells by itself what it would offer.
#[test]
fn fish_completes() {
    if !is_here("fish") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut script = "goget-doctor completions fish | source\n".to_owned();
    for (words, _) in TYPED {
        writeln!(script, "echo (complete -C 'goget-doctor {words}' | string split -f1 \\t)")
            .unwrap();
    }
    let output = shell_command("fish", folder.path()).args(["-N", "-c", &script]).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let offered: Vec<_> = output.lines().map(str::trim).collect();
    let last: Vec<_> = TYPED.iter().map(|(_, last)| *last).collect();
    assert_eq!(offered, last);
}
