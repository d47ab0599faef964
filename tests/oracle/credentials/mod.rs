//! Which credentials arrive with which request: those of the real go against ours, in the same place.
//!
//! Needs `GOGET_DOCTOR_GO`, the go command of a release whose rules are known, or `GOGET_DOCTOR_GOROOTS`, a folder with
//! `VERSION/go`; the version decides whose rules apply.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod cases;
mod server;
mod settled;

use std::{ffi::OsStr, fs, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc};

use crate::{go, support::child::child};
use cases::{CASES, Case, Target};
use goget_doctor::{
    go::version::{Change, Version},
    pipeline::{self, Options},
    report::Report,
    trace::Stage,
    world::World,
};
use server::Server;

/// The path that is asked of a module proxy.
const OF_PROXY: &str = "a.b/c";

#[test]
fn what_arrives_is_what_go_sends() {
    for (version, go) in go::go_commands("what_arrives_is_what_go_sends") {
        arrives_as_from(&go, version);
    }
}

fn arrives_as_from(go: &Path, version: Version) {
    let (mut wrong, mut with_login) = (Vec::new(), 0);
    for case in CASES.iter().filter(|case| version >= case.since.parse().unwrap()) {
        let folder = Folder::new(case);
        let server = Server::start(case.routes, folder.path());
        let world = folder.world(case, &server);
        let (theirs, said) = theirs(go, case, &world, &server);
        let (ours, error) = ours(version, case, world, &server);
        with_login += usize::from(theirs.iter().any(|request| request.contains("Authorization: ")));
        if ours != theirs || !says(&said, &error, &theirs) {
            wrong.push(format!(
                "{}\n  go:   {theirs:#?}\n  ours: {ours:#?}\n  go says {said}\n  we say {error}",
                case.about
            ));
        }
    }
    assert!(with_login >= 40 || !version.has(Change::GoAuth), "{with_login}");
    assert!(
        wrong.is_empty(),
        "go {version}, {} of {} differ:\n\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n\n")
    );
}

/// Whether go says `error`, in which an `x` stands for each byte of what was sent as a login.
fn says(said: &str, error: &str, sent: &[String]) -> bool {
    let (said, error) = (said.as_bytes(), error.as_bytes());
    let is_said =
        |text: &[u8]| text.iter().zip(error).all(|(theirs, ours)| ours == theirs || *ours == b'x');
    let covered = |text: &[u8]| {
        let at = |ours: usize| error[ours] != text[ours];
        let first = (0..error.len()).find(|ours| at(*ours)).unwrap_or_default();
        let last = (0..error.len()).rfind(|ours| at(*ours)).map_or(0, |last| last + 1);
        let piece = String::from_utf8_lossy(&text[first..last.max(first)]).trim().to_owned();
        piece.is_empty() || sent.iter().any(|request| request.contains(&piece))
    };
    error.is_empty() || said.windows(error.len()).any(|text| is_said(text) && covered(text))
}

#[test]
fn there_are_enough_cases() {
    assert!(CASES.len() >= 40);
}

/// What go sent, and what it says.
fn theirs(go: &Path, case: &Case, world: &World, server: &Server) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("go.mod"), "module m\n\ngo 1.21\n").unwrap();
    let mut command = child(go);
    command.envs(world.vars()).args(["list", "-m"]).current_dir(folder.path());
    match case.target {
        Target::Page(path) => command.arg(format!("{path}@latest")),
        Target::Proxy(_) => command.args(["-versions", OF_PROXY]),
    };
    let output = command.output().unwrap();
    (server.take(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What we send, and what we say.
fn ours(version: Version, case: &Case, world: World, server: &Server) -> (Vec<String>, String) {
    let (go, until) = (Some(version), Some(Stage::Root));
    let options = Options { no_probe: true, go, module: true, until, ..Options::default() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(async {
        match case.target {
            Target::Page(path) => {
                let trace = pipeline::resolve(Arc::new(world), OsStr::new(path), &options).await;
                Report::of(&trace.unwrap()).verdict.error().map(str::to_owned)
            }
            Target::Proxy(url) => {
                let list = format!("{url}/{OF_PROXY}/@v/list");
                drop(pipeline::fetch(Arc::new(world), &list, &options).await);
                None
            }
        }
    });
    (server.take(), error.unwrap_or_default())
}

/// The files of a case: netrc, the programs of GOAUTH and what they say.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(case: &Case) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.put("netrc", case.netrc);
        for (name, text) in case.files {
            folder.put(name, text);
        }
        let at = folder.path().display();
        folder.put(".gitconfig", &format!("[credential]\n\thelper = {at}/helper\n"));
        let keeps = "{ echo \"$1\"; cat; } >> \"$HOME/told\"; [ \"$1\" = get ] && cat \"$HOME/login\"; \
             echo \"$1\" 1<> \"$HOME/calls\"";
        folder.program("helper", keeps);
        folder.program("say", "cat \"$HOME/$1\"");
        folder.program("late", "[ $# = 1 ] || cat \"$HOME/$1\"");
        folder.program("early", "[ $# = 2 ] || cat \"$HOME/$1\"");
        folder.program("fail", "cat \"$HOME/$1\"; exit 3");
        folder.program("echo-url", "printf '%s\\n\\nAuthorization: %s\\n\\n' \"$1\" \"$*\"");
        folder.program(
            "echo-head",
            "[ $# = 0 ] || printf '%s\\n\\nX-Head: %s\\n\\n' \"$1\" \"$(sort | tr '\\n' ';')\"",
        );
        fs::create_dir(folder.path().join("repo")).unwrap();
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn program(&self, name: &str, body: &str) {
        self.put(name, &format!("#!/bin/sh\n{body}\n"));
        let all = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.path().join(name), all).unwrap();
    }

    fn world(&self, case: &Case, server: &Server) -> World {
        let mut world = World::empty();
        let at = |name: &str| self.path().join(name);
        world.set("PATH", World::real().var("PATH").unwrap_or_default());
        for (name, file) in [
            ("HOME", ""),
            ("NETRC", "netrc"),
            ("SSL_CERT_FILE", "ca.pem"),
            ("GOMODCACHE", "modcache"),
            ("GOCACHE", "cache"),
        ] {
            world.set(name, at(file));
        }
        let proxy = server.url();
        let direct = match case.target {
            Target::Page(_) => "direct",
            Target::Proxy(url) => url,
        };
        for (name, value) in [
            ("GOPROXY", direct),
            ("GOSUMDB", "off"),
            ("GOENV", "off"),
            ("GOTOOLCHAIN", "local"),
            ("GOFLAGS", "-modcacherw"),
            ("HTTPS_PROXY", proxy.as_str()),
            ("HTTP_PROXY", proxy.as_str()),
        ]
        .into_iter()
        .chain(case.env.iter().copied())
        {
            world.set(name, value.replace("{}", &self.path().display().to_string()));
        }
        world
    }
}
