//! The modules that a go.work uses, held to it and to each other.

use std::collections::{HashMap, HashSet};

use super::{Loaded, Reader, Refusal, replaced};
use crate::go::{
    cmd::gover,
    std::{path::clean, strconv::text::lossy},
    version::Change,
    xmod::{
        modfile::{GoMod, GoWork, Replace},
        version::ModuleVersion,
    },
};

/// A module that a go.work uses.
#[derive(Clone, Debug)]
pub struct Used {
    /// The line of go.work that names it.
    pub line: usize,
    /// Its folder as go shows it, seen from that of go.work.
    pub shown: String,
    /// The absolute name of its folder.
    pub folder: String,
    /// Its go.mod; or why there is none, in the words of the system.
    pub go_mod: Result<Loaded<GoMod>, String>,
}

/// Where a fault of a workspace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a line of go.work.
    Work,
    /// In the go.mod of the module of this number.
    Module(usize),
}

impl Reader {
    /// What go says of a workspace whose go.work can be read, in the order in which it does. `file` is the name of the
    /// go.work for the texts.
    pub fn workspace(&self, file: &str, work: &GoWork, used: &[Used]) -> Vec<(Place, Refusal)> {
        if let Some(twice) = self.twice(file, used) {
            return vec![(Place::Work, twice)];
        }
        let settings = self.godebug(file, &work.godebug).into_iter();
        let mut told: Vec<(Place, Refusal)> = settings.map(|it| (Place::Work, it)).collect();
        if !told.is_empty() {
            return told;
        }
        for (number, module) in used.iter().enumerate() {
            told.extend(self.used(number, module, work));
        }
        if !told.is_empty() {
            return told;
        }
        told.extend(repeated(used).map(|refusal| (Place::Work, refusal)));
        told.extend(replaced_wholly(work, used));
        if told.is_empty() {
            told.extend(conflict(work, used));
        }
        told
    }

    /// What go says of one of the modules.
    fn used(&self, number: usize, module: &Used, work: &GoWork) -> Vec<(Place, Refusal)> {
        let shown = &module.shown;
        let front = format!("cannot load module {shown} listed in go.work file: ");
        let loaded = match &module.go_mod {
            Ok(loaded) => loaded,
            Err(why) => {
                return vec![(Place::Work, Refusal::whole(module.line, format!("{front}{why}")))];
            }
        };
        let is_read = loaded.refusals.iter().all(|refusal| refusal.front.is_empty());
        if let Some(older) = self.older(module, &loaded.file, work).filter(|_| is_read) {
            return vec![(Place::Work, older)];
        }
        // Its settings of GODEBUG are not looked at, its path and replacements behind those of all.
        let own = loaded.refusals.iter().filter(|refusal| !is_loading(refusal));
        let named = own.map(|refusal| {
            let says_module =
                refusal.front.is_empty() && !refusal.text().starts_with("error reading");
            let front =
                if says_module { String::new() } else { format!("{front}{}", refusal.front) };
            (Place::Module(number), Refusal { front, ..refusal.clone() })
        });
        named.collect()
    }

    /// The go line of the module is above that of go.work.
    fn older(&self, module: &Used, file: &GoMod, work: &GoWork) -> Option<Refusal> {
        let wants = &file.go.as_ref()?.version;
        let listed = work.go.as_ref().map(|go| go.version.as_str());
        let lenient = gover::compare(wants, STRICT).is_lt();
        if lenient || gover::compare(wants, listed.unwrap_or(IMPLIED)).is_le() {
            return None;
        }
        let lists = match listed {
            Some(listed) => format!("lists go {listed}"),
            None if self.release.has(Change::WorkGoImplied) => {
                format!("implicitly requires go {IMPLIED}")
            }
            None => format!("lists go {IMPLIED}"),
        };
        let cure = if self.release.has(Change::WorkUseDownloads) {
            format!("to download and use go {wants}:")
        } else {
            "to update it:".to_owned()
        };
        let text = format!(
            "module {} listed in go.work file requires go >= {wants}, but go.work {lists}; {cure}\n\tgo work use",
            module.shown
        );
        Some(Refusal::whole(module.line, text))
    }

    /// A folder that is used twice.
    fn twice(&self, file: &str, used: &[Used]) -> Option<Refusal> {
        let again = used.iter().enumerate().find(|(at, module)| {
            used.iter().take(*at).any(|earlier| earlier.folder == module.folder)
        });
        let (_, Used { line, folder, .. }) = again?;
        let text = format!("path {folder} appears multiple times in workspace");
        let text = if self.release.has(Change::WorkErrorsNamed) {
            format!("error loading {file}:\n{file}:{line}: {text}")
        } else {
            format!("reading go.work: {text}")
        };
        Some(Refusal::whole(*line, text))
    }
}

/// Whether it is about settings of GODEBUG.
fn is_loading(refusal: &Refusal) -> bool {
    refusal.text().starts_with("error loading ")
}

fn path(module: &Used) -> Option<&str> {
    module.go_mod.as_ref().ok()?.file.module.as_ref().map(|module| module.path.as_str())
}

/// Module paths that more than one folder has.
fn repeated(used: &[Used]) -> impl Iterator<Item = Refusal> {
    let mut known = HashSet::new();
    used.iter().filter_map(move |module| {
        let own = path(module)?;
        let text = format!("module {own} appears multiple times in workspace");
        (!known.insert(own)).then(|| Refusal::whole(module.line, text))
    })
}

/// Modules of the workspace that its go.work replaces at all versions.
fn replaced_wholly<'a>(
    work: &'a GoWork,
    used: &'a [Used],
) -> impl Iterator<Item = (Place, Refusal)> + 'a {
    used.iter().filter_map(|module| {
        let own = path(module)?;
        let line = work.replace.iter().find(|it| it.old.path == own && it.old.version.is_empty())?;
        let text = format!(
            "workspace module {own} is replaced at all versions in the go.work file. To fix, remove the replacement \
             from the go.work file or specify the version at which to replace the module."
        );
        Some((Place::Work, Refusal::whole(line.line, text)))
    })
}

/// Two replacements of one thing: in one file, or in two modules where go.work does not decide.
fn conflict(work: &GoWork, used: &[Used]) -> Option<(Place, Refusal)> {
    if let Some(own) = replaced::conflict(&work.replace) {
        return Some((Place::Work, own));
    }
    let mut known: HashMap<&ModuleVersion, ModuleVersion> = HashMap::new();
    for (number, module) in used.iter().enumerate() {
        let Ok(loaded) = &module.go_mod else { continue };
        let open = loaded.file.replace.iter().filter(|it| !is_decided(work, &it.old));
        for line in open {
            let new = absolute(line, &module.folder);
            match known.get(&line.old) {
                Some(earlier) if *earlier != new => {
                    return Some((Place::Module(number), between(line, earlier, &new)));
                }
                _ => drop(known.insert(&line.old, new)),
            }
        }
    }
    None
}

/// Whether go.work replaces it.
fn is_decided(work: &GoWork, old: &ModuleVersion) -> bool {
    work.replace.iter().any(|it| it.old == *old)
}

/// The replacement, a folder by its absolute name.
fn absolute(line: &Replace, folder: &str) -> ModuleVersion {
    let new = &line.new;
    if !new.version.is_empty() || new.path.starts_with('/') {
        return new.clone();
    }
    let joined = clean(format!("{folder}/{}", new.path).as_bytes());
    ModuleVersion { path: lossy(&joined), version: String::new() }
}

fn between(line: &Replace, one: &ModuleVersion, other: &ModuleVersion) -> Refusal {
    let told = replaced::told(line.line, &line.old, one, other);
    let old = &line.old.path;
    let cure = format!("\nuse \"go work edit -replace {old}=[override]\" to resolve");
    Refusal::whole(line.line, told.text() + &cure)
}

/// The release since which a go line is what a module needs at least.
const STRICT: &str = "1.21";

/// The release that a go.work without a go line is for.
const IMPLIED: &str = "1.18";
