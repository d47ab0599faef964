//! How much is played by chance, and from which seed.

use std::{fmt::Debug, str::FromStr};

use goget_doctor::world::World;

/// `usual` rounds, or as many times that as `GOGET_DOCTOR_ROUNDS` says.
pub(crate) fn rounds(usual: usize) -> usize {
    usual * variable("GOGET_DOCTOR_ROUNDS").unwrap_or(1)
}

/// The seed of all chance: 1, or that of `GOGET_DOCTOR_SEED`.
pub(crate) fn seed() -> u64 {
    variable("GOGET_DOCTOR_SEED").unwrap_or(1)
}

fn variable<T: FromStr<Err: Debug>>(name: &str) -> Option<T> {
    World::real().var(name).map(|text| text.to_str().unwrap().parse().unwrap())
}
