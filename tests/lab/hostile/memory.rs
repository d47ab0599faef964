//! Pages and heads that are too much, times the prefixes that are asked.

use super::{Ground, MEMORY, OUTPUT, held, host};

/// A path of so many elements.
fn deep(host: &str, elements: usize) -> String {
    let names = (1..elements).map(|number| format!("e{number}"));
    std::iter::once(host.to_owned()).chain(names).collect::<Vec<_>>().join("/")
}

/// A page of so many tags about other paths.
fn tags(count: usize, login: &str) -> String {
    let tag = |n| {
        format!("<meta name=\"go-import\" content=\"h.test/o{n} git https://{login}h.test/r{n}\">")
    };
    format!("<html><head>{}</head></html>", (0..count).map(tag).collect::<String>())
}

/// A head of so many short lines.
fn head(lines: usize) -> String {
    format!("raw = \"HTTP/1.1 200 OK\\r\\n{}\\r\\n\"", "A: b\\r\\n".repeat(lines))
}

fn body(page: &str) -> String {
    format!("body = '''{page}'''")
}

/// Hosts whose pages grow with what a server likes to send.
fn growing() -> Ground {
    let long = "x".repeat(1 << 20);
    let equal = "A: b\\r\\n".repeat(100_000);
    let hosts = [
        host("tags.test", &body(&tags(10_000, ""))),
        host("logins.test", &body(&tags(10_000, "u:hunter2secret@"))),
        host("heads.test", &head(50_000)),
        host("some.test", &body(&tags(3_000, ""))),
        host("title.test", &body(&format!("<html><head><title>{long}</title>"))),
        host("long.test", &body(&format!("<meta name=\"go-import\" content=\"{long}\">"))),
        host("equal.test", &format!("raw = \"HTTP/1.1 404 No\\r\\n{equal}\\r\\nno\"")),
        host(
            "endless.test",
            &format!(
                "endless = true\n{}",
                body(tags(1_000, "").trim_end_matches("</head></html>"))
            ),
        ),
    ];
    Ground::new("", &hosts.concat())
}

#[test]
fn tags_and_heads_times_prefixes() {
    let ground = growing();
    let resolve = ["resolve", "--until", "root"];
    for format in ["json", "html"] {
        let path = deep("tags.test", 7);
        let said = ground.printed(&[&resolve[..], &[&path, "--format", format]].concat(), 1);
        assert!(said.contains(" more"), "{format}");
    }
    for (host, status) in [("logins.test", 1), ("long.test", 3), ("equal.test", 1)] {
        let report = ground.report(&[&resolve[..], &[&deep(host, 3)]].concat(), status);
        assert!(!report.to_string().contains("hunter2"));
    }
    for host in ["heads.test", "title.test", "some.test"] {
        let report = ground.report(&[&resolve[..], &[&deep(host, 41)]].concat(), 1);
        assert_eq!(report["ok"], false, "{host}");
    }
    let limit = ["--module", "--max-body", "1000000", "endless.test/x"];
    let report = ground.report(&[&resolve[..], &limit].concat(), 3);
    assert_eq!(report["limit"], "body 1000000 bytes");
}

#[test]
fn a_page_of_any_size_with_the_tag_at_its_end() {
    let tag = "<meta name=\"go-import\" content=\"h.test/x git https://h.test/r\">";
    let page = format!("<html><head><!--{}-->{tag}</head>", "x".repeat(4 << 20));
    let ground = Ground::new("", &host("h.test", &body(&page)));
    let report = ground.report(&["resolve", "--module", "--until", "root", "h.test/x"], 0);
    assert_eq!(report["root"]["repo"], "https://h.test/r");
}

#[test]
fn fifty_paths_with_a_large_page_each() {
    let page = format!("{}<body>{}", tags(1_000, ""), "x".repeat(1 << 20));
    let ground = Ground::new("", &host("h.test", &body(&page)));
    let paths: Vec<String> = (0..50).map(|number| format!("h.test/p{number}")).collect();
    for format in ["jsonl", "json"] {
        let mut arguments = vec!["check", "--module", "--until", "root", "--format", format];
        arguments.extend(paths.iter().map(String::as_str));
        let output = held(&ground.command(&arguments), MEMORY);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.len() < 50 * OUTPUT);
    }
}
