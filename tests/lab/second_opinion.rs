//! What curl and git send from a netrc file: the real ones of this machine against ours.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener},
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
    thread,
};

use crate::support::child::child;
use crate::support::judge;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::second::curl;

/// Files in which curl, git and go part, or nearly do.
const FILES: &[&str] = &[
    "machine a.com login u password p\n",
    "machine A.com login u password p\n",
    "machine a.com:80 login u password p\n",
    "machine b.com login x password y\nmachine a.com\n\tlogin u\n\tpassword p\n",
    "machine a.com login u password p\nmachine a.com login v password q\n",
    "default login u password p\n",
    "machine b.com login x password y\ndefault login u password p\n",
    "machine a.com login u password \"p q\"\n",
    "machine a.com login u password 'p'\n",
    "# machine a.com login v password q\nmachine a.com login u password p # x\n",
    "machine a.com\r\nlogin u\r\npassword p\r\n",
    "macdef init\ncd /tmp\n\nmachine a.com login u password p\n",
    "macdef init\r\ncd /tmp\r\n\r\nmachine a.com login u password p\r\n",
    "MACHINE a.com LOGIN u PASSWORD p\n",
    "machine\na.com\nlogin\nu\npassword\np\n",
    "machine www.a.com login u password p\n",
    "machine a.com login u account x password p\n",
    "",
];

#[test]
fn the_real_curl_and_git_send_what_we_say() {
    const TEST: &str = "the_real_curl_and_git_send_what_we_say";
    let server = Server::start();
    for tool in ["curl", "git"] {
        if child(tool).arg("--version").output().is_err() {
            judge::skipped(TEST, tool);
            continue;
        }
        for text in FILES {
            let home = tempfile::tempdir().unwrap();
            fs::write(home.path().join(".netrc"), text).unwrap();
            let ours = curl::login(text.as_bytes(), "a.com")
                .map(|login| [&login.user[..], b":", login.password.expose()].concat());
            let ours = ours.map(|pair| format!("Basic {}", STANDARD.encode(pair)));
            let asks = if tool == "curl" { of_curl } else { of_git };
            drop(asks(home.path(), server.at).output().unwrap());
            assert_eq!(server.take(), ours, "{tool}: {text:?}");
        }
    }
}

fn of_curl(home: &Path, at: SocketAddr) -> Command {
    let mut command = child("curl");
    command.env("HOME", home).env("http_proxy", format!("http://{at}"));
    command.args(["-s", "--netrc", "http://a.com/x"]);
    command
}

fn of_git(home: &Path, at: SocketAddr) -> Command {
    let mut command = child("git");
    command.env("HOME", home).envs([("GIT_TERMINAL_PROMPT", "0"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    command.args(["-c", &format!("http.proxy=http://{at}"), "ls-remote", "http://a.com/x"]);
    command
}

/// A proxy that wants a login for everything, and keeps the last one that it got.
struct Server {
    at: SocketAddr,
    last: Arc<Mutex<Option<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let last: Arc<Mutex<Option<String>>> = Arc::default();
        let kept = Arc::clone(&last);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines =
                    BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                for line in lines.take_while(|line| !line.is_empty()) {
                    if let Some(login) = line.strip_prefix("Authorization: ") {
                        *kept.lock().unwrap() = Some(login.to_owned());
                    }
                }
                let answer = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                // A client that has gone needs no answer.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { at, last }
    }

    /// The login since the last time.
    fn take(&self) -> Option<String> {
        self.last.lock().unwrap().take()
    }
}
