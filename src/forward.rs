//! Streams around another stream: the methods that the inner one does as it is.

/// Methods of [`tokio::io::AsyncRead`] and [`tokio::io::AsyncWrite`] that hand on to `self.FIELD`:
/// `forward!(FIELD: flush, shutdown);` inside the `impl`. They are `read`, `write`, `flush`,
/// `shutdown` and `is_write_vectored`.
macro_rules! forward {
    ($field:tt: $($method:ident),+) => { $($crate::forward::forward!(@$method $field);)+ };
    (@read $field:tt) => {
        fn poll_read(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
            buf: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::pin::Pin::new(&mut self.$field).poll_read(cx, buf)
        }
    };
    (@write $field:tt) => {
        fn poll_write(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
            bytes: &[u8],
        ) -> std::task::Poll<std::io::Result<usize>> {
            std::pin::Pin::new(&mut self.$field).poll_write(cx, bytes)
        }
    };
    (@flush $field:tt) => { $crate::forward::forward!(@ending poll_flush $field); };
    (@shutdown $field:tt) => { $crate::forward::forward!(@ending poll_shutdown $field); };
    (@ending $method:ident $field:tt) => {
        fn $method(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::pin::Pin::new(&mut self.$field).$method(cx)
        }
    };
    (@is_write_vectored $field:tt) => {
        fn is_write_vectored(&self) -> bool {
            self.$field.is_write_vectored()
        }
    };
}

pub(crate) use forward;
