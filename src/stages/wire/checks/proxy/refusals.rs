//! How a proxy refuses: the connection to it, or its CONNECT.

use crate::{
    findings::view::View,
    go::std::strconv::text::lossy,
    shell,
    trace::{Exchange, Tunnelled},
};

/// A proxy that could not be connected to.
pub(crate) fn refused<'c, 'a>(view: &'c View<'a>) -> Option<(&'c Exchange<'a>, &'a str)> {
    let (last, _) = view.unanswered()?;
    let proxy = last.asked.proxy.as_deref().filter(|_| last.is_unconnected())?;
    Some((last, proxy))
}

/// The proxy's refusal of a CONNECT.
pub(crate) fn refusal<'c, 'a>(
    view: &'c View<'a>,
) -> Option<(&'c Exchange<'a>, &'a Tunnelled, u16)> {
    let (last, _) = view.unanswered()?;
    let tunnelled = last.tunnelled?;
    let code = tunnelled.status_line.split(' ').nth(1)?.parse().ok()?;
    (code != 200).then_some((last, tunnelled, code))
}

/// What the proxy said, with the beginning of its page.
pub(crate) fn answer(proxy: &str, tunnelled: &Tunnelled) -> String {
    let body = tunnelled.body.as_ref().map(|body| lossy(&body.0)).unwrap_or_default();
    let body = body.lines().next().unwrap_or_default();
    let dash = if body.is_empty() { "" } else { " – " };
    format!("{proxy} answered: {}{dash}{body}", tunnelled.status_line)
}

/// The line after which the host of `target` is reached without a proxy.
pub(crate) fn past_proxy(target: &str) -> String {
    let host = target.split(':').next().unwrap_or_default();
    let remark = shell::remark(&format!("where {host} can be reached directly"));
    format!("export NO_PROXY=$NO_PROXY,{}{remark}", shell::word(host))
}
