//! What go comes to, and what other releases would.

use super::Screen;
use crate::{
    render::{
        Detail,
        page::{LABEL, Lead},
        painter::Role,
        played,
        text::{columns, wrap},
    },
    report::{By, Releases, Root},
    trace::{Got, NOBODY_ASKED, Verdict},
};

/// How many lines of go's text are told above the cause.
const LONG: usize = 8;

impl Screen<'_> {
    pub(super) fn answer(&mut self) {
        let report = self.report;
        match &report.verdict {
            Verdict::Fails(error) => self.page.labelled(Role::Bad, report.says(), error),
            Verdict::Refused => {}
            Verdict::Gets(_) if report.asks_nothing() => {}
            Verdict::Stopped(limit) => {
                let text = format!("{limit}; goget-doctor stops there, go has no such limit");
                self.page.labelled(Role::Warn, "limit", &text);
            }
            Verdict::Gets(_) if report.played.is_some() => {
                let text = report.got().unwrap_or_else(|| "nothing".to_owned());
                self.page.labelled(Role::Good, report.gets(), &text);
            }
            Verdict::Gets(Got { root: Some(root) }) => {
                self.page.labelled(Role::Good, report.gets(), &found(root));
            }
            Verdict::Gets(Got { root: None }) | Verdict::HandshakeOnly => {
                let text = format!("{}, for which it needs no repository", report.path);
                self.page.labelled(Role::Good, "go gets", &text);
            }
            Verdict::Named(root) => {
                self.page.labelled(Role::Warn, "named", &found(root));
                self.page.labelled(Role::Warn, "unknown", NOBODY_ASKED);
            }
            Verdict::Unknown(missing) => {
                if let Some(root) = &missing.root {
                    self.page.labelled(Role::Good, "root", &found(root));
                }
                self.page.labelled(Role::Warn, "unknown", &missing.what);
            }
        }
        if report.verdict.ok() == Some(true) {
            self.known();
        }
        if let Some(proxy) = &report.asked_first {
            let text = format!("go asks {proxy} first; this is what it meets in direct mode");
            self.page.labelled(Role::Faint, "direct", &text);
        }
    }

    /// What is known of the version that go took.
    pub(super) fn known(&mut self) {
        if let Some(played) = self.report.played.as_ref().filter(|_| self.detail != Detail::Quiet) {
            played::version(&mut self.page, played);
        }
    }

    /// Whether go's text fills so much of a screen that the cause is better told first.
    pub(super) fn answer_is_long(&self) -> bool {
        let room = self.painter.width().saturating_sub(LABEL);
        let error = self.report.verdict.error().unwrap_or_default();
        error.lines().map(|line| wrap(line, room).len()).sum::<usize>() > LONG
    }

    /// The releases of interest that would end otherwise.
    pub(super) fn disagree(&mut self) {
        for other in &self.report.disagree {
            let would = match (other.verdict.root(), other.verdict.error()) {
                (Some(root), _) => format!("would find {}", found(root)),
                (None, Some(error)) => format!("would fail: {error}"),
                (None, None) => "would succeed".to_owned(),
            };
            let text = format!("go {} ({}) {would}", other.go, other.because);
            self.page.labelled(Role::Warn, "but", &text);
        }
    }

    /// What each release says, where all were asked.
    pub(super) fn releases(&mut self) {
        let groups = &self.report.releases;
        let widest = groups.iter().map(|group| columns(&group.range())).max().unwrap_or(0);
        if !groups.is_empty() {
            self.page.blank();
        }
        for group in groups {
            let range = self.painter.text(&group.range());
            let role = match group.verdict.ok() {
                Some(true) => Role::Good,
                Some(false) => Role::Bad,
                None => Role::Warn,
            };
            let lead = Lead { painted: self.painter.paint(role, &range), columns: columns(&range) };
            let says = self.painter.text(&verdict(group));
            self.page.row(&lead, widest + 2, &says, "");
        }
    }
}

/// What a group of releases comes to, in a line.
fn verdict(group: &Releases) -> String {
    let root = |root: &Root| {
        let directory = if root.subdir.is_empty() { "" } else { ", directory " };
        format!("{} {} {}{directory}{}", root.path, root.vcs, root.repo, root.subdir)
    };
    match &group.verdict {
        Verdict::Gets(Got { root: Some(found) }) => root(found),
        Verdict::Gets(Got { root: None }) | Verdict::HandshakeOnly => "succeeds".to_owned(),
        Verdict::Fails(error) => error.replace("\n\t", " "),
        Verdict::Refused => "of no use as it stands".to_owned(),
        Verdict::Stopped(limit) => format!("limit of goget-doctor: {limit}"),
        Verdict::Named(named) => format!("{}: {NOBODY_ASKED}", root(named)),
        Verdict::Unknown(missing) => format!("not known without {}", missing.what),
    }
}

fn found(root: &Root) -> String {
    let by = match root.by {
        By::Meta => "named by a go-import tag",
        By::Static => "a host that go knows",
        By::Suffix => "named by the path's suffix",
    };
    let subdir = match root.subdir.as_str() {
        "" => String::new(),
        subdir => format!(", directory {subdir}"),
    };
    format!("{} from {} {}{subdir}; {by}", root.path, root.vcs, root.repo)
}
