//! The package in a folder, as `go get` of GOPATH mode loads it after the download
//! (discovery.md §17; `go help importpath`, "Import path checking").
//!
//! Only what the first lines of the files decide is judged here, and only where no build
//! constraint could change it. What a package imports is not followed.

mod file;

pub use file::{GoFile, Kind};

use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
};

/// Why a folder does not hold the package that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such folder.
    NoFolder,
    /// No file of it is Go.
    NoFiles,
    /// All of its Go files are tests.
    OnlyTests,
    /// Its files name this other import path.
    OtherImport(String),
    /// Two of its files, by name, name different import paths.
    TwoImports([(String, String); 2]),
    /// Two of its files, by name, belong to different packages.
    TwoPackages([(String, String); 2]),
}

/// What can be said of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// go finds the package there.
    Sound,
    /// go does not.
    Faulty(Fault),
    /// Build constraints or a file that is not plain Go decide.
    Open,
}

/// Judges the folder of the package `path` by its `.go` files, sorted by name.
pub fn judge(files: &[GoFile], path: &str) -> Judgement {
    let files: Vec<&GoFile> = files.iter().filter(|file| !is_ignored(&file.name)).collect();
    if files.is_empty() {
        return Judgement::Faulty(Fault::NoFiles);
    }
    if files.iter().any(|file| file.kind == Kind::Strange) {
        return Judgement::Open;
    }
    let plain: Vec<&GoFile> = files.iter().copied().filter(|f| f.kind == Kind::Plain).collect();
    let fault = two_packages(&plain).or_else(|| imports(&plain, path)).or_else(|| tests(&plain));
    let undecided = files.iter().filter(|file| file.kind == Kind::Constrained);
    let same =
        |file: &GoFile| plain.iter().any(|it| it.name_of_package() == file.name_of_package());
    let named = |import: &str| {
        import == path || plain.iter().any(|it| it.import.as_deref() == Some(import))
    };
    let harmless = |file: &GoFile| same(file) && file.import.as_deref().is_none_or(named);
    match fault {
        _ if !undecided.clone().all(|file| harmless(file)) => Judgement::Open,
        Some(Fault::OnlyTests) if undecided.clone().any(|file| !file.is_test()) => Judgement::Open,
        Some(fault) => Judgement::Faulty(fault),
        None => Judgement::Sound,
    }
}

/// Whether go passes over a file of this name.
fn is_ignored(name: &str) -> bool {
    name.starts_with(['_', '.'])
}

fn two_packages(files: &[&GoFile]) -> Option<Fault> {
    let (first, rest) = files.split_first()?;
    let other = rest.iter().find(|file| file.name_of_package() != first.name_of_package())?;
    let named = |file: &GoFile| (file.name.clone(), file.name_of_package().to_owned());
    Some(Fault::TwoPackages([named(first), named(other)]))
}

fn imports(files: &[&GoFile], path: &str) -> Option<Fault> {
    let mut named = files.iter().filter_map(|file| Some((&file.name, file.import.as_ref()?)));
    let (name, import) = named.next()?;
    match named.find(|(_, other)| *other != import) {
        Some((other, second)) => {
            let first = (name.clone(), import.clone());
            Some(Fault::TwoImports([first, (other.clone(), second.clone())]))
        }
        None => (import != path).then(|| Fault::OtherImport(import.clone())),
    }
}

fn tests(files: &[&GoFile]) -> Option<Fault> {
    files.iter().all(|file| file.is_test()).then_some(Fault::OnlyTests)
}

/// Where go looks for a package, for its texts.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    /// The root of go itself.
    pub goroot: &'a str,
    /// The elements of GOPATH; a download goes below the first.
    pub gopath: Vec<&'a str>,
}

impl Places<'_> {
    /// The folder of a package that was downloaded.
    fn folder(&self, path: &str) -> String {
        format!("{}/src/{path}", self.gopath.first().unwrap_or(&""))
    }

    fn all(&self, path: &str) -> String {
        let root = format!("\n\t{}/src/{path} (from $GOROOT)", self.goroot);
        let marks = std::iter::once(" (from $GOPATH)").chain(std::iter::repeat(""));
        let own = self.gopath.iter().zip(marks);
        own.fold(root, |text, (dir, mark)| format!("{text}\n\t{dir}/src/{path}{mark}"))
    }
}

impl Fault {
    /// go's text for the package `path`, without what precedes it.
    pub fn text(&self, path: &str, places: &Places<'_>, version: Version) -> String {
        let folder = places.folder(path);
        match self {
            Self::NoFolder => {
                format!("cannot find package {} in any of:{}", quote(path), places.all(path))
            }
            Self::NoFiles | Self::OnlyTests if !version.has(Change::NoGoFiles) => {
                format!("no buildable Go source files in {folder}")
            }
            Self::NoFiles => format!("no Go files in {folder}"),
            Self::OnlyTests => format!("no non-test Go files in {folder}"),
            Self::OtherImport(import) => {
                format!("code in directory {folder} expects import {}", quote(import))
            }
            Self::TwoImports(two) => {
                format!("found import comments {} in {folder}", both(two, |import| quote(import)))
            }
            Self::TwoPackages(two) => {
                format!("found packages {} in {folder}", both(two, String::clone))
            }
        }
    }
}

/// `ONE (FILE) and OTHER (FILE)`.
fn both(two: &[(String, String); 2], shown: impl Fn(&String) -> String) -> String {
    let [(first, one), (second, other)] = two;
    format!("{} ({first}) and {} ({second})", shown(one), shown(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(files: &[(&str, &str)], version: &str) -> String {
        let files: Vec<GoFile> =
            files.iter().map(|(name, text)| GoFile::read(name, text.as_bytes())).collect();
        let places = Places { goroot: "/go", gopath: vec!["/p", "/q"] };
        match judge(&files, "h.test/p") {
            Judgement::Faulty(fault) => fault.text("h.test/p", &places, version.parse().unwrap()),
            other => format!("{other:?}"),
        }
    }

    /// As go 1.21.13 says with GO111MODULE=off.
    #[test]
    fn folders() {
        let plain = ("a.go", "package tool\n");
        let other = |name| (name, "package tool // import \"h.test/other\"\n");
        let dir = "/p/src/h.test/p";
        let expects = format!("code in directory {dir} expects import \"h.test/other\"");
        let cases: &[(&[(&str, &str)], String)] = &[
            (&[plain], "Sound".into()),
            (&[], format!("no Go files in {dir}")),
            (&[("_x.go", "x"), (".y.go", "x")], format!("no Go files in {dir}")),
            (&[("a_test.go", "package tool_test\n")], format!("no non-test Go files in {dir}")),
            (&[other("a.go")], expects.clone()),
            (&[("a.go", "package tool /* import \"h.test/other\" */\n")], expects.clone()),
            (&[plain, other("a_test.go")], expects.clone()),
            (&[other("a.go"), ("b_windows.go", "package tool\n")], expects.clone()),
            (&[other("a.go"), other("b_windows.go")], expects),
            (&[plain, ("b_windows.go", "package main\n")], "Open".into()),
            (&[plain, other("b_windows.go")], "Open".into()),
            (
                &[other("a.go"), ("b.go", "package tool // import \"h.test/third\"\n")],
                format!(
                    "found import comments \"h.test/other\" (a.go) and \"h.test/third\" (b.go) in {dir}"
                ),
            ),
            (
                &[plain, ("b.go", "package other\n")],
                format!("found packages tool (a.go) and other (b.go) in {dir}"),
            ),
            (&[("x_windows.go", "package tool\n")], "Open".into()),
            (&[("a.go", "package\n")], "Open".into()),
            (&[("a.go", "package documentation\n")], "Open".into()),
            (&[("a.go", "package tool // import \"\"\n")], "Sound".into()),
        ];
        for (files, expected) in cases {
            assert_eq!(said(files, "1.21"), *expected, "{files:?}");
        }
        assert_eq!(said(&[], "1.8"), format!("no buildable Go source files in {dir}"));
    }

    #[test]
    fn a_missing_folder() {
        let places = Places { goroot: "/go", gopath: vec!["/p", "/q"] };
        assert_eq!(
            Fault::NoFolder.text("h.test/p", &places, Version::NEWEST),
            "cannot find package \"h.test/p\" in any of:\n\t/go/src/h.test/p (from $GOROOT)\n\t\
             /p/src/h.test/p (from $GOPATH)\n\t/q/src/h.test/p"
        );
    }
}
