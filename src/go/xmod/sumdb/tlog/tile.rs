//! Tiles: runs of hashes at one level, which is how a database gives its log out.

use std::{collections::HashMap, sync::Arc};

use super::{
    HASH_LENGTH, Hash, HashReader, Tree, hashes::subtree_indexes, split_stored_hash_index,
    stored_hash_index,
};

/// A run of up to 256 hashes of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tile {
    /// Its level: hashes at level 8 times this of the log.
    pub level: u32,
    /// Its number at that level, from zero.
    pub n: i64,
    /// How many hashes it has; 256 where it is full.
    pub width: i64,
}

/// The binary logarithm of the width of full tiles; the go command knows no other.
const HEIGHT: u32 = 8;
/// The largest log whose hashes can be numbered.
const MOST_RECORDS: i64 = 1 << 61;
/// How many hashes a full tile has.
const FULL: i64 = 1 << HEIGHT;

impl Tile {
    /// Its path below the root of a database: `tile/8/0/x001/067.p/1`.
    pub fn path(self) -> String {
        let mut n = self.n / 1000;
        let mut number = format!("{:03}", self.n % 1000);
        while n > 0 {
            number = format!("x{:03}/{number}", n % 1000);
            n /= 1000;
        }
        let part = if self.width == FULL { String::new() } else { format!(".p/{}", self.width) };
        format!("tile/{HEIGHT}/{}/{number}{part}", self.level)
    }

    /// The tile with this path.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("tile/8/")?;
        let (level, rest) = rest.split_once('/')?;
        let (number, width) = rest.split_once(".p/").unwrap_or((rest, "256"));
        let parts = number.split('/').map(|part| part.trim_start_matches('x').parse::<i64>().ok());
        let n = parts.reduce(|n, part| n?.checked_mul(1000)?.checked_add(part?)).flatten()?;
        let tile = Self { level: level.parse().ok()?, n, width: width.parse().ok()? };
        (tile.level < 8 && tile.path() == path).then_some(tile)
    }

    /// The full tile that this one is the beginning of.
    #[must_use]
    pub fn full(self) -> Self {
        Self { width: FULL, ..self }
    }

    /// How many bytes its hashes take.
    pub fn length(self) -> usize {
        usize::try_from(self.width).unwrap_or_default() * HASH_LENGTH
    }

    /// What this tile has of the data of its full one; go asks for no true length there.
    pub fn part_of(self, full: &[u8]) -> &[u8] {
        let each = full.len() / usize::try_from(FULL).unwrap_or(1);
        full.get(..each * usize::try_from(self.width).unwrap_or_default()).unwrap_or_default()
    }

    /// The tile with the hash of this index, as wide as it must be for that.
    fn with(index: i64) -> (Self, Within) {
        let (level, n) = split_stored_hash_index(index);
        let (level, inside) = (level / HEIGHT, level % HEIGHT);
        let number = (n << inside) >> HEIGHT;
        let within = n - ((number << HEIGHT) >> inside);
        let run = Within { from: within << inside, to: (within + 1) << inside };
        (Self { level, n: number, width: run.to }, run)
    }

    /// The tile `up` levels above this one, as wide as a log of `size` records makes it; `None` where it has none.
    fn parent(self, up: u32, size: i64) -> Option<Self> {
        let level = self.level + up;
        let n = self.n.checked_shr(up * HEIGHT).unwrap_or_default();
        let most = size.checked_shr(level * HEIGHT).unwrap_or_default();
        let width = (most - (n << HEIGHT)).min(FULL);
        (width > 0).then_some(Self { level, n, width })
    }
}

/// The hash of this index, of the data of the tile that holds it.
fn hash_in(data: &[u8], index: i64) -> Hash {
    let (_, run) = Tile::with(index);
    let at = |n: i64| usize::try_from(n).unwrap_or_default() * HASH_LENGTH;
    Hash::of_run(data.get(at(run.from)..at(run.to)).unwrap_or_default())
}

/// A run of hashes within a tile.
struct Within {
    from: i64,
    to: i64,
}

/// Something that gives tiles out.
pub trait TileReader {
    /// Why it does not, or why what it gives is nothing.
    type Error: From<BadTile>;

    /// The data of these tiles, in their order: as it came, of any length.
    fn read_tiles(&mut self, tiles: &[Tile]) -> Result<Vec<Arc<[u8]>>, Self::Error>;

    /// Told of tiles that were found to be true.
    fn save_tiles(&mut self, tiles: &[Tile], data: &[Arc<[u8]>]);
}

/// Tiles that are not those of the log. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTile {
    /// A hash that the log does not have was asked for.
    #[error("indexes not in tree")]
    OutsideTree,
    /// The hashes do not add up to the head.
    #[error("downloaded inconsistent tile")]
    Inconsistent,
    /// Not the length that the tile must have.
    #[error("TileReader returned bad result slice ({} len={got}, want {})", tile.path(), tile.length())]
    Length {
        /// The tile that was asked for.
        tile: Tile,
        /// How long it is, in bytes.
        got: usize,
    },
    /// More records than can be counted with; at about twice as many, go never ends.
    #[error("the checksum database says that it has {0} records, more than any has")]
    TooLarge(i64),
}

/// The hashes of a log, read from tiles and held against its head.
pub struct TileHashes<'a, T> {
    /// The head.
    pub tree: Tree,
    /// What gives tiles out.
    pub tiles: &'a mut T,
    /// Whether every tile is held against the one above it. Some releases pass over a few.
    pub check_every: bool,
}

impl<T: TileReader> HashReader for TileHashes<'_, T> {
    type Error = T::Error;

    fn read_hashes(&mut self, indexes: &[i64]) -> Result<Vec<Hash>, T::Error> {
        let plan = Plan::new(self.tree.size, indexes)?;
        let data = self.tiles.read_tiles(&plan.tiles)?;
        plan.check_lengths(&data)?;
        plan.check(self.tree, &data, self.check_every)?;
        self.tiles.save_tiles(&plan.tiles, &data);
        Ok(hashes(indexes, &plan.of_indexes, &data))
    }
}

/// Which tiles are needed.
#[derive(Default)]
struct Plan {
    /// First those that make up the root, then those with the indexes, parents in front.
    tiles: Vec<Tile>,
    places: HashMap<Tile, usize>,
    /// The subtrees that make up the root, and the place of each one's tile.
    root: Vec<i64>,
    of_root: Vec<usize>,
    /// The place of each index's tile.
    of_indexes: Vec<usize>,
}

impl Plan {
    fn new(size: i64, indexes: &[i64]) -> Result<Self, BadTile> {
        if size > MOST_RECORDS {
            return Err(BadTile::TooLarge(size));
        }
        let mut plan = Self { root: subtree_indexes(0, size), ..Self::default() };
        for index in plan.root.clone() {
            let tile = Tile::with(index).0.parent(0, size).ok_or(BadTile::OutsideTree)?;
            let place = plan.place(tile);
            plan.of_root.push(place);
        }
        for index in indexes {
            if *index >= stored_hash_index(0, size) {
                return Err(BadTile::OutsideTree);
            }
            let place = plan.place_below(Tile::with(*index).0, size)?;
            plan.of_indexes.push(place);
        }
        Ok(plan)
    }

    /// The place of a tile, at the end where it is new.
    fn place(&mut self, tile: Tile) -> usize {
        *self.places.entry(tile).or_insert_with(|| {
            self.tiles.push(tile);
            self.tiles.len() - 1
        })
    }

    /// The place of a tile, with all above it up to one that is there already.
    fn place_below(&mut self, tile: Tile, size: i64) -> Result<usize, BadTile> {
        let mut chain = Vec::new();
        for up in 0.. {
            let parent = tile.parent(up, size).ok_or(BadTile::OutsideTree)?;
            chain.push(parent);
            if self.places.contains_key(&parent) {
                break;
            }
        }
        let places: Vec<usize> = chain.into_iter().rev().map(|tile| self.place(tile)).collect();
        places.last().copied().ok_or(BadTile::OutsideTree)
    }

    fn check_lengths(&self, data: &[Arc<[u8]>]) -> Result<(), BadTile> {
        let wrong = self.tiles.iter().zip(data).find(|(tile, data)| data.len() != tile.length());
        wrong.map_or(Ok(()), |(tile, data)| Err(BadTile::Length { tile: *tile, got: data.len() }))
    }

    /// Holds the tiles of the root against the head, and the others against those above them.
    fn check(&self, tree: Tree, data: &[Arc<[u8]>], every: bool) -> Result<(), BadTile> {
        let parts = hashes(&self.root, &self.of_root, data);
        let root = parts.into_iter().rev().reduce(|right, left| Hash::of_node(left, right));
        if root != Some(tree.hash) {
            return Err(BadTile::Inconsistent);
        }
        let last = self.of_root.last().map_or(0, |last| last + 1);
        // Until 1.25 go counted subtrees here, of which several may lie in one tile.
        let first = if every { last } else { self.root.len() };
        for (tile, data_of_tile) in self.tiles.iter().zip(data).skip(first) {
            let parent = tile.parent(1, tree.size).ok_or(BadTile::Inconsistent)?;
            let above = self.places.get(&parent).and_then(|place| data.get(*place));
            let index = stored_hash_index(parent.level * HEIGHT, tile.n);
            let told = above.map(|above| hash_in(above, index));
            if told != Some(Hash::of_run(data_of_tile)) {
                return Err(BadTile::Inconsistent);
            }
        }
        Ok(())
    }
}

/// The hashes of these indexes, given where the tile of each is.
fn hashes(indexes: &[i64], places: &[usize], data: &[Arc<[u8]>]) -> Vec<Hash> {
    let hash = |(index, place): (&i64, &usize)| data.get(*place).map(|data| hash_in(data, *index));
    indexes.iter().zip(places).filter_map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_tiles() {
        for (level, n, width, path) in [
            (0, 0, 2, "tile/8/0/000.p/2"),
            (1, 4, 256, "tile/8/1/004"),
            (0, 1_234_067, 256, "tile/8/0/x001/x234/067"),
        ] {
            assert_eq!(Tile { level, n, width }.path(), path);
            assert_eq!(Tile::parse(path), Some(Tile { level, n, width }));
        }
        for path in
            ["tile/8/0/0", "tile/8/0/1/000", "tile/8/0/000.p/256", "tile/8/9/000", "tile/4/0/000"]
        {
            assert_eq!(Tile::parse(path), None);
        }
    }

    #[test]
    fn a_tile_is_as_wide_as_the_log_makes_it() {
        let (tile, _) = Tile::with(stored_hash_index(0, 300));
        assert_eq!(tile.parent(0, 302), Some(Tile { level: 0, n: 1, width: 46 }));
        assert_eq!(tile.parent(1, 302), Some(Tile { level: 1, n: 0, width: 1 }));
        assert_eq!(tile.parent(2, 302), None);
    }
}
