//! The lines of the job for GitLab, in an image that has busybox and nothing else.
#![cfg(all(feature = "lab", target_os = "linux"))]
#![expect(clippy::disallowed_methods, reason = "a test lays out an image")]

use std::{
    fs, io,
    io::Write as _,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::Output,
};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    world::World,
};
use yaml_rust2::YamlLoader;

use crate::support::child::child;

const BUSYBOX: &str = "/bin/busybox";

/// A file system of its own: busybox, goget-doctor and the libraries of that, which a static one does not need.
struct Image {
    root: tempfile::TempDir,
}

impl Image {
    /// None, and a loud line, where nobody may change the root, or there is no static busybox.
    fn made() -> Option<Self> {
        let is_root = child("id").arg("-u").output().unwrap().stdout == b"0\n";
        let places = [BUSYBOX, "/usr/bin/busybox"];
        let busybox = places.into_iter().find(|place| Path::new(place).exists());
        let Some(busybox) = busybox.filter(|_| is_root) else {
            let said = b"SKIPPED: slim_image needs root and busybox-static\n";
            io::stderr().write_all(said).unwrap();
            return None;
        };
        let image = Self { root: tempfile::tempdir().unwrap() };
        image.put(Path::new(busybox), BUSYBOX);
        let list = child(busybox).arg("--list").output().unwrap().stdout;
        for applet in String::from_utf8(list).unwrap().lines().filter(|it| *it != "busybox") {
            symlink("busybox", image.at("/bin").join(applet)).unwrap();
        }
        let doctor = Path::new(env!("CARGO_BIN_EXE_goget-doctor"));
        image.put(doctor, "/build/goget-doctor");
        let libraries = child("ldd").arg(doctor).output().unwrap().stdout;
        let libraries = String::from_utf8(libraries).unwrap();
        for library in libraries.split_whitespace().filter(|word| word.starts_with('/')) {
            image.put(Path::new(library), library);
        }
        fs::create_dir_all(image.at("/root")).unwrap();
        fs::create_dir_all(image.at("/tmp")).unwrap();
        Some(image)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }

    fn put(&self, from: &Path, path: &str) {
        // A link would lead nowhere there.
        let from = fs::canonicalize(from).unwrap();
        let at = self.at(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        if fs::hard_link(&from, &at).is_err() {
            fs::copy(&from, &at).unwrap();
        }
    }

    /// Runs `script` in it, with `env`.
    fn run(&self, script: &str, env: &[(String, String)]) -> Output {
        // The PATH that it is given is that of the image.
        let mut chroot = child("/usr/sbin/chroot");
        chroot.arg(self.root.path()).args(["/bin/sh", "-euc", script]);
        chroot.envs(env.iter().cloned()).envs([("PATH", "/bin"), ("HOME", "/root")]);
        chroot.output().unwrap()
    }
}

/// The lines of the job that runs in the build's own image.
fn script() -> String {
    let text = include_str!("../../docs/ci/gitlab.yml");
    let jobs = YamlLoader::load_from_str(text).unwrap().remove(0);
    let job = &jobs["goget-doctor-in-image"];
    let lines =
        ["before_script", "script"].into_iter().flat_map(|part| job[part].as_vec().unwrap());
    let lines: Vec<_> = lines.map(|line| line.as_str().unwrap()).collect();
    format!("cd /build\n{}", lines.join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_runs_where_there_is_busybox_alone() {
    let Some(image) = Image::made() else { return };
    let scenario = Scenario::parse("repo-no-git", lab::find("repo-no-git").unwrap()).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let mut env = lab.exports();
    for (_, file) in env.iter().filter(|(name, _)| name == "SSL_CERT_FILE") {
        image.put(Path::new(file), file);
    }
    let required = "module a.test/b\n\ngo 1.21\n\nrequire go.example.com/tool v0.1.0\n";
    fs::write(image.at("/build/go.mod"), required).unwrap();
    fs::write(image.at("/build/key"), "-----BEGIN\r\nkey\r\n-----END").unwrap();
    let given = [
        ("CI_JOB_TOKEN", "t0ken"),
        ("CI_SERVER_HOST", "gitlab.example.com"),
        ("SSH_HOST", "gitlab.example.com"),
        ("SSH_HOST_KEY", "gitlab.example.com ssh-ed25519 AAAA"),
        ("SSH_KEY", "/build/key"),
    ];
    env.extend(given.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let output = image.run(&script(), &env);
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}{complaint}");
    assert!(said.contains("git is not installed"), "{said}{complaint}");
    let key = image.at("/root/.ssh/id_deploy");
    assert_eq!(fs::read_to_string(&key).unwrap(), "-----BEGIN\nkey\n-----END\n");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let rule = fs::read_to_string(image.at("/root/.gitconfig")).unwrap();
    assert_eq!(
        rule,
        "[url \"ssh://git@gitlab.example.com/\"]\n\tinsteadOf = https://gitlab.example.com/\n"
    );
}
