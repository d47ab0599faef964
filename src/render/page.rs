//! The page that people read: rows with columns, remarks to the right, text that wraps.

use super::{
    emphasis::emphasized,
    painter::{Painter, Role},
    text::{self, columns, pad, wrap},
};

/// Where the text of a labelled block starts.
pub(super) const LABEL: usize = 9;

/// Text that is wider than this does not push the remarks of its table further to the right.
const WIDEST: usize = 48;

/// A page in the making.
pub(super) struct Page<'a> {
    painter: &'a Painter,
    /// The import paths that stand out in its texts.
    names: Vec<String>,
    out: String,
}

/// What is at the left of a row: its text as it is printed, and the columns that it takes.
#[derive(Default)]
pub(super) struct Lead {
    pub(super) painted: String,
    pub(super) columns: usize,
}

/// One line of a table with a remark and a time.
pub(super) struct Cells {
    pub(super) text: String,
    pub(super) aside: String,
    pub(super) time: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(painter: &'a Painter) -> Self {
        Self::naming(painter, Vec::new())
    }

    /// A page on which `names` stand out.
    pub(super) fn naming(painter: &'a Painter, names: Vec<String>) -> Self {
        Self { painter, names, out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// A blank line, where there is none yet.
    pub(super) fn blank(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// `lead`, then `text` wrapped at `column`, and `right` at the right margin.
    ///
    /// `right` is in the first line where there is room, else in a line of its own.
    pub(super) fn row(&mut self, lead: &Lead, column: usize, text: &str, right: &str) {
        self.lay(lead, column, text, right, str::to_owned);
    }

    /// A row in whose text hosts, files and the names of the page stand out.
    pub(super) fn telling_row(&mut self, lead: &Lead, column: usize, text: &str, right: &str) {
        let (painter, names) = (self.painter, self.names.clone());
        self.lay(lead, column, text, right, |line| emphasized(line, &names, painter));
    }

    /// A row, each line of whose text is painted by `paint`.
    fn lay(
        &mut self,
        lead: &Lead,
        column: usize,
        text: &str,
        right: &str,
        paint: impl Fn(&str) -> String,
    ) {
        let limit = self.painter.wrap_at();
        let aside = if right.is_empty() { 0 } else { columns(right) + 2 };
        let inline = lead.columns + 2;
        let fits = inline + columns(text) + aside <= limit;
        let column = if column < inline && fits { inline } else { column };
        self.out.push_str(&lead.painted);
        let mut used = lead.columns;
        if column < inline && !text.is_empty() {
            self.out.push('\n');
            used = 0;
        }
        let mut lines = wrap(text, limit.saturating_sub(column)).into_iter();
        used = self.put(used, column, &lines.next().unwrap_or_default(), &paint);
        let beside = used + aside <= limit;
        if beside {
            self.put_right(used, right);
        }
        self.out.push('\n');
        for line in lines {
            self.put(0, column, &line, &paint);
            self.out.push('\n');
        }
        if !beside {
            self.own_line(column, right);
        }
    }

    /// `lead`, then the rows of a table at `column`: text, remark, time.
    pub(super) fn table(&mut self, lead: &Lead, column: usize, rows: &[Cells]) {
        let room = self.painter.wrap_at().saturating_sub(column);
        let described = rows.iter().filter(|row| !row.aside.is_empty());
        let widest = described.map(|row| columns(&row.text)).max().unwrap_or(0).min(WIDEST);
        let remark = column + widest + 4;
        let stacked = room < widest.saturating_add(24);
        let empty = Lead::default();
        for (index, row) in rows.iter().enumerate() {
            let lead = if index == 0 { lead } else { &empty };
            if row.aside.is_empty() {
                self.row(lead, column, &row.text, &row.time);
            } else if stacked {
                self.row(lead, column, &row.text, &row.time);
                self.row(&empty, column + 2, &row.aside, "");
            } else {
                let gap = column.saturating_sub(lead.columns).max(2);
                let text = format!("{}{}", " ".repeat(gap), row.text);
                let left = Lead {
                    columns: lead.columns + columns(&text),
                    painted: format!("{}{text}", lead.painted),
                };
                self.row(&left, remark, &row.aside, &row.time);
            }
        }
    }

    /// A label in its column, then `text`: one paragraph a line of it, each wrapped.
    pub(super) fn labelled(&mut self, role: Role, label: &str, text: &str) {
        let mut lead = self.label(role, label);
        for line in text.lines() {
            let line = self.painter.text(&line.replace('\t', "    "));
            self.telling_row(&lead, LABEL, &line, "");
            lead = Lead::default();
        }
    }

    /// A label in its column, then something to paste: harmless, and never wrapped.
    pub(super) fn pasted(&mut self, role: Role, label: &str, text: &str) {
        let mut lead = self.label(role, label);
        for line in text.lines() {
            self.out.push_str(&lead.painted);
            let line = self.painter.text(line);
            self.put(lead.columns, LABEL, &line, str::to_owned);
            self.out.push('\n');
            lead = Lead::default();
        }
    }

    fn label(&self, role: Role, label: &str) -> Lead {
        Lead { painted: self.painter.paint(role, label), columns: columns(label) }
    }

    /// `text` at `column`, where `used` columns of the line are taken; returns the new end.
    fn put(
        &mut self,
        used: usize,
        column: usize,
        text: &str,
        paint: impl Fn(&str) -> String,
    ) -> usize {
        if text.is_empty() {
            return used;
        }
        self.out.push_str(&pad("", column.saturating_sub(used)));
        self.out.push_str(&paint(text));
        column.max(used) + columns(text)
    }

    fn put_right(&mut self, used: usize, right: &str) {
        if right.is_empty() {
            return;
        }
        let gap = self.painter.width().saturating_sub(used + columns(right));
        let gap = if used > 0 { gap.max(2) } else { gap };
        self.out.push_str(&pad("", gap));
        self.out.push_str(&self.painter.paint(Role::Faint, right));
    }

    /// A remark that found no room: to the right where it fits, else wrapped below the text.
    fn own_line(&mut self, column: usize, right: &str) {
        let room = self.painter.width().saturating_sub(column);
        if right.is_empty() {
            return;
        }
        if columns(right) <= room {
            self.put_right(0, right);
            self.out.push('\n');
            return;
        }
        for line in wrap(right, room) {
            self.out.push_str(&pad("", column));
            self.out.push_str(&self.painter.paint(Role::Faint, &line));
            self.out.push('\n');
        }
    }
}

/// A remark and a time in one text for the right margin.
pub(super) fn joined(aside: &str, time: &str) -> String {
    match (aside.is_empty(), time.is_empty()) {
        (false, false) => format!("{aside}  {time}"),
        (false, true) => aside.to_owned(),
        (true, _) => time.to_owned(),
    }
}

/// The time of `micros`, empty where there is none.
pub(super) fn time(micros: Option<u64>) -> String {
    micros.map(text::duration).unwrap_or_default()
}
