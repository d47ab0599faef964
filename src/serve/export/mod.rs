//! Pages as files, for a server that knows nothing of go; and the lines by which such a server answers for
//! more paths than there are files. Pure, but for the reading of a module's tree.

mod lines;
mod pages;
mod tree;

pub(super) use lines::escaped;
pub use lines::{Kind, Lines, lines};
pub use pages::{Pages, pages};
pub use tree::packages;
