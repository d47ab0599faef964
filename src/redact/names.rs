//! The names in a run that are somebody's own: parts of hosts, paths, users and owners of certificates.

use std::{collections::BTreeSet, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use regex::Regex;
use serde_json::Value;

use super::{
    keys,
    words::{COMMON, KEPT, PUBLIC},
};
use crate::go::{std::crypto::x509::Certificate, version::Version};

/// Names in small letters, without what separates them.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) all: BTreeSet<String>,
}

impl Names {
    /// Adds the names in a value, wherever they are in it.
    pub(super) fn collect(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(members) => members.iter().for_each(|member| self.collect(member)),
            Value::Object(members) => {
                for (key, member) in members {
                    match member.as_str() {
                        Some(text) if key == "base64" => self.packed(text),
                        Some(_) if is_kind(key, member) => {}
                        Some(text) if is_place(key) => {
                            self.path(text, BARE.contains(&key.as_str()));
                        }
                        _ => self.collect(member),
                    }
                    if is_place(key) {
                        self.paths(member, BARE.contains(&key.as_str()));
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn paths(&mut self, value: &Value, bare: bool) {
        let members = value.as_array().into_iter().flatten();
        members.filter_map(Value::as_str).for_each(|text| self.path(text, bare));
    }

    /// The names in what looks like a URL, a host, a file or an address for mail.
    fn text(&mut self, text: &str) {
        for found in FORMS.iter().flat_map(|form| form.find_iter(text)) {
            self.path(found.as_str(), false);
        }
    }

    /// The names of hosts, paths and URLs; `bare` says that one may be without a dot or slash.
    fn path(&mut self, text: &str, bare: bool) {
        for part in
            keys::names_only(text).split([' ', ',', '|', ';', '"', '\'', '<', '>', '(', ')', '='])
        {
            let rest = part.split_once("://").map_or(part, |(_, rest)| rest);
            let rest = rest.split(['?', '#']).next().unwrap_or_default();
            if !bare && !part.trim_end_matches('.').contains(['.', '/', '@']) {
                continue;
            }
            let (user, rest) = rest.rsplit_once('@').unwrap_or(("", rest));
            self.words(user);
            if !is_version(rest) {
                self.pieces(rest);
            }
        }
    }

    /// The names of a path without its scheme.
    fn pieces(&mut self, path: &str) {
        let path = path.trim_start_matches("*.");
        let (host, below) = path.split_once(['/', ':']).unwrap_or((path, ""));
        let host = host.to_ascii_lowercase();
        let public = PUBLIC.iter().find(|public| {
            host.strip_suffix(**public).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        let own = public.map_or(host.as_str(), |public| host.strip_suffix(public).unwrap_or(&host));
        // The last part of a host is nobody's own.
        let own = match own.rsplit_once('.') {
            Some((own, last)) if last.chars().all(|c| c.is_ascii_alphabetic()) => own,
            _ => own,
        };
        self.words(own);
        self.words(below);
    }

    /// Every word that is not one that everybody has.
    fn words(&mut self, text: &str) {
        let elements = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        for word in elements.flat_map(|element| element.split('_')) {
            let word = word.to_lowercase();
            if !word.is_empty() && !is_everybodys(&word) {
                self.all.insert(word);
            }
        }
    }

    /// The names in bytes: those of a certificate, and those of a text.
    fn packed(&mut self, text: &str) {
        let Ok(bytes) = STANDARD.decode(text) else { return };
        if let Ok(certificate) = Certificate::parse(&bytes, Version::NEWEST) {
            for name in [certificate.subject(), certificate.issuer()] {
                self.owner(&String::from_utf8_lossy(name.common_name()));
            }
            let names = certificate.dns_names().iter().chain(certificate.emails());
            names.for_each(|name| self.path(&String::from_utf8_lossy(name), true));
        }
        self.text(&String::from_utf8_lossy(&bytes));
    }

    /// The name of whom a certificate is for: a host, or words.
    fn owner(&mut self, name: &str) {
        let name = PUBLIC.iter().find_map(|public| name.strip_suffix(public)).unwrap_or(name);
        if name.contains('.') {
            self.path(name, false);
        }
        let words = name.split(|c: char| !c.is_alphanumeric());
        let own = words
            .filter(|word| word.len() > 2 && !AUTHORITY.contains(&word.to_lowercase().as_str()));
        own.for_each(|word| self.words(word));
    }
}

/// Whether a value is the kind of a thing, in a word of this program: one alone, where no name is to be expected.
pub(super) fn is_kind(key: &str, value: &Value) -> bool {
    const FREE: &[&str] = &[
        "name", "text", "title", "error", "content", "location", "entry", "key", "said", "stderr",
        "stdout", "body", "says", "branch", "login", "base64", "query", "revision", "agent",
        "comment", "line", "proxy", "commit", "subject", "issuer",
    ];
    let is_word = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_of_word =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        is_number || text.bytes().all(is_of_word)
    };
    let is_free = is_place(key) || FREE.contains(&key);
    key == "started" || !is_free && value.as_str().is_some_and(is_word)
}

/// Whether a word is one that everybody has, or a number of a version.
fn is_everybodys(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    KEPT.contains(&word)
        || digits(word)
        || word.strip_prefix('v').is_some_and(digits)
        || word.strip_prefix("go1").is_some_and(|rest| rest.is_empty() || digits(rest))
}

/// Whether a word is one of the texts, too, and says nothing where it is alone.
pub(super) fn is_common(word: &str) -> bool {
    word.chars().count() < 3 || COMMON.contains(&word)
}

fn is_version(text: &str) -> bool {
    let text = text.strip_prefix("go").unwrap_or(text);
    let text = text.strip_prefix('v').unwrap_or(text);
    text.is_empty()
        || text == "latest"
        || text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('/')
}

/// Whether a key is one of hosts, paths or users.
fn is_place(key: &str) -> bool {
    PATHS.contains(&key) || BARE.contains(&key)
}

/// The keys of hosts and users, which may be a word alone.
const BARE: &[&str] = &["host", "hosts", "machines", "server", "user"];

/// The keys of paths and URLs, and of values that may hold some.
const PATHS: &[&str] = &[
    "path",
    "module",
    "modules",
    "candidates",
    "root",
    "prefix",
    "repo",
    "url",
    "urls",
    "remote",
    "file",
    "dir",
    "folder",
    "found",
    "looked",
    "target",
    "value",
    "database",
    "subdir",
    "names",
];

/// Words in the names of authorities that say what they are.
const AUTHORITY: &[&str] = &[
    "root",
    "certificate",
    "certification",
    "authority",
    "intermediate",
    "issuing",
    "global",
    "trust",
    "services",
    "class",
    "secure",
    "server",
    "validation",
    "domain",
    "organization",
    "encrypt",
    "let",
    "lets",
    "isrg",
    "digicert",
    "sectigo",
    "globalsign",
    "amazon",
    "google",
    "zscaler",
    "fortinet",
    "fortigate",
    "netskope",
    "palo",
    "alto",
    "bluecoat",
    "symantec",
    "cisco",
    "umbrella",
    "sophos",
    "checkpoint",
    "lab",
    "proxy",
    "inspection",
    "ssl",
    "tls",
    "the",
    "and",
    "for",
    "kubernetes",
    "ingress",
    "controller",
    "fake",
];

/// What hosts, URLs, files and addresses for mail look like.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        r"(?-u)[a-z][a-z0-9+.-]*://[!#-&(-;=?-\[\]-~]+",
        r#"(?-u)(?:^|[\s"'=(:])/[\w.~+-]+(?:/[\w.~+@-]+)+"#,
        r"(?-u)[\w.+-]+@[\w-]+(?:\.[\w-]+)+[:/\w.-]*",
        r"(?-u)\b(?:[a-zA-Z0-9](?:[\w-]*[a-zA-Z0-9])?\.)+(?:com|org|net|io|dev|test|example|internal|local|lan|corp|intra|cloud|app|eu|de|fr|uk|us|cn|jp|ru|ch|at|nl|br|se|no|fi|pl|it|es|in|au|ca|info|biz|tech|sh|co|me|xyz|home|invalid)\b(?:/[\w.~+-]+)*",
    ];
    forms.iter().filter_map(|form| Regex::new(form).ok()).collect()
});
