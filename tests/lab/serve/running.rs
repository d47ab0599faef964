//! The command while it runs, and bytes for it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, ChildStdout, Stdio},
};

use tempfile::TempDir;

use crate::support::child::doctor;

/// A configuration that is served.
pub(super) struct Running {
    child: Child,
    pub(super) out: BufReader<ChildStdout>,
    pub(super) err: BufReader<ChildStderr>,
    pub(super) address: SocketAddr,
    /// The lines of the screen at the start.
    pub(super) screen: String,
    pub(super) file: PathBuf,
    folder: TempDir,
}

pub(super) const CONFIG: &str =
    "host: go.example.com\npaths:\n  /x:\n    repo: https://github.com/o/x\n";

impl Running {
    /// Serves `config` on a free port, with more `words`.
    pub(super) fn start(config: &str, words: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("vanity.yaml");
        fs::write(&file, config).unwrap();
        let mut command = doctor();
        command
            .current_dir(folder.path())
            .args(["serve", "vanity.yaml", "--listen", "127.0.0.1:0"])
            .args(words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let err = BufReader::new(child.stderr.take().unwrap());
        let mut screen = String::new();
        while !screen.contains("\ntry ") {
            let before = screen.len();
            out.read_line(&mut screen).unwrap();
            assert!(screen.len() > before, "it ends: {screen}");
        }
        for _ in 0..2 {
            out.read_line(&mut screen).unwrap();
        }
        let address = url_of(&screen, "listens").split_once("://").unwrap().1.parse().unwrap();
        Self { child, out, err, address, screen, file, folder }
    }

    /// What one line on standard error says, after which something has happened.
    pub(super) fn told(&mut self) -> String {
        let mut line = String::new();
        self.err.read_line(&mut line).unwrap();
        line
    }

    /// Replaces the configuration at once, as who deploys one does.
    pub(super) fn replace(&self, text: impl AsRef<str>) {
        replace(&self.file, text.as_ref());
    }

    pub(super) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            crate::support::child::child("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Ends it as systemd does: its status, what is left on standard output, and its folder.
    pub(super) fn end(mut self) -> (Option<i32>, String, TempDir) {
        self.signal("TERM");
        let status = self.child.wait().unwrap();
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().unwrap());
        (status.code(), rest, folder)
    }

    /// The answer to a request by the host of the configuration: status and the rest.
    pub(super) fn get(&self, target: &str) -> (u16, String) {
        get(self.address, target, "go.example.com")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Another file in the place of this one, never half of it.
pub(super) fn replace(file: &Path, text: &str) {
    let new = file.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, file).unwrap();
}

/// The URL in the row of the screen that `label` begins.
pub(super) fn url_of<'a>(screen: &'a str, label: &str) -> &'a str {
    let row = screen.lines().find_map(|line| line.strip_prefix(label)).unwrap();
    row.trim().split(',').next().unwrap().trim_end_matches("/-/health")
}

pub(super) fn get(address: SocketAddr, target: &str, host: &str) -> (u16, String) {
    let head = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let answer = raw(address, head.as_bytes());
    let status =
        answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, answer)
}

/// What comes back for these bytes until the server closes; nothing where it breaks the connection off.
pub(super) fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    // The server may have closed before all is written.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
