//! No login that was really sent comes out again: in no format, report file, saved trace, baseline or error.
//!
//! Our command runs with the exports of a lab, so that its requests go over sockets, and the lab says what arrived.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::{fs, process::Command};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

/// Stands in the place of every password and token.
const SECRET: &str = "hunter2secret";
const PATH: &str = "go.example.com/tool";
const FORMATS: [&str; 9] =
    ["human", "json", "jsonl", "sarif", "junit", "github", "markdown", "html", "go"];

/// One way that a login takes.
struct Way {
    about: &'static str,
    /// What stands in front of the hosts in the scenario file.
    machine: String,
    hosts: String,
    /// How a header line begins in which the login arrives somewhere.
    arrives: &'static str,
}

const LOGIN: &str = "auth = { user = 'ci', password = 'hunter2secret' }\n";
const OTHER_LOGIN: &str = "auth = { user = 'ci', password = 'another' }\n";
const PAGE: &str = "import = 'go.example.com/tool git https://git.example.com/tool.git'\n";

fn ways() -> Vec<Way> {
    let way = |about, machine: &str, hosts: String, arrives| Way {
        about,
        machine: machine.to_owned(),
        hosts,
        arrives,
    };
    let netrc = format!(
        "[files]\n'~/.netrc' = {{ text = \"machine go.example.com login ci password {SECRET}\\n\" }}\n"
    );
    let basic = STANDARD.encode(format!("ci:{SECRET}"));
    let goauth = format!(
        "env = {{ GOAUTH = \"printf 'https://go.example.com\\\\n\\\\nAuthorization: Basic {basic}\\\\nX-Token: {SECRET}\\\\n\\\\n'; no-such-program --token {SECRET}\" }}\n"
    );
    let git = format!(
        "env = {{ GOAUTH = 'git /' }}\n[files]\n'~/.gitconfig' = {{ text = '''[credential]\n\thelper = \"!echo username=ci; echo password={SECRET}; echo {SECRET} >&2; :\"\n''' }}\n"
    );
    let proxy = |password: &str| {
        format!("env = {{ HTTPS_PROXY = 'http://ci:{password}@proxy.example.com:3128' }}\n")
    };
    let goproxy = format!(
        "env = {{ GOPROXY = 'https://ci:{SECRET}@proxy.example.com,direct', GOPRIVATE = 'go.example.com', GOINSECURE = 'https://ci:{SECRET}@go.example.com' }}\n"
    );
    let door = |login: &str| {
        let auth = login.trim_end().replacen("auth = ", "", 1);
        let proxy = format!(
            "[[host]]\nname = 'proxy.example.com'\nproxy = {{ port = 3128, auth = {auth} }}\n"
        );
        proxy + &site(PAGE)
    };
    let elsewhere = format!(
        "headers = {{ Set-Cookie = 'session={SECRET}' }}\nredirect = 'https://ci:{SECRET}@www.example.com/tool'\n"
    );
    let to_http = format!("redirect = 'http://ci:{SECRET}@www.example.com/tool'\n");
    let www = format!(
        "{}[[host]]\nname = 'www.example.com'\nhttps = {{}}\n[[host.route]]\npath = '/tool'\n{LOGIN}{PAGE}",
        site(&elsewhere)
    );
    vec![
        way("netrc", &netrc, site(&format!("{LOGIN}{PAGE}")), "Authorization: Basic "),
        way(
            "netrc, refused",
            &netrc,
            site(&format!("{OTHER_LOGIN}{PAGE}")),
            "Authorization: Basic ",
        ),
        way("a program", &goauth, site(&format!("{LOGIN}{PAGE}")), "X-Token: "),
        way("a program, refused", &goauth, site(&format!("{OTHER_LOGIN}{PAGE}")), "X-Token: "),
        way("git", &git, site(&format!("{LOGIN}{PAGE}")), "Authorization: Basic "),
        way("git, refused", &git, site(&format!("{OTHER_LOGIN}{PAGE}")), "Authorization: Basic "),
        way("a redirect and a cookie", "", www, "Authorization: Basic "),
        way(
            "a redirect that go refuses",
            &netrc,
            site(&format!("{LOGIN}{to_http}")),
            "Authorization: Basic ",
        ),
        way("an HTTP proxy", &proxy(SECRET), door(LOGIN), "Proxy-Authorization: Basic "),
        way(
            "an HTTP proxy, refused",
            &proxy(SECRET),
            door(OTHER_LOGIN),
            "Proxy-Authorization: Basic ",
        ),
        way("a module proxy", &goproxy, site(PAGE), ""),
    ]
}

fn site(page: &str) -> String {
    format!(
        "[[host]]\nname = 'go.example.com'\nhttps = {{}}\n[[host.route]]\npath = '/tool'\n{page}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn no_login_that_was_sent_comes_out() {
    let mut leaks = Vec::new();
    for way in ways() {
        let text = format!(
            "about = 'a'\npath = '{PATH}'\n{}{}[expect]\nok = true\n",
            way.machine, way.hosts
        );
        let scenario = Scenario::parse(way.about, &text).unwrap();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let vars = lab.exports();
        let runs = move || Runs::new(way.about, vars).leaks();
        leaks.extend(tokio::task::spawn_blocking(runs).await.unwrap());
        assert!(has_arrived(&lab, way.arrives), "{}: no login arrived", way.about);
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

/// Whether a host was sent a field that begins so.
fn has_arrived(lab: &Lab, begin: &str) -> bool {
    let counts = lab.counts();
    let requests = counts.values().flat_map(|counts| &counts.requests);
    let mut fields = requests.flat_map(|request| &request.headers);
    let begin = begin.to_lowercase();
    fields.any(|(name, value)| format!("{name}: {value}").to_lowercase().starts_with(&begin))
}

/// The commands that are run on one way.
struct Runs {
    about: &'static str,
    vars: Vec<(String, String)>,
    folder: tempfile::TempDir,
    leaks: Vec<String>,
}

impl Runs {
    fn new(about: &'static str, vars: Vec<(String, String)>) -> Self {
        Self { about, vars, folder: tempfile::tempdir().unwrap(), leaks: Vec::new() }
    }

    fn leaks(mut self) -> Vec<String> {
        let (saved, baseline) = (self.file("run.jsonl"), self.file("base.json"));
        let reports = self.reports("resolve");
        self.run(&["resolve", "--module", PATH, "-v", "--save", &saved], &reports);
        let reports = self.reports("check");
        let list = self.run(&["check", "--module", PATH, "--format", "json"], &reports);
        fs::write(&baseline, list).unwrap();
        let url = format!("https://ci:{SECRET}@{PATH}?go-get=1");
        for words in [
            &["check", "--module", PATH, "--baseline", &baseline, "--format", "jsonl"][..],
            &["resolve", "--module", PATH, "--go", "all", "--format", "json"],
            &["env"],
            &["env", PATH, "--format", "json"],
            &["netrc", "go.example.com"],
            &["meta", &url],
        ] {
            self.run(words, &[]);
        }
        for format in FORMATS {
            self.run(&["replay", &saved, "--format", format], &[]);
        }
        self.look_into_files();
        self.leaks
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A file in every format.
    fn reports(&self, kind: &str) -> Vec<String> {
        let report = |format: &str| {
            let file = self.file(&format!("{kind}.{format}"));
            ["--report".to_owned(), format!("{format}={file}")]
        };
        FORMATS.into_iter().flat_map(report).collect()
    }

    /// Runs our command; what it prints must be something, and clean.
    fn run(&mut self, words: &[&str], more: &[String]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goget-doctor"));
        command.env_clear().env("PATH", World::real().var("PATH").unwrap_or_default());
        let output = command.envs(self.vars.clone()).args(words).args(more).output().unwrap();
        assert_ne!(output.stdout.len() + output.stderr.len(), 0, "{}: {words:?}", self.about);
        let place = format!("{words:?}").replace(SECRET, "…");
        self.look(&place, &[&output.stdout[..], &output.stderr].concat());
        output.stdout
    }

    fn look_into_files(&mut self) {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 2 * FORMATS.len() + 2, "{}: {files:?}", self.about);
        for file in files {
            let text = fs::read(&file).unwrap();
            assert!(!text.is_empty(), "{}: {}", self.about, file.display());
            self.look(&file.file_name().unwrap().to_string_lossy(), &text);
        }
    }

    /// Neither the secret itself may be there nor what Basic makes of it.
    fn look(&mut self, place: &str, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let basic = STANDARD.encode(format!("ci:{SECRET}"));
        let found = [SECRET, &basic].into_iter().find_map(|secret| text.find(secret));
        if let Some(at) = found {
            let begin = text.floor_char_boundary(at.saturating_sub(100));
            let end = text.ceil_char_boundary(at + 60);
            self.leaks.push(format!("{}, {place}: …{}…", self.about, &text[begin..end]));
        }
    }
}
