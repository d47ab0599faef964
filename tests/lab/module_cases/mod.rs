//! Recorded cases of module proxies, played by the whole command over sockets: what real go commands of seven releases
//! printed and asked for, held against `resolve`, `resolve --module`, `--versions` and `--download` (modules.md §0).
//!
//! `testdata/golden/module-cases.jsonl.gz` has the cases. They are counted in a table; none may differ.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads and writes files itself, and ends where they are missing"
)]

#[path = "../../offline/module_cases/cases.rs"]
mod cases;
mod play;
#[path = "../../offline/module_cases/recorded.rs"]
mod recorded;
#[path = "../../offline/module_cases/served.rs"]
mod served;
mod servers;
#[path = "../../offline/module_cases/table.rs"]
mod table;

use std::{io::Write as _, path::Path, sync::Mutex, thread};

use cases::{Case, Command, RELEASES, read};
use servers::Identity;
use table::Table;

/// How many threads play; each case waits for its servers.
const PLAYERS: usize = 2;

#[test]
fn recorded_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = read(&root.join("testdata/golden/module-cases.jsonl.gz"));
    let table = played(&cases);
    std::io::stderr().write_all(table.to_string().as_bytes()).unwrap();
    table.holds();
}

/// Plays the first command of every case, on every release that was recorded for it.
fn played(cases: &[Case]) -> Table {
    let identity = Identity::new();
    let (waiting, table) = (Mutex::new(cases.iter()), Mutex::new(Table::default()));
    thread::scope(|scope| {
        for _ in 0..PLAYERS {
            scope.spawn(|| {
                loop {
                    let Some(case) = waiting.lock().unwrap().next() else { return };
                    let Some(command) = Command::of(case) else { continue };
                    for release in RELEASES.iter().filter(|it| case.go.contains_key(**it)) {
                        let verdict = play::play(case, &command, release, &identity);
                        table.lock().unwrap().add(case, &command, release, verdict);
                    }
                }
            });
        }
    });
    table.into_inner().unwrap()
}
