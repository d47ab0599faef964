use std::io::{Cursor, Write as _};

use super::*;

/// A zip with these files, each deflated if its flag says so, with `size` for each of their sizes where it is given.
fn zip_of(files: &[(&str, &[u8], bool)], size: Option<u32>) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content, deflated) in files {
        let packed = if *deflated { deflate(content) } else { content.to_vec() };
        let method: u16 = if *deflated { 8 } else { 0 };
        let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
        let mut head = vec![20, 0, 0, 0];
        head.extend(method.to_le_bytes());
        head.extend([0; 4]);
        head.extend(crc32fast::hash(content).to_le_bytes());
        head.extend(number(packed.len()));
        head.extend(size.map_or(number(content.len()), u32::to_le_bytes));
        head.extend(short(name.len()));
        head.extend([0; 2]);
        directory.extend([&b"PK\x01\x02\x14\0"[..], &head, &[0; 10], &number(out.len())].concat());
        directory.extend(name.as_bytes());
        out.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), &packed].concat());
    }
    let count = u16::try_from(files.len() & 0xffff).unwrap().to_le_bytes();
    let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let (length, offset) = (number(directory.len()), number(out.len()));
    out.extend(directory);
    out.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &offset, &[0; 2]].concat());
    out
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn open(zip: Vec<u8>) -> Result<Archive<Cursor<Vec<u8>>>, ZipError> {
    Archive::open(Cursor::new(zip), "m.zip", Version::NEWEST)
}

fn content(archive: &mut Archive<Cursor<Vec<u8>>>, at: usize) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let (entries, contents) = archive.parts();
    let read = contents.read(&entries[at], |piece| out.extend_from_slice(piece));
    read.map(|()| out).map_err(|error| error.to_string())
}

#[test]
fn contents_come_back() {
    let long = b"line\n".repeat(100_000);
    for front in [&b""[..], b"#!/bin/sh\n"] {
        let files = [("a", &b"x"[..], false), ("b/", b"", false), ("c", &long, true)];
        let zip = [front, &zip_of(&files, None), b"behind"].concat();
        let mut archive = open(zip).unwrap();
        assert_eq!(content(&mut archive, 0), Ok(b"x".to_vec()));
        assert_eq!(content(&mut archive, 1), Ok(Vec::new()));
        assert_eq!(content(&mut archive, 2), Ok(long.clone()));
    }
}

#[test]
fn an_entry_gives_no_more_than_it_says() {
    let bomb = vec![0; 50 << 20];
    let mut archive = open(zip_of(&[("bomb", &bomb, true)], Some(1000))).unwrap();
    let mut given = 0;
    let (entries, contents) = archive.parts();
    let read = contents.read(&entries[0], |piece| given += piece.len());
    assert!(matches!(read, Err(ZipError::Format)) && given <= 1000);
    let mut archive = open(zip_of(&[("short", b"abc", true)], Some(1000))).unwrap();
    assert_eq!(content(&mut archive, 0), Err("unexpected EOF".into()));
}

#[test]
fn directories_are_read_within_limits() {
    let name = |at: usize| format!("corp.test/m@v1.0.0/{at}");
    let names: Vec<String> = (0..=150_000).map(name).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..], false)).collect();
    let archive = open(zip_of(&files[..100_000], None)).unwrap();
    assert_eq!(archive.entries().len(), 100_000);
    let error = open(zip_of(&files, None)).unwrap_err();
    assert!(matches!(error, ZipError::Limit(ZipLimit::Entries)), "{error}");
    let long = "x".repeat(60_000);
    let error = open(zip_of(&vec![(long.as_str(), &b""[..], false); 300], None)).unwrap_err();
    assert!(matches!(error, ZipError::Limit(ZipLimit::Names)), "{error}");
}

#[test]
fn what_is_no_archive_says_so() {
    for bytes in [&b""[..], b"text", &vec![0; 100_000]] {
        assert_eq!(open(bytes.to_vec()).unwrap_err().to_string(), "zip: not a valid zip file");
    }
}
