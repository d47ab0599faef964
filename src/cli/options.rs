//! From the flags of a command to the options of a run.

use super::{
    action::Manner,
    args::{self, Release},
};
use crate::{net::Limits, pipeline::Options, trace::Stage};

/// The options of `resolve`.
pub(super) fn resolve_options(manner: &Manner, asked: &args::Resolve) -> Options {
    let module = asked.module || asked.download || asked.versions;
    let options = batch_options(manner, &asked.batch, module);
    Options { download: asked.download, versions: asked.versions, ..options }
}

/// The options of `check`, which leaves the zips to `--until package`.
pub(super) fn check_options(manner: &Manner, asked: &args::Check) -> Options {
    let options = batch_options(manner, &asked.batch, asked.module);
    let until = options.until.or(Some(Stage::Module));
    Options { until, zips: asked.zips, heeds_busy_hosts: true, ..options }
}

/// The options of a run for several paths.
fn batch_options(manner: &Manner, batch: &args::Batch, module: bool) -> Options {
    Options {
        jobs: batch.jobs,
        retries: batch.retry,
        until: batch.until.map(Stage::from),
        direct: batch.direct,
        cache: batch.cache,
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
