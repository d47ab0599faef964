//! A real sshd on a pipe: what `ssh -v` says of it, and the finding that a run makes of that. Each test says loudly that it
//! was skipped where this machine has no sshd.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::disallowed_methods, reason = "a test reads the keys that it made")]

use std::{
    ffi::OsStr,
    fs,
    io::{self, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    sync::Arc,
};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::Report,
    world::World,
};

use crate::support::{child::child, scenario};

/// Where systems have the server.
const SSHD: &str = "/usr/sbin/sshd";

/// A folder with keys, and a server that is started anew for each connection.
struct Server {
    dir: tempfile::TempDir,
}

impl Server {
    /// The server; none where this machine cannot start one.
    fn open() -> Option<Self> {
        let is_root = child("id").arg("-u").output().unwrap().stdout == b"0\n";
        if !Path::new(SSHD).exists() || is_root && !Path::new("/run/sshd").exists() {
            let said = format!("SKIPPED: no {SSHD} that could be started here\n");
            io::stderr().write_all(said.as_bytes()).unwrap();
            return None;
        }
        let server = Self { dir: tempfile::tempdir().unwrap() };
        for (name, passphrase) in
            [("host", ""), ("other", ""), ("known", ""), ("open", ""), ("locked", "pass")]
        {
            server.key(name, passphrase);
        }
        let public = |name: &str| fs::read_to_string(server.path(name) + ".pub").unwrap();
        server.write("authorized", &(public("open") + &public("locked")));
        server.write("hosts", &format!("git.example.com {}", public("host")));
        server.write("other_hosts", &format!("git.example.com {}", public("other")));
        server.write("no_hosts", "");
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(server.path("open"), open).unwrap();
        fs::remove_file(server.path("open") + ".pub").unwrap();
        server.write("config", &server.config());
        Some(server)
    }

    fn key(&self, name: &str, passphrase: &str) {
        let made = child("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", passphrase, "-f"])
            .arg(self.path(name))
            .status();
        assert!(made.unwrap().success());
    }

    fn config(&self) -> String {
        let dir = self.dir.path().display();
        format!(
            "HostKey {dir}/host\nAuthorizedKeysFile {dir}/authorized\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        )
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// The ssh that reaches it, with these known hosts and this key.
    fn ssh(&self, hosts: &str, key: Option<&str>) -> String {
        let key = key.map_or_else(|| "none".to_owned(), |key| self.path(key));
        let user = child("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap();
        format!(
            "ssh -F none -o BatchMode=yes -o User={} -o IdentityAgent=none -o IdentitiesOnly=yes -o IdentityFile={key} -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile={} -o ProxyCommand='{SSHD} -i -f {} -E {}'",
            user.trim(),
            self.path(hosts),
            self.path("config"),
            self.path("log"),
        )
    }
}

/// The findings of a run whose repository is behind `ssh`.
async fn findings(ssh: &str) -> Vec<String> {
    let name = "repo-ssh-no-key";
    let mut scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    scenario.env.insert("GIT_SSH_COMMAND".to_owned(), ssh.to_owned());
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    let lab = Lab::start(&scenario, &caller).await.unwrap();
    let options = scenario::options(&scenario);
    let argument = scenario.argument();
    let trace = pipeline::resolve(Arc::new(lab.world()), OsStr::new(&argument), &options).await;
    let report = Report::of(&trace.unwrap());
    report.findings.iter().map(|finding| finding.name.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_text_of_go_and_a_finding_for_each_cause() {
    let Some(server) = Server::open() else { return };
    let table = [
        ("no_hosts", Some("known"), "ssh-host-key-unknown"),
        ("other_hosts", Some("known"), "ssh-host-key-changed"),
        ("hosts", None, "ssh-no-key-offered"),
        ("hosts", Some("known"), "ssh-key-refused"),
        ("hosts", Some("open"), "ssh-key-unusable"),
        ("hosts", Some("locked"), "ssh-key-unusable"),
        ("hosts", Some("config"), "ssh-key-unusable"),
    ];
    for (hosts, key, finding) in table {
        assert_eq!(findings(&server.ssh(hosts, key)).await, [finding], "{hosts} {key:?}");
    }
}
