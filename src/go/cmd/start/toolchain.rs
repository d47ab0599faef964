//! Values of GOTOOLCHAIN that go does not take.

use crate::go::std::strconv::text::quote;

/// What go says to a value that is neither `local`, `auto`, `path` nor a release, with `+auto` or `+path` behind it.
pub fn check(value: &str) -> Result<(), String> {
    if matches!(value, "" | "auto" | "path") {
        return Ok(());
    }
    let invalid = format!("invalid GOTOOLCHAIN {}", quote(value));
    let Some((least, suffix)) = value.split_once('+') else {
        return if value == "local" || is_named(value) { Ok(()) } else { Err(invalid) };
    };
    if least != "local" && !is_release(least) {
        return Err(format!("{invalid}: invalid minimum toolchain {}", quote(least)));
    }
    match suffix {
        "auto" | "path" => Ok(()),
        _ => Err(format!("{invalid}: only version suffixes are +auto and +path")),
    }
}

/// Whether go looks for a toolchain of that name.
fn is_named(value: &str) -> bool {
    value.starts_with("go1") || value.contains("-go1")
}

/// `go1.22.1`, with or without a suffix of its own behind `-`.
fn is_release(name: &str) -> bool {
    let Some(release) = name.strip_prefix("go") else { return false };
    let release = release.split('-').next().unwrap_or_default();
    let mut numbers = release.split(['.', 'r', 'b']);
    numbers.next() == Some("1") && !release.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn three_words_and_releases() {
        for value in
            ["", "local", "auto", "path", "local+path", "go1.22.1+auto", "go1.20", "x-go1.2"]
        {
            assert_eq!(check(value), Ok(()), "{value}");
        }
        for (value, why) in [
            ("bogus", ""),
            ("1.22.0", ""),
            ("local ", ""),
            ("auto+local", ": invalid minimum toolchain \"auto\""),
            ("+auto", ": invalid minimum toolchain \"\""),
            ("go1.21.0+bogus", ": only version suffixes are +auto and +path"),
        ] {
            assert_eq!(check(value).unwrap_err(), format!("invalid GOTOOLCHAIN {value:?}{why}"));
        }
    }
}
