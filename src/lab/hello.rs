//! Servers that know one version or one cipher suite: what they answer to a `ClientHello`.

/// A fatal alert.
pub(super) fn alert(code: u8) -> [u8; 7] {
    [21, 3, 1, 0, 2, 2, code]
}

/// The answer of a server of TLS 1.2 that knows `suite` alone.
pub(super) fn by_suite(message: &[u8], suite: u16) -> Vec<u8> {
    let offered = Offered::read(message).is_some_and(|offered| offered.suites.contains(&suite));
    if offered { server_hello(0x303, suite) } else { alert(40).to_vec() }
}

/// The answer of a server that knows `version` alone.
pub(super) fn by_version(message: &[u8], version: u16) -> Vec<u8> {
    let offered = Offered::read(message).is_some_and(|offered| offered.versions.contains(&version));
    if offered { server_hello(version, 0xc013) } else { alert(70).to_vec() }
}

fn server_hello(version: u16, suite: u16) -> Vec<u8> {
    let [high, low] = version.to_be_bytes();
    let body = [&[high, low], &[7; 32][..], &[0], &suite.to_be_bytes(), &[0]].concat();
    let lengths = [22, 3, 3, 0, 42, 2, 0, 0, 38];
    [&lengths[..], &body].concat()
}

/// What a `ClientHello` offers.
struct Offered {
    versions: Vec<u16>,
    suites: Vec<u16>,
}

impl Offered {
    fn read(message: &[u8]) -> Option<Self> {
        let (head, rest) = message.split_at_checked(4 + 2 + 32)?;
        let (_, rest) = block::<1>(rest)?;
        let (suites, rest) = block::<2>(rest)?;
        let (_, rest) = block::<1>(rest)?;
        let legacy = shorts(head.get(4..6)?);
        let (extensions, _) = block::<2>(rest).unwrap_or_default();
        let versions = supported_versions(extensions).unwrap_or(legacy);
        Some(Self { versions, suites: shorts(suites) })
    }
}

/// The extension `supported_versions`, RFC 8446 §4.2.1.
fn supported_versions(mut extensions: &[u8]) -> Option<Vec<u16>> {
    loop {
        let (kind, rest) = extensions.split_first_chunk::<2>()?;
        let (body, rest) = block::<2>(rest)?;
        if *kind == [0, 43] {
            return Some(shorts(block::<1>(body)?.0));
        }
        extensions = rest;
    }
}

fn shorts(bytes: &[u8]) -> Vec<u16> {
    let pair = |pair: &[u8]| pair.first_chunk().map(|pair| u16::from_be_bytes(*pair));
    bytes.chunks(2).filter_map(pair).collect()
}

/// Bytes behind their length, which is `N` bytes long.
fn block<const N: usize>(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<N>()?;
    rest.split_at_checked(length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}
