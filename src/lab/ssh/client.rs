//! The ssh of those who log in: the machine's own, led to the servers of the lab as a name server would lead it, and kept
//! to the home directory of the lab.

use std::{
    ffi::{OsStr, OsString},
    fmt::Write as _,
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use crate::{lab::rights, shell::word};

/// The way to a host.
pub(in crate::lab) struct Way {
    /// Its name.
    pub(in crate::lab) name: String,
    /// The listener of its server; `None` where it has none.
    pub(in crate::lab) at: Option<SocketAddr>,
}

/// The folder with the programs.
pub(in crate::lab) struct Client {
    bin: PathBuf,
}

impl Client {
    /// Writes the programs below `dir`, for somebody at `home` who finds the machine's in `path`.
    pub(in crate::lab) fn write(
        dir: &Path,
        home: &Path,
        path: &OsStr,
        ways: &[Way],
    ) -> io::Result<Self> {
        let bin = dir.join("bin");
        fs::create_dir_all(&bin)?;
        let (own, led) = (dir.join("ssh_config"), dir.join("ssh_ways"));
        let settings = settings(home);
        fs::write(&own, &settings)?;
        // What is at home goes first, as everywhere; behind a block for a host it would be for that host alone.
        let home_first = settings.split_once('\n').unwrap_or_default();
        fs::write(&led, format!("{}\n{}{}", home_first.0, self::ways(ways), home_first.1))?;
        let place = |program: &str| found(program, path).map(|found| word(&found));
        if let Some(ssh) = place("ssh") {
            let script = ssh_script(&ssh, home, &own, &led);
            rights::program(&bin.join("ssh"), script.as_bytes())?;
        }
        if let Some(scan) = place("ssh-keyscan") {
            rights::program(&bin.join("ssh-keyscan"), scan_script(&scan, ways).as_bytes())?;
        }
        Ok(Self { bin })
    }

    /// The folders of programs, with the lab's in front.
    pub(in crate::lab) fn path(&self, path: &OsStr) -> OsString {
        let mut all = self.bin.clone().into_os_string();
        all.push(":");
        all.push(path);
        all
    }
}

/// The settings of ssh in the lab: those at home first, nothing of the machine's. Nobody is asked at its terminal.
fn settings(home: &Path) -> String {
    let ssh = home.join(".ssh");
    let mut text = format!("Include {}\nHost *\n\tBatchMode yes\n", ssh.join("config").display());
    for kind in ["rsa", "ecdsa", "ed25519"] {
        let file = ssh.join(format!("id_{kind}"));
        let file = file.display();
        let _ = write!(text, "Match exec \"test -e {file}\"\n\tIdentityFile {file}\n");
    }
    text + "Host *\n\tIdentityFile none\n"
}

/// The ways to the hosts, in ssh's own words. Where nobody listens, nobody does at port 1.
fn ways(ways: &[Way]) -> String {
    let mut text = String::new();
    for Way { name, at } in ways {
        let port = at.map_or(1, |at| at.port());
        let _ = write!(
            text,
            "Host {name}\n\tHostname 127.0.0.1\n\tPort {port}\n\tHostKeyAlias {name}\n\tCheckHostIP no\n"
        );
    }
    text
}

/// A program that hands everything on to the real ssh: with the ways where it connects, as itself where it is asked for its
/// settings. Servers of the lab let in whoever plays, whatever the user in the URL.
fn ssh_script(ssh: &str, home: &Path, own: &Path, led: &Path) -> String {
    let known = home.join(".ssh/known_hosts");
    let files = format!(
        "-o UserKnownHostsFile={} -o GlobalKnownHostsFile=/dev/null",
        word(&known.to_string_lossy())
    );
    let (own, led) = (own.to_string_lossy(), led.to_string_lossy());
    format!(
        r#"#!/bin/sh
for argument; do
	[ "$argument" = -G ] && exec {ssh} -F {own} {files} "$@"
done
count=$# skip=
while [ "$count" -gt 0 ]; do
	argument=$1 count=$((count - 1))
	shift
	[ -n "$skip" ] && skip= && continue
	[ "$argument" = -p ] && skip=1 && continue
	set -- "$@" "$argument"
done
exec {ssh} -F {led} {files} -o User="$(id -un)" "$@"
"#
    )
}

/// A program that asks the servers of the lab for their keys, and names them as the scenario does.
fn scan_script(scan: &str, ways: &[Way]) -> String {
    let mut text = "#!/bin/sh\nfor host; do :; done\ncase $host in\n".to_owned();
    for Way { name, at } in ways {
        let port = at.map_or(1, |at| at.port());
        let _ = writeln!(
            text,
            "{name}) {scan} -t ed25519 -p {port} 127.0.0.1 2>/dev/null | sed 's/^[^ ]*/{name}/' ;;"
        );
    }
    text + "esac\n"
}

/// Where `program` is, by the folders of `path`.
fn found(program: &str, path: &OsStr) -> Option<String> {
    let path = path.to_str()?;
    let mut places = path.split(':').map(|dir| Path::new(dir).join(program));
    places.find(|place| place.is_file()).map(|place| place.to_string_lossy().into_owned())
}
