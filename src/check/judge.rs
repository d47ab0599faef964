//! What came out, held to what the file says of a path.

use crate::{
    check::inputs::{Ask, Entry, Expected, Fault, Rule},
    findings::{Finding, Severity},
    go::version::Version,
    report::{Item, Report, Steps, Wants},
    secret::UrlText,
    stages::files::rules,
    trace::{Answered, Got, Step, Told as _, Trace, Verdict},
};

/// The verdict on a line that names nothing to ask for.
pub(crate) fn line(entry: &Entry, go: Version) -> Item {
    let faults = entry.faults.iter().map(of_fault);
    let findings = entry.findings.iter().cloned().chain(faults).collect();
    let mut report = Report::of_line(&entry.path, go, findings);
    if let Some(text) = &entry.refused {
        report.verdict = Verdict::Fails(text.clone());
    }
    Item::new(report)
}

/// The verdict on an entry after its run.
pub(crate) fn run(entry: &Entry, trace: &Trace, wants: Wants) -> Item {
    let mut item = Item::wanted(trace, expecting(entry, wants));
    match &entry.ask {
        Ask::Page(expected) => hold_page(expected, trace, &mut item.report),
        Ask::Answer => hold_answer(trace, &mut item.report),
        Ask::Module | Ask::Package | Ask::Required { .. } | Ask::Nothing => {}
    }
    item.report.findings.extend(entry.faults.iter().map(of_fault));
    item
}

/// What is wanted of an entry where more than the checks may find something wrong with it.
fn expecting(entry: &Entry, wants: Wants) -> Wants {
    let held = matches!(entry.ask, Ask::Page(_) | Ask::Answer) || !entry.faults.is_empty();
    let steps = if held && wants.steps == Steps::Faulty { Steps::All } else { wants.steps };
    Wants { steps, ..wants }
}

/// The page has to say what the file says.
fn hold_page(expected: &Expected, trace: &Trace, report: &mut Report) {
    if report.verdict.ok() == Some(false) {
        report.findings.extend(missing(report));
    }
    report.findings.extend(differs(expected, report));
    report.findings.extend(cache(expected, trace, &report.path));
}

/// go finds nothing, and no check says why.
fn missing(report: &Report) -> Option<Finding> {
    let explained = report.findings.iter().any(|finding| finding.severity == Severity::Error);
    let title = format!("The file has an entry for {}, and go finds nothing there.", report.path);
    let finding = finding(&rules::BELOW, Step::Fetch, title);
    let evidence = report.verdict.error().map(ToOwned::to_owned).into_iter().collect();
    (!explained).then_some(Finding { evidence, ..finding })
}

fn differs(expected: &Expected, report: &Report) -> Option<Finding> {
    let root = report.verdict.root()?;
    let file = (&expected.root, &expected.vcs, &expected.repo, &expected.subdir);
    let page = (&root.path, &root.vcs, &root.repo, &root.subdir);
    if file == page {
        return None;
    }
    let words = |(root, vcs, repo, subdir): (&String, &String, &UrlText, &String)| {
        format!("{root} {vcs} {repo} {subdir}").trim_end().to_owned()
    };
    let title = format!("The page of {} does not say what the file says.", report.path);
    let evidence = vec![format!("file: {}", words(file)), format!("page: {}", words(page))];
    let fix = vec![format!("deploy the file again, and look at the page: {}", report.path)];
    Some(Finding { evidence, fix, ..finding(&rules::PAGE, Step::Match, title) })
}

fn cache(expected: &Expected, trace: &Trace, path: &str) -> Option<Finding> {
    let seconds = expected.max_age?;
    let answered = answered(trace, path).filter(|answered| answered.status == 200)?;
    let mut headers = answered.headers.iter();
    let header = headers.find(|(name, _)| name.eq_ignore_ascii_case("cache-control"));
    let sent = header.map_or("", |(_, value)| value);
    let wanted = format!("max-age={seconds}");
    if sent.split(',').any(|part| part.trim() == wanted) {
        return None;
    }
    let sent = if sent.is_empty() {
        "no Cache-Control".to_owned()
    } else {
        format!("Cache-Control: {sent}")
    };
    let title = format!("The page of {path} is kept for another time than the file says.");
    let evidence = vec![format!("file: cache_max_age: {seconds}"), format!("page: {sent}")];
    let fix = vec![format!("Cache-Control: public, {wanted}")];
    Some(Finding { evidence, fix, ..finding(&rules::CACHE, Step::Fetch, title) })
}

/// The root of a host need not name a module: it has to answer.
fn hold_answer(trace: &Trace, report: &mut Report) {
    let Some(answered) = answered(trace, &report.path) else { return };
    report.verdict = Verdict::Gets(Got::default());
    report.findings.clear();
    if answered.status != 200 {
        let title = format!("The root of {} does not answer with 200.", report.path);
        let evidence = vec![format!("https://{}/?go-get=1: {}", report.path, answered.status_text)];
        report.findings.push(Finding { evidence, ..finding(&rules::ROOT, Step::Fetch, title) });
    }
}

/// The last answer to the request for the page of `path`.
fn answered<'a>(trace: &'a Trace, path: &str) -> Option<&'a Answered> {
    let own = trace.events.iter().rev().filter(|event| {
        event.step == Step::Fetch && !event.probe && event.path.as_deref() == Some(path)
    });
    own.into_iter().told::<Answered>().next()
}

fn of_fault(fault: &Fault) -> Finding {
    let title = format!("{}.", capital(&fault.says));
    Finding { fix: fault.fix.clone(), ..finding(fault.rule, Step::Path, title) }
}

fn finding(rule: &'static Rule, step: Step, title: String) -> Finding {
    Finding {
        name: rule.name.into(),
        severity: rule.severity,
        usual: None,
        title,
        evidence: Vec::new(),
        fix: Vec::new(),
        not: Vec::new(),
        step,
        look: None,
    }
}

fn capital(text: &str) -> String {
    // A path or a key stays as it is written.
    let word = text.split(' ').next().unwrap_or_default();
    if !word.chars().all(|c| c.is_ascii_lowercase()) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
