//! A part of a run that several machines share: the paths of some hosts.

use std::{num::NonZeroU32, str::FromStr};

/// The part with the number `number`, from 1, of `of` parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: NonZeroU32,
    of: NonZeroU32,
}

impl Shard {
    /// Whether the path is one of its: all paths of a host are in one part, the same on every machine and in every
    /// release.
    pub fn has(self, path: &str) -> bool {
        let host = path.split(['/', '@']).next().unwrap_or_default();
        let part = fnv(host.as_bytes()) % u64::from(self.of.get());
        part == u64::from(self.number.get() - 1)
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const TAKES: &str = "it takes K/N, with K from 1 to N, such as 3/16";
        let (number, of) = text.split_once('/').ok_or(TAKES)?;
        let (number, of) = (number.parse().map_err(|_| TAKES)?, of.parse().map_err(|_| TAKES)?);
        if number > of { Err(TAKES) } else { Ok(Self { number, of }) }
    }
}

/// The 64-bit FNV-1a sum, whose high bits are folded in: the low ones alone are even for few short names.
fn fnv(bytes: &[u8]) -> u64 {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(text: &str) -> Shard {
        text.parse().unwrap()
    }

    #[test]
    fn each_host_is_in_one_part() {
        let parts: Vec<Shard> = (1..=16).map(|number| shard(&format!("{number}/16"))).collect();
        let mut sizes = [0; 16];
        for host in 0..500 {
            let hosts = [format!("h{host}.test/x"), format!("h{host}.test/y@v1.0.0")];
            let [x, y] = hosts.map(|path| parts.iter().position(|part| part.has(&path)).unwrap());
            assert_eq!(x, y);
            let path = format!("h{host}.test");
            assert_eq!(parts.iter().filter(|part| part.has(&path)).count(), 1);
            sizes[x] += 1;
        }
        assert!(sizes.iter().all(|size| (15..60).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_parts_of_hosts_never_change() {
        assert!(shard("1/1").has("") && shard("1/1").has("github.com/x/y"));
        let part = |host: &str| (1..=8).find(|k| shard(&format!("{k}/8")).has(host)).unwrap();
        let parts = ["github.com/x/y", "golang.org/x/net", "gopkg.in/yaml.v3"].map(part);
        assert_eq!(parts, [3, 5, 3]);
    }

    #[test]
    fn numbers_are_from_one_to_the_last() {
        for text in ["", "1", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/4/4"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
