//! GOTOOLCHAIN names a version of the language.

use super::lints::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::gover::refused,
    trace::Step,
};

check! {
    /// GOTOOLCHAIN, or the toolchain line of go.mod, says `go1.22`. Since 1.21 that is the name of the language version, and releases are called
    /// `go1.22.0`, `go1.22.1` and so on. A go that has to fetch `go1.22` refuses: `is a language version but not a toolchain version`. A
    /// program of that name in PATH would be taken.
    ///
    /// With a third number in the text it is `toolchain-not-on-proxy` or `toolchain-goproxy-off`. A go that is new enough by itself takes
    /// `go 1.22` in go.mod without a word, so that it fails on some machines only.
    ///
    /// Name a release: `go mod edit -go=1.22.0` in go.mod, or three numbers in GOTOOLCHAIN.
    "toolchain-language-version-not-release", Error, quiet in "go-line-too-new"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOTOOLCHAIN")?;
    let value = setting.value.redacted();
    let (name, rest) = value.split_at(value.find('+').unwrap_or(value.len()));
    let language = name.strip_prefix("go")?;
    let refused = refused(name)?;
    let said = view.settings_error().filter(|said| *said == refused)?;
    let title =
        format!("GOTOOLCHAIN names {name}, which is a version of the language and no release.");
    let found = Found::new(Step::Settings, title).seen(format!("go says: {said}"));
    let found = found.seen(format!("GOTOOLCHAIN={value} ({})", setting.origin));
    let release = format!("go{language}.0{rest}");
    Some(found.fix(assign("GOTOOLCHAIN", &setting.origin, &release)))
}
