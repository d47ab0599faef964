//! Proxies of the environment against a real go on random environments.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::go;
use crate::support::child::child;
use crate::support::http_proxy_answer;
use crate::support::judge;
use crate::support::rounds::{rounds, seed};
use serde_json::json;

const NAMES: &[&str] =
    &["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "NO_PROXY"];

const PROXY: &[&str] = &[
    "http", "https", "socks5", "ftp", "://", "://", "px", "px", ":", "3128", "@", "u:p@", "/", " ",
    "#", "[::1]", "%zz", "?",
];

const HOSTS: &[&str] = &[
    "a.com",
    "b.a.com",
    "com",
    "localhost",
    "LocalHost",
    "127.0.0.1",
    "127.1.1.1",
    "10.0.0.1",
    "10.200.3.4",
    "[::1]",
    "[fd00::1]",
    "[::ffff:10.0.0.1]",
    "[fe80::1%25en0]",
    "bücher.a.com",
    "a.com.",
    "",
    "x]",
    "A.COM",
    "[::ffff:127.0.0.1]",
    "Ünï.com",
];

const EXCEPTIONS: &[&str] = &[
    "a.com",
    ".a.com",
    "*.a.com",
    "com",
    ".",
    "*",
    "10.0.0.0/8",
    "10.0.0.1",
    "fd00::/8",
    "fd00::1",
    "[fd00::1]",
    ":443",
    ":80",
    ":8443",
    ",",
    ",",
    ",",
    ",",
    " ",
    "127.0.0.1",
    "::1",
    "localhost",
    "::ffff:10.0.0.1",
    "/",
    "bücher",
    "A.com",
    "[",
    "]",
    "fe80::1",
    "%en0",
];

#[test]
fn random_environments_are_gos() {
    let Some(go) = judge::judge("GOGET_DOCTOR_GO", "random_environments_are_gos") else { return };
    let (_folder, program) = go::build(&go, "make_http_proxy.go");
    let mut chance = Chance::new(seed());
    for _ in 0..rounds(400) {
        let environment = environment(&mut chance);
        let urls: Vec<_> = (0..10).map(|_| url(&mut chance)).collect();
        let asked: Vec<_> = urls.iter().map(|url| json!(url)).collect();
        let answers = go::ask(child(&program).envs(&environment), &asked);
        for (answer, url) in answers.iter().zip(&urls) {
            http_proxy_answer::compare(&environment, url, &answer[url]);
        }
    }
}

fn environment(chance: &mut Chance) -> BTreeMap<String, String> {
    let mut environment = BTreeMap::new();
    for _ in 0..=chance.below(5) {
        let name = chance.pick(NAMES);
        let is_list = name.eq_ignore_ascii_case("no_proxy");
        let value = match chance.below(3) {
            _ if is_list => chance.text(EXCEPTIONS, 6),
            0 => chance.text(PROXY, 6),
            _ => {
                chance.pick(&["http://px:3128", "px", "https://u:p@px", "socks5h://px"]).to_owned()
            }
        };
        environment.insert(name.to_owned(), value);
    }
    if chance.below(10) == 0 {
        environment.insert("REQUEST_METHOD".into(), "GET".into());
    }
    environment
}

fn url(chance: &mut Chance) -> String {
    let scheme = chance.pick(&["https", "https", "http", "ftp"]);
    let port = chance.pick(&["", "", ":443", ":80", ":8443", ":"]);
    format!("{scheme}://{}{port}/x", chance.pick(HOSTS))
}
