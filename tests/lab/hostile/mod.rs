//! Attacks: servers, files and children that would take memory, time, secrets or the screen. The built command comes to its
//! verdict or names its limit, in 64 MiB, with little output.
#![cfg(all(feature = "lab", unix))]

mod children;
mod files;
mod memory;
mod secrets;
mod text;

use std::process::Command;

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;

use crate::support::{bounded::doctor, held::held};

/// What a run may hold in memory at the most, in kilobytes.
const MEMORY: u64 = 64 << 10;

/// What a run may print of a path, in bytes.
const OUTPUT: usize = 1 << 20;

/// A lab of hosts that a test writes.
struct Ground {
    lab: Lab,
    /// What the scenario is about.
    path: String,
    // The servers go on as long as it is there.
    _runtime: tokio::runtime::Runtime,
}

impl Ground {
    /// The servers of `hosts`, in a scenario that begins with `head`.
    fn new(head: &str, hosts: &str) -> Self {
        let text = format!(
            "about = 'an attack'\npath = 'a.test/x'\n{head}\n{hosts}\n[expect]\nok = false\n"
        );
        Self::of("attack", &text)
    }

    /// The servers of a scenario.
    fn of(name: &str, text: &str) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let scenario = Scenario::parse(name, text).unwrap();
        let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
        let path = scenario.argument();
        Self { lab, path, _runtime: runtime }
    }

    /// The command in this lab, bounded.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = doctor(MEMORY);
        command.args(arguments).envs(self.lab.exports());
        command
    }

    /// What the command prints, within its bounds; it ends with `status`.
    fn printed(&self, arguments: &[&str], status: i32) -> String {
        let output = held(&self.command(arguments), MEMORY);
        let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
        assert_eq!((output.status.code(), err.as_str()), (Some(status), ""), "{arguments:?}");
        assert!(out.len() <= OUTPUT, "{arguments:?}: {} bytes", out.len());
        String::from_utf8(out).unwrap()
    }

    /// What the command says of a path, as JSON.
    fn report(&self, arguments: &[&str], status: i32) -> Value {
        let json = self.printed(&[arguments, &["--format", "json"]].concat(), status);
        serde_json::from_str(&json).unwrap()
    }
}

/// A host with one route for all paths, over HTTP/1.1.
fn host(name: &str, route: &str) -> String {
    format!(
        "[[host]]\nname = '{name}'\nhttps = {{ alpn = ['http/1.1'] }}\n[[host.route]]\npath = '/*'\n{route}\n"
    )
}
