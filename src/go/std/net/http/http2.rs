//! go's texts for what ends an HTTP/2 request. Source: the recorded answers of the real go.

use crate::go::std::strconv::text::quote;

/// A GOAWAY frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoAway {
    /// The last stream that the server worked on.
    pub last_stream: u32,
    /// The error code.
    pub code: u32,
    /// What the server adds, not meant for programs.
    pub debug: Vec<u8>,
}

impl GoAway {
    /// Reads the payload of the frame, RFC 9113 §6.8.
    pub fn read(payload: &[u8]) -> Option<Self> {
        let (last, rest) = payload.split_first_chunk::<4>()?;
        let (code, debug) = rest.split_first_chunk::<4>()?;
        let last_stream = u32::from_be_bytes(*last) & 0x7fff_ffff;
        Some(Self { last_stream, code: u32::from_be_bytes(*code), debug: debug.to_vec() })
    }

    /// go's text for the request on `stream`.
    pub fn text(&self, stream: u32) -> String {
        let code = code_name(self.code);
        if stream > self.last_stream {
            return format!("http2: Transport received GOAWAY from server ErrCode:{code}");
        }
        let (last, debug) = (self.last_stream, quote(&self.debug));
        format!(
            "http2: server sent GOAWAY and closed the connection; LastStreamID={last}, ErrCode={code}, debug={debug}"
        )
    }
}

/// go's text for a stream that the server reset.
pub fn reset(stream: u32, code: u32) -> String {
    format!("stream error: stream ID {stream}; {}; received from peer", code_name(code))
}

/// go's name of an HTTP/2 error code.
pub fn code_name(code: u32) -> String {
    const NAMES: [&str; 14] = [
        "NO_ERROR",
        "PROTOCOL_ERROR",
        "INTERNAL_ERROR",
        "FLOW_CONTROL_ERROR",
        "SETTINGS_TIMEOUT",
        "STREAM_CLOSED",
        "FRAME_SIZE_ERROR",
        "REFUSED_STREAM",
        "CANCEL",
        "COMPRESSION_ERROR",
        "CONNECT_ERROR",
        "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY",
        "HTTP_1_1_REQUIRED",
    ];
    let known = usize::try_from(code).ok().and_then(|at| NAMES.get(at));
    known.map_or_else(|| format!("unknown error code 0x{code:x}"), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goaway_before_and_after_the_stream() {
        let frame = GoAway::read(&[0, 0, 0, 1, 0, 0, 0, 1, b'd']).unwrap();
        assert!(frame.text(3).ends_with("GOAWAY from server ErrCode:PROTOCOL_ERROR"));
        assert!(frame.text(1).ends_with("LastStreamID=1, ErrCode=PROTOCOL_ERROR, debug=\"d\""));
        assert_eq!(GoAway::read(b"short"), None);
        assert_eq!(code_name(14), "unknown error code 0xe");
    }
}
