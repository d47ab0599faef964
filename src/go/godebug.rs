//! GODEBUG of the go command itself: what ends it, and what closes its network
//! (env-auth-proxy-tls.md §1.3, discovery.md §4.4).

use serde::{Deserialize, Serialize};

use super::{
    knobs::{FIPS_SINCE, settings},
    std::strconv::text::quote,
    version::{Change, Version},
};

/// A value of GODEBUG with which go ends; the text is what it prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum GodebugError {
    /// A setting that is gone, with its old value (1.27). Printed at the start of every program of that release.
    #[error(
        "fatal error: removed GODEBUG {} set to old value {} in environment (https://go.dev/doc/godebug#go-1{removed})",
        quote(.name), quote(.value)
    )]
    Removed {
        /// The setting.
        name: String,
        /// Its old value.
        value: String,
        /// The minor release that removed it.
        removed: u16,
    },
    /// `fips140` has a value that go does not know (1.24). Printed at the start of every program.
    #[error("panic: fips140: unknown GODEBUG setting fips140={0}")]
    BadFips(String),
    /// `cmdgonetlimit` is no number. Printed at the first use of the network.
    #[error("invalid cmdgonetlimit: strconv.Atoi: parsing {}: {why}", quote(.value))]
    BadLimit {
        /// The value.
        value: String,
        /// `invalid syntax` or `value out of range`.
        why: String,
    },
}

/// How much network go allows itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// As much as it likes.
    Open,
    /// So many operations at a time.
    Limited(u64),
    /// None: every operation fails with `network disabled by cmdgonetlimit=VALUE`.
    Closed(String),
}

/// The values of `fips140`.
const FIPS: [&str; 5] = ["", "off", "on", "only", "debug"];

/// Settings that are gone: name, old value, minor release that removed it.
const REMOVED: &[(&str, &str, u16)] = &[
    ("x509sha1", "1", 24),
    ("tlskyber", "0", 24),
    ("gotypesalias", "0", 27),
    ("tlsunsafeekm", "1", 27),
    ("tlsrsakex", "1", 27),
    ("tls3des", "1", 27),
    ("tls10server", "1", 27),
    ("x509keypairleaf", "0", 27),
    ("asynctimerchan", "1", 27),
    ("asynctimerchan", "2", 27),
];

/// Fails where go would end at its start: at the first removed setting that has its old value, even if a later
/// one overrides it, and at an unknown `fips140`.
pub fn check(godebug: &str, version: Version) -> Result<(), GodebugError> {
    removed(godebug, version)?;
    let fips = settings(godebug).filter(|(name, _)| *name == "fips140").last();
    match fips {
        Some((_, value)) if version.minor() >= FIPS_SINCE && !FIPS.contains(&value) => {
            Err(GodebugError::BadFips(value.to_owned()))
        }
        _ => Ok(()),
    }
}

fn removed(godebug: &str, version: Version) -> Result<(), GodebugError> {
    if !version.has(Change::RemovedGodebugIsFatal) {
        return Ok(());
    }
    let old = |(name, value)| Some((name, value, removed_by(name, value)?));
    match settings(godebug).find_map(old) {
        None => Ok(()),
        Some((name, value, removed)) => {
            Err(GodebugError::Removed { name: name.into(), value: value.into(), removed })
        }
    }
}

/// The minor release that removed the setting `name`, where `value` is one of its old values.
pub(super) fn removed_by(name: &str, value: &str) -> Option<u16> {
    REMOVED.iter().find(|row| (row.0, row.1) == (name, value)).map(|row| row.2)
}

/// Whether the setting `name` was removed by some release.
pub(super) fn is_removed(name: &str) -> bool {
    REMOVED.iter().any(|row| row.0 == name)
}

/// What `cmdgonetlimit` allows; the last one counts.
pub fn network(godebug: &str) -> Result<Network, GodebugError> {
    let limits = settings(godebug).filter(|(name, _)| *name == "cmdgonetlimit");
    let Some((_, value)) = limits.last().filter(|(_, value)| !value.is_empty()) else {
        return Ok(Network::Open);
    };
    match atoi(value) {
        Ok(0) => Ok(Network::Closed(value.to_owned())),
        Ok(limit) => Ok(u64::try_from(limit).map_or(Network::Open, Network::Limited)),
        Err(why) => Err(GodebugError::BadLimit { value: value.to_owned(), why: why.to_owned() }),
    }
}

fn atoi(value: &str) -> Result<i64, &'static str> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err("invalid syntax");
    }
    value.parse().map_err(|_| "value out of range")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fatal(godebug: &str) -> Option<String> {
        check(godebug, Version::NEWEST).err().map(|error| error.to_string())
    }

    /// Answers of go 1.27.3.
    #[test]
    fn dies_where_go_dies() {
        let text = |name, value, minor| {
            format!(
                "fatal error: removed GODEBUG \"{name}\" set to old value \"{value}\" in environment (https://go.dev/doc/godebug#go-1{minor})"
            )
        };
        let sha1 = text("x509sha1", "1", 24);
        for godebug in [
            "x509sha1=1",
            "x509sha1=1,tls3des=1",
            "x509sha1=1,x509sha1=0",
            "x509sha1=0,x509sha1=1",
            "x,x509sha1=1,",
        ] {
            assert_eq!(fatal(godebug), Some(sha1.clone()), "{godebug}");
        }
        assert_eq!(fatal("asynctimerchan=2"), Some(text("asynctimerchan", "2", 27)));
        for godebug in [
            "",
            "x509sha1=0",
            " x509sha1=1",
            "x509sha1=1 ",
            "x509sha1",
            "tls3des=1=2",
            "x509sha1=1;tls3des=1",
            "asynctimerchan=3",
        ] {
            assert_eq!(fatal(godebug), None, "{godebug}");
        }
        assert_eq!(check("x509sha1=1", "1.26".parse().unwrap()), Ok(()));
        assert_eq!(
            fatal("fips140=on,fips140=ON").as_deref(),
            Some("panic: fips140: unknown GODEBUG setting fips140=ON")
        );
        assert_eq!(check("fips140=ON", "1.23".parse().unwrap()), Ok(()));
    }

    /// Answers of go 1.27.3.
    #[test]
    fn closes_the_network_where_go_does() {
        for value in ["0", "00", "+0", "-0"] {
            let closed = Ok(Network::Closed(value.into()));
            assert_eq!(network(&format!("a=b,cmdgonetlimit=1,cmdgonetlimit={value},")), closed);
        }
        for open in [
            "",
            "cmdgonetlimit",
            "cmdgonetlimit=",
            "cmdgonetlimit=-1",
            "cmdgonetlimit=0#1",
            " cmdgonetlimit=0",
        ] {
            assert_eq!(network(open), Ok(Network::Open), "{open}");
        }
        assert_eq!(network("cmdgonetlimit=0,cmdgonetlimit=3"), Ok(Network::Limited(3)));
        for (value, why) in [
            ("x", "invalid syntax"),
            ("0 ", "invalid syntax"),
            ("99999999999999999999", "value out of range"),
        ] {
            let text = format!("invalid cmdgonetlimit: strconv.Atoi: parsing \"{value}\": {why}");
            assert_eq!(network(&format!("cmdgonetlimit={value}")).unwrap_err().to_string(), text);
        }
    }
}
