//! Module proxies.

mod errors;

use super::stage::Stage;
use crate::findings::text::table::{Table, Turn};

pub(crate) const STAGE: Stage = Stage {
    texts: &[Table::new(Turn::File, errors::ROWS), Table::new(Turn::Status, errors::STATUSES)],
    ..Stage::NONE
};
