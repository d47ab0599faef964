//! Large files take linear time: the instructions of the command are counted, so that nothing depends on a clock.

#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test writes the command's files")]
#![expect(clippy::disallowed_macros, reason = "a skipped test must be seen")]

use std::{fmt::Write as _, fs, path::Path};

use crate::support::child::child;

/// The lines of a file of so many paths.
type Text = fn(usize) -> String;

/// The files, by their names.
const FILES: [(&str, Text); 7] = [
    ("equal.txt", |count| "a.test/x\n".repeat(count)),
    ("list.txt", |count| lines(count, |at| format!("h{}.test/m{at}\n", at % 500))),
    ("vanity.yaml", |count| {
        "host: h.test\npaths:\n".to_owned()
            + &lines(count, |at| {
                format!("  /m{at}:\n    repo: https://g.test/m{at}\n    vcs: git\n")
            })
    }),
    ("vangen.json", |count| {
        let one = |at| format!("{{\"prefix\": \"m{at}\", \"url\": \"https://g.test/m{at}\"}},\n");
        let all = lines(count, one);
        format!("{{\"domain\": \"h.test\", \"repositories\": [{}]}}", all.trim_end_matches(",\n"))
    }),
    ("go.mod", |count| {
        "module a.test/m\ngo 1.24\n".to_owned()
            + &lines(count, |at| {
                format!(
                    "require m{at}.test/m v1.0.0\nreplace m{at}.test/m => n{at}.test/m v1.0.0\ntool m{at}.test/m/x\n"
                )
            })
    }),
    ("go.sum", |count| {
        let hash = "A".repeat(43);
        lines(count, |at| {
            format!("m{at}.test/m v1.0.0 h1:{hash}=\nm{at}.test/m v1.0.0/go.mod h1:{hash}=\n")
        })
    }),
    ("vendor/go.mod", |count| {
        "module a.test/m\ngo 1.24\n".to_owned()
            + &lines(count, |at| format!("require m{at}.test/m v1.0.0\n"))
    }),
];

/// What twice as many paths cost in addition is twice what half of them did; in quadratic time it would be four times as
/// much.
#[test]
fn large_files_take_linear_time() {
    let Some(valgrind) = std::env::var_os("GOGET_DOCTOR_VALGRIND") else {
        eprintln!("SKIPPED: growth needs GOGET_DOCTOR_VALGRIND");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        let cost = [1000, 2000, 4000].map(|count| {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text(count)).unwrap();
            if name.starts_with("vendor/") {
                vendored(file.parent().unwrap(), count);
            }
            instructions(valgrind.as_ref(), dir.path(), name)
        });
        let [first, second] = [cost[1] - cost[0], cost[2] - cost[1]];
        assert!(second * 10 < first * 25, "{name}: {cost:?}");
    }
}

/// The vendor folder of a build of so many modules.
fn vendored(folder: &Path, count: usize) {
    fs::create_dir_all(folder.join("vendor")).unwrap();
    let list =
        lines(count, |at| format!("# m{at}.test/m v1.0.0\n## explicit; go 1.20\nm{at}.test/m\n"));
    fs::write(folder.join("vendor/modules.txt"), list).unwrap();
}

/// How many instructions it takes to look the file over.
fn instructions(valgrind: &Path, dir: &Path, name: &str) -> u64 {
    let output = child(valgrind)
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args([env!("CARGO_BIN_EXE_goget-doctor"), "check", "--lint", "--exit-zero"])
        .args(["--format", "jsonl", name])
        .current_dir(dir)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{name}: {said}");
    let counted = said.lines().find_map(|line| line.split_once("Collected : ")).unwrap();
    counted.1.trim().parse().unwrap()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = text.write_str(&line(at));
        text
    })
}
