//! A vendor folder: whether go builds from it, and whether it is what go.mod says.
//!
//! Source: `go list ./...` of go 1.21.13, 1.22.10, 1.24.11 and 1.27.3 with such folders.

mod listed;

use std::collections::{HashMap, HashSet};

use super::{
    Reader, Refusal,
    replaced::{seen_from, shown},
    workspace::Used,
};
use crate::go::{
    cmd::gover,
    std::{path::clean, strconv::text::lossy},
    version::Change,
    xmod::{
        modfile::{GoMod, GoWork, Replace},
        version::ModuleVersion,
    },
};
use listed::Listed;

/// Whether a build takes everything from the vendor folder: `-mod` says so, or says nothing where there is a folder that
/// `fits` and the go line is `least` or newer.
pub fn is_used(mod_flag: &str, go: Option<&str>, least: &str, fits: bool) -> bool {
    match mod_flag {
        "vendor" => true,
        "" => fits && go.is_some_and(|go| gover::compare(go, least).is_ge()),
        _ => false,
    }
}

/// The go line of go.mod from which on a vendor folder is used.
pub const OF_MODULE: &str = "1.14";

/// The go line of go.work from which on a vendor folder is used.
pub const OF_WORKSPACE: &str = "1.22";

/// Whether vendor/modules.txt, whose text is `list`, was written for a workspace. A build that is not one passes over it,
/// and a workspace over any other.
pub fn is_of_workspace(list: &str) -> bool {
    listed::is_of_workspace(list)
}

impl Reader {
    /// What go says where vendor/modules.txt, whose text is `list`, is not what the go.mod in `folder` says.
    pub fn vendor(&self, folder: &str, file: &GoMod, list: &str) -> Option<Refusal> {
        let member = Member { name: "go.mod".to_owned(), folder: None, file };
        let old = file.go.as_ref().is_none_or(|go| gover::compare(&go.version, OF_MODULE).is_lt());
        self.inconsistent(&Files { mods: vec![member], work: None, old }, folder, list)
    }

    /// What go says where vendor/modules.txt is not what the workspace in `folder` says, whose go.work is called `name`.
    pub fn vendor_of_workspace(
        &self,
        folder: &str,
        (name, work): (&str, &GoWork),
        used: &[Used],
        list: &str,
    ) -> Option<Refusal> {
        let mods = used.iter().filter_map(|module| {
            let name = match module.shown.as_str() {
                "." => "go.mod".to_owned(),
                shown => format!("{shown}/go.mod"),
            };
            let file = &module.go_mod.as_ref().ok()?.file;
            Some(Member { name, folder: Some((module.folder.as_str(), folder)), file })
        });
        let files = Files { mods: mods.collect(), work: Some((name, work)), old: false };
        self.inconsistent(&files, folder, list)
    }

    fn inconsistent(&self, files: &Files<'_>, folder: &str, list: &str) -> Option<Refusal> {
        let listed = Listed::parse(list);
        let replacements = files.replacements();
        let mut lines = files.required(&listed);
        lines.extend(files.replaced(&listed, &replacements));
        lines.extend(files.not_required(&listed));
        lines.extend(self.otherwise_replaced(files, &listed, &replacements));
        let said: String = lines.iter().flat_map(|line| ["\n\t", line]).collect();
        let command = if files.work.is_some() { "work" } else { "mod" };
        let text = format!(
            "inconsistent vendoring in {folder}:{said}\n\n\tTo ignore the vendor directory, use -mod=readonly or \
             -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo {command} vendor"
        );
        (!lines.is_empty()).then(|| Refusal::whole(1, text))
    }

    /// Replacements of vendor/modules.txt that the files do not have.
    fn otherwise_replaced(
        &self,
        files: &Files<'_>,
        listed: &Listed,
        replacements: &Replacements<'_>,
    ) -> Vec<String> {
        let told = listed.replaced.iter().filter_map(|old| {
            let (name, new) = (shown(old), listed.replacement(old)?);
            match replacements.of(old) {
                None => {
                    let place = if files.work.is_some() { "the workspace" } else { "go.mod" };
                    Some(format!(
                        "{name}: is marked as replaced in vendor/modules.txt, but not replaced in {place}"
                    ))
                }
                Some(own)
                    if *own.new != *new && !self.release.has(Change::VendorReplacementOnce) =>
                {
                    let (new, own) = (shown(new), shown(own.new));
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

/// The files of a build: one go.mod, or those of a workspace with its go.work and the name of that.
struct Files<'a> {
    mods: Vec<Member<'a>>,
    work: Option<(&'a str, &'a GoWork)>,
    /// Whether it is from the time when modules.txt had no marks.
    old: bool,
}

/// A go.mod with the name by which go calls it. In a workspace `folder` is its own and that of go.work, by their absolute
/// names.
struct Member<'a> {
    name: String,
    folder: Option<(&'a str, &'a str)>,
    file: &'a GoMod,
}

/// What is replaced, by what is replaced: the line that go takes.
struct Replacements<'a>(HashMap<&'a ModuleVersion, Own<'a>>);

/// A replacement, and the file that has it.
struct Own<'a> {
    new: &'a ModuleVersion,
    /// As modules.txt writes it: a directory is seen from the folder of go.work.
    written: ModuleVersion,
    file: &'a str,
}

impl<'a> Files<'a> {
    /// All lines that replace something, in the order in which go looks at them.
    fn lines(&self) -> impl Iterator<Item = &'a Replace> {
        let of_mods = self.mods.iter().flat_map(|member| &member.file.replace);
        of_mods.chain(self.work.iter().flat_map(|(_, work)| &work.replace))
    }

    /// go.work decides, then the first go.mod.
    fn replacements(&'a self) -> Replacements<'a> {
        let mut own = HashMap::new();
        if let Some((file, work)) = &self.work {
            for line in &work.replace {
                let written = line.new.clone();
                own.entry(&line.old).or_insert(Own { new: &line.new, written, file });
            }
        }
        for member in &self.mods {
            for line in &member.file.replace {
                let written = || member.written(&line.new);
                let new = || Own { new: &line.new, written: written(), file: &member.name };
                own.entry(&line.old).or_insert_with(new);
            }
        }
        Replacements(own)
    }

    /// What is required and the list does not mark.
    fn required(&self, listed: &Listed) -> Vec<String> {
        let requires = self.mods.iter().flat_map(|member| &member.file.require);
        let told = requires.map(|require| &require.module).filter_map(|module| {
            let name = shown(module);
            match listed.versions.get(&module.path) {
                _ if listed.is_explicit(module) => None,
                Some(listed) if self.old => (*listed != module.version).then(|| {
                    format!(
                        "{name}: is explicitly required in go.mod, but vendor/modules.txt indicates {}@{listed}",
                        module.path
                    )
                }),
                None if self.old => None,
                _ => Some(format!(
                    "{name}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
                )),
            }
        });
        told.collect()
    }

    /// What is replaced and the list does not say so, or says otherwise; each once.
    fn replaced(&self, listed: &Listed, replacements: &Replacements<'_>) -> Vec<String> {
        let mut seen = HashSet::new();
        let told = self.lines().filter(|line| seen.insert(&line.old)).filter_map(|line| {
            let (name, own) = (shown(&line.old), replacements.0.get(&line.old)?);
            match listed.replacement(&line.old) {
                None => Some(format!(
                    "{name}: is replaced in {}, but not marked as replaced in vendor/modules.txt",
                    own.file
                )),
                Some(new) if *new != own.written => Some(format!(
                    "{name}: is replaced by {} in {}, but marked as replaced by {} in vendor/modules.txt",
                    shown(own.new),
                    own.file,
                    shown(new)
                )),
                Some(_) => None,
            }
        });
        told.collect()
    }

    /// What the list marks and nobody requires.
    fn not_required(&self, listed: &Listed) -> Vec<String> {
        let lines = self.mods.iter().flat_map(|member| &member.file.require);
        let required: HashSet<&ModuleVersion> = lines.map(|require| &require.module).collect();
        let place = if self.work.is_some() { "a go.mod" } else { "go.mod" };
        let told = listed.explicit().filter(|module| !required.contains(module)).map(|module| {
            let name = shown(module);
            format!(
                "{name}: is marked as explicit in vendor/modules.txt, but not explicitly required in {place}"
            )
        });
        told.collect()
    }
}

impl Replacements<'_> {
    /// What replaces `old`: a line for this version before one for all.
    fn of(&self, old: &ModuleVersion) -> Option<&Own<'_>> {
        let all = || ModuleVersion { version: String::new(), ..old.clone() };
        self.0.get(old).or_else(|| self.0.get(&all()))
    }
}

impl Member<'_> {
    /// A replacement as modules.txt writes it.
    fn written(&self, new: &ModuleVersion) -> ModuleVersion {
        let Some((own, work)) = self.folder else { return new.clone() };
        if !new.version.is_empty() || new.path.starts_with('/') {
            return new.clone();
        }
        let absolute = lossy(&clean(format!("{own}/{}", new.path).as_bytes()));
        ModuleVersion { path: seen_from(work, &absolute), version: String::new() }
    }
}
