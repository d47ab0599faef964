//! git's settings, as `git config` tells them.

use std::path::Path;

use super::{Programs, masks};
use crate::{go::std::strconv::text::lossy, trace::GitSetting, world::World};

/// The settings that bear on repositories.
const WANTED: &str = r"^(url\..*\.insteadof|credential\..*|http\..*|protocol\..*|ssh\.variant|transfer\.credentialsinurl|remote\.origin\.url|remote\.origin\.proxy|core\.(sshcommand|askpass|gitproxy))$";

/// How large a file of settings may be in which a line is looked for, in bytes.
const MAX_FILE: u64 = 1 << 20;

/// The settings, in git's order, whole.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) entries: Vec<Entry>,
    /// What is in force for the URL, as far as one value is: by name in its section, small letters.
    effective: Option<Vec<(String, String)>>,
    /// Why git does not tell.
    pub(super) error: Option<String>,
}

/// A setting, whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) origin: String,
    pub(super) key: String,
    pub(super) value: String,
}

impl Programs<'_> {
    /// The settings; with what is in force for `url`, where that is one of http.
    pub(super) async fn config(&self, url: Option<&str>) -> Config {
        let all = ["git", "config", "--show-origin", "-z", "--get-regexp", WANTED];
        let answer = self.ask(&all, &[], b"").await;
        // Status 1 says that there are none.
        let told = answer.is_success() || answer.said().is_empty();
        let effective = match url.filter(|url| url.starts_with("http")) {
            Some(url) => Some(self.effective(url).await),
            None => None,
        };
        let error = (!told).then(|| answer.why());
        Config { entries: entries(&answer.stdout), effective, error }
    }

    /// What is in force for `url` in the sections whose settings may be for some URLs alone.
    async fn effective(&self, url: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for section in ["http", "credential"] {
            let answer =
                self.ask(&["git", "config", "-z", "--get-urlmatch", section, url], &[], b"").await;
            found.extend(records(&answer.stdout).map(pair));
        }
        found
    }
}

impl Config {
    /// The settings, to be shown.
    pub(super) fn shown(&self, world: &World) -> Vec<GitSetting> {
        let shown = |(index, entry): (usize, &Entry)| GitSetting {
            key: masks::key(&entry.key),
            value: masks::setting(&entry.key, &entry.value),
            origin: entry.place(),
            line: entry.line(world),
            in_force: self.is_in_force(index),
        };
        self.entries.iter().enumerate().map(shown).collect()
    }

    /// The place of the rule that made `url` of `repo`: the longest that fits, the last one of those.
    pub(super) fn rule(&self, repo: &str, url: &str) -> Option<usize> {
        let fits = |entry: &Entry| {
            let base = entry.base()?;
            let rest = repo.strip_prefix(entry.value.as_str())?;
            (url.strip_prefix(base) == Some(rest)).then_some(entry.value.len())
        };
        let rules =
            self.entries.iter().enumerate().filter_map(|(at, entry)| Some((fits(entry)?, at)));
        rules.max().map(|(_, at)| at)
    }

    /// The last value of the setting `key`.
    pub(super) fn last(&self, key: &str) -> Option<&str> {
        self.entries.iter().rfind(|entry| entry.key == key).map(|entry| entry.value.as_str())
    }

    /// The value of `key` that is in force for the URL.
    pub(super) fn effective(&self, key: &str) -> Option<&str> {
        let mut found = self.effective.as_ref()?.iter();
        found.find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Whether the setting at `index` is the one that git tells for the URL. Of helpers and header fields all are
    /// taken that are for the URL, which git does not tell.
    fn is_in_force(&self, index: usize) -> Option<bool> {
        let entry = self.entries.get(index)?;
        let name = entry.name_in_section()?;
        self.effective.as_ref()?;
        if name.ends_with(".helper") || name.ends_with(".extraheader") {
            return None;
        }
        let value = self.effective(&name);
        let same = |other: &Entry| {
            other.name_in_section().as_ref() == Some(&name) && value == Some(other.value.as_str())
        };
        Some(same(entry) && !self.entries.get(index + 1..)?.iter().any(same))
    }
}

impl Entry {
    /// The file, or where else it was set.
    pub(super) fn place(&self) -> String {
        let place = self.origin.strip_prefix("file:").unwrap_or(&self.origin);
        place.trim_end_matches(':').to_owned()
    }

    /// What an `insteadOf` rule puts in place.
    fn base(&self) -> Option<&str> {
        self.key.strip_prefix("url.")?.strip_suffix(".insteadof")
    }

    /// `http.proxy` for `http.https://a.test.proxy`.
    fn name_in_section(&self) -> Option<String> {
        let (section, _) =
            self.key.split_once('.').filter(|(it, _)| ["http", "credential"].contains(it))?;
        Some(format!("{section}.{}", self.key.rsplit('.').next()?))
    }

    /// The line of its file that has both its name and its value, where there is one such line.
    fn line(&self, world: &World) -> Option<u32> {
        let text = world.read(Path::new(self.origin.strip_prefix("file:")?), MAX_FILE).ok()?;
        let text = lossy(&text);
        let name = self.key.rsplit('.').next()?;
        let value = self.value.replace('\\', r"\\").replace('"', "\\\"");
        let fits = |line: &str| line.to_ascii_lowercase().contains(name) && line.contains(&value);
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| fits(line));
        let (line, other) = (lines.next()?.0, lines.next());
        other.is_none().then_some(line)
    }
}

/// The settings that `git config --show-origin -z` tells: origin, then name and value.
fn entries(output: &[u8]) -> Vec<Entry> {
    let mut records = records(output);
    let mut entries = Vec::new();
    while let (Some(origin), Some(setting)) = (records.next(), records.next()) {
        let (key, value) = pair(setting);
        entries.push(Entry { origin, key, value });
    }
    entries
}

fn records(output: &[u8]) -> impl Iterator<Item = String> {
    output.split(|byte| *byte == 0).filter(|record| !record.is_empty()).map(lossy)
}

/// Name and value; a name alone is switched on.
fn pair(record: String) -> (String, String) {
    match record.split_once('\n') {
        Some((key, value)) => (key.to_owned(), value.to_owned()),
        None => (record, "true".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &[u8] = b"file:/g\0url.git@a.test:.insteadof\nhttps://a.test/\0file:/g\0url.ssh://b/.insteadof\nhttps://a\0command line:\0http.sslverify\0file:/g\0http.https://a.test.proxy\nhttp://p:1\0file:/g\0http.proxy\nhttp://q:1\0";

    fn config() -> Config {
        let effective = Some(vec![
            ("http.proxy".into(), "http://p:1".into()),
            ("http.sslverify".into(), "true".into()),
        ]);
        Config { entries: entries(TOLD), effective, error: None }
    }

    #[test]
    fn the_rule_is_the_one_that_made_the_url() {
        assert_eq!(config().rule("https://a.test/x", "git@a.test:x"), Some(0));
        assert_eq!(config().rule("https://a.other/x", "ssh://b/.other/x"), Some(1));
        assert_eq!(config().rule("https://c.test/x", "https://c.test/x"), None);
    }

    #[test]
    fn what_is_in_force_is_what_git_says() {
        let shown = config().shown(&World::empty());
        let told: Vec<_> =
            shown.iter().map(|it| (it.value.as_str(), it.origin.as_str(), it.in_force)).collect();
        assert_eq!(told[0], ("https://a.test/", "/g", None));
        assert_eq!(told[2], ("true", "command line", Some(true)));
        assert_eq!(told[3], ("http://p:1", "/g", Some(true)));
        assert_eq!(told[4], ("http://q:1", "/g", Some(false)));
    }

    #[test]
    fn a_line_is_told_where_one_alone_can_be_meant() {
        let entry = Entry {
            origin: "file:/g".into(),
            key: "url.x.insteadof".into(),
            value: "https://a/".into(),
        };
        let world = |text: &str| {
            let mut world = World::empty();
            world.lay("/g", crate::world::Laid::Content(text.into()));
            world
        };
        assert_eq!(entry.line(&world("[url \"x\"]\n\tinsteadOf = https://a/\n")), Some(2));
        assert_eq!(entry.line(&world("insteadOf = https://a/\ninsteadOf = https://a/b\n")), None);
    }
}
