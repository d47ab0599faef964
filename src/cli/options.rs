//! From the flags of a command to the options of a run.

use super::{
    action::Manner,
    args::{self, Release},
};
use crate::{net::Limits, pipeline::Options};

/// The options of a run for several paths.
pub(super) fn batch_options(manner: &Manner, batch: &args::Batch, module: bool) -> Options {
    Options { jobs: batch.jobs, retries: batch.retry, ..options(manner, module) }
}

/// The options of a run, as the flags say.
pub(super) fn options(manner: &Manner, module: bool) -> Options {
    let limits = Limits::default();
    let limits = Limits {
        request: manner.timeout.unwrap_or(limits.request),
        body: manner.max_body.unwrap_or(limits.body),
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
