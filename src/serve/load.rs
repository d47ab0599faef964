//! From the file of a configuration to answers: read, looked over as `check --lint` does, and made into a site.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    answer::Answers,
    site::{Choice, Site},
};
use crate::{
    check::{MAX_SITE, inputs},
    findings::Severity,
    world::World,
};

/// A configuration, and what the command line says beside it.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub file: PathBuf,
    /// The host and the documentation.
    pub choice: Choice,
    /// Whether browsers are sent on to the documentation.
    pub redirect: bool,
}

/// What is wrong with a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: usize,
    /// Whether the file cannot be served with it.
    pub is_error: bool,
    /// One sentence.
    pub says: String,
    /// What to write in its place, where that is known.
    pub fix: Vec<String>,
}

/// A file that can be served.
#[derive(Debug)]
pub struct Loaded {
    /// What is answered.
    pub answers: Answers,
    /// What is odd about the file.
    pub remarks: Vec<Remark>,
    /// The state of the file before it was read.
    pub stamp: Stamp,
}

/// When a file was changed last and how long it is, as far as that can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(Option<(SystemTime, u64)>);

impl Stamp {
    /// The state of `file`.
    pub fn of(world: &World, file: &Path) -> Self {
        Self(world.changed(file).ok())
    }
}

/// Why a file cannot be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A file that cannot be read, and why.
    Unreadable(String),
    /// Lines that are wrong.
    Wrong(Vec<Remark>),
}

/// Reads the file of `config` and looks it over.
pub fn load(world: &World, config: &Config) -> Result<Loaded, Refused> {
    let stamp = Stamp::of(world, &config.file);
    let unreadable = |why: String| Refused::Unreadable(why);
    let bytes =
        world.read(&config.file, MAX_SITE).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
    let name = config.file.to_string_lossy();
    let remarks = remarks(&name, &text, config.choice.host.as_deref());
    if remarks.iter().any(|remark| remark.is_error) {
        return Err(Refused::Wrong(remarks));
    }
    let site = Site::read(&name, &text, &config.choice).map_err(|unfit| {
        let remark = |(line, says)| Remark { line, is_error: true, says, fix: Vec::new() };
        Refused::Wrong(unfit.into_iter().map(remark).collect())
    })?;
    Ok(Loaded { answers: Answers::new(site, config.redirect), remarks, stamp })
}

/// What is wrong with the lines of the file as they are, by line.
fn remarks(name: &str, text: &str, host: Option<&str>) -> Vec<Remark> {
    let entries = inputs::site_entries(name, text, host).unwrap_or_default();
    let mut remarks: Vec<Remark> = Vec::new();
    for entry in &entries {
        let line = entry.source.as_ref().map_or(1, |source| source.line);
        remarks.extend(entry.faults.iter().map(|fault| Remark {
            line,
            is_error: fault.rule.severity == Severity::Error,
            says: fault.says.clone(),
            fix: fault.fix.clone(),
        }));
    }
    remarks.sort_by_key(|remark| remark.line);
    remarks.dedup();
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    fn loaded(text: &str) -> Result<Loaded, Refused> {
        let mut world = World::empty();
        world.lay("/v.yaml", Laid::Content(text.as_bytes().to_vec()));
        let choice = Choice::default();
        load(&world, &Config { file: "/v.yaml".into(), choice, redirect: false })
    }

    #[test]
    fn a_wrong_line_is_named_and_an_odd_one_is_told() {
        let wrong =
            loaded("host: a.test\npaths:\n  /x:\n    repo: git@h.test:o/x.git\n").unwrap_err();
        let Refused::Wrong(remarks) = wrong else { panic!("{wrong:?}") };
        assert_eq!((remarks[0].line, remarks[0].is_error, remarks[0].fix.len()), (3, true, 1));
        let odd =
            loaded("host: a.test\ncolour: red\npaths:\n  /x:\n    repo: https://h.test/x.git\n")
                .unwrap();
        assert_eq!((odd.remarks.len(), odd.remarks[0].line, odd.answers.site().len()), (1, 2, 1));
    }

    #[test]
    fn a_rule_that_cannot_hold_has_its_line() {
        for (rule, line, says) in [
            ("  - path: /{g...}/{p}\n    repo: https://h.test/{g}/{p}\n", 3, "cannot be known"),
            ("  - path: /{p}\n    repo: https://{p}.test/x\n", 3, "takes no placeholder"),
            ("  - path: /{p}\n    repo: https://h.test/{q}\n", 3, "has no placeholder {q}"),
            ("  - path: /{p}\n", 3, "a rule takes path and repo"),
            (
                "  - path: /{a}/{b}\n    repo: https://h.test/{a}/{b}\n    projects:\n      - x\n",
                6,
                "x does not fit /{a}/{b}",
            ),
            (
                "  - path: /{p}\n    repo: https://h.test/{p}\n    colour: red\n",
                5,
                "the key colour is not known",
            ),
        ] {
            let text = format!("host: go.test\nrules:\n{rule}");
            let remarks = match loaded(&text) {
                Err(Refused::Wrong(remarks)) => remarks,
                Ok(loaded) => loaded.remarks,
                Err(other) => panic!("{other:?}"),
            };
            assert!(
                remarks.iter().any(|it| it.line == line && it.says.contains(says)),
                "{rule}: {remarks:?}"
            );
        }
    }
}
