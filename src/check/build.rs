//! From a go.mod or go.work to what is asked for its build.

use std::path::Path;

use super::{
    file::read,
    inputs::{
        Ask, Entry, Fault, Source,
        gomod::{self, Folders, GoMod, GoWork, Local, Text},
        gosum,
    },
};
use crate::{
    go::{
        cmd::main_file::{
            Reader, Refusal,
            replaced::seen_from,
            vendor::{self, OF_MODULE, OF_WORKSPACE},
            workspace::{Place, Used},
        },
        std::{path::clean, strconv::text::lossy},
        version::Change,
    },
    problem::Problem,
    stages::files::rules,
    trace::{Build, SumText},
    world::World,
};

/// How large a file of sums may be: that of a million lines has some 100 MB.
pub(super) const MAX_SUMS: u64 = 256 << 20;

/// How large a vendor/modules.txt may be.
const MAX_LIST: u64 = 64 << 20;

/// What the build of the go.mod called `name` asks for, and why go refuses it.
pub(super) fn build(world: &World, reader: &Reader, name: &str) -> Result<Vec<Entry>, Problem> {
    let absolute = absolute(world, name);
    let parsed = gomod::parse(reader, name, base(name), &absolute, &read(world, name)?);
    let sums = [with_extension(name, ".mod", ".sum")];
    let place = Laid { world, reader, name };
    let mut refused = parsed.refused();
    let mods = [parsed];
    let vendor = place.vendor();
    if vendor.is_used(go_line(&mods[0]), false) {
        let refusal = reader.vendor(&place.folder(), mods[0].file(), &vendor.list);
        refused.extend(place.inconsistent(mods[0].text(), refusal.as_ref(), "mod"));
        return Ok(place.vendored(refused));
    }
    let build = place.build(&sums).into();
    let mut entries = gomod::entries(&build, None, &mods, &place.folders(None, &mods));
    gosum::mark_missing(&sums[0], &build, &mut entries);
    if refused.is_empty() {
        refused = place.local(gomod::local(None, &mods));
    }
    entries.extend(refused);
    Ok(gomod::in_order(entries))
}

/// What the build of the go.work called `name` asks for, and why go refuses it.
pub(super) fn workspace(world: &World, reader: &Reader, name: &str) -> Result<Vec<Entry>, Problem> {
    let place = Laid { world, reader, name };
    let text = read(world, name)?;
    let work = gomod::parse_work(reader, name, base(name), &place.absolute(name), &text);
    let Modules { mods, used, sums } = place.modules(&work)?;
    let mut refused = work.refused();
    if refused.is_empty() {
        let told = reader.workspace(base(name), &work.loaded.file, &used);
        refused
            .extend(told.iter().flat_map(|(at, refusal)| in_workspace(&work, &mods, *at, refusal)));
    }
    let go = work.loaded.file.go.as_ref().map(|go| go.version.as_str());
    let vendor = place.vendor();
    if vendor.is_used(go, true) {
        if refused.is_empty() {
            let file = (base(name), &work.loaded.file);
            let refusal = reader.vendor_of_workspace(&place.folder(), file, &used, &vendor.list);
            refused = place.inconsistent(work.text(), refusal.as_ref(), "work");
        }
        return Ok(place.vendored(refused));
    }
    let mods: Vec<GoMod> = mods.into_iter().flatten().collect();
    let folders = place.folders(Some(&work), &mods);
    let mut entries = gomod::entries(&place.build(&sums).into(), Some(&work), &mods, &folders);
    if refused.is_empty() {
        refused = place.local(gomod::local(Some(&work), &mods));
    }
    entries.extend(refused);
    Ok(gomod::in_order(entries))
}

/// The lines of a workspace at which go stops.
fn in_workspace(work: &GoWork, mods: &[Option<GoMod>], at: Place, refusal: &Refusal) -> Vec<Entry> {
    match at {
        Place::Module(number) => match mods.get(number) {
            Some(Some(module)) => module.text().refused(refusal),
            _ => Vec::new(),
        },
        Place::Work => work.text().refused(refusal),
    }
}

/// What the modules of a workspace are.
struct Modules {
    /// In the order of go.work; `None` where there is no go.mod.
    mods: Vec<Option<GoMod>>,
    used: Vec<Used>,
    /// The names of the files of sums, that of the workspace first.
    sums: Vec<String>,
}

/// The file of a build, where it is.
struct Laid<'a> {
    world: &'a World,
    reader: &'a Reader,
    name: &'a str,
}

impl Laid<'_> {
    fn absolute(&self, name: &str) -> String {
        absolute(self.world, name)
    }

    /// The absolute name of its folder.
    fn folder(&self) -> String {
        parent(&self.absolute(self.name)).to_owned()
    }

    /// `name` below the folder of the file, as it was given.
    fn beside(&self, name: &str) -> String {
        beside(self.name, name)
    }

    fn modules(&self, work: &GoWork) -> Result<Modules, Problem> {
        let mut modules = Modules {
            mods: Vec::new(),
            used: Vec::new(),
            sums: vec![format!("{}.sum", self.name)],
        };
        for (source, used) in &work.uses {
            let file = self.beside(&format!("{used}/go.mod"));
            let absolute = self.absolute(&file);
            let folder = parent(&absolute).to_owned();
            let shown = short(&folder, &self.folder());
            let named = if shown == "." { "go.mod".to_owned() } else { format!("{shown}/go.mod") };
            if self.is_absent(&file) {
                let why = Err(format!("open {named}: no such file or directory"));
                modules.used.push(Used { line: source.line, shown, folder, go_mod: why });
                modules.mods.push(None);
                continue;
            }
            let module =
                gomod::parse(self.reader, &file, &named, &absolute, &read(self.world, &file)?);
            modules.sums.push(with_extension(&file, ".mod", ".sum"));
            modules.used.push(module.used(source.line, shown, folder));
            modules.mods.push(Some(module));
        }
        Ok(modules)
    }

    fn is_absent(&self, file: &str) -> bool {
        let read = self.world.read(Path::new(file), 1);
        read.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    }

    /// The build, whose sums are in the files `sums`, of which the first is its own. None has to be there.
    fn build(&self, sums: &[String]) -> Build {
        let mut sums = sums.iter().map(|file| {
            let text = self.world.read(Path::new(file), MAX_SUMS);
            let is_there = text.is_ok();
            SumText { file: self.absolute(file), text: text.unwrap_or_default(), is_there }
        });
        Build::new(self.folder(), sums.next().unwrap_or_default(), sums.collect())
    }

    /// A directory that the file `by` names, as go writes it in its texts: in a workspace it is seen from the folder of that.
    fn written(&self, by: &str, folder: &str) -> String {
        let own = parent(&self.absolute(by)).to_owned();
        if folder.starts_with('/') || own == self.folder() {
            return folder.to_owned();
        }
        seen_from(&self.folder(), &lossy(&clean(format!("{own}/{folder}").as_bytes())))
    }

    /// What the go.mod files say in the directories that replace modules. One that cannot be read says nothing.
    fn folders(&self, work: Option<&GoWork>, mods: &[GoMod]) -> Folders {
        let mut folders = Folders::new();
        for (source, folder) in gomod::directories(work, mods) {
            let file = beside(&source.file, &format!("{folder}/go.mod"));
            let Ok(text) = read(self.world, &file) else { continue };
            let read = gomod::parse(self.reader, &file, &file, &file, &text).says();
            folders.insert((source.file.clone(), folder.to_owned()), read.into());
        }
        folders
    }

    /// The directories that replace what is required, where they hold no go.mod.
    fn local(&self, local: Vec<Local>) -> Vec<Entry> {
        let gone = local.into_iter().filter_map(|Local { source, module: (path, version), folder }| {
            let file = beside(&source.file, &format!("{folder}/go.mod"));
            if !self.is_absent(&file) {
                return None;
            }
            let (absolute, written) = (self.absolute(&file), self.written(&source.file, &folder));
            let shown = format!("{}/go.mod", short(parent(&absolute), &self.folder()));
            let text = format!(
                "{path}@{version} (replaced by {written}): reading {shown}: open {absolute}: no such file or directory"
            );
            let says = format!("the directory {folder}, which replaces {path}, holds no go.mod");
            let faults = vec![Fault::new(&rules::FOLDER, says)];
            let entry = Entry::new(source, format!("{path}@{version}"), Ask::Nothing);
            Some(Entry { faults, refused: Some(text), ..entry })
        });
        gone.collect()
    }
}

/// The vendor folder of a build.
struct Vendor<'a> {
    reader: &'a Reader,
    is_there: bool,
    /// The text of its modules.txt, empty where there is none.
    list: String,
}

impl Vendor<'_> {
    /// Whether a build takes everything from it: of a workspace or of one module, with this go line.
    fn is_used(&self, go: Option<&str>, workspace: bool) -> bool {
        let heeds = self.reader.release.has(Change::WorkspaceVendor);
        let fits = !heeds || vendor::is_of_workspace(&self.list) == workspace;
        let least = if workspace { OF_WORKSPACE } else { OF_MODULE };
        vendor::is_used(&self.reader.mod_flag, go, least, self.is_there && fits)
    }
}

/// Vendor folders.
impl Laid<'_> {
    fn vendor(&self) -> Vendor<'_> {
        let is_there = self.world.is_dir(Path::new(&self.beside("vendor"))).unwrap_or(false);
        let list = self.world.read(Path::new(&self.beside("vendor/modules.txt")), MAX_LIST);
        Vendor { reader: self.reader, is_there, list: lossy(&list.unwrap_or_default()) }
    }

    /// Where vendor/modules.txt is not what the file says: go's `command` writes it anew.
    fn inconsistent(&self, file: &Text, refusal: Option<&Refusal>, command: &str) -> Vec<Entry> {
        let entries = refusal.map(|refusal| file.refused_for(refusal, &rules::VENDOR));
        let mut entries = entries.unwrap_or_default();
        for fault in entries.iter_mut().flat_map(|entry| &mut entry.faults) {
            fault.says = format!("vendor/modules.txt is not what go.{command} says");
            fault.fix.push(format!("go{} {command} vendor", in_folder(self.name)));
        }
        entries
    }

    /// The file alone: a build from a vendor folder asks nobody.
    fn vendored(&self, refused: Vec<Entry>) -> Vec<Entry> {
        let why = match self.reader.mod_flag.as_str() {
            "vendor" => "GOFLAGS has -mod=vendor",
            _ => "there is a vendor folder",
        };
        let says = format!("{why}: a build takes every package from it, and nobody is asked");
        let fix = format!("GOFLAGS=-mod=mod goget-doctor check {}", crate::shell::word(self.name));
        let told = Fault::new(&rules::VENDORED, says).fix(fix);
        let file = Entry::new(Source::new(self.name, 1), self.name, Ask::Nothing);
        std::iter::once(Entry { faults: vec![told], ..file }).chain(refused).collect()
    }
}

fn go_line(module: &GoMod) -> Option<&str> {
    module.file().go.as_ref().map(|go| go.version.as_str())
}

/// The option with which go runs in the folder of `name`.
fn in_folder(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, _)) if !folder.is_empty() => format!(" -C {}", crate::shell::word(folder)),
        _ => String::new(),
    }
}

/// The absolute name of a file.
pub(super) fn absolute(world: &World, name: &str) -> String {
    let here = world.directory().unwrap_or(Path::new("/")).to_string_lossy().into_owned();
    let name = if name.starts_with('/') { name.to_owned() } else { format!("{here}/{name}") };
    lossy(&clean(name.as_bytes()))
}

/// The folder of an absolute name.
fn parent(absolute: &str) -> &str {
    match absolute.rsplit_once('/') {
        Some(("", _)) | None => "/",
        Some((folder, _)) => folder,
    }
}

/// A folder as go shows it: seen from `from`, where that is shorter.
fn short(folder: &str, from: &str) -> String {
    let (own, other): (Vec<&str>, Vec<&str>) =
        (folder.split('/').collect(), from.split('/').collect());
    let common = own.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let up = other.get(common..).unwrap_or_default().iter().map(|_| "..");
    let relative: Vec<&str> =
        up.chain(own.get(common..).unwrap_or_default().iter().copied()).collect();
    let relative = if relative.is_empty() { ".".to_owned() } else { relative.join("/") };
    if relative.len() < folder.len() { relative } else { folder.to_owned() }
}

/// `name` below the folder of the file `by`, as that was given.
fn beside(by: &str, name: &str) -> String {
    if name.starts_with('/') {
        return name.to_owned();
    }
    let folder = by.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    lossy(&clean(joined.as_bytes()))
}

/// The name without its folder.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// `name` with `new` in the place of its end `old`.
pub(super) fn with_extension(name: &str, old: &str, new: &str) -> String {
    name.strip_suffix(old).unwrap_or(name).to_owned() + new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid as File;

    /// `LINE PATH: RULES`, and what go says, of each entry.
    fn told(files: &[(&str, &str)], name: &str, mod_flag: &str) -> Vec<String> {
        let mut world = World::empty();
        world.lay("w/vendor", File::Absent);
        for (name, text) in files {
            world.lay(*name, File::Content(text.as_bytes().to_vec()));
        }
        let reader = Reader { mod_flag: mod_flag.to_owned(), ..Reader::default() };
        let read = if base(name) == "go.work" { workspace } else { build };
        let entries = read(&world, &reader, name).unwrap();
        let one = |entry: Entry| {
            let rules: Vec<_> = entry.faults.iter().map(|fault| fault.rule.name).collect();
            let said = entry.refused.map(|said| format!(": {said}")).unwrap_or_default();
            format!("{} {} {}{said}", entry.source.unwrap().line, entry.path, rules.join(" "))
        };
        entries.into_iter().map(one).collect()
    }

    const MODULE: &str = "module m.test/m\n\ngo 1.21\n\nrequire a.test/b v1.0.0\n";

    #[test]
    fn a_build_from_a_vendor_folder_asks_nobody() {
        let list = "# a.test/b v1.0.0\n## explicit; go 1.20\na.test/b\n";
        let files = [("w/go.mod", MODULE), ("w/vendor/modules.txt", list)];
        assert_eq!(told(&files, "w/go.mod", "vendor"), ["1 w/go.mod build-vendored"]);
        assert_eq!(told(&files, "w/go.mod", "mod"), ["5 a.test/b "]);
        let other = [files[0], ("w/vendor/modules.txt", &*list.replace("1.0.0", "1.1.0"))];
        let [vendored, refused] = &told(&other, "w/go.mod", "vendor")[..] else { panic!() };
        assert_eq!(vendored, "1 w/go.mod build-vendored");
        assert!(
            refused.starts_with(
                "1 module m.test/m vendor-out-of-date: inconsistent vendoring in /w:\n"
            ),
            "{refused}"
        );
    }

    #[test]
    fn a_workspace_builds_from_a_folder_that_was_written_for_it() {
        let list = "## workspace\n# a.test/b v1.0.0\n## explicit; go 1.20\na.test/b\n";
        let files = [
            ("w/go.work", "go 1.22\nuse .\n"),
            ("w/go.mod", MODULE),
            ("w/vendor/modules.txt", list),
        ];
        assert_eq!(told(&files, "w/go.work", ""), ["1 w/go.work build-vendored"]);
        assert_eq!(told(&files, "w/go.mod", ""), ["5 a.test/b "]);
        let other =
            [files[0], files[1], ("w/vendor/modules.txt", &*list.replace("1.0.0", "1.1.0"))];
        let [vendored, refused] = &told(&other, "w/go.work", "")[..] else { panic!() };
        assert_eq!(vendored, "1 w/go.work build-vendored");
        assert!(
            refused.starts_with("1 go 1.22 vendor-out-of-date: inconsistent vendoring in /w:\n")
        );
        let plain =
            [files[0], files[1], ("w/vendor/modules.txt", &*list.replace("## workspace\n", ""))];
        assert_eq!(told(&plain, "w/go.work", ""), ["5 a.test/b "]);
        assert_eq!(told(&plain, "w/go.work", "vendor"), ["1 w/go.work build-vendored"]);
        assert_eq!(told(&plain, "w/go.mod", ""), ["1 w/go.mod build-vendored"]);
    }

    #[test]
    fn a_directory_in_the_place_of_a_module_has_to_hold_one() {
        let text = format!("{MODULE}replace a.test/b => ./b\n");
        let gone = "6 a.test/b@v1.0.0 replacement-folder-missing: a.test/b@v1.0.0 (replaced by ./b): reading b/go.mod: open \
                    /w/b/go.mod: no such file or directory";
        assert_eq!(told(&[("w/go.mod", &text)], "w/go.mod", ""), [gone]);
        let there = [("w/go.mod", &*text), ("w/b/go.mod", "module a.test/b\n")];
        assert_eq!(told(&there, "w/go.mod", ""), Vec::<String>::new());
    }

    #[test]
    fn a_directory_is_seen_from_the_file_that_names_it() {
        let module =
            "module m.test/a\ngo 1.22\nrequire d.test/d v1.0.0\nreplace d.test/d => ../d\n";
        let files = [
            ("w/go.work", "go 1.22\nuse ./a\n"),
            ("w/a/go.mod", module),
            ("w/d/go.mod", "module d.test/d\n"),
        ];
        assert_eq!(told(&files, "w/go.work", ""), Vec::<String>::new());
        let gone = "4 d.test/d@v1.0.0 replacement-folder-missing: d.test/d@v1.0.0 (replaced by ./d): reading d/go.mod: open \
                    /w/d/go.mod: no such file or directory";
        assert_eq!(told(&files[..2], "w/go.work", ""), [gone]);
    }

    #[test]
    fn faults_of_a_workspace_are_at_their_lines() {
        let files = [
            ("w/go.work", "go 1.21\n\nuse (\n\t.\n\t./gone\n)\n"),
            ("w/go.mod", "module m.test/m\nfoo\nrequire a.test/b v1.0.0\n"),
        ];
        let front = "cannot load module";
        let wanted = [
            format!(
                "2 foo input-line-malformed: {front} . listed in go.work file: errors parsing go.mod:\ngo.mod:2: unknown directive: foo"
            ),
            "3 a.test/b ".to_owned(),
            format!(
                "5 ./gone input-line-malformed: {front} gone listed in go.work file: open gone/go.mod: no such file or directory"
            ),
        ];
        let mut told = told(&files, "w/go.work", "");
        told.sort();
        assert_eq!(told, wanted);
    }

    #[test]
    fn folders_are_shown_as_go_shows_them() {
        for (folder, from, shown) in [
            ("/w/a", "/w", "a"),
            ("/w", "/w", "."),
            ("/v", "/w/x", "/v"),
            ("/w/x/long/a", "/w/x/b", "../long/a"),
        ] {
            assert_eq!(short(folder, from), shown, "{folder} from {from}");
        }
    }
}
