//! What people name for the `proxy` command: a proxy as an element of GOPROXY, a module, a version.

use crate::{
    go::{
        cmd::proxy_list::{self, Entry, Source},
        std::net::url::Url,
        xmod::{
            module::check_module,
            version::{self, canonical_version},
        },
    },
    problem::Problem,
    secret::redact_url,
    shell,
};

/// A module proxy, and the module that it is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxySubject {
    pub(super) url: Url,
    pub(super) module: Option<Named>,
}

/// A module, and its version where one was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) path: String,
    pub(super) version: Option<String>,
}

impl ProxySubject {
    /// Reads a URL as go reads an element of GOPROXY, and `MODULE[@V]`.
    pub fn parse(url: &str, module: Option<&str>) -> Result<Self, Problem> {
        let module = module.map(Named::parse).transpose()?;
        Ok(Self { url: proxy(url)?, module })
    }
}

impl Named {
    fn parse(argument: &str) -> Result<Self, Problem> {
        let parted = argument.split_once('@');
        let (path, version) = parted.map_or((argument, None), |(m, v)| (m, Some(v)));
        let fails = |why: String| {
            let next = "name a module, and a version of it: example.com/mod@v1.2.3";
            Problem::new(format!("{argument} is no module"), why, next)
        };
        check_module(path.as_bytes()).map_err(|error| fails(error.to_string()))?;
        let Some(version) = version else {
            return Ok(Self { path: path.to_owned(), version: None });
        };
        if canonical_version(version).as_deref() != Some(version) {
            return Err(fails(format!("{version:?} is no version such as v1.2.3")));
        }
        version::check(path, version).map_err(|error| fails(error.to_string()))?;
        Ok(Self { path: path.to_owned(), version: Some(version.to_owned()) })
    }
}

fn proxy(text: &str) -> Result<Url, Problem> {
    let fails = |why: String| {
        let first = text.split([',', '|']).find(|part| part.contains("://")).map(redact_url);
        let next = first.unwrap_or_else(|| "https://proxy.example.com".to_owned());
        let next = format!("goget-doctor proxy {}", shell::word(&next));
        Problem::new(format!("{} names no module proxy", redact_url(text)), redact_url(&why), next)
    };
    let list = proxy_list::parse(text, "").map_err(|error| fails(error.to_string()))?;
    match <[Entry; 1]>::try_from(list) {
        Ok([Entry { source: Source::Proxy(url), .. }]) => Ok(*url),
        Ok(_) => Err(fails("it is a word of GOPROXY, and no URL".to_owned())),
        Err(_) => Err(fails("it is a list; one proxy is put to the protocol at a time".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_one_element_of_goproxy() {
        let shown = |text| ProxySubject::parse(text, None).map(|it| it.url.to_string()).ok();
        assert_eq!(shown("https://p.test/a/").as_deref(), Some("https://p.test/a/"));
        assert_eq!(shown("file:///srv/modules").as_deref(), Some("file:///srv/modules"));
        for text in ["", "direct", "off", "https://p.test,direct", "p.test:80:x", "ftp://p.test"] {
            assert!(shown(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        let text = "https://me:secret@p.test,https://q.test";
        let problem = ProxySubject::parse(text, None).unwrap_err();
        assert!(!problem.to_string().contains("secret"), "{problem}");
    }

    #[test]
    fn a_module_may_have_a_version() {
        let read = |text| ProxySubject::parse("https://p.test", Some(text)).map(|it| it.module);
        let named = |version: Option<&str>| {
            Some(Named { path: "a.test/b".into(), version: version.map(str::to_owned) })
        };
        assert_eq!(read("a.test/b"), Ok(named(None)));
        assert_eq!(read("a.test/b@v1.2.3"), Ok(named(Some("v1.2.3"))));
        for text in ["", "b", "a.test/b@", "a.test/b@v1", "a.test/b@main", "a.test/b@v2.0.0"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
