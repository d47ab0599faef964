//! Dynamic discovery: the `?go-get=1` page, its tag and the prefix it names.

pub(crate) mod checks;
mod errors_page;
mod errors_tag;
mod skipped;
pub(crate) mod words;
mod words_page;

use super::{
    stage::{Stage, Telling},
    wire::words as requests,
};
use crate::{
    findings::{
        Group,
        text::table::{Table, Turn},
    },
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    fact: words::one,
    steps: &[
        Telling::of(Step::StaticTable),
        Telling::of(Step::VcsSuffix).by(words::suffix).or(skipped::page),
        Telling::of(Step::Fetch).by(requests::words).or(skipped::page),
        Telling::of(Step::Meta).by(words_page::words).or(skipped::page),
        Telling::of(Step::Match).or(skipped::page),
        Telling::of(Step::Verify).by(words::verify).or(skipped::verify),
        Telling::of(Step::Validate).or(skipped::page),
        Telling::of(Step::Govcs).or(skipped::govcs),
        Telling::of(Step::Root),
    ],
    checks: &[
        Group::at(Step::Fetch, checks::answer::ALL),
        Group::at(Step::Meta, checks::page::ALL),
        Group::at(Step::Match, checks::tag::ALL),
        Group::at(Step::Verify, checks::prefix::ALL),
        Group::at(Step::Govcs, checks::govcs::ALL),
    ],
    texts: &[
        Table::new(Turn::Tag, errors_tag::ROWS),
        Table::new(Turn::Page, errors_page::ROWS),
        Table::new(Turn::Status, errors_page::STATUSES),
    ],
    ..Stage::NONE
};
