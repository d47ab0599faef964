//! Certificates and roots: what go reads, what was presented, and the verdicts.

use super::{
    Detail, Painter,
    env::put_findings,
    page::{Lead, Page, time},
    painter::{Mark, Role},
    text::{columns, pad, thousands},
};
use crate::{
    go::std::crypto::roots::{Looked, State},
    report::certs::{CertificateView, CertsView, Connection, LinkView, RootsView, Validity},
    trace::{Anchors, OddRoot, Oddness, Opinion, Reader, Source},
};

/// Where the text of a row begins.
const TEXT: usize = 12;

/// The roots, the chain with a block for each certificate, the verdicts, and the findings.
pub fn human(view: &CertsView, painter: &Painter, detail: Detail) -> String {
    let mut screen = Screen { page: Page::new(painter), painter };
    screen.header(view);
    if detail != Detail::Quiet {
        screen.handshake(view);
        screen.roots(view);
        screen.chain(view);
    }
    screen.verdicts(view, detail);
    put_findings(&mut screen.page, &view.findings);
    screen.page.finish()
}

struct Screen<'a> {
    page: Page<'a>,
    painter: &'a Painter,
}

impl Screen<'_> {
    fn header(&mut self, view: &CertsView) {
        let subject = self.painter.text(view.server.as_deref().unwrap_or("root certificates"));
        let painted = self.painter.paint(Role::Strong, &subject);
        let lead = Lead { painted, columns: columns(&subject) };
        self.page.row(&lead, 2, "", &format!("as go {}, at {}", view.go, view.at));
    }

    fn row(&mut self, label: &str, text: &str, aside: &str) {
        let label = pad(label, TEXT);
        let painted = self.painter.paint(Role::Faint, &label);
        let lead = Lead { painted, columns: columns(&label) };
        self.page.row(&lead, TEXT, &self.painter.text(text), &self.painter.text(aside));
    }

    fn handshake(&mut self, view: &CertsView) {
        if !view.lines.is_empty() || view.connection.is_some() {
            self.page.blank();
        }
        for line in &view.lines {
            self.row(&line.label, &line.text, &time(line.micros));
        }
        if let Some(connection) = &view.connection {
            self.row("tls", &agreed(connection), &time(Some(connection.micros)));
        }
    }

    fn roots(&mut self, view: &CertsView) {
        self.page.blank();
        self.places("files", &view.files, "SSL_CERT_FILE");
        self.places("folders", &view.dirs, "SSL_CERT_DIR");
        self.row("roots", &format!("{} in all", certificates(view.roots)), "");
        let mut label = "mind";
        for remark in &view.remarks {
            self.row(std::mem::take(&mut label), remark, "");
        }
        let skipped = view.files.iter().chain(&view.dirs).flat_map(|looked| &looked.skipped);
        let mut label = "left out";
        for skipped in skipped {
            let line = skipped.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let place = format!("{}{line}", skipped.path);
            self.row(std::mem::take(&mut label), &place, &skipped.why);
        }
        if let Some(examined) = &view.examined {
            self.examined(examined);
        }
    }

    /// The places of one kind; the system's own, where `variable` replaces them, in one row.
    fn places(&mut self, label: &str, places: &[Looked], variable: &str) {
        let mut label = label;
        let (own, others): (Vec<_>, Vec<_>) =
            places.iter().partition(|looked| looked.state == State::Shadowed);
        for looked in &others {
            let named = if own.is_empty() { "" } else { &format!(", named by {variable}") };
            self.row(std::mem::take(&mut label), &looked.path, &(state(looked) + named));
        }
        if !own.is_empty() {
            let text = format!("the system's own {}", own.len());
            self.row("", &text, &format!("not read: {variable} stands for them"));
        }
    }

    fn examined(&mut self, examined: &RootsView) {
        let mut label = "no use";
        for odd in &examined.odd {
            self.row(std::mem::take(&mut label), &odd.subject, &oddness(odd));
        }
        let mut label = "not read";
        for unread in &examined.unread {
            let by = unread.variable.as_ref().map(|name| format!(", which {name} names"));
            let place = format!("{}{}", unread.file, by.unwrap_or_default());
            let others = match unread.certificates {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            let holds = format!("holds {}{others}, which go does not know", unread.subject);
            self.row(std::mem::take(&mut label), &place, &holds);
        }
        self.page.blank();
        for reader in &examined.readers {
            self.reader(reader);
        }
    }

    fn reader(&mut self, reader: &Reader) {
        let mut label = reader.name.as_str();
        for place in reader.file.iter().chain(&reader.dir) {
            let text = match &place.variable {
                Some(variable) => format!("{} ({variable})", place.path),
                None => place.path.clone(),
            };
            self.row(std::mem::take(&mut label), &text, &source(place));
        }
        if !label.is_empty() {
            self.row(label, "finds no roots", "");
        }
    }

    fn chain(&mut self, view: &CertsView) {
        for (at, certificate) in view.chain.iter().enumerate() {
            self.page.blank();
            self.certificate(at, certificate);
        }
        for (at, chain) in view.built.iter().enumerate() {
            self.page.blank();
            let label = if at == 0 { "go built" } else { "and" };
            self.built(label, chain);
        }
    }

    fn certificate(&mut self, at: usize, certificate: &CertificateView) {
        let label = pad(&format!("sent {at}"), TEXT);
        let painted = self.painter.paint(Role::Strong, &label);
        let lead = Lead { painted, columns: columns(&label) };
        let version = format!("X.509 version {}", certificate.x509_version);
        let aside = if certificate.x509_version == 3 { "" } else { &version };
        self.page.row(&lead, TEXT, &self.painter.text(&certificate.subject), aside);
        if let Some(error) = &certificate.error {
            self.row("  broken", &format!("go cannot read it: {error}"), "");
        }
        if certificate.key.is_empty() {
            self.row("  sha256", &certificate.sha256, "");
            return;
        }
        let issuer = if certificate.self_issued { "itself" } else { &certificate.issuer };
        self.row("  issuer", issuer, "");
        self.row("  names", &names(certificate), "");
        if let Some(validity) = &certificate.validity {
            self.row("  valid", &dates(validity), &left(validity));
        }
        let key = format!("{}, signed with {}", certificate.key, certificate.signature);
        self.row("  key", &key, "");
        self.row("  usage", &usages(certificate), &authority(certificate));
        self.row("  sha256", &certificate.sha256, "");
        for held in &certificate.held {
            let named = held.variable.as_ref().map(|name| format!(", which {name} names"));
            let what = if held.is_root { "trusted: go reads it" } else { "go does not read it" };
            let place = format!("{}{}", held.file, named.unwrap_or_default());
            self.row("  held in", &place, what);
        }
    }

    fn built(&mut self, label: &str, chain: &[LinkView]) {
        let mut label = label;
        for link in chain {
            let file = link.file.as_ref().map(|file| format!("from {file}")).unwrap_or_default();
            self.row(std::mem::take(&mut label), &link.subject, &file);
        }
    }

    fn verdicts(&mut self, view: &CertsView, detail: Detail) {
        self.page.blank();
        let symbol = |mark| self.painter.symbol(mark);
        match (view.verdict.ok(), view.verdict.error()) {
            (Some(true), _) if view.server.is_none() => {
                let text = format!("{} has roots", symbol(Mark::Pass));
                self.row("go", &text, "");
            }
            (Some(true), _) => {
                let text = format!("{} trusts the chain", symbol(Mark::Pass));
                self.row("go", &text, "");
            }
            (_, Some(error)) => self.page.labelled(Role::Bad, "go says", error),
            _ => self.undecided(view),
        }
        if detail != Detail::Quiet {
            let mut label = "rustls";
            for opinion in &view.opinions {
                self.opinion(std::mem::take(&mut label), opinion);
            }
        }
    }

    fn undecided(&mut self, view: &CertsView) {
        if let Some(limit) = view.verdict.limit() {
            self.page.labelled(Role::Bad, "stopped", &format!("limit of the doctor: {limit}"));
        }
        if let Some(missing) = view.verdict.missing() {
            self.page.labelled(Role::Warn, "unknown", &format!("missing is {missing}"));
        }
    }

    fn opinion(&mut self, label: &str, opinion: &Opinion) {
        let (mark, says) = match &opinion.error {
            None => (Mark::Pass, "trusts the chain"),
            Some(error) => (Mark::Fail, error.as_str()),
        };
        let whose = match opinion.anchors {
            Anchors::Go => "go's roots",
            Anchors::Platform => "the platform's roots",
        };
        let text = format!("{} {says}", self.painter.symbol(mark));
        self.row(label, &text, &format!("by {whose}, {}", certificates(opinion.roots)));
    }
}

fn agreed(connection: &Connection) -> String {
    let mut parts = vec![connection.version.clone(), connection.suite.clone()];
    parts.extend(connection.group.clone());
    if connection.complete {
        parts.push(connection.alpn.clone().unwrap_or_else(|| "no ALPN".to_owned()));
    }
    let sni = connection.sni.as_ref().map(|name| format!("SNI {name}"));
    parts.push(sni.unwrap_or_else(|| "no SNI".to_owned()));
    if connection.wants_certificate {
        parts.push("wants a client's certificate".to_owned());
    }
    if !connection.complete {
        parts.push("broken off".to_owned());
    }
    parts.join(", ")
}

fn state(looked: &Looked) -> String {
    match looked.state {
        State::NotReached => "not reached".to_owned(),
        State::Absent => "absent".to_owned(),
        State::Unreadable => looked.error.clone().unwrap_or_else(|| "unreadable".to_owned()),
        State::Shadowed => "not read".to_owned(),
        State::Read if looked.certificates > 0 && looked.new == 0 => {
            format!("read, {}, nothing new", certificates(looked.certificates))
        }
        State::Read => format!("read, {}", certificates(looked.certificates)),
    }
}

fn certificates(count: usize) -> String {
    match count {
        1 => "1 certificate".to_owned(),
        count => format!("{} certificates", thousands(count as u64)),
    }
}

fn oddness(odd: &OddRoot) -> String {
    let moment = odd.moment.as_deref().map(date).unwrap_or_default();
    match odd.why {
        Oddness::Expired => format!("expired {moment}"),
        Oddness::NotYetValid => format!("begins {moment}"),
        Oddness::NotAuthority => "may not sign: no CA".to_owned(),
    }
}

fn source(source: &Source) -> String {
    match &source.error {
        Some(error) => error.clone(),
        None => format!("takes {}", certificates(source.certificates)),
    }
}

fn names(certificate: &CertificateView) -> String {
    let dns = certificate.dns_names.iter().cloned();
    let addresses = certificate.ip_addresses.iter().map(ToString::to_string);
    let others = certificate.other_names.iter().map(|name| format!("{name} (no host)"));
    let all: Vec<String> = dns.chain(addresses).chain(others).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

/// The day of an RFC 3339 moment.
fn date(moment: &str) -> &str {
    moment.split('T').next().unwrap_or_default()
}

fn dates(validity: &Validity) -> String {
    format!("{} to {}", validity.not_before, validity.not_after)
}

fn left(validity: &Validity) -> String {
    let days = |count: i64| match count.unsigned_abs() {
        1 => "1 day".to_owned(),
        count => format!("{} days", thousands(count)),
    };
    match (validity.days_to_begin, validity.days_left) {
        (Some(count), _) => format!("begins in {}", days(count)),
        (None, count) if count < 0 => format!("expired {} ago", days(count + 1)),
        (None, count) => format!("{} left", days(count)),
    }
}

fn usages(certificate: &CertificateView) -> String {
    let extended = certificate.extended_key_usage.iter().map(String::as_str);
    let all: Vec<&str> =
        certificate.key_usage.iter().map(|usage| &**usage).chain(extended).collect();
    if all.is_empty() { "not limited".to_owned() } else { all.join(", ") }
}

fn authority(certificate: &CertificateView) -> String {
    match (certificate.is_ca, certificate.max_path_length) {
        (false, _) => "no CA".to_owned(),
        (true, None) => "a CA".to_owned(),
        (true, Some(length)) => format!("a CA, path length {length}"),
    }
}
