//! Two lines for one variable.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::env::{Origin, Setting},
    trace::Step,
};

check! {
    /// Of several lines in go's file of settings that give a variable a value, the last holds. The others say something else, and go
    /// says nothing about it.
    ///
    /// Delete the line that is not meant. `go env -w` leaves one line for each variable.
    "goenv-line-overridden", Note, quiet in "settings-file"
}

fn find(view: &View<'_>) -> Option<Found> {
    if view.is_lookup() {
        return None;
    }
    let (setting, line, hidden) = view.settings().iter().find_map(overridden)?;
    let title = format!("Two lines of go's file of settings are about {}.", setting.name);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("in force: {} ({})", setting.value.redacted(), setting.origin))
            .seen(format!("hidden: line {line}"))
            .fix(format!("sed -i {line}d {}", word(hidden))),
    )
}

/// The setting, and a line above its own with another value.
fn overridden(setting: &Setting) -> Option<(&Setting, usize, &str)> {
    let Origin::File { .. } = &setting.origin else { return None };
    let above = setting.shadows.iter().find(|shadow| shadow.value != setting.value)?;
    match &above.origin {
        Origin::File { path, line } => Some((setting, *line, path)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn the_last_line_holds() {
        let fixed = |file: &str| cure("goenv-line-overridden", &[], file);
        assert_eq!(fixed("GOPROXY=off\n\nGOPROXY=direct\n").as_deref(), Some("sed -i 1d /f"));
        assert_eq!(fixed("GOPROXY=direct\nGOPROXY=direct\n"), None);
        assert_eq!(fixed("GOPROXY=direct\nGONOPROXY=x\n"), None);
    }
}
