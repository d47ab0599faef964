//! From the flags of a command to the options of a run.

use super::{
    action::Manner,
    args::{self, Release},
};
use crate::{net::Limits, pipeline::Options, trace::Stage};

/// How far a command goes where nobody says.
const USUAL: Usual =
    Usual { get: Stage::Root, list: Stage::Root, download: Stage::Root, check: Stage::Root };

/// How far each command goes.
struct Usual {
    get: Stage,
    list: Stage,
    download: Stage,
    check: Stage,
}

/// The options of `resolve`.
pub(super) fn resolve_options(manner: &Manner, asked: &args::Resolve) -> Options {
    let usual = match (asked.download, asked.module) {
        (true, _) => USUAL.download,
        (false, true) => USUAL.list,
        (false, false) => USUAL.get,
    };
    let module = asked.module || asked.download;
    let options = batch_options(manner, &asked.batch, module, usual);
    Options { download: asked.download, ..options }
}

/// The options of `check`.
pub(super) fn check_options(manner: &Manner, asked: &args::Check) -> Options {
    batch_options(manner, &asked.batch, asked.module, USUAL.check)
}

/// The options of a run for several paths.
fn batch_options(manner: &Manner, batch: &args::Batch, module: bool, usual: Stage) -> Options {
    Options {
        jobs: batch.jobs,
        retries: batch.retry,
        until: batch.until.map_or(usual, Stage::from),
        direct: batch.direct,
        ..options(manner, module)
    }
}

/// The options of a run, as the flags say.
pub(super) fn options(manner: &Manner, module: bool) -> Options {
    let limits = Limits::default();
    let limits = Limits {
        request: manner.timeout.unwrap_or(limits.request),
        page: manner.max_body.unwrap_or(limits.page),
        body: manner.max_body.unwrap_or(limits.body),
        zip: manner.max_zip.unwrap_or(limits.zip),
        fetch: manner.max_fetch.unwrap_or(limits.fetch),
        ..limits
    };
    Options {
        go: match manner.go {
            Some(Release::One(version)) => Some(version),
            Some(Release::All) | None => None,
        },
        module,
        insecure: manner.insecure,
        offline: manner.offline,
        no_probe: manner.no_probe,
        limits,
        ..Options::default()
    }
}
