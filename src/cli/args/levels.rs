//! `--deny`, `--warn` and `--allow`.

use std::ffi::OsString;

use clap::Args as ClapArgs;
use clap_complete::ArgValueCandidates;

use super::{help::OUTPUT, names};
use crate::report::{Level, Levels, Named};

/// How bad findings are in this run.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct LevelArgs {
    /// Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the
    /// last that names a finding holds; repeatable
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = Named::parse, add = ArgValueCandidates::new(names::findings))]
    deny: Vec<Named>,
    /// Make findings warnings; repeatable
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = Named::parse, add = ArgValueCandidates::new(names::findings))]
    warn: Vec<Named>,
    /// Leave findings out, whatever they are; repeatable
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = Named::parse, add = ArgValueCandidates::new(names::findings))]
    allow: Vec<Named>,
    #[arg(skip)]
    typed: Levels,
}

impl LevelArgs {
    /// What was typed, in its order.
    pub(in crate::cli) fn levels(&self) -> Levels {
        self.typed.clone()
    }

    /// Takes the order down. clap tells it neither of different options nor of those in front of
    /// and behind a subcommand.
    pub(in crate::cli) fn order(&mut self, argv: &[OsString]) {
        let mut words = argv.iter().take_while(|word| *word != "--").filter_map(|it| it.to_str());
        let mut typed = Vec::new();
        while let Some(word) = words.next() {
            let (option, attached) =
                word.split_once('=').map_or((word, None), |(o, v)| (o, Some(v)));
            let Some(level) = level(option) else { continue };
            let names = attached.or_else(|| words.next()).unwrap_or_default().split(',');
            typed.extend(names.filter_map(|name| Some((Named::parse(name).ok()?, level))));
        }
        self.typed = Levels::new(typed);
    }
}

fn level(option: &str) -> Option<Level> {
    match option {
        "--deny" => Some(Level::Deny),
        "--warn" => Some(Level::Warn),
        "--allow" => Some(Level::Allow),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::Args;
    use super::*;

    fn levels(words: &str) -> Levels {
        let typed: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        let mut args = Args::try_parse_from(&typed).unwrap();
        args.common.levels.order(&typed);
        args.common.levels.levels()
    }

    #[test]
    fn the_order_of_the_command_line_is_kept() {
        let [absent, off] = ["meta-absent", "goproxy-off"].map(|name| Named::parse(name).unwrap());
        let expected = Levels::new(vec![
            (off, Level::Allow),
            (absent, Level::Deny),
            (Named::Warnings, Level::Deny),
            (absent, Level::Warn),
        ]);
        let words =
            "x --allow goproxy-off resolve --deny meta-absent,warnings --warn=meta-absent a.b";
        assert_eq!(levels(words), expected);
        let before = "x --deny goproxy-off resolve --deny=all a.b";
        let both = Levels::new(vec![(off, Level::Deny), (Named::All, Level::Deny)]);
        assert_eq!(levels(before), both);
    }
}
