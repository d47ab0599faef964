//! Tiles of the log, from the cache or the database.

use std::sync::Arc;

use super::{
    super::tlog::{Tile, TileReader},
    Want,
    state::{State, Stop, fails},
};

impl TileReader for State {
    type Error = Stop;

    /// All tiles at once: the first that cannot be had decides, once something is known of each.
    fn read_tiles(&mut self, tiles: &[Tile]) -> Result<Vec<Arc<[u8]>>, Stop> {
        let read: Vec<_> = tiles.iter().map(|tile| self.tile(*tile)).collect();
        if read.iter().any(|read| matches!(read, Err(Stop::Waits))) {
            return Err(Stop::Waits);
        }
        read.into_iter().collect()
    }

    fn save_tiles(&mut self, tiles: &[Tile], data: &[Arc<[u8]>]) {
        for (tile, data) in tiles.iter().zip(data) {
            let file = format!("{}/{}", self.verifier.name(), tile.path());
            self.saved.entry(file).or_insert_with(|| data.clone());
        }
    }
}

impl State {
    fn tile(&mut self, tile: Tile) -> Result<Arc<[u8]>, Stop> {
        if let Some(known) = self.tiles.get(&tile) {
            return known.clone().map_err(fails);
        }
        let read = self.read_tile(tile)?;
        self.tiles.insert(tile, read.clone());
        read.map_err(fails)
    }

    /// Looks for a tile in the cache, then for the full one there, then asks for it, then for the full one.
    fn read_tile(&mut self, tile: Tile) -> Result<Result<Arc<[u8]>, String>, Stop> {
        let full = tile.full();
        let name = self.verifier.name().to_owned();
        let file = |tile: Tile| format!("{name}/{}", tile.path());
        if let Some(data) = self.cached(&file(tile))? {
            return Ok(Ok(data));
        }
        if tile != full
            && let Some(data) = self.cached(&file(full))?
        {
            return Ok(Ok(tile.part_of(&data).into()));
        }
        let (part, path) = (format!("/{}", tile.path()), format!("/{}", full.path()));
        let error = match self.know(Want::Remote(part.clone()))? {
            Err(error) if tile != full => error,
            told => return Ok(told),
        };
        let told = self.know(Want::RemoteFull { path, part })?;
        Ok(told.map(|data| tile.part_of(&data).into()).map_err(|_| error))
    }
}
