//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod cmd;
pub mod std;
pub mod verified;
pub mod xmod;

pub mod godebug;
pub mod knobs;
pub mod version;
