//! The machine's own sshd, started anew for each connection: its files, and what it does for those whom it lets in.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

#[cfg(unix)]
use super::told::SSHD;
use super::told::Ssh;
#[cfg(unix)]
use crate::world::World;
use crate::{lab::rights, shell::word};

/// A server: how it is started.
pub(in crate::lab) struct Places {
    config: PathBuf,
    log: PathBuf,
    /// What the port answers in its place.
    raw: Option<String>,
}

impl Places {
    /// Writes the files of a server into `dir`. `repos` are its repositories: the path that git asks for, and the folder.
    pub(in crate::lab) fn write(
        dir: &Path,
        ssh: &Ssh,
        repos: &[(String, PathBuf)],
        path: &str,
    ) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let [host_key, authorized, command, config, log] =
            ["host_key", "authorized", "command", "config", "log"].map(|name| dir.join(name));
        fs::write(&host_key, ssh.host_key.private())?;
        rights::allow(&host_key, rights::own())?;
        let keys: Vec<_> = ssh.keys.iter().map(|key| key.public()).collect();
        fs::write(&authorized, keys.join("\n") + "\n")?;
        fs::write(&command, script(ssh, repos, path))?;
        let own = ssh.config.join("\n");
        let text = format!(
            "{own}\nHostKey {}\nAuthorizedKeysFile {}\nForceCommand sh {}\n{FIXED}",
            host_key.display(),
            authorized.display(),
            command.display(),
        );
        fs::write(&config, text)?;
        Ok(Self { config, log, raw: ssh.raw.clone() })
    }
}

const FIXED: &str = "StrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin prohibit-password\nPasswordAuthentication no\n\
                     KbdInteractiveAuthentication no\nAcceptEnv GIT_PROTOCOL\nPrintMotd no\nPrintLastLog no\n";

/// What is run for whoever was let in.
fn script(ssh: &Ssh, repos: &[(String, PathBuf)], path: &str) -> String {
    let mut script = format!("PATH={}; export PATH\n", word(path));
    if let Some(text) = &ssh.greets {
        let _ = writeln!(script, "printf '%s\\n' {}", word(text));
    }
    if let Some(text) = &ssh.refuses {
        let _ = writeln!(script, "printf '%s\\n' {} >&2; exit 1", word(text));
    }
    script.push_str("case $SSH_ORIGINAL_COMMAND in\n");
    for (at, dir) in repos {
        let asked = format!("git-upload-pack '{at}'");
        let dir = word(&dir.to_string_lossy());
        let _ = writeln!(script, "{}) exec git upload-pack {dir} ;;", word(&asked));
    }
    script.push_str(
        "'') echo 'Hi ann! You have logged in, and there is no shell here.' >&2; exit 1 ;;\nesac\n",
    );
    script.push_str("echo \"fatal: '${SSH_ORIGINAL_COMMAND#* }' does not appear to be a git repository\" >&2\nexit 128\n");
    script
}

/// Serves one connection.
pub(in crate::lab) async fn serve(stream: TcpStream, places: Arc<Places>) {
    // Whatever the client does, the lab goes on.
    let _ = match &places.raw {
        Some(raw) => answer(stream, raw).await,
        None => connect(stream, &places).await,
    };
}

/// Says `raw` to the client's first line, and closes.
async fn answer(stream: TcpStream, raw: &str) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.read_until(b'\n', &mut Vec::new()).await?;
    stream.write_all(raw.as_bytes()).await?;
    stream.shutdown().await
}

#[cfg(unix)]
async fn connect(stream: TcpStream, places: &Places) -> io::Result<()> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    let socket = std::os::fd::OwnedFd::from(stream);
    let mut sshd = World::empty().command(SSHD);
    sshd.args(["-i", "-f"]).arg(&places.config).arg("-E").arg(&places.log);
    sshd.stdin(socket.try_clone()?).stdout(socket).stderr(std::process::Stdio::null());
    let mut child = sshd.spawn()?;
    // The socket is the child's alone, so that it ends when that closes it.
    drop(sshd);
    child.wait().await.map(drop)
}

#[cfg(not(unix))]
async fn connect(_: TcpStream, _: &Places) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
