//! A run as the checks look at it.

mod answer;
mod apart;
mod lookup;
mod page;
mod probes;
mod repository;
mod tag;

use crate::{
    go::{
        cmd::env::{Origin, Setting},
        std::{net::url::authority_of, strconv::text::lossy},
        xmod::module::{PathError, check_module},
    },
    secret::redact_url,
    shell::quoted,
    trace::{
        ArgumentRead, Ending, Exchanges, HttpProxiesRead, PartLooked, ProxyVariable, Settings,
        Trace,
    },
};

pub(crate) use crate::shell::word;
pub(crate) use answer::{dropped, for_browsers, has_login, is_codecommit, slow};
pub(crate) use repository::Refs;
pub(crate) use tag::{
    first_in_head, html_remark, is_url, mended, missing, nginx, of_scp, tag, tag_on,
};

/// A run that checks look at.
pub(crate) struct View<'a> {
    pub(crate) trace: &'a Trace,
    pub(crate) ending: Ending,
    exchanges: Exchanges<'a>,
}

/// The whole run.
impl<'a> View<'a> {
    pub(crate) fn new(trace: &'a Trace) -> Self {
        let ending = Ending::of(trace);
        Self { trace, ending, exchanges: Exchanges::of(trace) }
    }

    /// The path asked for.
    pub(crate) fn path(&self) -> String {
        lossy(&self.trace.header.path.0)
    }

    /// The path asked for, as a word of a command.
    pub(crate) fn argument(&self) -> String {
        word(&self.path())
    }

    /// The first element of the path.
    pub(crate) fn host(&self) -> String {
        let path = self.culprit().map_or_else(|| self.path(), str::to_owned);
        path.split('/').next().unwrap_or_default().to_owned()
    }

    /// The host that was asked last: another one than that of the path behind a redirect.
    pub(crate) fn server(&self) -> String {
        let asked = self.last().and_then(|last| authority_of(&last.asked.url));
        asked.map_or_else(|| self.host(), word)
    }

    /// The host that was asked last, without its port.
    pub(crate) fn server_name(&self) -> String {
        let server = self.server();
        let name = server.strip_suffix(&format!(":{}", self.port())).unwrap_or(&server);
        name.to_owned()
    }

    /// The port that was asked last.
    pub(crate) fn port(&self) -> u16 {
        let server = self.server();
        let port = server.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        let plain = self.last().is_some_and(|last| last.asked.url.starts_with("http:"));
        port.unwrap_or(if plain { 80 } else { 443 })
    }

    /// Whether a server's certificates were asked for and no path.
    pub(crate) fn is_of_server(&self) -> bool {
        !self.trace.header.path.is_empty() && self.trace.first::<ArgumentRead>().is_none()
    }

    /// The command that shows whether a cure works.
    pub(crate) fn again(&self) -> String {
        if self.trace.first::<PartLooked>().is_some() {
            return "goget-doctor".to_owned();
        }
        let command = if self.is_of_server() { "goget-doctor certs" } else { "go get" };
        format!("{command} {}", self.argument())
    }

    /// The command that shows the certificates of the server asked last.
    pub(crate) fn look(&self) -> Option<String> {
        let asked = self.own().next_back().filter(|last| last.asked.url.starts_with("https:"))?;
        let server = authority_of(&asked.asked.url).filter(|it| !it.contains('@'))?;
        (!self.is_of_server()).then(|| format!("goget-doctor certs {}", word(server)))
    }

    pub(crate) fn fails(&self) -> bool {
        self.ending.verdict.is_stopped()
    }

    /// The candidate that made go fail; none where go succeeds or nothing is known.
    pub(crate) fn culprit(&self) -> Option<&str> {
        self.ending.decides.as_deref().filter(|_| self.fails())
    }

    /// What is wrong with the path, where that is why go fails.
    pub(crate) fn path_error(&self) -> Option<PathError> {
        let said = self.ending.verdict.error().filter(|_| self.own().next().is_none())?;
        let asked = &self.trace.header.path.0;
        let path = self.culprit().map_or(asked.as_ref(), str::as_bytes);
        let error = check_module(path).err()?;
        said.contains(&error.fault.to_string()).then_some(error)
    }

    pub(crate) fn setting(&self, name: &str) -> Option<&'a Setting> {
        let mut settings = self.trace.all::<Settings>().flat_map(|(_, read)| read.settings.iter());
        settings.find(|setting| setting.name == name)
    }

    /// The text of a setting; empty where it is not set.
    pub(crate) fn value(&self, name: &str) -> &'a str {
        self.setting(name).map_or("", |setting| setting.value.expose())
    }

    /// A command that gives a setting of go's another value, where its present one comes from:
    /// a variable of the environment is stronger than what `go env -w` writes.
    pub(crate) fn set(&self, name: &str, value: &str) -> String {
        let pair = word(&format!("{name}={}", redact_url(value)));
        if self.is_in_environment(name) {
            format!("export {pair}")
        } else {
            format!("go env -w {pair}")
        }
    }

    /// A command that takes a setting of go's away.
    pub(crate) fn unset(&self, name: &str) -> String {
        if self.is_in_environment(name) {
            format!("unset {name}")
        } else {
            format!("go env -u {name}")
        }
    }

    /// A command that adds `item` to the list that a setting of go's is.
    pub(crate) fn add_to(&self, name: &str, item: &str) -> String {
        match self.value(name) {
            "" => self.set(name, item),
            list => self.set(name, &format!("{list},{item}")),
        }
    }

    /// A command that gives go a login for `host`.
    pub(crate) fn log_in(&self, host: &str) -> String {
        let line = log_in_git(host);
        match self.value("GOAUTH") {
            _ if self.reads_netrc() => line,
            "off" => format!("{} && {line}", self.set("GOAUTH", "netrc")),
            // Its commands may hold a login: the shell puts them in.
            _ if self.is_in_environment("GOAUTH") => {
                format!("export GOAUTH=\"$GOAUTH;netrc\" && {line}")
            }
            _ => format!("go env -w GOAUTH=\"$(go env GOAUTH);netrc\" && {line}"),
        }
    }

    /// Whether go takes logins from netrc: GOAUTH says so, or nothing.
    pub(crate) fn reads_netrc(&self) -> bool {
        let goauth = self.value("GOAUTH");
        goauth.is_empty() || goauth.split(';').any(|command| command.trim() == "netrc")
    }

    fn is_in_environment(&self, name: &str) -> bool {
        self.setting(name).is_some_and(|setting| setting.origin == Origin::Os)
    }

    /// The proxy variables of the environment.
    pub(crate) fn proxies(&self) -> &'a [ProxyVariable] {
        self.trace.first::<HttpProxiesRead>().map(|read| read.set.as_slice()).unwrap_or_default()
    }
}

/// A command that gives git a login for `host`, and go where GOAUTH is at its default.
pub(crate) fn log_in_git(host: &str) -> String {
    let line = word(&format!("machine {host} login USER password TOKEN"));
    format!("echo {line} >> ~/.netrc && chmod 600 ~/.netrc")
}

/// A command that puts a login for `host` in front of those in the netrc `file`: git and go take the first.
pub(crate) fn log_in_first(file: &str, host: &str) -> String {
    let line = word(&format!("machine {host} login USER password TOKEN"));
    let (file, new) = (word(file), word(&format!("{file}.new")));
    format!("{{ echo {line}; cat {file}; }} >{new} && mv {new} {file} && chmod 600 {file}")
}

/// A command by which git goes to `host` over ssh, whatever a path says.
pub(crate) fn over_ssh(host: &str) -> String {
    let (rule, from) = (format!("url.ssh://git@{host}/.insteadOf"), format!("https://{host}/"));
    format!("git config --global {} {}", word(&rule), word(&from))
}

/// A command that gives the name `host` the `address` on this machine.
pub(crate) fn named_at(host: &str, address: &str) -> String {
    let line = word(&format!("{address} {host}"));
    format!("echo {line} | sudo tee -a /etc/hosts   # until the other addresses are mended")
}

/// The command that puts the certificates of `file` behind those of `bundle`.
pub(crate) fn append_roots(file: &str, bundle: &str) -> String {
    let inner = format!("cat {} >> {}", word(file), word(bundle));
    format!("sudo sh -c {}", quoted(&inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_a_command_is_quoted_twice() {
        assert_eq!(append_roots("/a.pem", "/b.crt"), "sudo sh -c 'cat /a.pem >> /b.crt'");
        let hostile = append_roots("/$(id).pem", "/b.crt");
        assert_eq!(hostile, r"sudo sh -c 'cat '\''/$(id).pem'\'' >> /b.crt'");
    }
}
