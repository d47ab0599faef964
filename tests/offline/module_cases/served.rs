//! What a recorded server sends, as bytes.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::std::strconv::text::lossy;
use serde_json::Value;

/// A target of a request without its escapes.
pub(super) fn percent_decoded(target: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = target.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let hex: Vec<u8> = bytes.by_ref().take(2).collect();
            out.push(u8::from_str_radix(&String::from_utf8_lossy(&hex), 16).unwrap_or(b'?'));
        } else {
            out.push(byte);
        }
    }
    lossy(&out)
}

/// The body of an answer.
pub(super) fn body(answer: &Value) -> Vec<u8> {
    if let Some(text) = answer.get("body").and_then(Value::as_str) {
        return text.as_bytes().to_vec();
    }
    if let Some(text) = answer.get("body_b64").and_then(Value::as_str) {
        return STANDARD.decode(text).unwrap();
    }
    match answer.get("repeat").and_then(Value::as_array) {
        Some(repeat) => {
            let count = usize::try_from(repeat[1].as_u64().unwrap()).unwrap();
            repeat[0].as_str().unwrap().repeat(count).into_bytes()
        }
        None => Vec::new(),
    }
}
