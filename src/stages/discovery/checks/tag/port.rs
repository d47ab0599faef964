//! A port in the tag's prefix.

use crate::findings::view::View;

/// The prefix that is the path's but for a port, and its host.
pub(crate) fn ported<'a>(view: &View<'a>) -> Option<(&'a str, &'a str)> {
    let (_, path, prefixes) = view.mismatch()?;
    let own = path.split('/').next()?;
    prefixes.iter().find_map(|prefix| {
        let (host, port) = prefix.split('/').next()?.split_once(':')?;
        let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        (is_port && host.eq_ignore_ascii_case(own)).then_some((prefix.as_str(), host))
    })
}
