//! Findings: pure functions of the trace, one file each, in one list.
//!
//! A check prints nothing that it has not seen: no finding without an event that makes it true.
//! To add one, write its file, with its page as the doc comment of `check!`, and add one line to
//! the list below.

use crate::{
    ending::Ending,
    event::{Event, Fact, Judged, PageRead, Step},
    report::{Finding, Severity},
    trace::Trace,
};

/// A check: what it is called, how bad it is, its page, and how it is found.
#[derive(Clone, Copy)]
pub struct Check {
    /// The kebab-case name, which never changes.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do about it, in Markdown.
    pub page: &'static str,
    find: fn(&Case<'_>) -> Option<Found>,
}

/// Declares the check of a file. The doc comment is its page.
macro_rules! check {
    ($(#[doc = $line:literal])+ $name:literal, $severity:ident) => {
        $(#[doc = $line])+
        pub(super) const CHECK: $crate::checks::Check = $crate::checks::Check {
            name: $name,
            severity: $crate::report::Severity::$severity,
            page: concat!($($line, "\n"),+),
            find,
        };
    };
}

macro_rules! checks {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// Every check; where several find something, the first is shown first.
        pub const ALL: &[Check] = &[$($module::CHECK),+];
    };
}

checks![
    tls_cert_expired,
    tls_hostname_mismatch,
    tls_cert_cn_only,
    html_declared_charset_unsupported,
    meta_content_wrong_field_count,
    meta_multiple_matching_tags,
    meta_repo_url_scp_syntax,
    meta_unknown_vcs,
    goinsecure_credentials_unverified,
    goprivate_pattern_has_scheme,
    pattern_has_blank,
    pattern_is_a_switch,
    pattern_has_port,
    pattern_malformed,
    goinsecure_names_proxy,
    env_variable_unknown,
    goproxy_env_not_effective,
    goenv_line_ignored,
    goenv_value_taken_literally,
    goproxy_bad_value,
    goproxy_entry_unreachable,
    gosumdb_bad_value,
    checksum_database_off,
    govcs_malformed,
    goauth_command_failed,
    goauth_misconfigured,
    goflags_insecure,
    settings_refused,
    netrc_default_ignored,
    netrc_entry_incomplete,
    netrc_taken_literally,
    netrc_macro_not_ended,
    netrc_unreadable,
];

mod netrc;

mod settings;

/// What `trace` shows to be wrong, what would cure the failure first.
pub fn findings(trace: &Trace) -> Vec<Finding> {
    let case = Case { trace, ending: Ending::of(trace) };
    ALL.iter().filter_map(|check| Some(check.finding((check.find)(&case)?))).collect()
}

impl Check {
    fn finding(&self, found: Found) -> Finding {
        let Found { step, title, evidence, fix, not } = found;
        Finding { name: self.name, severity: self.severity, title, evidence, fix, not, step }
    }
}

/// What a check found.
struct Found {
    step: Step,
    title: String,
    evidence: Vec<String>,
    fix: Vec<String>,
    not: Vec<String>,
}

impl Found {
    fn new(step: Step, title: impl Into<String>) -> Self {
        let (evidence, fix, not) = (Vec::new(), Vec::new(), Vec::new());
        Self { step, title: title.into(), evidence, fix, not }
    }

    fn seen(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    fn fix(mut self, line: impl Into<String>) -> Self {
        self.fix.push(line.into());
        self
    }

    fn not(mut self, line: impl Into<String>) -> Self {
        self.not.push(line.into());
        self
    }
}

/// A run that checks look at.
struct Case<'a> {
    trace: &'a Trace,
    ending: Ending,
}

impl<'a> Case<'a> {
    /// The candidate that made go fail; none where go succeeds or nothing is known.
    fn culprit(&self) -> Option<&str> {
        self.ending.decides.as_deref().filter(|_| self.ending.ok == Some(false))
    }

    /// The events of the lookup that made go fail, our own questions among them.
    fn failed(&self) -> impl Iterator<Item = &'a Event> {
        let culprit = self.culprit().map(str::to_owned);
        self.trace.events.iter().filter(move |event| culprit.is_some() && event.path == culprit)
    }

    /// The page that go took no tag from, where that is why it fails.
    fn useless_page(&self) -> Option<&'a PageRead> {
        let matched = self.failed().any(|event| {
            matches!(&event.fact, Fact::Matched { import: Some(_), .. } | Fact::Verified { .. })
        });
        self.failed().filter(|_| !matched).find_map(|event| match &event.fact {
            Fact::PageRead(page) => Some(&**page),
            _ => None,
        })
    }

    /// The chain that go refused, where that is why it fails.
    fn refused_chain(&self) -> Option<&'a Judged> {
        let answered = self.failed().any(|event| matches!(event.fact, Fact::Answered(_)));
        self.failed().filter(|_| !answered).find_map(|event| match &event.fact {
            Fact::Judged(judged) if judged.error.is_some() && !event.probe => Some(judged),
            _ => None,
        })
    }
}
