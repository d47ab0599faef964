//! The experiments that GOEXPERIMENT may name, by release.

use crate::go::version::Version;

/// What go says to the first name in GOEXPERIMENT that it does not know; `no` in front of a name switches it off.
pub fn check(value: &str, version: Version) -> Result<(), String> {
    for name in value.split(',').filter(|name| !name.is_empty()) {
        let name = if matches!(name, "none") { continue } else { name };
        let positive = name.strip_prefix("no").unwrap_or(name);
        if !is_known(name, version) && !is_known(positive, version) {
            let text = format!("unknown GOEXPERIMENT {positive}");
            return Err(text.trim_end().to_owned());
        }
    }
    Ok(())
}

fn is_known(name: &str, version: Version) -> bool {
    let minor = version.minor();
    let row = EXPERIMENTS.iter().find(|(known, ..)| *known == name);
    row.is_some_and(|(_, since, until)| *since <= minor && minor <= *until)
}

/// The newest release that is known, and those after it.
const NOW: u16 = u16::MAX;

/// Each experiment with the minor releases that know it, asked of go 1.21 to 1.27.
const EXPERIMENTS: &[(&str, u16, u16)] = &[
    ("aliastypeparams", 23, 26),
    ("allocheaders", 22, 22),
    ("arenas", 20, NOW),
    ("boringcrypto", 19, NOW),
    ("cacheprog", 21, 25),
    ("cgocheck2", 21, NOW),
    ("coverageredesign", 20, 24),
    ("dwarf5", 25, NOW),
    ("exectracer2", 22, 22),
    ("fieldtrack", 17, NOW),
    ("goroutineleakprofile", 26, 26),
    ("greenteagc", 25, NOW),
    ("heapminimum512kib", 19, NOW),
    ("jsonv2", 25, NOW),
    ("loopvar", 21, NOW),
    ("mapsplitgroup", 27, NOW),
    ("newinliner", 22, NOW),
    ("pagetrace", 20, 22),
    ("preemptibleloops", 17, NOW),
    ("randomizedheapbase64", 26, NOW),
    ("rangefunc", 22, 25),
    ("regabi", 17, NOW),
    ("regabiargs", 17, NOW),
    ("regabiwrappers", 17, NOW),
    ("runtimefreegc", 26, NOW),
    ("runtimesecret", 26, NOW),
    ("simd", 26, NOW),
    ("sizespecializedmalloc", 26, NOW),
    ("spinbitmutex", 24, 24),
    ("staticlockranking", 17, NOW),
    ("swissmap", 24, 25),
    ("synchashtriemap", 24, 25),
    ("synctest", 24, 25),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experiments_come_and_go() {
        let said = |value, version: &str| check(value, version.parse().unwrap()).err();
        assert_eq!(said("rangefunc", "1.21").as_deref(), Some("unknown GOEXPERIMENT rangefunc"));
        assert_eq!(said("rangefunc,noarenas,none,", "1.24"), None);
        assert_eq!(said("arenas,nobogus", "1.27").as_deref(), Some("unknown GOEXPERIMENT bogus"));
        assert_eq!(said("no", "1.27").as_deref(), Some("unknown GOEXPERIMENT"));
    }
}
