//! Results that are printed as they are done, and let go.

use super::{
    args::{Format, Reports},
    spool::InOrder,
};
use crate::{
    problem::Problem,
    render::{Painter, go, jsonl, line},
    report::{Batch, Item},
};

/// The formats in which the text of a result depends on no other, printed one by one.
pub(super) struct Stream {
    format: Format,
    painter: Painter,
    /// What waits for its turn, where results come in the order of the input.
    order: Option<InOrder>,
}

impl Stream {
    /// The stream of a format, where it is one in which results are printed one by one. JSON lines come as they are done
    /// unless they are to be `in_order`.
    pub(super) fn of(format: Format, in_order: bool, painter: Painter) -> Option<Self> {
        let order = match format {
            Format::Jsonl if !in_order => None,
            Format::Jsonl | Format::Line | Format::Go => Some(InOrder::default()),
            _ => return None,
        };
        Some(Self { format, painter, order })
    }

    /// Prints the result that has this place among all, or lets it wait for its turn.
    pub(super) fn take(
        &mut self,
        place: usize,
        item: &Item,
        batch: &Batch,
        mut print: impl FnMut(&str) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let text = match self.format {
            Format::Line => line::lines(batch, item),
            Format::Go => go::render([&item.report], &self.painter),
            _ => jsonl::line(item),
        };
        match &mut self.order {
            Some(order) => order.take(place, &text, print),
            None => print(&text),
        }
    }

    /// Prints what still waits.
    pub(super) fn end(
        &mut self,
        print: impl FnMut(&str) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.order.as_mut().map_or(Ok(()), |order| order.end(print))
    }
}

/// Whether something is written of all results together, which are kept until then.
pub(super) fn keeps_all(format: Format, reports: &Reports) -> bool {
    !is_streamed(format) || !reports.files.is_empty()
}

/// Whether the results of a format are printed one by one.
pub(super) fn is_streamed(format: Format) -> bool {
    matches!(format, Format::Jsonl | Format::Line | Format::Go)
}
