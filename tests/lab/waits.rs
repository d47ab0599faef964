//! What a run waits for is told on a terminal, and gone when the result is there: a server holds its answer until the
//! line is seen.
#![cfg(all(feature = "lab", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::Stdio,
    sync::{Arc, Condvar, Mutex},
};

use crate::support::child::child;

/// A server that answers once it may.
struct Held {
    port: u16,
    may: Arc<(Mutex<bool>, Condvar)>,
}

impl Held {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let held = Self { port: listener.local_addr().unwrap().port(), may: Arc::default() };
        let may = held.may.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let may = may.clone();
                std::thread::spawn(move || answer(stream, &may));
            }
        });
        held
    }

    fn release(&self) {
        *self.may.0.lock().unwrap() = true;
        self.may.1.notify_all();
    }
}

/// Answers what is asked, if only a handshake, with a 404 once it may.
fn answer(mut stream: TcpStream, may: &(Mutex<bool>, Condvar)) {
    let mut asked = [0; 4096];
    if stream.read(&mut asked).is_ok() {
        let held = may.0.lock().unwrap();
        drop(may.1.wait_while(held, |may| !*may).unwrap());
        let reply = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let _ = stream.write_all(reply.as_bytes());
    }
}

/// What a terminal shows in the end: carriage returns and erased ends of lines are obeyed, colours left out.
fn screen(said: &str) -> String {
    let mut lines = vec![String::new()];
    let mut column = 0;
    let mut rest = said.chars();
    while let Some(c) = rest.next() {
        let line = lines.last_mut().unwrap();
        match c {
            '\n' => {
                lines.push(String::new());
                column = 0;
            }
            '\r' => column = 0,
            '\u{1b}' => {
                if rest.find(char::is_ascii_alphabetic) == Some('K') {
                    *line = line.chars().take(column).collect();
                }
            }
            c => {
                let behind: String = line.chars().skip(column + 1).collect();
                *line = line.chars().take(column).chain([c]).collect::<String>() + &behind;
                column += 1;
            }
        }
    }
    lines.join("\n")
}

/// What a command says on a terminal, whose server answers when `line` was seen there.
fn told(server: &Held, arguments: &str, line: &str) -> String {
    let mut script = child("script");
    script.args(["-qefc", &format!("\"$DOCTOR\" {arguments}"), "/dev/null"]);
    script.env("DOCTOR", env!("CARGO_BIN_EXE_goget-doctor"));
    script.envs([("COLUMNS", "80"), ("LC_ALL", "C.UTF-8"), ("TERM", "xterm"), ("GOSUMDB", "off")]);
    script.env("GOPROXY", format!("http://127.0.0.1:{}", server.port));
    let mut running = script.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = running.stdout.take().unwrap();
    let (mut said, mut piece) = (Vec::new(), [0; 1024]);
    let mut is_over = false;
    while !is_over {
        let read = out.read(&mut piece).unwrap();
        said.extend_from_slice(&piece[..read]);
        if screen(&String::from_utf8_lossy(&said)).contains(line) {
            server.release();
        }
        is_over = read == 0;
    }
    running.wait().unwrap();
    String::from_utf8(said).unwrap()
}

#[test]
fn what_is_waited_for_is_told_until_it_is_there() {
    if !Path::new("/usr/bin/script").exists() {
        let line = b"SKIPPED: there is no `script` here, which makes a terminal\n";
        return std::io::stderr().write_all(line).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("slow.toml");
    fs::write(&file, SLOW).unwrap();
    let file = file.display();
    for (arguments, line, result) in [
        (
            "resolve --no-probe a.test/b",
            "proxy: waiting for 127.0.0.1:PORT, 0 s; gives up in ",
            "go says",
        ),
        ("check --no-probe a.test/b", "0/1 proxy: waiting for 127.0.0.1:PORT, ", "in all"),
        ("certs 127.0.0.1:PORT", "waiting for 127.0.0.1:PORT, 0 s; gives up in ", "as go"),
        ("proxy http://127.0.0.1:PORT a.test/b", "waiting for 127.0.0.1:PORT, ", "as go"),
        ("meta http://127.0.0.1:PORT/b", "waiting for 127.0.0.1:PORT, ", "go"),
        (
            &format!("lab run {file} --no-probe"),
            "fetch: waiting for a.test, 0 s; gives up in ",
            "lab ",
        ),
    ] {
        let server = Held::start();
        let port = server.port.to_string();
        let [arguments, line] = [arguments, line].map(|text| text.replace("PORT", &port));
        let said = told(&server, &arguments, &line);
        let last = screen(&said);
        assert!(*server.may.0.lock().unwrap(), "{arguments}: the line never came:\n{last}");
        assert!(last.contains(result) && !last.contains("gives up"), "{arguments}:\n{last}");
    }
}

/// A page that takes its time: what is served in the same process cannot wait for the test.
const SLOW: &str = r#"
about = "A page that takes its time"
path = "a.test/b"

[[host]]
name = "a.test"
https = {}

[[host.route]]
path = "/b"
delay = 3.0
import = "a.test/b git https://git.test/b"

[expect]
ok = false
error = "not told"
"#;
