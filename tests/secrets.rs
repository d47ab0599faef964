//! No login that was really sent comes out again: in no format, report file, saved trace, baseline or error.
//!
//! Our command runs with the exports of a lab, so that its requests go over sockets, and the lab says what arrived.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

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
    let repo = format!(
        "import = 'go.example.com/tool git https://ci:{SECRET}@git.example.com/tool.git'\n"
    );
    let bad = format!(
        "{LOGIN}import = 'go.example.com/tool git ssh://ci:{SECRET}@git.example.com:x/tool.git'\n"
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
        way(
            "the URL of a repository",
            &netrc,
            site(&format!("{LOGIN}{repo}")),
            "Authorization: Basic ",
        ),
        way("a URL that cannot be read", &netrc, site(&bad), "Authorization: Basic "),
    ]
}

fn site(page: &str) -> String {
    format!(
        "[[host]]\nname = 'go.example.com'\nhttps = {{}}\n[[host.route]]\npath = '/tool'\n{page}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn no_login_that_was_sent_comes_out() {
    for way in ways() {
        let text = format!(
            "about = 'a'\npath = '{PATH}'\n{}{}[expect]\nok = true\n",
            way.machine, way.hosts
        );
        let scenario = Scenario::parse(way.about, &text).unwrap();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let vars = lab.exports();
        tokio::task::spawn_blocking(move || every_command(way.about, &vars)).await.unwrap();
        assert!(has_arrived(&lab, way.arrives), "{}: no login arrived", way.about);
    }
}

/// Whether a host was sent a field that begins so.
fn has_arrived(lab: &Lab, begin: &str) -> bool {
    let counts = lab.counts();
    let fields = counts.values().flat_map(|counts| &counts.requests);
    let mut lines = fields.flat_map(|request| &request.headers);
    lines.any(|(name, value)| {
        format!("{name}: {value}").to_lowercase().starts_with(&begin.to_lowercase())
    })
}

fn every_command(about: &str, vars: &[(String, String)]) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let reports = |kind: &str| -> Vec<String> {
        let report = |format| {
            [String::from("--report"), format!("{format}={}", file(&format!("{kind}.{format}")))]
        };
        FORMATS.into_iter().flat_map(report).collect()
    };
    let (saved, baseline) = (file("run.jsonl"), file("base.json"));
    let run = |words: &[&str], more: &[String]| {
        let output = command(vars, words, more);
        assert_ne!(output.stdout.len() + output.stderr.len(), 0, "{about}: {words:?}");
        let text = [output.stdout, output.stderr].concat();
        is_clean(about, &format!("{words:?}"), &String::from_utf8_lossy(&text));
        text
    };
    run(&["resolve", "--module", PATH, "-v", "--save", &saved], &reports("resolve"));
    let list = run(&["check", "--module", PATH, "--format", "json"], &reports("check"));
    fs::write(&baseline, list).unwrap();
    run(&["check", "--module", PATH, "--baseline", &baseline, "--format", "jsonl"], &[]);
    run(&["resolve", "--module", PATH, "--go", "all", "--format", "json"], &[]);
    run(&["env"], &[]);
    run(&["env", PATH, "--format", "json"], &[]);
    run(&["netrc", "go.example.com"], &[]);
    run(&["meta", &format!("https://ci:{SECRET}@{PATH}?go-get=1")], &[]);
    for format in FORMATS {
        run(&["replay", &saved, "--format", format], &[]);
    }
    files_are_clean(about, folder.path());
}

fn command(vars: &[(String, String)], words: &[&str], more: &[String]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goget-doctor"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs(vars.iter().cloned()).args(words).args(more).output().unwrap()
}

fn files_are_clean(about: &str, folder: &Path) {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 2 * FORMATS.len() + 2, "{about}: {files:?}");
    for file in files {
        let text = String::from_utf8(fs::read(&file).unwrap()).unwrap();
        assert_ne!(text, "", "{about}: {}", file.display());
        is_clean(about, &file.display().to_string(), &text);
    }
}

/// Neither the secret itself nor what Basic makes of it.
fn is_clean(about: &str, place: &str, text: &str) {
    let basic = STANDARD.encode(format!("ci:{SECRET}"));
    for secret in [SECRET, &basic, "hunter2"] {
        assert!(!text.contains(secret), "{about}, {place}: {secret} in\n{text}");
    }
}
