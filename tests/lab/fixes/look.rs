//! Lines that look at something are pasted into a shell whose programs only say how they were called: a server that could be looked
//! at, or one that is not there, is none of the lab's.

use std::{fmt::Write as _, os::unix::fs::PermissionsExt as _, path::Path};

use crate::support::child::bare;

/// Programs that lines call.
const PROGRAMS: &[&str] = &[
    "awk",
    "cat",
    "command",
    "curl",
    "cut",
    "date",
    "dig",
    "getent",
    "git",
    "go",
    "goget-doctor",
    "grep",
    "head",
    "hg",
    "id",
    "ip",
    "klist",
    "ls",
    "nc",
    "od",
    "openssl",
    "ping",
    "resolvectl",
    "sed",
    "ssh",
    "ssh-add",
    "ssh-keygen",
    "ssh-keyscan",
    "sudo",
    "svn",
    "tracepath",
    "unzip",
];

/// What is wrong with `lines`, each with whose it is: a shell refuses one, or does not call the program that the line begins with.
pub(crate) fn wrong(lines: &[(String, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    for program in PROGRAMS {
        put(&bin.join(program), "#!/bin/sh\necho \"${0##*/}\" >>called\n");
    }
    let mut script = String::new();
    for (at, (line, _)) in lines.iter().enumerate() {
        put(&folder.path().join(format!("{at}.sh")), line);
        writeln!(script, ": >called; /bin/sh ./{at}.sh >/dev/null 2>&1 </dev/null; all=; while read -r one; do all=$all,$one; done <called; echo {at} $all").unwrap();
    }
    let driver = folder.path().join("all");
    put(&driver, &script);
    let mut command = bare("/bin/sh");
    let output = command.arg(driver).current_dir(folder.path()).env("PATH", &bin).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let called = said.lines().map(|line| line.split(' ').nth(1).unwrap_or_default());
    let others = lines.iter().zip(called).filter(|((line, _), called)| !calls(line, called));
    let wrong: Vec<_> =
        others.map(|((line, whose), called)| format!("{whose}: {line} calls {called:?}")).collect();
    assert_eq!(said.lines().count(), lines.len());
    wrong
}

/// Whether the program that the line begins with was called, behind what it sets. A shell has `echo` and `command` itself.
fn calls(line: &str, called: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| word.contains('='));
    let program = words.next().unwrap_or_default();
    called.split(',').any(|one| one == program)
        || ["echo", "command", "false", "printf"].contains(&program)
}

fn put(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).unwrap();
}
