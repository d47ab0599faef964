//! proxychains and its like have no hold on go.

use super::{Case, Found};

check! {
    /// proxychains, tsocks and torsocks put a library before every program (`LD_PRELOAD`) that
    /// takes over the C library's `connect`. The go command makes its system calls itself, so it
    /// connects directly.
    ///
    /// Tell go about the proxy with `HTTPS_PROXY`.
    "ldpreload-proxy-ignored-by-static-go-binary", Error, quiet in "connect-refused"
}

fn find(case: &Case<'_>) -> Option<Found> {
    const LIBRARIES: [&str; 4] = ["proxychains", "tsocks", "torsocks", "libtorsocks"];
    let preload = case.preload()?;
    let (last, text) = case.unanswered()?;
    let title = "A proxy by way of LD_PRELOAD has no effect on go, which connects directly.";
    LIBRARIES.iter().any(|library| preload.contains(library)).then(|| {
        Found::new(last.step, title)
            .seen(format!("LD_PRELOAD={preload}"))
            .seen(text)
            .fix(format!("HTTPS_PROXY=socks5://127.0.0.1:1080 {}", case.again()))
    })
}
