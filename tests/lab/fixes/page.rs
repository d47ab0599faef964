//! Puts the tag that a fix says on the page that it is for, and nothing else.

use std::sync::LazyLock;

use goget_doctor::lab::{Name, Route, Scenario};
use regex::Regex;

use super::order::filled_in;

/// The scenario whose owner pasted `fix` into the page.
pub(crate) fn pasted(fix: &str, scenario: &Scenario) -> Scenario {
    let fix = filled_in(fix, scenario);
    if fix.starts_with("<?xml ") {
        return declared(&fix, scenario);
    }
    let (tag, remark) = fix.split_once("   <!-- ").unwrap_or((&fix, ""));
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    let own = format!("https://{}?go-get=1", scenario.path);
    if remark.starts_with("on both") {
        let prefix = content(tag).split(' ').next().unwrap_or_default().to_owned();
        put(tag, &format!("https://{prefix}?go-get=1"), &mut fixed);
    }
    let url = remark.strip_prefix("on ").and_then(|rest| rest.split_once(" -->"));
    let url = url.map_or("", |(url, _)| url);
    put(tag, if url.starts_with("https://") { url } else { &own }, &mut fixed);
    fixed
}

/// The scenario whose page begins with another declaration.
fn declared(fix: &str, scenario: &Scenario) -> Scenario {
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    let (declaration, _) = fix.split_once("   <!-- ").unwrap_or((fix, ""));
    for body in
        fixed.host.iter_mut().flat_map(|host| &mut host.route).filter_map(|it| it.body.as_mut())
    {
        let behind = body.split_once("?>").map_or(body.as_str(), |(_, behind)| behind);
        *body = format!("{declaration}{behind}");
    }
    fixed
}

/// What the tag says.
pub(crate) fn content(tag: &str) -> &str {
    let (_, rest) = tag.split_once("content=\"").unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

fn put(tag: &str, url: &str, scenario: &mut Scenario) {
    let rest = url.trim_start_matches("https://").trim_end_matches("?go-get=1");
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = if path.is_empty() { "/" } else { path };
    let of_it = |route: &&Route| match route.path.get_ref().strip_suffix('*') {
        Some(front) => path.starts_with(front),
        None => path == route.path.get_ref(),
    };
    if !scenario.host.iter().any(|it| it.name.get_ref() == host) {
        scenario.host.push(super::order::host(host, "path = '/no/such/page'\nstatus = 404"));
    }
    let Some(host) = scenario.host.iter_mut().find(|it| it.name.get_ref() == host) else { return };
    let before = host.route.iter().find(of_it);
    let mut route = before.cloned().unwrap_or_else(super::order::route);
    (route.status, route.path) = (None, Name::new(0..0, path.to_owned()));
    route.go_get &= url.ends_with("?go-get=1");
    match &mut route.base64 {
        // Bytes that are no text stay as they are.
        Some(bytes) => bytes.0 = [tag.as_bytes(), &bytes.0].concat(),
        None => route.body = Some(edited(&text(&route), tag)),
    }
    (route.import, route.redirect, route.raw) = (None, None, None);
    host.route.insert(0, route);
}

/// The page that a route serves.
fn text(route: &Route) -> String {
    let import = route.import.as_ref();
    let import =
        import.map(|tag| format!("<head><meta name=\"go-import\" content=\"{tag}\"></head>"));
    import.or_else(|| route.body.clone()).unwrap_or_default()
}

/// The page after someone pasted the tag: in the place of `<head>`, of the tags that were there, or
/// else first in the head.
fn edited(page: &str, tag: &str) -> String {
    static OLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:<!-- *)?<meta[^>]*[gG]o-[iI]mport[^>]*>(?: *-->)?").unwrap()
    });
    let head = page.find("<head>").unwrap_or(0);
    let behind = if page.contains("<head>") { head + "<head>".len() } else { head };
    let (front, rest) = (&page[..head], &page[behind..]);
    if tag.starts_with("<head>") {
        return format!("{front}{tag}{rest}");
    }
    format!("{front}<head>{tag}{}", OLD.replace_all(rest, ""))
}
