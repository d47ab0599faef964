//! From the errors of sockets and libraries to go's texts.

use std::{error::Error, io};

use crate::{
    go::std::{
        crypto::tls::{alert, flight::FlightError},
        net::http::{head, held},
    },
    trace::{BadHead, Failure, Fault, GoError, Limit},
};

/// go fails in this way, with `text`.
pub(super) fn go(kind: Fault, text: impl Into<String>) -> Failure {
    Failure::go(kind, text)
}

/// The connection ended where something was to come.
pub(super) fn eof() -> Failure {
    go(Fault::Eof, "EOF")
}

/// The connection ended in the middle of something.
pub(super) fn cut() -> Failure {
    go(Fault::Cut, "unexpected EOF")
}

/// The doctor cannot say what go does.
pub(super) fn undetermined(what: impl Into<String>) -> Failure {
    Failure::Undetermined { what: what.into() }
}

/// The words of a failure, without its kind.
pub(super) fn text(failure: &Failure) -> String {
    match failure {
        Failure::Go(error) => error.text.clone(),
        Failure::Limit(limit) => limit.to_string(),
        Failure::Undetermined { what } => what.clone(),
    }
}

/// Puts `prefix` in front of go's text, and makes another kind of its kind.
pub(super) fn prefixed(
    prefix: &str,
    failure: Failure,
    kind: impl FnOnce(Fault) -> Fault,
) -> Failure {
    match failure {
        Failure::Go(error) => go(kind(error.kind), format!("{prefix}{}", error.text)),
        other => other,
    }
}

/// The kind of a failure of the proxy's.
pub(super) fn of_proxy(fault: Fault) -> Fault {
    Fault::Proxy(Box::new(fault))
}

/// The kind of a failure in the head of an answer.
pub(super) fn of_head(fault: &Fault) -> Fault {
    Fault::Head(if *fault == Fault::Reset { BadHead::Reset } else { BadHead::Other })
}

/// A head that is refused outside of HTTP/1, or is more than is held.
pub(super) fn of_bad_head(error: &head::BadHead) -> Failure {
    match error {
        head::BadHead::TooMuch => Failure::Limit(Limit::Head(held::MOST_OF_A_LINE as u64)),
        other => go(Fault::Head(head_kind(other)), other.to_string()),
    }
}

/// The kind of a head that cannot be read.
pub(super) fn head_kind(error: &head::BadHead) -> BadHead {
    use head::BadHead::{Response, Status, Version};
    if matches!(error, Response(_) | Version(_) | Status(_)) {
        return BadHead::NotHttp;
    }
    BadHead::Other
}

/// The failure of a handshake that ended at what the server sent in the clear.
pub(super) fn of_flight(error: &FlightError) -> Failure {
    let kind = match *error {
        FlightError::Alert(code) => Fault::Alert(code),
        FlightError::Eof => Fault::Eof,
        FlightError::Cut => Fault::Cut,
        FlightError::PlainHttp => Fault::PlainHttp,
        FlightError::NotTls => Fault::NotTls,
        FlightError::Version(version) => Fault::TlsVersion(version),
        FlightError::Other(_) => Fault::Other,
    };
    go(kind, error.to_string())
}

/// The kind of the system's `error` where it could not connect.
pub(super) fn of_dialling(error: &io::Error) -> Fault {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable};
    match error.kind() {
        ConnectionRefused => Fault::Refused,
        AddrNotAvailable | HostUnreachable | NetworkUnreachable => Fault::NoRoute,
        _ => Fault::Dial,
    }
}

/// The kind of the system's `error` on a connection.
pub(super) fn of_socket(error: &io::Error) -> Fault {
    let is_reset = error.kind() == io::ErrorKind::ConnectionReset;
    if is_reset { Fault::Reset } else { Fault::Broken }
}

/// What go says of an error that came up through TLS and HTTP.
pub(super) fn of_io(error: &io::Error) -> Failure {
    if let Some(error) = find::<GoError>(error) {
        return Failure::Go(error.clone());
    }
    match find::<rustls::Error>(error) {
        Some(rustls::Error::AlertReceived(alert)) => {
            let code = u8::from(*alert);
            go(Fault::Alert(code), alert::remote_alert(code))
        }
        Some(other) => undetermined(format!("TLS: {other}")),
        None if error.kind() == io::ErrorKind::UnexpectedEof => cut(),
        None => undetermined(format!("the connection failed: {error}")),
    }
}

/// The failure with which a judge ended a handshake.
pub(super) fn refusal(error: &io::Error) -> Option<Failure> {
    match find::<rustls::Error>(error)? {
        rustls::Error::Other(other) => other.0.downcast_ref::<Failure>().cloned(),
        _ => None,
    }
}

/// Whether a TLS server hung up without saying so, which go takes for an end.
pub(super) fn is_end(error: &io::Error) -> bool {
    let explained = find::<GoError>(error).is_some() || find::<rustls::Error>(error).is_some();
    error.kind() == io::ErrorKind::UnexpectedEof && !explained
}

/// The system's text as go writes it: `connection refused`.
pub(super) fn system_text(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

/// The `E` inside `error`, however deep.
fn find<E: Error + 'static>(error: &io::Error) -> Option<&E> {
    let mut at: &(dyn Error + 'static) = error.get_ref()?;
    loop {
        if let Some(found) = at.downcast_ref::<E>() {
            return Some(found);
        }
        at = match at.downcast_ref::<io::Error>() {
            Some(inner) => inner.get_ref()?,
            None => at.source()?,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_through_the_layers() {
        let reset = GoError { text: "reset".into(), kind: Fault::Reset };
        let inner = io::Error::new(io::ErrorKind::ConnectionReset, reset);
        let outer = io::Error::new(io::ErrorKind::ConnectionReset, inner);
        assert_eq!(of_io(&outer), go(Fault::Reset, "reset"));
        assert!(is_end(&io::ErrorKind::UnexpectedEof.into()));
    }

    #[test]
    fn the_system_speaks_as_go_writes_it() {
        let refused = io::Error::from_raw_os_error(111);
        assert_eq!(system_text(&refused), "connection refused");
    }
}
