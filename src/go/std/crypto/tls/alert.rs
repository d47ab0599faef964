//! go's names for TLS alerts. Source: env-auth-proxy-tls.md §5.5 and the recorded answers.

/// go's text for an alert that the server sent.
pub fn remote_alert(code: u8) -> String {
    alert_name(code).map_or_else(
        || format!("remote error: tls: alert({code})"),
        |name| format!("remote error: tls: {name}"),
    )
}

fn alert_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0 => "close notify",
        10 => "unexpected message",
        20 => "bad record MAC",
        21 => "decryption failed",
        22 => "record overflow",
        30 => "decompression failure",
        40 => "handshake failure",
        42 => "bad certificate",
        43 => "unsupported certificate",
        44 => "revoked certificate",
        45 => "expired certificate",
        46 => "unknown certificate",
        47 => "illegal parameter",
        48 => "unknown certificate authority",
        49 => "access denied",
        50 => "error decoding message",
        51 => "error decrypting message",
        60 => "export restriction",
        70 => "protocol version not supported",
        71 => "insufficient security level",
        80 => "internal error",
        86 => "inappropriate fallback",
        90 => "user canceled",
        100 => "no renegotiation",
        109 => "missing extension",
        110 => "unsupported extension",
        111 => "certificate unobtainable",
        112 => "unrecognized name",
        113 => "bad certificate status response",
        114 => "bad certificate hash value",
        115 => "unknown PSK identity",
        116 => "certificate required",
        120 => "no application protocol",
        121 => "encrypted client hello required",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_alerts_are_numbers() {
        assert_eq!(remote_alert(40), "remote error: tls: handshake failure");
        assert_eq!(remote_alert(41), "remote error: tls: alert(41)");
    }
}
