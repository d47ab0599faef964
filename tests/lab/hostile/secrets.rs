//! Servers and proxies that give back the login that they were sent, in every form.
#![expect(clippy::disallowed_methods, reason = "a test reads what was saved")]

use std::fs;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};

use super::{Ground, host};
use crate::support::child::doctor;

/// A password that each form writes in another way.
const SECRET: &str = "hunter2&Sec+ret9";
const FORMATS: [&str; 10] =
    ["human", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html", "go"];
const HOSTS: [&str; 6] = ["body", "reason", "field", "moved", "tag", "ok"];

fn basic() -> String {
    STANDARD.encode(format!("ci:{SECRET}"))
}

/// The login as others write it.
fn forms() -> String {
    let (basic, html) = (basic(), SECRET.replace('&', "&amp;"));
    let web = URL_SAFE_NO_PAD.encode(format!("x{SECRET}"));
    format!(
        "{SECRET} {basic} {web} {html} hunter2%26Sec%2Bret9 {{q{SECRET}q}} Basic {basic} 2&Sec+re"
    )
}

/// Hosts that each give it back in another place.
fn echoes() -> Ground {
    let echo = forms();
    let machine = |name| format!("machine {name}.test login ci password {SECRET}\\n");
    let head = format!("[files]\n'~/.netrc' = {{ text = \"{}\" }}\n", HOSTS.map(machine).concat());
    let plain = "headers = { Content-Type = 'text/plain' }";
    let hosts = [
        host("body.test", &format!("status = 403\n{plain}\nbody = '''{echo}'''")),
        host("reason.test", &format!("status = 403\nreason = '{SECRET}'\nbody = 'no'")),
        host(
            "field.test",
            &format!("headers = {{ X-Debug = '{echo}', Link = '<{SECRET}>' }}\nbody = 'no'"),
        ),
        host(
            "moved.test",
            &format!("redirect = 'http://moved.test/{SECRET}?jwt={SECRET}&access_key={SECRET}'"),
        ),
        host("tag.test", &format!("import = 'tag.test/x git https://tag.test/{SECRET}'")),
        host("ok.test", &format!("body = '''<p>{echo}</p>'''")),
    ];
    Ground::new(&head, &hosts.concat())
}

/// What of the secret is in `text`, with what is around it.
fn leak(what: &str, text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let rest = basic()[4..].to_owned();
    let canaries = ["hunter2", "Sec+ret9", "Sec%2Bret9", &rest];
    let at = canaries.iter().find_map(|canary| text.find(canary))?;
    let begin = text.floor_char_boundary(at.saturating_sub(80));
    Some(format!("{what}: {}", &text[begin..text.ceil_char_boundary(at + 40)]))
}

#[test]
fn a_login_that_comes_back() {
    let ground = echoes();
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("run.jsonl").display().to_string();
    let mut leaks = Vec::new();
    for name in HOSTS {
        let mut command = doctor();
        let path = format!("{name}.test/x");
        command.args(["resolve", "--module", "-v", "--save", &saved, &path]);
        let output = command.envs(ground.lab.exports()).output().unwrap();
        assert_ne!(output.stdout.len(), 0, "{output:?}");
        leaks.extend(leak(name, &[output.stdout, output.stderr].concat()));
        leaks.extend(leak(&format!("{name}, saved"), &fs::read(&saved).unwrap()));
        for format in FORMATS {
            let mut command = doctor();
            let output = command.args(["replay", &saved, "--format", format]).output().unwrap();
            leaks.extend(leak(&format!("{name}, {format}"), &output.stdout));
        }
    }
    let arrived = ground.lab.counts();
    let sent = arrived.values().flat_map(|counts| &counts.requests).flat_map(|it| &it.headers);
    let sent: Vec<_> =
        sent.filter(|(name, _)| name.eq_ignore_ascii_case("authorization")).collect();
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    assert!(sent.len() >= 6, "{sent:?}");
}

#[test]
fn a_password_in_an_argument() {
    for path in [
        "https://u:HUNTER2secret@h.test/m",
        "u:HUNTER2secret@h.test/m",
        "h.test/m?token=HUNTER2secret",
        "https://ghp_HUNTER2secret@h.test/m",
    ] {
        for format in FORMATS {
            let mut command = doctor();
            command.args(["resolve", "--offline", path, "--format", format]);
            let output = command.output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(!said.contains("HUNTER2"), "{path}, {format}: {said}");
            assert!(!said.is_empty() || format == "go", "{path}, {format}");
        }
    }
}
