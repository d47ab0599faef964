//! Nobody answers.

use super::private::private;
use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, Phase},
};

check! {
    /// Packets to the host get no answer at all, neither yes nor no: the machine is off, a firewall
    /// drops them, or a network on the way blocks the address. A server that is merely not running
    /// would refuse at once.
    ///
    /// Ask from another network. Where the host answers there, the way from here is blocked: by a
    /// firewall, a missing `HTTPS_PROXY`, or a country. A module proxy may have the module.
    "net-connect-timeout", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|(last, _)| last.is_direct())?;
    let silent = last.dialled.iter().any(|it| it.fault == Some(Fault::Timeout(Phase::Dial)));
    let explained = private(view).is_some() || view.proxified().is_some();
    let host = view.server();
    let title =
        format!("{host} does not answer: packets to it get lost, or are dropped on the way.");
    (silent && last.is_unconnected() && !explained).then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!(
                "curl -sS -m 10 -o /dev/null https://{host}/   # also from another network"
            ))
            .fix(format!(
                "GOPROXY=https://proxy.golang.org go get {}   # a copy, where the module is public",
                view.argument()
            ))
    })
}
