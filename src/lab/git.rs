//! Git repositories, made by git when they are first asked for, served over smart HTTP.

use std::{
    collections::BTreeMap, ffi::OsStr, fmt::Write as _, fs, io, path::PathBuf, process::Stdio,
};

use bytes::Bytes;
use tokio::{io::AsyncWriteExt as _, sync::OnceCell};

use super::{
    LabError,
    reply::{Ask, Reply},
    scenario::{ObjectHash, Repo},
};
use crate::world::World;

/// The repositories of a scenario.
pub(super) struct Repos {
    dir: PathBuf,
    world: World,
    known: BTreeMap<String, (Repo, OnceCell<PathBuf>)>,
}

const UNPACKED: u64 = 16 << 20;

impl Repos {
    /// Repositories that will be in `dir`, made by the git in `path`.
    pub(super) fn new(
        dir: PathBuf,
        repos: &[Repo],
        path: Option<&OsStr>,
    ) -> Result<Self, LabError> {
        fs::create_dir_all(&dir).map_err(LabError::io("making the directory of repositories"))?;
        let mut world = World::empty();
        world.set("HOME", &dir);
        world.set("GIT_CONFIG_NOSYSTEM", "1");
        world.set("LC_ALL", "C");
        if let Some(path) = path {
            world.set("PATH", path);
        }
        let known = repos.iter().map(|r| (r.name.get_ref().clone(), (r.clone(), OnceCell::new())));
        Ok(Self { dir, world, known: known.collect() })
    }

    /// Puts a repository into the directory `at`.
    pub(super) async fn put(&self, name: &str, at: &str) -> io::Result<()> {
        let dir = self.repository(name).await?;
        self.git(&["clone", "-q", "--bare", dir, at], "", &[]).await.map(drop)
    }

    /// The directory of a repository.
    pub(super) async fn directory(&self, name: &str) -> io::Result<PathBuf> {
        self.repository(name).await.map(PathBuf::from)
    }

    /// Answers a request below a repository's URL.
    pub(super) async fn serve(&self, name: &str, ask: &Ask) -> Reply {
        match self.upload_pack(name, ask).await {
            Ok(reply) => reply.with("Cache-Control", "no-cache"),
            Err(error) => Reply::new(500, "text/plain; charset=utf-8", format!("{error}\n")),
        }
    }

    async fn upload_pack(&self, name: &str, ask: &Ask) -> io::Result<Reply> {
        let dir = self.repository(name).await?;
        let protocol = ask.header("git-protocol").unwrap_or_default();
        let mut args = vec!["upload-pack", "--stateless-rpc"];
        if ask.method == "POST" {
            args.push(dir);
            let pack = self.git(&args, protocol, &unpacked(ask)?).await?;
            return Ok(Reply::new(200, "application/x-git-upload-pack-result", pack));
        }
        args.extend(["--advertise-refs", dir]);
        let refs = self.git(&args, protocol, &[]).await?;
        let begin: &[u8] = match protocol {
            "version=2" => b"",
            _ => b"001e# service=git-upload-pack\n0000",
        };
        let body = [begin, &refs].concat();
        Ok(Reply::new(200, "application/x-git-upload-pack-advertisement", body))
    }

    async fn repository(&self, name: &str) -> io::Result<&str> {
        let (repo, made) = self.known.get(name).ok_or(io::ErrorKind::NotFound)?;
        let dir = made.get_or_try_init(|| self.make(repo)).await?;
        dir.to_str().ok_or_else(|| io::ErrorKind::InvalidFilename.into())
    }

    async fn make(&self, repo: &Repo) -> io::Result<PathBuf> {
        let dir = self.dir.join(repo.name.get_ref());
        let at = dir.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
        let hash = match repo.hash {
            ObjectHash::Sha1 => "--object-format=sha1",
            ObjectHash::Sha256 => "--object-format=sha256",
        };
        let init =
            ["-c", "init.defaultBranch=main", "init", "-q", "--bare", "--template=", hash, at];
        self.git(&init, "", &[]).await?;
        if !repo.empty {
            let stream = import(repo);
            self.git(&["-C", at, "fast-import", "--quiet"], "", stream.as_bytes()).await?;
        }
        if let Some(head) = &repo.head {
            let branch = format!("refs/heads/{}", head.get_ref());
            self.git(&["-C", at, "symbolic-ref", "HEAD", &branch], "", &[]).await?;
        }
        Ok(dir)
    }

    /// What git writes to its standard output.
    async fn git(&self, args: &[&str], protocol: &str, input: &[u8]) -> io::Result<Bytes> {
        let mut command = self.world.command("git");
        command.args(args).env("GIT_PROTOCOL", protocol).current_dir(&self.dir);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let mut stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let feed = async move {
            stdin.write_all(input).await?;
            stdin.shutdown().await
        };
        // git may end before it has read everything; its own words say why.
        let (_, output) = tokio::join!(feed, child.wait_with_output());
        let output = output?;
        if output.status.success() {
            return Ok(output.stdout.into());
        }
        Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// The repository as a stream for `git fast-import`: author and dates are fixed, so that hashes are.
fn import(repo: &Repo) -> String {
    let who = "goget-doctor lab <lab@example.com> 1700000000 +0000";
    let mut stream = format!("commit refs/heads/main\nauthor {who}\ncommitter {who}\n");
    stream.push_str("data 7\nPublish\n");
    for (path, text) in &repo.files {
        let _ = write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len());
    }
    for (path, to) in &repo.links {
        let _ = write!(stream, "M 120000 inline {path}\ndata {}\n{to}\n", to.len());
    }
    for tag in &repo.tags {
        let _ = write!(stream, "\nreset refs/tags/{tag}\nfrom refs/heads/main\n");
    }
    stream
}

/// The body of a request, which git compresses where it is long.
fn unpacked(ask: &Ask) -> io::Result<Vec<u8>> {
    use io::Read as _;
    if ask.header("content-encoding") != Some("gzip") {
        return Ok(ask.body.to_vec());
    }
    let mut body = Vec::new();
    flate2::read::GzDecoder::new(&ask.body[..]).take(UNPACKED).read_to_end(&mut body)?;
    Ok(body)
}
