//! Where a proxy is asked for something (modules.md §5.1).

use crate::go::{
    cmd::fault::Fault,
    std::net::url::Url,
    version::Version,
    xmod::{
        escape::{EscapeError, escape_version},
        module::escape,
    },
};

/// The module's place at a proxy.
#[derive(Clone, Debug)]
pub struct Place {
    module: String,
    url: Url,
    base: String,
}

/// One URL to ask.
#[derive(Clone, Debug)]
pub struct Address {
    /// The module path.
    pub module: String,
    /// The whole URL.
    pub url: Url,
    /// The proxy's own URL as go shows it, without passwords.
    pub base: String,
    /// The part of the URL after the module path: `@v/list`.
    pub endpoint: String,
}

impl Place {
    /// The place of `module` at `proxy`.
    pub fn new(proxy: &Url, module: &str) -> Result<Self, Fault> {
        let escaped = escape(module).map_err(Fault::Path)?;
        let (module, base) = (module.to_owned(), proxy.to_string());
        Ok(Self { module, url: proxy.joined(&escaped), base })
    }

    /// The proxy's own URL as go shows it.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The list of versions.
    pub fn list(&self) -> Address {
        self.address("@v/list".into())
    }

    /// The newest version, for a list that says nothing.
    pub fn latest(&self) -> Address {
        self.address("@latest".into())
    }

    /// What a version or revision is.
    pub fn info(&self, revision: &str, release: Version) -> Result<Address, EscapeError> {
        self.of_version(revision, "info", release)
    }

    /// The go.mod of a version.
    pub fn go_mod(&self, version: &str, release: Version) -> Result<Address, EscapeError> {
        self.of_version(version, "mod", release)
    }

    /// The content of a version.
    pub fn zip(&self, version: &str, release: Version) -> Result<Address, EscapeError> {
        self.of_version(version, "zip", release)
    }

    fn of_version(
        &self,
        version: &str,
        extension: &str,
        release: Version,
    ) -> Result<Address, EscapeError> {
        let escaped = escape_version(version, release)?;
        Ok(self.address(format!("@v/{escaped}.{extension}")))
    }

    fn address(&self, endpoint: String) -> Address {
        let (module, base) = (self.module.clone(), self.base.clone());
        Address { module, url: self.url.joined(&endpoint), base, endpoint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        let shown = |proxy: &str, module: &str, version: &str| {
            let place = Place::new(&Url::parse(proxy).unwrap(), module).unwrap();
            place.info(version, Version::NEWEST).unwrap().url.to_string()
        };
        for (proxy, module, version, expected) in [
            ("http://p", "a.b/C", "v1.0.0-RC.1", "http://p/a.b/%21c/@v/v1.0.0-%21r%21c.1.info"),
            ("http://p/", "a.b/c", "a b", "http://p/a.b/c/@v/a%20b.info"),
            ("http://p/a/../b//", "a.b/c", "%41", "http://p/b/a.b/c/@v/%2541.info"),
            ("http://p/a%20b", "a.b/c", "=v1.0.0", "http://p/a%20b/a.b/c/@v/=v1.0.0.info"),
            ("http://p/a?x=1#f", "a.b/c", "v1,2", "http://p/a/a.b/c/@v/v1,2.info?x=1#f"),
            ("http://u:secret@p", "a.b/c", "~v1+x", "http://u:xxxxx@p/a.b/c/@v/~v1+x.info"),
        ] {
            assert_eq!(shown(proxy, module, version), expected);
        }
    }
}
