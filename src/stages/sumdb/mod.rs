//! go.sum and the checksum database.

mod errors;

use super::stage::Stage;
use crate::findings::text::table::{Table, Turn};

pub(crate) const STAGE: Stage =
    Stage { texts: &[Table::new(Turn::Sum, errors::ROWS)], ..Stage::NONE };
