//! A shell that knows the commands that findings about TLS print, and carries them out on a
//! scenario in place of a machine.

use std::path::Path;

use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::{File, Name, Scenario};

/// What came of a fix.
pub(crate) enum Done {
    /// The scenario after it.
    Fixed(Box<Scenario>),
    /// It is for the server's owner.
    Owner,
    /// It changes nothing, or it needs what no scenario has.
    Look,
    /// This shell does not know it.
    Unknown,
}

/// How fixes for the server's owner begin.
const OWNERS: [&str; 12] = [
    "echo 'subjectAltName=",
    "extendedKeyUsage = ",
    "sudo certbot renew",
    "ssl_certificate ",
    "ssl_ciphers ",
    "ssl_protocols ",
    "server_name ",
    "listen ",
    "give the server a certificate",
    "issue the certificate",
    "openssl x509 -req ",
    "openssl genpkey ",
];

/// How those begin that show something, or that need a login of the user's.
const LOOKS: [&str; 6] = ["openssl s_client", "grep -c ", "curl ", "date -u", "go get ", "nc "];

/// Carries out one fix.
pub(crate) fn carry_out(fix: &str, scenario: &Scenario) -> Done {
    let command = at_home(fix.split("   #").next().unwrap_or_default().trim());
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    if run(&command, &mut fixed).is_some() {
        return Done::Fixed(Box::new(fixed));
    }
    let begins = |list: &[&str]| list.iter().any(|begin| command.starts_with(begin));
    match () {
        () if begins(&OWNERS) => Done::Owner,
        () if begins(&LOOKS) => Done::Look,
        () => Done::Unknown,
    }
}

/// Runs the parts of a command one after the other.
fn run(command: &str, scenario: &mut Scenario) -> Option<()> {
    command.split(" && ").try_for_each(|part| step(part.trim(), scenario))
}

fn step(command: &str, scenario: &mut Scenario) -> Option<()> {
    let bare = command.replace('\'', "");
    let words: Vec<&str> = bare.split_whitespace().collect();
    match words.as_slice() {
        ["unset", names @ ..] => names.iter().for_each(|name| {
            scenario.env.remove(*name);
        }),
        ["export", setting] | ["go", "env", "-w", setting] => set(scenario, setting)?,
        ["sudo", "cp", from, to] => copy(scenario, from, to),
        ["sudo", "mv", from, to] => {
            copy(scenario, from, to);
            scenario.files.retain(|path, _| path.get_ref() != from);
        }
        ["sudo", "update-ca-certificates"] => take_in(scenario)?,
        ["sudo", "chmod", "a+r", file] => lay(scenario, file, File::Certs(vec![name("lab")])),
        ["sudo", "timedatectl", ..] => set_clock(scenario)?,
        ["sudo", "apt-get", "update"] => {}
        ["sudo", "apt-get", "install", "-y", "ca-certificates"] | ["COPY", "--from=build", ..] => {
            renew_bundle(scenario);
        }
        ["sudo", "sh", "-c", "cat", from, ">>", _] => {
            let certs = certificates(scenario, from)?;
            scenario.trust.extend(certs);
        }
        ["cat", one, other, ">", to] => {
            let all = [certificates(scenario, one)?, certificates(scenario, other)?].concat();
            lay(scenario, to, File::Certs(all));
        }
        ["sed", "-n", _, file, "|", "openssl", "x509", "|", "sudo", "tee", to] => {
            let certs = certificates(scenario, file)?;
            lay(scenario, to, File::Certs(certs));
        }
        ["openssl", "s_client", .., ">", to] => {
            let host = scenario.host.first()?.name.get_ref().clone();
            lay(scenario, &format!("~/{to}"), File::Certs(vec![name(&host)]));
        }
        ["env", "-u", gone, settings @ .., "go", "get", _] => {
            scenario.env.remove(*gone);
            settings.iter().try_for_each(|setting| set(scenario, setting))?;
        }
        [settings @ .., "go", "get", _] if !settings.is_empty() => {
            settings.iter().try_for_each(|setting| set(scenario, setting))?;
        }
        _ => return None,
    }
    Some(())
}

fn set(scenario: &mut Scenario, setting: &str) -> Option<()> {
    let (name, value) = setting.split_once('=')?;
    let is_name = name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    // A file to be got from somebody: the CA's certificate.
    let value = value.replace("$PWD/", "~/");
    if value == "CA.pem" {
        let certs = vec![unknown_ca(scenario)];
        lay(scenario, "~/CA.pem", File::Certs(certs));
        scenario.env.insert(name.to_owned(), "~/CA.pem".to_owned());
        return Some(());
    }
    is_name.then(|| drop(scenario.env.insert(name.to_owned(), value)))
}

/// Copies a file; one that the scenario does not have is the CA's, got from whoever runs it.
fn copy(scenario: &mut Scenario, from: &str, to: &str) {
    let found = scenario.files.iter().find(|(path, _)| path.get_ref() == from);
    let file = found.map(|(_, file)| file.clone());
    let file = file.unwrap_or_else(|| File::Certs(vec![unknown_ca(scenario)]));
    lay(scenario, to, file);
}

/// What the system's tool does with the files that end in .crt.
fn take_in(scenario: &mut Scenario) -> Option<()> {
    let own = |path: &&Name| {
        let path = Path::new(path.get_ref());
        let crt = path.extension().is_some_and(|extension| extension == "crt");
        crt && path.starts_with("/usr/local/share/ca-certificates")
    };
    let files: Vec<String> =
        scenario.files.keys().filter(own).map(|path| path.get_ref().clone()).collect();
    for file in &files {
        let certs = certificates(scenario, file)?;
        scenario.trust.extend(certs);
    }
    (!files.is_empty()).then_some(())
}

/// The certificates of a file, or of the bundle.
fn certificates(scenario: &Scenario, file: &str) -> Option<Vec<Name>> {
    let found = scenario.files.iter().find(|(path, _)| path.get_ref() == file);
    match found {
        Some((_, File::Certs(names) | File::MarkedCerts(names) | File::TrustedCerts(names))) => {
            Some(names.clone())
        }
        Some(_) => None,
        None => (file == "/etc/ssl/certs/ca-certificates.crt").then(|| scenario.trust.clone()),
    }
}

/// A new bundle: what has expired is renewed, and the lab's own CA is in it.
fn renew_bundle(scenario: &mut Scenario) {
    let renewed = scenario.ca.iter().filter(|(_, ca)| ca.key_of.is_some());
    let renewed: Vec<Name> = renewed.map(|(own, _)| name(own)).collect();
    scenario.trust = [vec![name("lab")], renewed].concat();
}

/// Sets the clock to what the servers say: from now on it is the real one.
fn set_clock(scenario: &mut Scenario) -> Option<()> {
    let (clock, mut headers) = (scenario.clock?, scenario.host.iter().flat_map(|host| &host.route));
    let date = headers.find_map(|route| route.headers.get("Date"))?.replace("GMT", "+0000");
    let date = OffsetDateTime::parse(&date, &Rfc2822).ok()?;
    let days = (date - clock).whole_days();
    for host in &mut scenario.host {
        host.https.iter_mut().for_each(|https| https.days = https.days.map(|day| day - days));
    }
    scenario.clock = None;
    Some(())
}

/// The CA at the end of the first host's chain.
fn unknown_ca(scenario: &Scenario) -> Name {
    let https = scenario.host.first().and_then(|host| host.https.as_ref());
    let mut at = https.map_or_else(|| name("lab"), |https| https.issuer.clone());
    while let Some(issuer) = scenario.ca.get(at.get_ref()).and_then(|ca| ca.issuer.clone()) {
        at = issuer;
    }
    at
}

fn lay(scenario: &mut Scenario, path: &str, file: File) {
    scenario.files.retain(|known, _| known.get_ref() != path);
    scenario.files.insert(name(path), file);
}

fn name(text: &str) -> Name {
    Name::new(0..0, text.to_owned())
}

/// The lab's home by its short name: it is elsewhere in every run.
fn at_home(command: &str) -> String {
    let mut parts = command.split("/tmp/goget-doctor-lab-");
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        short.push('~');
        short.push_str(part.split_once("/home").map_or("", |(_, behind)| behind));
    }
    short
}
