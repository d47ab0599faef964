//! Whether what was fetched is the module that was asked for.

mod errors;

use super::stage::Stage;
use crate::findings::text::table::{Table, Turn};

pub(crate) const STAGE: Stage = Stage {
    texts: &[Table::new(Turn::Choice, errors::ROWS), Table::new(Turn::Rest, errors::LAST)],
    ..Stage::NONE
};
