//! A writer of DER, for shapes that no library writes.

pub(crate) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match value.len() {
        short @ 0..0x80 => out.push(u8::try_from(short).unwrap()),
        long => {
            let octets = long.to_be_bytes();
            let octets: Vec<u8> = octets.into_iter().skip_while(|&octet| octet == 0).collect();
            out.push(0x80 | u8::try_from(octets.len()).unwrap());
            out.extend(octets);
        }
    }
    out.extend(value);
    out
}

pub(crate) fn seq(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

pub(crate) fn bits(value: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], value].concat())
}

/// An OBJECT IDENTIFIER from its dotted form.
pub(crate) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut value = Vec::new();
    for arc in std::iter::once(arcs[0] * 40 + arcs[1]).chain(arcs[2..].iter().copied()) {
        let septets = (0..10).rev().map(|at| (arc >> (7 * at)).to_le_bytes()[0] & 0x7f);
        let mut septets: Vec<u8> = septets.skip_while(|&septet| septet == 0).collect();
        if septets.is_empty() {
            septets.push(0);
        }
        let last = septets.len() - 1;
        septets[..last].iter_mut().for_each(|septet| *septet |= 0x80);
        value.extend(septets);
    }
    tlv(6, &value)
}

pub(crate) fn pem(der: &[u8]) -> String {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    let data = BASE64_STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{data}\n-----END CERTIFICATE-----\n")
}
