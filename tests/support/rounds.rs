//! How much is played by chance.

use goget_doctor::world::World;

/// `usual` rounds, or as many times that as `GOGET_DOCTOR_ROUNDS` says.
pub(crate) fn rounds(usual: usize) -> usize {
    let times = World::real()
        .var("GOGET_DOCTOR_ROUNDS")
        .map(|times| times.to_str().unwrap().parse::<usize>().unwrap());
    usual * times.unwrap_or(1)
}
