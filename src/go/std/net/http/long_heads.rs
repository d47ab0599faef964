//! Heads that are longer than what is held of them.

use super::{
    head::{BadHead, Head, HeadReader},
    held::{MOST_OF_A_LINE, MOST_OF_A_STATUS},
};

fn read(fields: &str) -> Result<Head, BadHead> {
    let mut reader = HeadReader::default();
    let head = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
    Ok(reader.feed(head.as_bytes())?.unwrap().0)
}

#[test]
fn many_fields_are_counted_and_those_that_decide_are_kept() {
    let many = "A: b\r\n".repeat(1000);
    let head = read(&format!("{many}Location: /x\r\n{many}content-length: 3\r\n")).unwrap();
    assert_eq!(head.fields.len() as u64 + head.more, 2002);
    assert_eq!(head.values("location").next(), Some(&b"/x"[..]));
    assert_eq!(head.values("Content-Length").next(), Some(&b"3"[..]));
    assert!(head.fields.len() <= 102, "{}", head.fields.len());
    let lengths = "Content-Length: 3\r\n".repeat(1000);
    assert_eq!(read(&lengths), Err(BadHead::TooMuch));
}

#[test]
fn a_long_field_is_counted_unless_go_decides_by_it() {
    let long = "x".repeat(1 << 20);
    let head = read(&format!("X: {long}\r\n\t{long}\r\nA: b\r\n")).unwrap();
    assert_eq!((head.fields.len(), head.more), (0, 2));
    for field in [
        format!("Location: {long}\r\n"),
        format!("X: {long}\x01\r\n"),
        format!("X: {long}\r{long}\r\n"),
        format!("{long}\r\n"),
    ] {
        assert_eq!(read(&field), Err(BadHead::TooMuch));
    }
}

#[test]
fn a_long_status_line() {
    let long = "x".repeat(MOST_OF_A_LINE);
    let read = |line: &str| HeadReader::default().feed(format!("{line}\n").as_bytes()).err();
    assert_eq!(read(&format!("HTTP/1.1 200 {long}")), Some(BadHead::TooMuch));
    let garbage = read(&long);
    assert_eq!(garbage, Some(BadHead::Response(long[..MOST_OF_A_STATUS].into())));
}
