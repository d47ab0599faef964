//! Links the command at a fixed address, on Linux with glibc.
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
    pages();
    let target = |part| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let glibc = target("OS") == "linux" && target("ENV") == "gnu";
    if glibc && !target("FEATURE").contains("crt-static") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Writes `PAGES`: the name and the text of each file of `src/stages/catalogue/pages/`, sorted.
fn pages() {
    let folder = Path::new("src/stages/catalogue/pages");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the pages are in the repository");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> =
        names.filter_map(|file| Some(file.strip_suffix(".md")?.to_owned())).collect();
    names.sort_unstable();
    let mut list = String::from("const PAGES: &[(&str, &str)] = &[\n");
    for name in names {
        let file = format!("/{}/{name}.md", folder.display());
        let _ = writeln!(
            list,
            "    (\"{name}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"{file}\"))),"
        );
    }
    list.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&out).join("pages.rs"), list).expect("the folder can be written");
}
