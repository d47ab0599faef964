//! The entries of GOPROXY around one at which go stopped.

use crate::{
    findings::view::View,
    go::cmd::proxy_list::{self, Entry, Source},
    trace::EntryMet,
};

/// GOPROXY with a `|` behind the entry at which go stopped, and the entry that it would ask then; none where a comma
/// is not what stopped it.
pub(super) fn barred(view: &View<'_>, met: &EntryMet) -> Option<(String, String)> {
    let env = view.env();
    let value = env.get("GOPROXY");
    let list = proxy_list::parse(value, env.get("GONOPROXY")).ok()?;
    let next = shown(list.get(met.place + 1)?)?;
    let own = usize::from(list.first()?.source == Source::NoProxy);
    let mut pieces = pieces(value);
    let piece = pieces.get_mut(met.place.checked_sub(own)?)?;
    *piece = format!("{}|", piece.strip_suffix(',')?);
    Some((pieces.concat(), next))
}

/// GOPROXY with `direct` at its end; none where it ends so or with `off`.
pub(super) fn then_direct(view: &View<'_>) -> Option<String> {
    let env = view.env();
    let list = proxy_list::parse(env.get("GOPROXY"), env.get("GONOPROXY")).ok()?;
    matches!(list.last()?.source, Source::Proxy(_)).then(|| {
        let value = pieces(env.get("GOPROXY")).concat();
        format!("{},direct", value.trim_end_matches([',', '|']))
    })
}

/// The elements of GOPROXY, each with what separates it from the next.
fn pieces(value: &str) -> Vec<String> {
    let pieces = value.split_inclusive([',', '|']);
    let pieces = pieces.filter(|piece| !piece.trim_matches([',', '|', ' ']).is_empty());
    pieces.map(|piece| piece.trim().to_owned()).collect()
}

fn shown(entry: &Entry) -> Option<String> {
    match &entry.source {
        Source::Proxy(url) => Some(url.to_string()),
        Source::Direct => Some("direct".to_owned()),
        Source::NoProxy | Source::Off => None,
    }
}
