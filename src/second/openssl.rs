//! A bundle of certificates as OpenSSL reads it, which is not quite as go does.
//!
//! Source: env-auth-proxy-tls.md §5.1, the column of curl.

use crate::go::std::encoding::pem::{self, Broken};

/// The labels of blocks that hold a certificate for OpenSSL.
const LABELS: [&[u8]; 3] = [b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"];

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The certificates of `text`, DER; or why OpenSSL takes none of it. One broken block spoils the
/// whole file.
pub(crate) fn certificates(text: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut found = Vec::new();
    for piece in pem::pieces(text) {
        let spoilt = |why: &str| format!("line {}: {why}; OpenSSL takes nothing", piece.line);
        match &piece.content {
            Err(Broken::NotAtLineStart | Broken::UnendedFirstLine) => {}
            Err(broken) => return Err(spoilt(&broken.to_string())),
            Ok(block) if !LABELS.contains(&block.label) => {}
            Ok(block) if block.has_headers => return Err(spoilt("lines in front of the data")),
            Ok(block) => {
                let certificate = first_element(&block.bytes);
                found.push(certificate.ok_or_else(|| spoilt("no certificate in the block"))?);
            }
        }
    }
    if found.is_empty() { Err("no certificate in it".to_owned()) } else { Ok(found) }
}

/// The SEQUENCE at the start of `bytes`: behind the certificate of a TRUSTED CERTIFICATE is
/// what it is trusted for.
fn first_element(bytes: &[u8]) -> Option<Vec<u8>> {
    let (&first, rest) = bytes.strip_prefix(&[0x30])?.split_first()?;
    let (length, header) = if first < 0x80 {
        (usize::from(first), 2)
    } else {
        let width = usize::from(first & 0x7f);
        let digits = rest.get(..width).filter(|_| width <= 4)?;
        (digits.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), 2 + width)
    };
    bytes.get(..header.checked_add(length)?).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    use serde_json::Value;

    use super::*;

    /// curl, built on OpenSSL 3.0, was given each file; 77 says that it could not read it.
    #[test]
    fn takes_what_curl_took() {
        let cases = include_str!("../../testdata/golden/trust-cases.json");
        let cases: Value = serde_json::from_str(cases).unwrap();
        let mut count = 0;
        for case in cases["cases"].as_array().unwrap() {
            let Some(name) = file_of(case) else { continue };
            let Some(data) = cases["files"][&name].as_str() else { continue };
            let curl = case["results"]["curl_openssl_explicit"].as_str().unwrap();
            let took = !curl.contains("(77)");
            let data = BASE64_STANDARD.decode(data).unwrap();
            assert_eq!(certificates(&data).is_ok(), took, "{}", case["name"]);
            count += 1;
        }
        assert!(count > 10, "{count}");
    }

    fn file_of(case: &Value) -> Option<String> {
        case["results"]["curl_openssl_explicit"].as_str()?;
        case["name"].as_str()?.strip_prefix("file ")?;
        Some(case["env"]["SSL_CERT_FILE"].as_str()?.strip_prefix("$T/")?.to_owned())
    }

    #[test]
    fn hostile_lengths_end() {
        for bytes in
            [&b""[..], b"\x30", b"\x30\x85\0\0\0\0\0", b"\x30\x84\xff\xff\xff\xff", b"\x30\x03ab"]
        {
            assert_eq!(first_element(bytes), None, "{bytes:?}");
        }
        assert_eq!(first_element(b"\x30\x01ab"), Some(b"\x30\x01a".to_vec()));
    }
}
