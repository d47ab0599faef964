//! What is wrong with the roots: where a server's chain ends in none of them, and with them alone,
//! before any server is asked, for `certs`.
//!
//! Each of the latter has the name and the page of the finding that it becomes once a server is asked.

use crate::{
    findings::{
        Check, Found, Severity, checks,
        view::{View, append_roots, word},
    },
    go::std::crypto::roots::{Looked, Skipped, State},
    stages::wire::checks::tls::tls_clock_behind_or_cert_future,
    trace::{OddRoot, Oddness, RootPlace, RootsExamined, Step, Unread},
};
use cures::{about, absent, empty, install, no_roots, with_both, written_plain};

mod cures;

checks![
    tls_stale_or_missing_roots,
    tls_ssl_cert_file_missing,
    tls_ssl_cert_file_no_certs,
    tls_ssl_cert_file_is_directory,
    tls_ssl_cert_file_hides_bundle,
    tls_roots_block_left_out,
    tls_roots_behind_first_bundle,
    tls_roots_in_unsearched_location,
    tls_missing_roots,
    tls_root_other_key,
    tls_git_roots_lack_ca,
];

/// Every check of the roots alone.
pub(crate) const ALONE: &[Check] = &[
    Check { find: none_at_all, ..tls_missing_roots::CHECK },
    warning(file_missing, tls_ssl_cert_file_missing::CHECK),
    warning(file_unreadable, tls_ssl_cert_file_is_directory::CHECK),
    warning(file_empty, tls_ssl_cert_file_no_certs::CHECK),
    warning(replaced, tls_ssl_cert_file_hides_bundle::CHECK),
    warning(not_reached, tls_roots_behind_first_bundle::CHECK),
    warning(left_out, tls_roots_block_left_out::CHECK),
    warning(unsearched, tls_roots_in_unsearched_location::CHECK),
    warning(not_begun, tls_clock_behind_or_cert_future::CHECK),
    // Bundles of years ago hold some, and most servers end in others.
    Check { severity: Severity::Note, ..warning(expired, tls_stale_or_missing_roots::CHECK) },
];

/// Whether it does harm depends on the server.
const fn warning(find: fn(&View<'_>) -> Option<Found>, check: Check) -> Check {
    Check { find, severity: Severity::Warning, ..check }
}

/// How many examples are shown.
const SHOWN: usize = 3;

fn none_at_all(view: &View<'_>) -> Option<Found> {
    let roots = view.roots().filter(|roots| roots.certificates == 0)?;
    let places = || roots.files.iter().chain(&roots.dirs);
    let told = places().any(|place| place.state == State::Shadowed || !place.skipped.is_empty());
    (!told && is_of_machine(view)).then(|| no_roots(roots))
}

/// The roots are those that go would read, and not those of `--roots`.
fn is_of_machine(view: &View<'_>) -> bool {
    view.roots().is_some_and(|roots| !roots.dirs.is_empty())
}

fn file_missing(view: &View<'_>) -> Option<Found> {
    let file = view.named_root_file().filter(|file| file.state == State::Absent)?;
    Some(absent(view, file))
}

fn file_unreadable(view: &View<'_>) -> Option<Found> {
    let Looked { path, is_directory, .. } =
        view.named_root_file().filter(|file| file.state == State::Unreadable)?;
    let file = word(path);
    let (what, fix) = if *is_directory {
        ("is a directory", format!("export SSL_CERT_DIR={file} && unset SSL_CERT_FILE"))
    } else {
        ("may not be read", format!("sudo chmod a+r {file}"))
    };
    Some(about(view, format!("SSL_CERT_FILE names {path}, which {what}.")).fix(fix))
}

fn file_empty(view: &View<'_>) -> Option<Found> {
    let is_empty = |file: &&Looked| file.state == State::Read && file.certificates == 0;
    Some(empty(view, view.named_root_file().filter(is_empty)?))
}

fn replaced(view: &View<'_>) -> Option<Found> {
    if !view.has_roots() {
        return None;
    }
    let (first, variable) = unread(view).find_map(|unread| match &unread.place {
        RootPlace::Replaced(variable) => Some((unread, variable)),
        _ => None,
    })?;
    let title = format!("{variable} takes the place of roots that go then does not know.");
    let found = Found::new(Step::Fetch, title).seen(holds(first));
    let own = view.named_root_file().filter(|_| variable == "SSL_CERT_FILE");
    Some(with_both(found, &first.file, own).fix(format!("unset {variable}")))
}

fn not_reached(view: &View<'_>) -> Option<Found> {
    let first = unread(view).find(|unread| unread.place == RootPlace::NotReached)?;
    let read = view.bundle()?;
    let title = "A bundle holds authorities that go does not know: it stops at an earlier one.";
    let found = Found::new(Step::Fetch, title).seen(format!("{read}: read")).seen(holds(first));
    Some(found.fix(append_roots(&first.file, read)))
}

fn left_out(view: &View<'_>) -> Option<Found> {
    let (first, line) = blocks_left_out(view).next()?;
    let title = "go leaves out certificates in a file that it reads, for their form.";
    let found = Found::new(Step::Fetch, title);
    let shown = blocks_left_out(view).take(SHOWN);
    let found = shown.fold(found, |found, (skipped, line)| {
        found.seen(format!("{}, line {line}: {}", skipped.path, skipped.why))
    });
    Some(found.fix(written_plain(&first.path, line, &stem(&first.path))))
}

/// Blocks of certificates that are not written as go wants them, each with its line. Those that
/// are written so and that it cannot read for what they say are of no use in another form.
fn blocks_left_out<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Skipped, usize)> {
    let places = view.roots().into_iter().flat_map(|roots| roots.files.iter().chain(&roots.dirs));
    let read = places.filter(|place| place.state == State::Read && place.certificates > 0);
    let blocks = read.flat_map(|place| &place.skipped).filter(|skipped| skipped.other_form);
    blocks.filter_map(|skipped| Some((skipped, skipped.line?)))
}

fn unsearched(view: &View<'_>) -> Option<Found> {
    let all = || unread(view).filter(|unread| unread.place == RootPlace::Unsearched);
    let first = all().next()?;
    let title = match &first.variable {
        Some(name) => {
            format!("{name} names a CA that go does not know: go reads no such variable.")
        }
        None => "A CA of this machine stands where go does not look.".to_owned(),
    };
    let found = all()
        .take(SHOWN)
        .fold(Found::new(Step::Fetch, title), |found, unread| found.seen(holds(unread)));
    Some(found.fix(install(&first.file, &stem(&first.file))))
}

fn not_begun(view: &View<'_>) -> Option<Found> {
    let title = "Roots on this machine begin in the future: its clock may be behind.";
    let found = of_odd(view, Oddness::NotYetValid, title)?;
    Some(found.fix("date -u   # compare it with the time of another machine"))
}

fn expired(view: &View<'_>) -> Option<Found> {
    let title = "Roots on this machine have expired; go refuses every chain that ends in one.";
    let found = of_odd(view, Oddness::Expired, title)?;
    Some(found.fix("sudo apt-get update && sudo apt-get install -y ca-certificates"))
}

fn of_odd(view: &View<'_>, why: Oddness, title: &str) -> Option<Found> {
    let all = || examined(view).into_iter().flat_map(|it| &it.odd).filter(|odd| odd.why == why);
    all().next()?;
    let others = all().count().saturating_sub(SHOWN);
    let found = all().take(SHOWN).fold(Found::new(Step::Fetch, title), |found, odd: &OddRoot| {
        let moment = odd.moment.as_deref().unwrap_or_default();
        found.seen(format!("{} in {}: {moment}", odd.subject, odd.file))
    });
    Some(if others == 0 { found } else { found.seen(format!("and {others} more")) })
}

fn examined<'a>(view: &View<'a>) -> Option<&'a RootsExamined> {
    view.roots_examined().filter(|_| is_of_machine(view))
}

fn unread<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Unread> {
    examined(view).into_iter().flat_map(|examined| &examined.unread)
}

fn holds(unread: &Unread) -> String {
    let others = match unread.certificates {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    format!("{} holds {}{others}, which go does not know", unread.file, unread.subject)
}

/// A file's name without folder and ending.
fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
