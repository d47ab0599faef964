//! What the machine is, as far as it explains why a connection fails.

use std::path::Path;

use crate::{event::Machine, world::World};

/// Files that container engines lay into every container.
const MARKERS: [&str; 2] = ["/.dockerenv", "/run/.containerenv"];

/// Looks at the machine.
pub(super) fn look(world: &World) -> Machine {
    let exists = |marker: &&str| world.read(Path::new(marker), 64 << 10).is_ok();
    let preload = world.var("LD_PRELOAD").map(|value| value.to_string_lossy().into_owned());
    Machine {
        container: MARKERS.iter().find(|marker| exists(marker)).map(|&marker| marker.to_owned()),
        preload: preload.filter(|value| !value.is_empty()),
    }
}
