//! The phases of each request on one axis of time, as a picture.

use super::text;
use crate::{
    render::text::{duration, shorten},
    report::{Phase, Request},
};

/// The size of the drawing, which scales with the page; a row for each request.
const WIDTH: u64 = 900;
const LABEL: u64 = 300;
const ROW: u64 = 22;

/// More requests than these are not drawn one by one.
const MOST: usize = 200;

/// The picture, with the same in words for those who do not see it; empty without requests.
pub(super) fn picture(requests: &[Request]) -> String {
    if requests.is_empty() {
        return String::new();
    }
    let drawn = requests.get(..MOST).unwrap_or(requests);
    let end = drawn.iter().map(|request| request.span().1).max().unwrap_or(0).max(1);
    let height = ROW * drawn.len() as u64 + ROW;
    let rows = drawn.iter().zip(0..).map(|(request, row)| self::row(request, row, end));
    let rows: String = rows.collect();
    let more = requests.len() - drawn.len();
    let more = if more == 0 { String::new() } else { format!("<p>{more} more requests</p>\n") };
    format!(
        "<figure>\n<figcaption>{}</figcaption>\n\
         <svg class=\"waterfall\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{} \
         of {} requests, {}\">\n{rows}{}</svg>\n{more}</figure>\n",
        legend(),
        drawn.len(),
        requests.len(),
        text(&duration(end)),
        axis(end, height)
    )
}

fn row(request: &Request, row: u64, end: u64) -> String {
    let (top, base) = (row * ROW, row * ROW + 15);
    let name = text(&shorten(&request.url, 44, "…"));
    let (start, stop) = request.span();
    let title = text(&format!("{}: {}, {}", request.url, request.end, duration(stop - start)));
    let class = if request.failed { " class=\"failed\"" } else { "" };
    let bars: String = request.phases.iter().map(|phase| bar(phase, top, end)).collect();
    format!("<g{class}><title>{title}</title><text x=\"0\" y=\"{base}\">{name}</text>{bars}</g>\n")
}

fn bar(phase: &Phase, top: u64, end: u64) -> String {
    let (x, width) = (LABEL + scaled(phase.start, end), scaled(phase.micros, end).max(2));
    let y = top + 4;
    let (name, time) = (phase.name, duration(phase.micros));
    format!(
        "<rect class=\"{name}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"14\">\
         <title>{name} {time}</title></rect>",
        time = text(&time)
    )
}

fn scaled(micros: u64, end: u64) -> u64 {
    let room = u128::from(WIDTH - LABEL - 4);
    u64::try_from(u128::from(micros) * room / u128::from(end)).unwrap_or(0)
}

fn axis(end: u64, height: u64) -> String {
    let base = height - 4;
    format!(
        "<text class=\"axis\" x=\"{LABEL}\" y=\"{base}\">0</text>\
         <text class=\"axis\" x=\"{WIDTH}\" y=\"{base}\" text-anchor=\"end\">{}</text>\n",
        text(&duration(end))
    )
}

fn legend() -> String {
    ["resolve", "connect", "proxy", "tls", "wait", "body"]
        .map(|name| format!("<span class=\"key {name}\"></span>{name}"))
        .join(" ")
}
