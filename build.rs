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

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let glibc = target("OS") == "linux" && target("ENV") == "gnu";
    if glibc && !target("FEATURE").contains("crt-static") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
