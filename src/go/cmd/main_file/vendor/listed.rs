//! What vendor/modules.txt lists.

use std::collections::HashMap;

use crate::go::xmod::version::ModuleVersion;

/// The modules of a vendor folder.
#[derive(Default)]
pub(super) struct Listed {
    /// The version of each module of which there are packages.
    pub(super) versions: HashMap<String, String>,
    /// The modules that it marks as required by go.mod, in its order.
    marked: Vec<ModuleVersion>,
    /// Whether there are packages of each of them.
    packages: HashMap<ModuleVersion, bool>,
    /// The modules that it marks as replaced, in its order.
    pub(super) replaced: Vec<ModuleVersion>,
    replacements: HashMap<ModuleVersion, ModuleVersion>,
}

impl Listed {
    pub(super) fn parse(text: &str) -> Self {
        let mut listed = Self::default();
        let mut module: Option<ModuleVersion> = None;
        for line in text.lines() {
            if let Some(words) = line.strip_prefix("# ") {
                module = listed.module(words);
            } else if let Some(marks) = line.strip_prefix("## ") {
                let is_explicit = marks.split(';').any(|mark| mark.trim() == "explicit");
                if let Some(module) = module.clone().filter(|_| is_explicit) {
                    listed.mark(module);
                }
            } else if let Some(module) = module.as_ref().filter(|_| !line.trim().is_empty()) {
                listed.package(module);
            }
        }
        listed
    }

    /// Whether go.mod requires the module, by its mark.
    pub(super) fn is_explicit(&self, module: &ModuleVersion) -> bool {
        self.packages.contains_key(module)
    }

    /// The modules with packages that go.mod requires, by their marks.
    pub(super) fn explicit(&self) -> impl Iterator<Item = &ModuleVersion> {
        self.marked.iter().filter(|module| self.packages.get(module).is_some_and(|has| *has))
    }

    /// What replaces a module, by its mark.
    pub(super) fn replacement(&self, old: &ModuleVersion) -> Option<&ModuleVersion> {
        self.replacements.get(old)
    }

    /// A line of a module: `PATH VERSION`, with `=> PATH VERSION` behind it where it is replaced, or `PATH => …`.
    fn module(&mut self, line: &str) -> Option<ModuleVersion> {
        let (old, new) = line.split_once("=>").map_or((line, None), |(old, new)| (old, Some(new)));
        let old = module_version(old)?;
        if let Some(new) = new.and_then(module_version) {
            self.replaced.push(old.clone());
            self.replacements.entry(old.clone()).or_insert(new);
        }
        (!old.version.is_empty()).then_some(old)
    }

    fn mark(&mut self, module: ModuleVersion) {
        self.packages.entry(module.clone()).or_insert(false);
        self.marked.push(module);
    }

    fn package(&mut self, module: &ModuleVersion) {
        self.versions.insert(module.path.clone(), module.version.clone());
        if let Some(has_packages) = self.packages.get_mut(module) {
            *has_packages = true;
        }
    }
}

/// Whether `go work vendor` wrote it, as its first line says.
pub(super) fn is_of_workspace(text: &str) -> bool {
    let first = text.lines().next().and_then(|line| line.strip_prefix("## "));
    first.is_some_and(|marks| marks.split(';').any(|mark| mark.trim() == "workspace"))
}

fn module_version(words: &str) -> Option<ModuleVersion> {
    let mut words = words.split_whitespace();
    let path = words.next()?.to_owned();
    Some(ModuleVersion { path, version: words.next().unwrap_or_default().to_owned() })
}
