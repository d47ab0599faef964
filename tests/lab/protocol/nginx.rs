//! A folder of files behind a real nginx, as Debian has it set up: nothing is wrong with it. It says loudly that it was skipped
//! where this machine has no nginx.

use std::{
    fs,
    io::Write as _,
    net::{SocketAddr, TcpListener},
    os::fd::OwnedFd,
    path::Path,
    process::{Child, Stdio},
};

use goget_doctor::{Options, world::World};
use rustix::process::{Pid, Signal, kill_process};

use super::{TOOL, folder, lab, names, view};
use crate::support::child::child;

/// Where systems have the server.
const NGINX: &str = "/usr/sbin/nginx";

/// A server that is ended with its workers.
struct Server(Child);

impl Server {
    /// Serves `folder/files` on `listener`, whose `address` the settings name; it is handed on as nginx hands its own to a
    /// new release of itself.
    fn start(folder: &Path, listener: TcpListener, address: SocketAddr) -> Self {
        let dir = folder.display();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary = temporary.map(|kind| format!("{kind}_temp_path {dir}/temporary;")).concat();
        let settings = format!(
            "daemon off;\nuser root;\nworker_processes 1;\npid {dir}/pid;\nerror_log stderr;\nevents {{}}\n\
             http {{ access_log off; {temporary} default_type application/octet-stream;\n\
             server {{ listen {address}; root {dir}/files; }} }}\n"
        );
        fs::write(folder.join("nginx.conf"), settings).unwrap();
        let mut command = child(NGINX);
        command.args(["-e", "stderr", "-p"]).arg(folder).arg("-c").arg(folder.join("nginx.conf"));
        command.env("NGINX", "0;").stdin(Stdio::from(OwnedFd::from(listener)));
        Self(command.stderr(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        kill_process(Pid::from_child(&self.0), Signal::TERM).unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
async fn of_a_folder_behind_nginx_nothing_is_said() {
    if !Path::new(NGINX).exists() {
        std::io::stderr().write_all(format!("SKIPPED: no {NGINX}\n").as_bytes()).unwrap();
        return;
    }
    let (lab, dir) = (lab("").await, tempfile::tempdir().unwrap());
    let spelt = [TOOL, "go.example.com/!azure/!s!d!k"];
    for (version, spelt) in lab.scenario().version[1..3].iter().zip(spelt) {
        for (path, bytes) in folder::files(version, spelt) {
            // A version is spelt like a path.
            folder::lay(&dir.path().join("files"), &path.replace("RC", "!r!c"), &bytes);
        }
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let _server = Server::start(dir.path(), listener, address);
    let mut world = World::empty();
    for (name, value) in [("HOME", "/nonexistent"), ("GOENV", "off"), ("GOSUMDB", "off")] {
        world.set(name, value);
    }
    let url = format!("http://{address}");
    for (module, version) in [(TOOL, "v1.2.0"), ("go.example.com/Azure/SDK", "v1.0.0-RC.1")] {
        let seen = view(world.clone(), &url, Some(module), &Options::default()).await;
        assert_eq!((names(&seen), seen.exit), (vec![], 0), "{module}");
        assert_eq!(seen.version.as_deref(), Some(version));
    }
}
