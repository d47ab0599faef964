//! A TLS server that says `handshake failure` to whatever displeases it, as OpenSSL's do.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite};

use crate::forward::forward;

/// A server's stream whose alerts in the clear all say `handshake failure`.
pub(super) struct Curt<S>(pub(super) S);

/// The start of a fatal alert's record in TLS 1.2.
const FATAL: [u8; 6] = [21, 3, 3, 0, 2, 2];

/// The record that is sent in its place.
const HANDSHAKE_FAILURE: [u8; 7] = [21, 3, 3, 0, 2, 2, 40];

impl<S: AsyncRead + Unpin> AsyncRead for Curt<S> {
    forward!(0: read);
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Curt<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let stream = Pin::new(&mut self.0);
        match bytes {
            [start @ .., _] if start == FATAL => stream.poll_write(cx, &HANDSHAKE_FAILURE),
            _ => stream.poll_write(cx, bytes),
        }
    }

    forward!(0: flush, shutdown);
}
