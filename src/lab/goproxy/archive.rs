//! Zips as the lab makes them: entries in the order given, not compressed, with one date for all.

/// The bytes of a zip with these entries (APPNOTE.TXT 6.3.10 §4.3).
pub(super) fn archive<'a>(entries: impl Iterator<Item = (String, &'a str)>) -> Vec<u8> {
    let (mut zip, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, text) in entries {
        let at = size(&zip);
        let fields = fields(&name, text);
        zip.extend_from_slice(b"PK\x03\x04");
        zip.extend_from_slice(&fields);
        zip.extend_from_slice(name.as_bytes());
        zip.extend_from_slice(text.as_bytes());
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&fields);
        // No comment, the first disk, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
        count = count.saturating_add(1);
    }
    let (at, length) = (size(&zip), size(&directory));
    zip.append(&mut directory);
    zip.extend_from_slice(&end(count, length, at));
    zip
}

/// What an entry says of itself in both places.
fn fields(name: &str, text: &str) -> Vec<u8> {
    let length = size(text.as_bytes());
    let name = u16::try_from(name.len()).unwrap_or(u16::MAX);
    let mut fields = Vec::from(VERSION_AND_FLAGS);
    fields.extend_from_slice(&[0; 4]);
    fields.extend_from_slice(&NEW_YEAR_1980);
    for number in [crc32fast::hash(text.as_bytes()), length, length] {
        fields.extend_from_slice(&number.to_le_bytes());
    }
    fields.extend_from_slice(&name.to_le_bytes());
    fields.extend_from_slice(&[0; 2]);
    fields
}

fn end(count: u16, length: u32, at: u32) -> Vec<u8> {
    let mut end = Vec::from(b"PK\x05\x06\0\0\0\0");
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&length.to_le_bytes());
    end.extend_from_slice(&at.to_le_bytes());
    end.extend_from_slice(&[0; 2]);
    end
}

fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// Version 2.0 of the format, and names in UTF-8.
const VERSION_AND_FLAGS: [u8; 4] = [20, 0, 0, 8];
const NEW_YEAR_1980: [u8; 2] = [0x21, 0];
