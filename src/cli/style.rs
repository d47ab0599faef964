//! Colour, symbols and width, decided for each stream. A flag beats the environment.

use terminal_size::{Width, terminal_size_of};

use std::io::{IsTerminal, stderr, stdout};

use super::args::Color;
use crate::{render::Painter, world::World};

/// How standard output is painted.
pub(super) fn out(world: &World, color: Color) -> Painter {
    let stream = stdout();
    painter(world, color, stream.is_terminal(), terminal_size_of(stream).map(|(width, _)| width))
}

/// How standard error is painted.
pub(super) fn err(world: &World, color: Color) -> Painter {
    let stream = stderr();
    painter(world, color, stream.is_terminal(), terminal_size_of(stream).map(|(width, _)| width))
}

fn painter(world: &World, color: Color, is_terminal: bool, size: Option<Width>) -> Painter {
    let size = size.filter(|Width(width)| is_terminal && *width > 0);
    let size = size.map(|Width(width)| usize::from(width));
    Painter {
        color: wants_color(world, color, is_terminal),
        unicode: shows_unicode(world),
        terminal: asked_columns(world).or(size).or(is_terminal.then_some(80)),
        trace_first: false,
    }
}

/// `--color`, then `NO_COLOR`, then `FORCE_COLOR` and `CLICOLOR_FORCE`, then what the stream is.
fn wants_color(world: &World, color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => return true,
        Color::Never => return false,
        Color::Auto => {}
    }
    let value = |name| world.var(name).filter(|value| !value.is_empty());
    let forced = |name| value(name).is_some_and(|value| value != "0");
    if value("NO_COLOR").is_some() {
        return false;
    }
    if forced("FORCE_COLOR") || forced("CLICOLOR_FORCE") {
        return true;
    }
    let refused = value("CLICOLOR").is_some_and(|value| value == "0");
    is_terminal && !refused && value("TERM").is_none_or(|term| term != "dumb")
}

/// Whether the locale's characters are UTF-8, by the first variable that is set.
fn shows_unicode(world: &World) -> bool {
    if cfg!(windows) {
        return true;
    }
    let mut set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(|name| world.var(name));
    let locale = set.find(|value| !value.is_empty()).unwrap_or_default();
    let locale = locale.to_string_lossy().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// `COLUMNS`, which shells do not export: who does asks for it, also through a pipe.
fn asked_columns(world: &World) -> Option<usize> {
    let columns = world.var("COLUMNS")?.to_str()?.parse().ok()?;
    (1..=10_000).contains(&columns).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(vars: &[(&str, &str)]) -> World {
        let mut world = World::empty();
        for (name, value) in vars {
            world.set(*name, *value);
        }
        world
    }

    #[test]
    fn colour_by_flag_environment_and_stream() {
        type Vars = &'static [(&'static str, &'static str)];
        let table: &[(Vars, bool, bool)] = &[
            (&[], true, false),
            (&[("NO_COLOR", "")], true, false),
            (&[("NO_COLOR", "1")], false, false),
            (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false, false),
            (&[("FORCE_COLOR", "1")], true, true),
            (&[("FORCE_COLOR", "0")], true, false),
            (&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], true, true),
            (&[("TERM", "dumb")], false, false),
            (&[("CLICOLOR", "0")], false, false),
        ];
        for (vars, terminal, pipe) in table {
            let world = world(vars);
            assert_eq!(wants_color(&world, Color::Auto, true), *terminal, "{vars:?}");
            assert_eq!(wants_color(&world, Color::Auto, false), *pipe, "{vars:?}");
            assert!(wants_color(&world, Color::Always, false));
            assert!(!wants_color(&world, Color::Never, true));
        }
    }

    #[test]
    fn symbols_by_the_first_locale_that_is_set() {
        assert!(shows_unicode(&world(&[("LANG", "en_US.UTF-8")])));
        assert!(shows_unicode(&world(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8"), ("LANG", "C")])));
        assert!(!shows_unicode(&world(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")])));
        assert!(!shows_unicode(&world(&[])));
    }

    #[test]
    fn width_by_columns_then_terminal() {
        let width =
            |vars, terminal, size| painter(&world(vars), Color::Auto, terminal, size).terminal;
        assert_eq!(width(&[], false, None), None);
        assert_eq!(width(&[], true, None), Some(80));
        assert_eq!(width(&[], true, Some(Width(132))), Some(132));
        assert_eq!(width(&[("COLUMNS", "40")], false, None), Some(40));
        assert_eq!(width(&[("COLUMNS", "x")], true, Some(Width(90))), Some(90));
    }
}
