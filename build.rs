//! Lists the pages and the scenarios that the command carries, and links it at a fixed address, on
//! Linux with glibc.
//!
//! A position-independent command has some thirty thousand addresses corrected at each start
//! (html5ever's entities, aws-lc's table of objects), which takes as long as a fifteenth of a whole
//! run. go's own commands on Linux stand at fixed addresses too. Heap, stack and libraries stay
//! where chance puts them.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "cargo is spoken to and heard by these"
)]

use std::{fmt::Write as _, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    texts("pages", "PAGES", "src/stages/catalogue/pages", ".md");
    texts("scenarios", "SCENARIOS", "testdata/scenarios", ".toml");
    let target = |part| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let glibc = target("OS") == "linux" && target("ENV") == "gnu";
    if glibc && !target("FEATURE").contains("crt-static") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Writes the list `constant`: the name and the text of each file in `folder`, sorted.
fn texts(file: &str, constant: &str, folder: &str, ending: &str) {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).expect("the folder is in the repository");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> =
        names.filter_map(|file| Some(file.strip_suffix(ending)?.to_owned())).collect();
    names.sort_unstable();
    let mut list = format!("const {constant}: &[(&str, &str)] = &[\n");
    for name in names {
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{folder}/{name}{ending}\")");
        let _ = writeln!(list, "    (\"{name}\", include_str!({path})),");
    }
    list.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&out).join(format!("{file}.rs")), list).expect("the folder can be written");
}
