use super::*;
use crate::{
    go::{cmd::meta, version::Version},
    serve::site::Choice,
};

const CONFIG: &str = "host: go.test\ncache_max_age: 60\npaths:\n  /x:\n    repo: https://github.com/o/x?a=1&b=<2>\n    vcs: git\n\
                      \x20 /gateway:\n    repo: https://proxy.test\n    vcs: mod\n  /d:\n    repo: https://h.test/d.git\n    subdir: go\n";

fn answers(redirect: bool) -> Answers {
    Answers::new(Site::read("vanity.yaml", CONFIG, &Choice::default()).unwrap(), redirect)
}

fn get(target: &str) -> Ask<'_> {
    Ask { method: "GET", host: Some("go.test"), target, ..Ask::default() }
}

fn text(answer: &Response<Bytes>) -> &str {
    std::str::from_utf8(answer.body()).unwrap()
}

fn read(answer: &Response<Bytes>) -> (Vec<String>, Option<String>) {
    let page = meta::read(answer.body(), Version::NEWEST);
    let tags =
        page.imports.iter().map(|it| format!("{} {} {} {}", it.prefix, it.vcs, it.repo, it.subdir));
    (tags.collect(), page.error)
}

#[test]
fn go_and_browsers_get_the_same_tags_for_every_path() {
    let answers = answers(false);
    for (path, tag) in [
        ("/x", "go.test/x git https://github.com/o/x?a=1&b=<2> "),
        ("/x/v2/sub", "go.test/x git https://github.com/o/x?a=1&b=<2> "),
        ("/gateway/any", "go.test/gateway mod https://proxy.test "),
        ("/d/", "go.test/d git https://h.test/d.git go"),
    ] {
        for target in [format!("{path}?go-get=1"), path.to_owned(), format!("{path}?a=b&go-get=1")]
        {
            let answer = answers.to(&get(&target));
            assert_eq!(answer.status(), 200, "{target}");
            assert_eq!(read(&answer), (vec![tag.to_owned()], None), "{target}\n{}", text(&answer));
        }
    }
}

#[test]
fn the_root_lists_what_is_served() {
    let answers = answers(false);
    let index = answers.to(&get("/"));
    assert!(text(&index).contains("<a href=\"/x\">go.test/x</a>"), "{}", text(&index));
    assert_eq!((index.status().as_u16(), read(&index).0.len()), (200, 0));
}

#[test]
fn an_unknown_path_is_told_what_there_is() {
    let answers = answers(false);
    let go = answers.to(&get("/gatewoy?go-get=1"));
    let wanted = "go.test serves no module at go.test/gatewoy\ndid you mean go.test/gateway\nit serves go.test/d, go.test/gateway, go.test/x\n";
    assert_eq!((go.status().as_u16(), text(&go)), (404, wanted));
    let people = answers.to(&get("/y"));
    assert!(
        people.status() == 404 && text(&people).contains("<code>go.test/y</code>"),
        "{}",
        text(&people)
    );
}

#[test]
fn what_no_import_path_is_is_refused() {
    let answers = answers(false);
    for (target, status) in [
        ("/../etc/passwd", 400),
        ("/x/..", 400),
        ("/x/%00", 400),
        ("/x//y", 400),
        ("/x/%2e%2e", 400),
        ("/x/\u{e9}", 400),
        ("*", 400),
        ("//x", 400),
        ("/x\\y", 400),
        ("/-/x", 404),
        ("", 400),
    ] {
        assert_eq!(answers.to(&get(target)).status(), status, "{target}");
    }
    let long = format!("/{}", "a/".repeat(2_000));
    assert_eq!(answers.to(&get(&long)).status(), 414);
    let posted = answers.to(&Ask { method: "POST", ..get("/x") });
    assert_eq!(
        (posted.status().as_u16(), &posted.headers()["allow"]),
        (405, &HeaderValue::from_static("GET, HEAD"))
    );
}

#[test]
fn other_hosts_are_refused_and_own_names_known() {
    let answers = answers(false);
    let status = |host, local| answers.to(&Ask { host, local, ..get("/x") }).status().as_u16();
    for (host, local, wanted) in [
        (Some("go.test"), false, 200),
        (Some("GO.test:8443"), false, 200),
        (Some("go.test."), false, 200),
        (Some("evil.test"), true, 421),
        (None, true, 421),
        (Some("localhost:8080"), true, 200),
        (Some("localhost:8080"), false, 421),
        (Some("127.0.0.1:1"), true, 200),
        (Some("[::1]:80"), true, 200),
        (Some("127.evil.test"), true, 421),
    ] {
        assert_eq!(status(host, local), wanted, "{host:?} {local}");
    }
}

#[test]
fn a_page_is_kept_as_long_as_the_file_says() {
    let answers = answers(false);
    let page = answers.to(&get("/x?go-get=1"));
    assert_eq!(page.headers()["cache-control"], "public, max-age=60");
    let tag = page.headers()["etag"].to_str().unwrap().to_owned();
    let again = answers.to(&Ask { kept: Some(&tag), ..get("/x?go-get=1") });
    assert_eq!((again.status().as_u16(), again.body().len()), (304, 0));
    let other = answers.to(&Ask { kept: Some("\"1\""), ..get("/x?go-get=1") });
    assert_eq!(other.status(), 200);
}

#[test]
fn browsers_are_sent_to_the_documentation_and_go_is_not() {
    let answers = answers(true);
    let sent = answers.to(&get("/x/sub"));
    assert_eq!(
        (sent.status().as_u16(), &sent.headers()["location"]),
        (302, &HeaderValue::from_static("https://pkg.go.dev/go.test/x/sub"))
    );
    assert_eq!(answers.to(&get("/x/sub?go-get=1")).status(), 200);
}
