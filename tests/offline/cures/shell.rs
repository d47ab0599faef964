//! A real shell, with a go that knows `env -w` and `env -u` alone.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::support::child::bare;

/// `go env -w NAME=VALUE…` and `go env -u NAME…`, as go does it: a line for each variable in the file that GOENV names.
const GO: &str = r#"#!/bin/sh
what=$2
shift 2
touch "$GOENV"
for pair; do
  grep -v "^${pair%%=*}=" "$GOENV" >"$GOENV.new"
  [ "$what" = -u ] || printf '%s\n' "$pair" >>"$GOENV.new"
  cat "$GOENV.new" >"$GOENV"
done
rm -f "$GOENV.new"
"#;

/// Makes the folder `bin` with that go in `home`.
pub(super) fn furnish(home: &Path) {
    let go = home.join("bin/go");
    fs::create_dir_all(home.join("bin")).unwrap();
    fs::write(&go, GO).unwrap();
    fs::set_permissions(&go, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The words of a line, as a shell gives them to a command that it calls; none where it refuses the line.
pub(super) fn words(line: &str) -> Option<Vec<String>> {
    let script = format!(
        "go() {{ printf '%s\\0' go \"$@\"; }}\ngoget_doctor() {{ printf '%s\\0' doctor \"$@\"; }}\n{}",
        line.replace("goget-doctor ", "goget_doctor ")
    );
    let mut command = bare("/bin/sh");
    let output = command.args(["-c", &script]).env("PATH", "/nonexistent").output().unwrap();
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.split_terminator('\0').map(str::to_owned).collect())
}

/// The variables after a line was pasted where `vars` are set; what the shell says where it refuses the line.
pub(super) fn pasted(
    line: &str,
    home: &Path,
    vars: &[(String, String)],
) -> Result<Vec<(String, String)>, String> {
    let script = format!("{line}\nprintf '\\0'; env -0");
    let mut command = bare("/bin/sh");
    command
        .args(["-ec", &script])
        .current_dir(home)
        .envs(vars.iter().map(|(name, value)| (name, value)));
    let path = format!("{}:/usr/bin:/bin", home.join("bin").display());
    let output = command.env("PATH", path).output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let all = text.split_once('\0').unwrap().1.split_terminator('\0');
    let pairs = all.filter_map(|pair| pair.split_once('='));
    let own = pairs.filter(|(name, _)| !["PATH", "PWD", "OLDPWD", "_", "SHLVL"].contains(name));
    Ok(own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}
