//! Which modules go looks up in the checksum database.

use crate::go::{
    version::{Change, Version},
    xmod::pattern,
};

/// The settings that decide.
#[derive(Clone, Copy, Debug, Default)]
pub struct SumSettings<'a> {
    /// GOSUMDB as it is in force.
    pub gosumdb: &'a str,
    /// GONOSUMDB as it is in force: the value of GOPRIVATE where it has none of its own.
    pub gonosumdb: &'a str,
    /// GOPROXY as it is in force.
    pub goproxy: &'a str,
    /// `GIT_HTTP_USER_AGENT` of the environment.
    pub git_user_agent: &'a str,
}

/// Whether a module is looked up, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed<'a> {
    /// The module is looked up.
    Yes,
    /// A toolchain: looked up whatever the settings say, even by a database that is off.
    Always,
    /// GOSUMDB is `off`.
    Off,
    /// A pattern of GONOSUMDB, or of GOPRIVATE, matches the module.
    Matched(&'a str),
    /// The release knows no checksum database.
    Unknown,
}

impl Needed<'_> {
    /// Whether the database is asked.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Yes | Self::Always)
    }
}

/// Whether go looks `module` up once go.sum has no sum for it.
///
/// GOINSECURE, `GOFLAGS=-insecure` and the proxy that a download came from do not matter (modules.md §14.1).
pub fn needed<'a>(module: &str, settings: SumSettings<'a>, version: Version) -> Needed<'a> {
    if !version.has(Change::PrivateModules) {
        return Needed::Unknown;
    }
    if module == TOOLCHAIN && version.switches() && !settings.trusts_toolchains() {
        return Needed::Always;
    }
    if settings.gosumdb == "off" {
        return Needed::Off;
    }
    let matched = pattern::matches_in(settings.gonosumdb, module, version);
    matched.map_or(Needed::Yes, Needed::Matched)
}

/// Whether a sum of `module` that go.sum has is enough.
pub fn go_sum_is_enough(module: &str, version: Version) -> bool {
    module != TOOLCHAIN || !version.has(Change::ToolchainAlwaysLookedUp)
}

impl SumSettings<'_> {
    /// Whether toolchains are like other modules: from one folder, or where the public proxy itself downloads.
    fn trusts_toolchains(self) -> bool {
        let one_folder = self.goproxy.starts_with("file://") && !self.goproxy.contains([',', '|']);
        one_folder || self.git_user_agent.contains("proxy.golang.org")
    }
}

const TOOLCHAIN: &str = "golang.org/toolchain";

#[cfg(test)]
mod tests {
    use super::*;

    fn settings<'a>(gosumdb: &'a str, gonosumdb: &'a str, goproxy: &'a str) -> SumSettings<'a> {
        SumSettings { gosumdb, gonosumdb, goproxy, git_user_agent: "" }
    }

    #[test]
    fn settings_decide() {
        let ask = |module, settings| needed(module, settings, Version::NEWEST);
        let open = settings("sum.golang.org", "*.corp,a.b/", "https://p");
        assert_eq!(ask("c.d/x", open), Needed::Yes);
        assert_eq!(ask("git.corp/x", open), Needed::Matched("*.corp"));
        assert_eq!(ask("a.b/x/y", open), Needed::Matched("a.b/"));
        assert_eq!(ask("c.d/x", settings("off", "", "")), Needed::Off);
        assert!(ask("c.d/x", settings("off ", "", "")).is_needed());
    }

    #[test]
    fn toolchains_are_always_looked_up() {
        let off = settings("off", "golang.org", "https://p");
        assert_eq!(needed(TOOLCHAIN, off, Version::NEWEST), Needed::Always);
        assert_eq!(needed(TOOLCHAIN, off, "1.20".parse().unwrap()), Needed::Off);
        let folder = settings("off", "", "file:///d");
        assert_eq!(needed(TOOLCHAIN, folder, Version::NEWEST), Needed::Off);
        let two = settings("off", "", "file:///d,direct");
        assert_eq!(needed(TOOLCHAIN, two, Version::NEWEST), Needed::Always);
        assert!(go_sum_is_enough(TOOLCHAIN, "1.26".parse().unwrap()));
        assert!(!go_sum_is_enough(TOOLCHAIN, Version::NEWEST));
        assert_eq!(needed("a.b/c", open(), "1.12".parse().unwrap()), Needed::Unknown);
    }

    fn open() -> SumSettings<'static> {
        settings("sum.golang.org", "", "")
    }
}
