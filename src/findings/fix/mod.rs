//! What to do about a finding, as steps that a machine can take. They are made from the lines that people paste, so that
//! both say the same.

mod apart;
mod step;

use serde::{Deserialize, Deserializer, Serializer, ser::SerializeStruct as _};

pub use step::{Act, Change, FixStep, Keeper};

/// The steps of the `lines` of a fix, in their order. Those of one line belong together; another line is another way.
pub fn steps(lines: &[String]) -> Vec<FixStep> {
    let of_line = |(fix, line): (usize, &String)| apart::steps(fix, line);
    lines.iter().enumerate().flat_map(of_line).collect()
}

/// `fix` and `steps`, two fields of what holds the lines.
pub(crate) fn serialize<S: Serializer>(lines: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    let mut both = serializer.serialize_struct("Fix", 2)?;
    both.serialize_field("fix", lines)?;
    both.serialize_field("steps", &steps(lines))?;
    both.end()
}

/// The lines alone count.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    struct Lines {
        fix: Vec<String>,
    }
    Lines::deserialize(deserializer).map(|lines| lines.fix)
}
