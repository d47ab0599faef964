//! A vendor folder: whether go builds from it, and whether it is what go.mod says.
//!
//! Source: `go list ./...` of go 1.21.13, 1.24.11 and 1.27.3 with such folders.

use std::collections::HashMap;

use super::{Reader, Refusal, replaced::shown};
use crate::go::{
    cmd::gover,
    version::Change,
    xmod::{modfile::GoMod, version::ModuleVersion},
};

/// Whether a build takes everything from the vendor folder: `-mod` says so, or says nothing where there is a folder
/// and the go line is `least` or newer.
pub fn is_used(mod_flag: &str, go: Option<&str>, least: &str, has_folder: bool) -> bool {
    match mod_flag {
        "vendor" => true,
        "" => has_folder && go.is_some_and(|go| gover::compare(go, least).is_ge()),
        _ => false,
    }
}

/// The go line of go.mod from which on a vendor folder is used.
pub const OF_MODULE: &str = "1.14";

/// The go line of go.work from which on a vendor folder is used.
pub const OF_WORKSPACE: &str = "1.22";

impl Reader {
    /// What go says where vendor/modules.txt, whose text is `list`, is not what the go.mod in `folder` says.
    pub fn vendor(&self, folder: &str, file: &GoMod, list: &str) -> Option<Refusal> {
        let listed = Listed::parse(list);
        let old = file.go.as_ref().is_none_or(|go| gover::compare(&go.version, OF_MODULE).is_lt());
        let mut lines = listed.required(file, old);
        lines.extend(listed.replaced(file));
        lines.extend(listed.not_required(file));
        lines.extend(self.otherwise_replaced(&listed, file));
        let said: String = lines.iter().map(|line| format!("\n\t{line}")).collect();
        let text = format!(
            "inconsistent vendoring in {folder}:{said}\n\n\tTo ignore the vendor directory, use -mod=readonly or \
             -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor"
        );
        (!lines.is_empty()).then(|| Refusal::whole(1, text))
    }

    /// Replacements of vendor/modules.txt that go.mod does not have.
    fn otherwise_replaced(&self, listed: &Listed, file: &GoMod) -> Vec<String> {
        let told = listed.replacements.iter().filter_map(|(old, new)| {
            let name = shown(old);
            match replacement(file, old) {
                None => Some(format!(
                    "{name}: is marked as replaced in vendor/modules.txt, but not replaced in go.mod"
                )),
                Some(own) if own != new && !self.release.has(Change::VendorReplacementOnce) => {
                    let (new, own) = (shown(new), shown(own));
                    Some(format!(
                        "{name}: is marked as replaced by {new} in vendor/modules.txt, but replaced by {own} in go.mod"
                    ))
                }
                Some(_) => None,
            }
        });
        told.collect()
    }
}

/// What vendor/modules.txt lists.
#[derive(Default)]
struct Listed {
    /// The version of each module of which there are packages.
    versions: HashMap<String, String>,
    /// The modules that it marks, and whether there are packages of them.
    explicit: Vec<(ModuleVersion, bool)>,
    replacements: Vec<(ModuleVersion, ModuleVersion)>,
}

impl Listed {
    fn parse(text: &str) -> Self {
        let mut listed = Self::default();
        let mut module: Option<ModuleVersion> = None;
        for line in text.lines() {
            if let Some(words) = line.strip_prefix("# ") {
                module = listed.module(words);
            } else if let Some(marks) = line.strip_prefix("## ") {
                let is_explicit = marks.split(';').any(|mark| mark.trim() == "explicit");
                listed
                    .explicit
                    .extend(module.clone().filter(|_| is_explicit).map(|it| (it, false)));
            } else if let Some(module) = module.as_ref().filter(|_| !line.trim().is_empty()) {
                listed.package(module);
            }
        }
        listed
    }

    /// A line of a module: `PATH VERSION`, with `=> PATH VERSION` behind it where it is replaced, or `PATH => …`.
    fn module(&mut self, line: &str) -> Option<ModuleVersion> {
        let (old, new) = line.split_once("=>").map_or((line, None), |(old, new)| (old, Some(new)));
        let old = module_version(old)?;
        if let Some(new) = new.and_then(module_version) {
            self.replacements.push((old.clone(), new));
        }
        (!old.version.is_empty()).then_some(old)
    }

    fn package(&mut self, module: &ModuleVersion) {
        self.versions.insert(module.path.clone(), module.version.clone());
        if let Some(last) = self.explicit.last_mut().filter(|(marked, _)| marked == module) {
            last.1 = true;
        }
    }

    /// What go.mod requires and the list does not mark.
    fn required(&self, file: &GoMod, old: bool) -> Vec<String> {
        let told = file.require.iter().filter_map(|require| {
            let module = &require.module;
            let name = shown(module);
            let listed = self.versions.get(&module.path);
            match listed {
                _ if self.explicit.iter().any(|(marked, _)| marked == module) => None,
                Some(listed) if old => (*listed != module.version).then(|| {
                    format!(
                        "{name}: is explicitly required in go.mod, but vendor/modules.txt indicates {}@{listed}",
                        module.path
                    )
                }),
                None if old => None,
                _ => Some(format!(
                    "{name}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
                )),
            }
        });
        told.collect()
    }

    /// What go.mod replaces and the list does not, or otherwise.
    fn replaced(&self, file: &GoMod) -> Vec<String> {
        let told = file.replace.iter().filter_map(|line| {
            let name = shown(&line.old);
            let listed = self.replacements.iter().find(|(old, _)| *old == line.old);
            match listed {
                None => Some(format!(
                    "{name}: is replaced in go.mod, but not marked as replaced in vendor/modules.txt"
                )),
                Some((_, new)) if *new != line.new => Some(format!(
                    "{name}: is replaced by {} in go.mod, but marked as replaced by {} in vendor/modules.txt",
                    shown(&line.new),
                    shown(new)
                )),
                Some(_) => None,
            }
        });
        told.collect()
    }

    /// What the list marks and go.mod does not require.
    fn not_required(&self, file: &GoMod) -> Vec<String> {
        let is_required =
            |module: &ModuleVersion| file.require.iter().any(|require| require.module == *module);
        let told = self
            .explicit
            .iter()
            .filter(|(module, has_packages)| *has_packages && !is_required(module));
        told.map(|(module, _)| {
            let name = shown(module);
            format!(
                "{name}: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod"
            )
        })
        .collect()
    }
}

/// The replacement in go.mod: of this version before that of all.
fn replacement<'a>(file: &'a GoMod, old: &ModuleVersion) -> Option<&'a ModuleVersion> {
    let of = |version: &str| {
        file.replace.iter().find(|it| it.old.path == old.path && it.old.version == version)
    };
    of(&old.version).or_else(|| of("")).map(|line| &line.new)
}

fn module_version(words: &str) -> Option<ModuleVersion> {
    let mut words = words.split_whitespace();
    let path = words.next()?.to_owned();
    Some(ModuleVersion { path, version: words.next().unwrap_or_default().to_owned() })
}
