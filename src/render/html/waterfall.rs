//! The phases of each request on one axis of time, as a picture.

use super::text;
use crate::{
    render::text::duration,
    report::{Phase, Request},
};

/// The axis of a drawing, which is stretched to the room that the page has for it.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 16;

/// More requests than these are not drawn one by one.
const MOST: usize = 200;

/// The picture, with the same in words for those who do not see it; empty without requests.
pub(super) fn picture(requests: &[Request]) -> String {
    if requests.is_empty() {
        return String::new();
    }
    let drawn = requests.get(..MOST).unwrap_or(requests);
    let end = drawn.iter().map(|request| request.span().1).max().unwrap_or(0).max(1);
    let rows: String = drawn.iter().map(|request| row(request, end)).collect();
    let more = match requests.len() - drawn.len() {
        0 => String::new(),
        more => format!("<p class=\"faint\">{more} more requests</p>\n"),
    };
    format!(
        "<h3>Requests</h3>\n<figure>\n<figcaption class=\"key\">{}</figcaption>\n\
         <ol class=\"waterfall\">\n{rows}{}</ol>\n{more}</figure>\n",
        legend(),
        axis(end),
    )
}

/// A request: its URL, its bars, how it ended.
fn row(request: &Request, end: u64) -> String {
    let (start, stop) = request.span();
    let class = if request.failed { " class=\"failed\"" } else { "" };
    let (url, time) = (text(&request.url), text(&duration(stop - start)));
    let bars: String = request.phases.iter().map(|phase| bar(phase, end)).collect();
    let phases: Vec<String> = request.phases.iter().map(in_words).collect();
    format!(
        "<li{class}><span class=\"url\" title=\"{url}\">{url}</span>\
         <svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{}\">{bars}</svg><span class=\"end number\">{} {time}</span></li>\n",
        text(&phases.join(", ")),
        text(&status(request)),
    )
}

/// The status without its phrase; what broke a request is shown with its step.
fn status(request: &Request) -> String {
    if request.failed {
        return "failed".to_owned();
    }
    request.end.split(' ').next().unwrap_or_default().to_owned()
}

fn bar(phase: &Phase, end: u64) -> String {
    // Nothing that happened is too short to be seen.
    let width = scaled(phase.micros, end).max(3);
    let x = scaled(phase.start, end).min(WIDTH - width);
    format!(
        "<rect class=\"{}\" x=\"{x}\" y=\"2\" width=\"{width}\" height=\"{}\"><title>{}</title></rect>",
        phase.name,
        HEIGHT - 4,
        text(&in_words(phase))
    )
}

fn in_words(phase: &Phase) -> String {
    format!("{} {}", phase.name, duration(phase.micros))
}

fn scaled(micros: u64, end: u64) -> u64 {
    let scaled = u128::from(micros) * u128::from(WIDTH) / u128::from(end);
    u64::try_from(scaled).unwrap_or(WIDTH).min(WIDTH)
}

fn axis(end: u64) -> String {
    format!(
        "<li><span class=\"axis\"><span>0</span><span>{}</span></span></li>\n",
        text(&duration(end))
    )
}

fn legend() -> String {
    ["resolve", "connect", "proxy", "tls", "wait", "body"]
        .map(|name| format!("<span><i class=\"{name}\"></i>{name}</span>"))
        .join(" ")
}
