//! What a scenario file need not work out itself: `{key NAME}`, the key of a checksum database, `{ssh NAME}`, a public
//! key of ssh, and `{sum MODULE VERSION}`, the `h1:` of a zip, of a go.mod where `/go.mod` follows the version, and of another
//! tree where its name follows.

use super::{goproxy::ModuleVersion, scenario::Scenario, ssh::SshKey};

/// A placeholder that stands for nothing.
pub(super) struct Unknown {
    /// Where it is, in bytes.
    pub(super) at: usize,
    /// Its text, with its braces.
    pub(super) text: String,
}

/// The text with values for placeholders; `None` where it has none. No value holds a line end.
pub(super) fn fill(text: &str, scenario: &Scenario) -> Result<Option<String>, Unknown> {
    let mut filled = String::new();
    let mut done = 0;
    while let Some((at, end)) = next(text, done) {
        let (before, placeholder) = (text.get(done..at), text.get(at + 1..end));
        let value = placeholder.and_then(|words| value(words, scenario));
        let unknown = || Unknown { at, text: text.get(at..=end).unwrap_or_default().to_owned() };
        filled.push_str(before.unwrap_or_default());
        filled.push_str(&value.ok_or_else(unknown)?);
        done = end + 1;
    }
    filled.push_str(text.get(done..).unwrap_or_default());
    Ok((done > 0).then_some(filled))
}

/// Where the next placeholder behind `from` begins, and where its last brace is.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let begins = BEGINS.iter().filter_map(|begin| rest.find(begin));
    let at = from + begins.min()?;
    let line = text.get(at..)?.lines().next()?;
    Some((at, at + line.find('}').unwrap_or(line.len().saturating_sub(1))))
}

fn value(placeholder: &str, scenario: &Scenario) -> Option<String> {
    let words: Vec<&str> = placeholder.split(' ').collect();
    match *words.as_slice() {
        ["key", name] => {
            let named = scenario.sumdb.iter().find(|database| database.name.get_ref() == name);
            Some(named?.key())
        }
        ["ssh", name] => SshKey::named(name).map(|key| key.public().to_owned()),
        ["sum", module, version] => sum(scenario, module, version, |_| true),
        ["sum", module, version, tree] => sum(scenario, module, version, |it| it.tree == tree),
        _ => None,
    }
}

fn sum(
    scenario: &Scenario,
    module: &str,
    of: &str,
    fits: impl Fn(&ModuleVersion) -> bool,
) -> Option<String> {
    let version = of.strip_suffix("/go.mod").unwrap_or(of);
    let is = |it: &&ModuleVersion| {
        it.module.get_ref() == module && it.version.get_ref() == version && fits(it)
    };
    let found = scenario.version.iter().find(is)?;
    Some(if of == version { found.sum() } else { found.go_mod_sum() })
}

const BEGINS: [&str; 3] = ["{key ", "{ssh ", "{sum "];
