//! The files of a main module or a workspace, as the go command loads them before it does anything else, with what it
//! says where it cannot.
//!
//! Source: `go mod download` of go 1.21.13 to 1.27.3 with such files; modules.md §8.

mod godebug;
pub mod replaced;
pub mod vendor;
pub mod workspace;

use super::gover::Running;
use crate::go::{
    version::{Change, Version},
    xmod::{
        modfile::{self, GoMod, GoWork, error::Error, fix::VersionFixer},
        module::check_import,
    },
};

/// Whose rules a file is read by.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The release.
    pub release: Version,
    /// The go command that runs.
    pub running: Running,
    /// The value of `-mod` in GOFLAGS; empty for none.
    pub mod_flag: String,
}

impl Default for Reader {
    /// The newest release that is known, which may hand its work to a newer one.
    fn default() -> Self {
        let release = Version::NEWEST;
        let running = Running {
            release: release.with_patch().to_string(),
            chosen_by: None,
            may_switch: true,
        };
        Self { release, running, mod_flag: String::new() }
    }
}

/// What keeps go from working with a file: with it every command ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// What go prints first, with the line end where there is one, and without `go: `.
    pub front: String,
    /// What it prints behind that, a text for each fault; never empty.
    pub faults: Vec<Fault>,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line, from 1; the first where it is about the file as a whole.
    pub line: usize,
    /// What go prints of it, with the place where it names one.
    pub text: String,
    /// What is wrong there, without the place.
    pub says: String,
}

impl Refusal {
    fn whole(line: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        let says = text.clone();
        Self { front: String::new(), faults: vec![Fault { line, text, says }] }
    }

    fn parsing(front: String, errors: Vec<Error>) -> Self {
        let fault = |error: Error| Fault {
            line: error.at.line,
            text: error.to_string(),
            says: error.problem.fault.to_string(),
        };
        Self { front, faults: errors.into_iter().map(fault).collect() }
    }

    /// All that go prints of the file, without `go: ` in front.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.faults.iter().map(|fault| fault.text.as_str()).collect();
        format!("{}{}", self.front, texts.join("\n"))
    }
}

/// A file that was read: what is right in it, and what go refuses it for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded<T> {
    /// What is right in it, where go would take nothing of it too.
    pub file: T,
    /// What go says instead of working with it: a text for each time that it says `go: `.
    pub refusals: Vec<Refusal>,
}

impl Reader {
    /// The go.mod of a main module; `file` is its name for the texts, `absolute` the one that go calls it by.
    pub fn go_mod(
        &self,
        file: &str,
        absolute: &str,
        data: &[u8],
        fixer: Option<&mut dyn VersionFixer>,
    ) -> Loaded<GoMod> {
        let (read, errors) = modfile::survey(file, data, self.release, fixer);
        let refusals = if errors.is_empty() {
            self.beyond_grammar(file, &read)
        } else {
            vec![self.too_new_for(file, data).unwrap_or_else(|| {
                let errors = self.named(errors, absolute);
                Refusal::parsing(format!("errors parsing {file}:\n"), errors)
            })]
        };
        Loaded { file: read, refusals }
    }

    /// The errors as go prints them: of names within a text none is made short.
    fn named(&self, mut errors: Vec<Error>, absolute: &str) -> Vec<Error> {
        let whole = self.release.has(Change::OpenBlockWhole);
        for error in errors.iter_mut().filter(|_| whole) {
            if let modfile::error::Fault::OpenBlock { file, .. } = &mut error.problem.fault {
                absolute.clone_into(file);
            }
        }
        errors
    }

    /// What is wrong with a go.mod all of whose lines can be read.
    fn beyond_grammar(&self, file: &str, read: &GoMod) -> Vec<Refusal> {
        let go = read.go.as_ref();
        if let Some(refusal) = go.and_then(|go| self.too_new(file, &go.version, go.line)) {
            return vec![refusal];
        }
        let Some(module) = &read.module else {
            let text = format!(
                "error reading {file}: missing module declaration. To specify the module path:\n\tgo mod edit \
                 -module=example.com/mod"
            );
            return vec![Refusal::whole(1, text)];
        };
        let settings = self.godebug(file, &read.godebug);
        if !settings.is_empty() {
            return settings;
        }
        let path = check_path(&module.path).map(|text| Refusal::whole(module.line, text));
        path.or_else(|| replaced::conflict(&read.replace)).into_iter().collect()
    }

    /// A go line that is too new explains what else cannot be read, where that can be told.
    fn too_new_for(&self, file: &str, data: &[u8]) -> Option<Refusal> {
        if !self.release.has(Change::NewGoLineBeforeFaults) {
            return None;
        }
        let read = modfile::parse_lax(file, data, self.release, None).ok()?;
        read.go.and_then(|go| self.too_new(file, &go.version, go.line))
    }

    fn too_new(&self, file: &str, go: &str, line: usize) -> Option<Refusal> {
        let refused = self.running.refuses(file, go).filter(|_| !self.running.may_switch)?;
        Some(Refusal::whole(line, refused.to_string()))
    }

    /// A go.work; `file` is its name for the texts, `absolute` the one that go calls it by.
    pub fn go_work(&self, file: &str, absolute: &str, data: &[u8]) -> Loaded<GoWork> {
        let in_short = self.release.has(Change::WorkErrorsNamed);
        let (name, front) = if in_short {
            (file, format!("errors parsing {file}:\n"))
        } else {
            (absolute, "reading go.work: ".to_owned())
        };
        let (read, errors) = modfile::survey_work(name, data, self.release, None);
        let go = read.go.as_ref();
        let refusal = if errors.is_empty() {
            go.and_then(|go| self.too_new(file, &go.version, go.line))
        } else {
            Some(Refusal::parsing(front, errors))
        };
        Loaded { file: read, refusals: refusal.into_iter().collect() }
    }
}

/// Why the path of a main module is none; it may be any that an import path may be.
fn check_path(path: &str) -> Option<String> {
    let error = check_import(path.as_bytes()).err()?;
    Some(error.to_string().replacen("import path", "module path", 1))
}

#[cfg(test)]
mod tests;
