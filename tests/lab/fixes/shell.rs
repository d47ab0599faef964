//! Pastes a fix into a shell, and lets the real go command run behind it.

use std::{ffi::OsStr, path::Path};

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

use super::order::{asked, filled_in, in_order, with_ca};

/// What the real go says after `fix` of a run in the lab with the home `home`; `None` where it
/// succeeds.
pub(crate) async fn said_after(
    fix: &str,
    home: &str,
    scenario: &Scenario,
    go: &OsStr,
) -> Option<String> {
    // The clock of a scenario is ours alone.
    let scenario = &Scenario { clock: None, ..scenario.clone() };
    let ordered = with_ca(&in_order(scenario, asked(fix, scenario)));
    let lab = Lab::start(&ordered, &World::real()).await.unwrap();
    let here = lab.module().parent().unwrap().display().to_string();
    let roots = lab.exports().into_iter().find(|(name, _)| name == "SSL_CERT_FILE");
    let roots = roots.map_or_else(String::new, |(_, file)| file);
    // A scenario without a home names no place in it.
    let there = if home.is_empty() { &here } else { home };
    let fix = filled_in(fix, scenario)
        .replace(lab_of(there), lab_of(&here))
        .replace("CA.pem", &format!("{here}/CA.pem"))
        .replace("/var/cache/go", &format!("{here}/cache"));
    let fix = fix.replace("/etc/ssl/certs/ca-certificates.crt", &roots);
    let ask = if scenario.module { "go list -m PATH@latest" } else { "go get PATH" };
    let path = if scenario.module { scenario.path.clone() } else { scenario.argument() };
    let ask = ask.replace("PATH", &path);
    let fix = lab.as_run(&fix);
    let fix = if fix.contains("ssh-agent") { with_agent(&fix, &here) } else { fix };
    // The home of whoever runs the test is not the lab's.
    let fix =
        fix.replace("getent passwd \"$(id -un)\"", &format!("echo lab:x:0:0::{here}:/bin/sh"));
    // What is fetched for a fix has to be good for what failed, which asks GOPROXY as it is set.
    let script = if fix.contains("go get ") { fix } else { format!("{fix}\n{ask}") };
    run(&lab, &script, go).await
}

/// The folder of the lab in which a home is.
fn lab_of(home: &str) -> &str {
    let is_lab = |place: &&Path| {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("goget-doctor-lab-")
    };
    Path::new(home).ancestors().find(is_lab).and_then(Path::to_str).unwrap()
}

/// The line with an agent that asks a program for the passphrase, and ends with the shell.
fn with_agent(fix: &str, home: &str) -> String {
    format!(
        "trap 'ssh-agent -k >/dev/null' EXIT\nexport SSH_ASKPASS={home}/.pass SSH_ASKPASS_REQUIRE=force\n\
         printf '#!/bin/sh\\necho s3cret\\n' >$SSH_ASKPASS; chmod 755 $SSH_ASKPASS\n{fix}"
    )
}

/// What the real go says of the scenario as it is; `None` where it succeeds.
pub(crate) async fn said(scenario: &Scenario, path: &str, go: &OsStr) -> Option<String> {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    run(&lab, &format!("go list -m {path}@latest || go get {path}"), go).await
}

async fn run(lab: &Lab, script: &str, go: &OsStr) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let bin = dir.path().join("bin");
    put_go(&bin, go);
    let module = dir.path().join("module");
    let module = if lab.scenario().lays_module() {
        lab.module()
    } else {
        std::fs::create_dir(&module).unwrap();
        std::fs::write(module.join("go.mod"), "module lab.example/empty\n\ngo 1.21\n").unwrap();
        module
    };
    let mut world = World::empty();
    for (name, value) in lab.exports() {
        world.set(name, value);
    }
    let mut path = bin.into_os_string();
    path.push(":");
    path.push(lab.programs().unwrap_or_default());
    world.set("PATH", path);
    let mut command = world.command("sh");
    let output = command.args(["-euc", script]).current_dir(&module).output().await.unwrap();
    let said = || format!("{script}\n{}", String::from_utf8_lossy(&output.stderr));
    (!output.status.success()).then(said)
}

/// Lets the shell find the go command that judges.
fn put_go(bin: &Path, go: &OsStr) {
    std::fs::create_dir(bin).unwrap();
    std::os::unix::fs::symlink(go, bin.join("go")).unwrap();
}
