//! What GODEBUG changes in a release's TLS, certificates and HTTP, as data (env-auth-proxy-tls.md §5.7).
//!
//! Settings that go reads and that change nothing for a client have no row: `tls10server`,
//! `tlsunsafeekm`, `x509keypairleaf`, `x509usepolicies`, `x509usefallbackroots`, `x509rsacrt`,
//! `x509sha256skid`. A value that go no longer takes ends it: [`super::godebug::check`].

use super::version::Change;

/// The settings that are in force; by default none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Knobs {
    /// A bit for each row of [`KNOBS`].
    turned: u32,
    max_rsa_bits: Option<usize>,
    fips: Fips,
    without_http2: bool,
}

/// What `fips140` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fips {
    /// No FIPS mode.
    #[default]
    Off,
    /// Approved algorithms in TLS.
    On,
    /// Approved algorithms alone; nothing else works.
    Only,
}

/// One value of a setting that turns a behaviour on or off.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// The setting.
    pub name: &'static str,
    /// The value that turns.
    pub value: &'static str,
    /// The behaviour.
    pub change: Change,
    /// Whether it holds then.
    pub holds: bool,
    /// The first minor release that knows the value.
    pub since: u16,
    /// The first minor release that no longer does.
    pub until: Option<u16>,
}

const fn knob(
    (name, value): (&'static str, &'static str),
    (change, holds): (Change, bool),
    (since, until): (u16, Option<u16>),
) -> Knob {
    Knob { name, value, change, holds, since, until }
}

/// Every value that turns a behaviour.
pub const KNOBS: [Knob; 21] = [
    knob(("x509ignoreCN", "1"), (Change::CommonNameIgnored, true), (11, Some(15))),
    knob(("x509ignoreCN", "0"), (Change::CommonNameIgnored, false), (15, Some(17))),
    knob(("tls13", "1"), (Change::Tls13, true), (12, Some(13))),
    knob(("tls13", "0"), (Change::Tls13, false), (13, Some(14))),
    knob(("tls10default", "1"), (Change::Tls12Least, false), (18, Some(19))),
    knob(("x509sha1", "1"), (Change::Sha1SignaturesRefused, false), (18, Some(24))),
    knob(("httplaxcontentlength", "1"), (Change::EmptyLengthRefused, false), (22, None)),
    knob(("httplaxcontentlength", "0"), (Change::EmptyLengthRefused, true), (22, None)),
    knob(("tlsrsakex", "1"), (Change::RsaKeyExchange, true), (22, Some(27))),
    knob(("tlsrsakex", "0"), (Change::RsaKeyExchange, false), (22, Some(27))),
    knob(("tls3des", "1"), (Change::TripleDes, true), (23, Some(27))),
    knob(("tls3des", "0"), (Change::TripleDes, false), (23, Some(27))),
    knob(("tlskyber", "1"), (Change::Kyber, true), (23, Some(24))),
    knob(("tlskyber", "0"), (Change::Kyber, false), (23, Some(24))),
    knob(("x509negativeserial", "1"), (Change::NegativeSerialRefused, false), (23, None)),
    knob(("x509negativeserial", "0"), (Change::NegativeSerialRefused, true), (23, None)),
    knob(("rsa1024min", "0"), (Change::SmallRsaRefused, false), (24, None)),
    knob(("tlsmlkem", "0"), (Change::MlKem, false), (24, None)),
    knob(("tlssha1", "1"), (Change::Sha1Handshakes, true), (25, None)),
    knob(("tlssecpmlkem", "0"), (Change::SecpMlKem, false), (26, None)),
    knob(("x509sslcertoverrideplatform", "0"), (Change::CertVariablesForAll, false), (27, None)),
];

impl Knobs {
    /// No settings.
    pub const NONE: Self =
        Self { turned: 0, max_rsa_bits: None, fips: Fips::Off, without_http2: false };

    /// What `godebug` (name=value, with commas between) says to the minor release `minor`; of
    /// several values of a setting the last one counts.
    pub fn of(godebug: &str, minor: u16) -> Self {
        let last = |name: &str| settings(godebug).filter(|(it, _)| *it == name).last();
        let value = |name: &str| last(name).map_or("", |(_, value)| value);
        let on = |row: &Knob| row.known_by(minor) && value(row.name) == row.value;
        let bits = KNOBS.iter().enumerate().filter(|(_, row)| on(row)).map(|(at, _)| 1 << at);
        Self {
            turned: bits.fold(0, |all, bit: u32| all | bit),
            max_rsa_bits: value("tlsmaxrsasize").parse().ok().filter(|bits| *bits > 0),
            fips: if minor >= FIPS_SINCE { Fips::of(value("fips140")) } else { Fips::Off },
            without_http2: value("http2client") == "0",
        }
    }

    /// Whether `change` holds by these settings; `None` where they do not say.
    pub fn turns(self, change: Change) -> Option<bool> {
        if self.turned == 0 {
            return None;
        }
        let turned = |at: usize| self.turned >> at & 1 == 1;
        let mut rows = KNOBS.iter().enumerate();
        rows.find(|(at, row)| turned(*at) && row.change == change).map(|(_, row)| row.holds)
    }

    /// The most bits of a server's RSA key, where `tlsmaxrsasize` says one.
    pub fn max_rsa_bits(self) -> Option<usize> {
        self.max_rsa_bits
    }

    /// What `fips140` asks for.
    pub fn fips(self) -> Fips {
        self.fips
    }

    /// Whether HTTP/2 is switched off.
    pub fn without_http2(self) -> bool {
        self.without_http2
    }
}

/// The first minor release that knows `fips140`.
pub(super) const FIPS_SINCE: u16 = 24;

/// The `name=value` parts. One with a `#` behind its value holds only for some call sites: as good as none.
pub(super) fn settings(godebug: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = godebug.split(',').filter_map(|part| part.split_once('='));
    parts.filter(|(_, value)| !value.contains('#'))
}

impl Fips {
    fn of(value: &str) -> Self {
        match value {
            "on" | "debug" => Self::On,
            "only" => Self::Only,
            _ => Self::Off,
        }
    }
}

impl Knob {
    fn known_by(&self, minor: u16) -> bool {
        minor >= self.since && self.until.is_none_or(|until| minor < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_where_the_release_knows_it() {
        let turns = |godebug: &str, minor| Knobs::of(godebug, minor).turns(Change::MlKem);
        assert_eq!(turns("tlsmlkem=0", 27), Some(false));
        assert_eq!(turns("a=b,tlsmlkem=1,tlsmlkem=0", 24), Some(false));
        for godebug in ["tlsmlkem=0,tlsmlkem=1", "tlsmlkem=2", "tlsmlkem", "tlskyber=0"] {
            assert_eq!(turns(godebug, 27), None, "{godebug}");
        }
        assert_eq!(turns("tlsmlkem=0", 23), None);
        let expected = Knobs { max_rsa_bits: Some(1024), fips: Fips::Only, ..Knobs::NONE };
        assert_eq!(Knobs::of("fips140=only,tlsmaxrsasize=1024", 25), expected);
        assert_eq!(Knobs::of("fips140=on,tlsmaxrsasize=-1", 23), Knobs::NONE);
    }
}
