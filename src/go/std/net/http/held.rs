//! What of a head is held: as much as anybody has a use for, and all that go decides by.

/// The most of a line that is held, in bytes. go holds 10 MiB of a head.
pub const MOST_OF_A_LINE: usize = 64 << 10;

/// The most of a status line that is held, in bytes.
pub const MOST_OF_A_STATUS: usize = 8 << 10;

/// The most bytes of fields that are held whatever they say, and the most fields.
const MOST: (usize, usize) = (16 << 10, 100);

/// How many fields are held behind those, of the names that go decides by.
const SPARE: usize = 16;

/// The names that go decides by, in lower case.
const DECIDING: [&[u8]; 7] = [
    b"connection",
    b"content-encoding",
    b"content-length",
    b"content-type",
    b"location",
    b"trailer",
    b"transfer-encoding",
];

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The field is held.
    Held,
    /// The field is counted.
    Counted,
    /// The field decides, and is more than is held.
    TooMuch,
}

/// What becomes of a field behind `fields`, none of which was counted where `all`; `cut` where its value goes on.
pub(super) fn fate(
    fields: &[(Vec<u8>, Vec<u8>)],
    all: bool,
    field: (&[u8], &[u8]),
    cut: bool,
) -> Fate {
    let (name, value) = field;
    let (bytes, most) = MOST;
    let length = |(name, value): &(Vec<u8>, Vec<u8>)| name.len() + value.len();
    let held = || fields.iter().map(length).sum::<usize>() + name.len() + value.len();
    let decides = DECIDING.contains(&&*name.trim_ascii_end().to_ascii_lowercase());
    match decides {
        true if cut || fields.len() >= most + SPARE => Fate::TooMuch,
        true => Fate::Held,
        false if all && !cut && fields.len() < most && held() <= bytes => Fate::Held,
        false => Fate::Counted,
    }
}

/// A byte that the value of a field may have.
pub(super) fn is_value_byte(byte: u8) -> bool {
    byte == b'\t' || (byte >= b' ' && byte != 0x7f)
}

/// A line or a field, as far as it is held.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) bytes: Vec<u8>,
    /// Whether there was more.
    pub(super) cut: bool,
    /// Whether a byte was in that which no value may have.
    pub(super) odd: bool,
    /// Whether the last byte of that is a CR, with which the line may end.
    cr: bool,
}

impl Line {
    /// Takes more bytes.
    pub(super) fn extend(&mut self, more: &[u8]) {
        let room = MOST_OF_A_LINE.saturating_sub(self.bytes.len());
        let (held, dropped) = more.split_at(more.len().min(room));
        self.bytes.extend_from_slice(held);
        self.cut |= !dropped.is_empty();
        for byte in dropped {
            self.odd |= self.cr && *byte != b'\n';
            self.cr = *byte == b'\r';
            self.odd |= !is_value_byte(*byte) && !matches!(byte, b'\r' | b'\n');
        }
    }

    /// Takes `text`, what is held of `other`.
    pub(super) fn join(&mut self, text: &[u8], other: &Self) {
        self.extend(text);
        self.cut |= other.cut;
        self.odd |= other.odd;
    }
}
