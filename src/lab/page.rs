//! The responses of routes that serve no repository.

use std::io::Write as _;

use bytes::Bytes;

use super::{
    hosts::Route,
    reply::{Framing, Reply, seconds},
};

/// The response of a route that serves no repository.
pub(super) fn page(route: &Route) -> Reply {
    let given = route.page();
    let named = |name: &str| route.headers.keys().any(|n| n.eq_ignore_ascii_case(name));
    let status = route.status.unwrap_or(if route.redirect.is_some() { 302 } else { 200 });
    let kind = match &given {
        Some(_) if !named("content-type") => "text/html; charset=utf-8",
        _ => "",
    };
    let mut reply = Reply::new(status, kind, body(route, given.unwrap_or_default()));
    if let Some(reason) = &route.reason {
        reply.reason.clone_from(reason);
    }
    let fields = route.headers.iter().filter(|(_, value)| !value.is_empty());
    reply.headers.extend(fields.map(|(name, value)| (name.clone(), value.clone())));
    if let Some(location) = &route.redirect {
        reply = reply.with("Location", location);
    }
    if route.gzip {
        reply = reply.with("Content-Encoding", "gzip");
    }
    finish(reply, route)
}

fn finish(mut reply: Reply, route: &Route) -> Reply {
    let body = &mut reply.body;
    body.cut = route.cut;
    body.pause = seconds(route.drip);
    if route.drip > 0.0 {
        body.size = body.rest.len().div_ceil(8);
    }
    body.endless = (route.endless && !body.rest.is_empty()).then(|| body.rest.clone());
    reply.framing = match route.framing {
        Framing::Length if route.endless => Framing::Chunked,
        framing => framing,
    };
    reply.raw = route.raw.as_ref().map(|raw| Bytes::copy_from_slice(raw.as_bytes()));
    reply
}

fn body(route: &Route, plain: Vec<u8>) -> Vec<u8> {
    if !route.gzip {
        return plain;
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    match gzip.write_all(&plain).and_then(|()| gzip.finish()) {
        Ok(packed) => packed,
        Err(_) => plain,
    }
}
