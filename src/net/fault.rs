//! From the errors of sockets and libraries to go's texts.

use std::{error::Error, io};

use crate::{go::std::crypto::tls::alert, trace::Failure};

/// go fails with `text`.
pub(super) fn go(text: impl Into<String>) -> Failure {
    Failure::Go { text: text.into() }
}

/// The doctor cannot say what go does.
pub(super) fn undetermined(what: impl Into<String>) -> Failure {
    Failure::Undetermined { what: what.into() }
}

/// The words of a failure, without its kind.
pub(super) fn text(failure: &Failure) -> String {
    match failure {
        Failure::Go { text } => text.clone(),
        Failure::Limit { limit } => limit.clone(),
        Failure::Undetermined { what } => what.clone(),
    }
}

/// Puts `prefix` in front of go's text.
pub(super) fn prefixed(prefix: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Go { text } => go(format!("{prefix}{text}")),
        other => other,
    }
}

/// An I/O error that carries go's text through the layers above the socket.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct GoText(pub(super) String);

/// What go says of an error that came up through TLS and HTTP.
pub(super) fn of_io(error: &io::Error) -> Failure {
    if let Some(GoText(text)) = find(error) {
        return go(text);
    }
    match find::<rustls::Error>(error) {
        Some(rustls::Error::AlertReceived(alert)) => go(alert::remote_alert(u8::from(*alert))),
        Some(other) => undetermined(format!("TLS: {other}")),
        None if error.kind() == io::ErrorKind::UnexpectedEof => go("unexpected EOF"),
        None => undetermined(format!("the connection failed: {error}")),
    }
}

/// Whether a TLS server hung up without saying so, which go takes for an end.
pub(super) fn is_end(error: &io::Error) -> bool {
    let explained = find::<GoText>(error).is_some() || find::<rustls::Error>(error).is_some();
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
        let inner = io::Error::new(io::ErrorKind::ConnectionReset, GoText("reset".into()));
        let outer = io::Error::new(io::ErrorKind::ConnectionReset, inner);
        assert_eq!(of_io(&outer), go("reset"));
        assert!(is_end(&io::ErrorKind::UnexpectedEof.into()));
    }

    #[test]
    fn the_system_speaks_as_go_writes_it() {
        let refused = io::Error::from_raw_os_error(111);
        assert_eq!(system_text(&refused), "connection refused");
    }
}
