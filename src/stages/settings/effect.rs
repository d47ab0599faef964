//! What a setting does, in a sentence.

use crate::{
    go::{
        cmd::{
            auth,
            auth::Method,
            env::GoEnv,
            govcs::Govcs,
            proxy_list::{self, Entry, FallsThrough, Source},
        },
        std::strconv::text::lossy,
        version::{Change, Version},
    },
    secret::redact_url,
};

/// What the setting `name` of `env` does.
pub(crate) fn effect(name: &str, env: &GoEnv, go: Version) -> String {
    let value = env.get(name);
    let said: &str = match (name, value) {
        ("GOPROXY", _) => return proxies(env),
        ("GOAUTH", _) => return goauth(value, go),
        ("GOVCS", _) => return govcs(value),
        ("GONOPROXY" | "GOPRIVATE" | "GONOSUMDB" | "GOINSECURE", list) if !list.is_empty() => {
            list_of(name)
        }
        ("GONOPROXY", _) => "every module is asked of GOPROXY",
        ("GOPRIVATE", _) => "no module is private",
        ("GONOSUMDB", _) => "every module that is new to go.sum is checked",
        ("GOINSECURE", _) => "certificates are verified, and http is refused",
        ("GOSUMDB", "off") => "no module is checked against a checksum database",
        ("GOSUMDB", "") => "go asks for a checksum database and has none",
        ("GOSUMDB", _) => "modules that are new to go.sum are checked against this database",
        ("GOFLAGS", "") => "no flags are added",
        ("GOFLAGS", _) => "these flags are added to every go command that knows them",
        ("GO111MODULE", "off") => "modules are off: go get and go list -m fail",
        ("GO111MODULE", _) => "modules are on",
        ("GOTOOLCHAIN", "local") => "go stays the release that it is",
        ("GOTOOLCHAIN", _) => "go may fetch another release of itself, through GOPROXY",
        ("GOMODCACHE", "") => "go cannot say where modules are kept, and fails",
        ("GOMODCACHE", _) => "modules are kept here",
        ("GOPATH", _) => "GOMODCACHE is below it where it has no value of its own",
        ("GOENV", "off" | "") => "go reads no file of settings",
        ("GOENV", _) => "go's file of settings, which go env -w writes",
        _ => "",
    };
    said.to_owned()
}

fn list_of(name: &str) -> &'static str {
    match name {
        "GONOPROXY" => "modules that match are fetched from their own server, not from GOPROXY",
        "GOPRIVATE" => {
            "modules that match are private: GONOPROXY and GONOSUMDB take its value, GOVCS allows all systems"
        }
        "GONOSUMDB" => "modules that match are not checked against the checksum database",
        _ => {
            "modules that match may be fetched over http or without a verified certificate, where they are fetched directly"
        }
    }
}

fn proxies(env: &GoEnv) -> String {
    // Without GONOPROXY: what is said is about the list alone.
    match proxy_list::parse(env.get("GOPROXY"), "") {
        Err(error) => format!("every lookup fails: {}", redact_url(&error.to_string())),
        Ok(list) => {
            let steps: Vec<_> = list
                .iter()
                .enumerate()
                .map(|(at, entry)| {
                    let before = at.checked_sub(1).and_then(|at| list.get(at));
                    format!("{}{}", before.map_or("", then), source(entry))
                })
                .collect();
            steps.concat()
        }
    }
}

fn then(before: &Entry) -> &'static str {
    match before.falls_through {
        FallsThrough::NotFound => "; after 404 or 410 ",
        FallsThrough::Any => "; after any failure ",
    }
}

fn source(entry: &Entry) -> String {
    match &entry.source {
        Source::Proxy(url) => format!("{} is asked", lossy(&url.redacted())),
        Source::Direct => "the module's own server is asked".to_owned(),
        Source::Off => "nobody is asked".to_owned(),
        Source::NoProxy => String::new(),
    }
}

fn goauth(value: &str, go: Version) -> String {
    if !go.has(Change::GoAuth) {
        return "this release has no GOAUTH; logins come from netrc".to_owned();
    }
    match auth::parse(value) {
        Err(_) => "go ends at its first https request".to_owned(),
        Ok(methods) => {
            let said: Vec<_> = methods.iter().map(method).collect();
            format!("logins come from {}", said.join(", else from "))
        }
    }
}

fn method(method: &Method) -> String {
    match method {
        Method::Off => "nowhere".to_owned(),
        Method::Netrc => "the netrc file".to_owned(),
        Method::Git { dir } => format!("git's credentials in {dir}, after a 4xx"),
        Method::Command { .. } => format!("the program {}", method.shown()),
    }
}

fn govcs(value: &str) -> String {
    match Govcs::parse(value) {
        Err(error) => format!("every direct lookup fails: {error}"),
        Ok(_) if value.trim().is_empty() => {
            "git and hg for all modules, other systems for private ones".to_owned()
        }
        Ok(_) => {
            "the first rule that matches says which systems may be used; behind them stand go's own"
                .to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::env::Sources;

    fn said(name: &str, value: &str) -> String {
        let os = [(name.to_owned(), value.to_owned())].into();
        {
            let env = GoEnv::new(&Sources { os, ..Sources::default() }, Version::NEWEST);
            effect(name, &env, Version::NEWEST)
        }
    }

    #[test]
    fn lists_of_proxies_are_told_in_order() {
        assert_eq!(
            said("GOPROXY", "https://u:p@a.test|https://b.test,direct"),
            "https://u:xxxxx@a.test is asked; after any failure https://b.test is asked; after 404 or 410 the module's own server is asked"
        );
        assert!(said("GOPROXY", "DIRECT").starts_with("every lookup fails: invalid proxy URL"));
    }

    #[test]
    fn no_setting_is_without_words() {
        for name in crate::go::cmd::env::NAMES {
            assert!(!said(name, "x").is_empty() && !said(name, "").is_empty(), "{name}");
        }
    }

    #[test]
    fn arguments_of_programs_are_not_told() {
        assert_eq!(
            said("GOAUTH", "netrc;p --token t"),
            "logins come from the netrc file, else from the program p …"
        );
    }
}
