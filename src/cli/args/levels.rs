//! `--deny`, `--warn` and `--allow`.

use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args as ClapArgs;

use super::help::OUTPUT;
use crate::report::{Level, Levels, Named};

/// How bad findings are in this run.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct LevelArgs {
    /// Make findings errors: names of findings, warnings or all; of --deny, --warn and --allow the
    /// last that names a finding holds; repeatable
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = typed)]
    deny: Vec<Typed>,
    /// Make findings warnings; repeatable
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = typed)]
    warn: Vec<Typed>,
    /// Leave findings out, whatever they are; repeatable
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',', help_heading = OUTPUT)]
    #[arg(value_parser = typed)]
    allow: Vec<Typed>,
}

/// A name, and its turn on the command line.
#[derive(Clone, Copy, Debug)]
struct Typed {
    turn: usize,
    named: Named,
}

impl LevelArgs {
    /// What was typed, in its order.
    pub(in crate::cli) fn levels(&self) -> Levels {
        let each =
            [(&self.deny, Level::Deny), (&self.warn, Level::Warn), (&self.allow, Level::Allow)];
        let each = each.into_iter();
        let mut typed: Vec<_> =
            each.flat_map(|(names, level)| names.iter().map(move |name| (name, level))).collect();
        typed.sort_by_key(|(name, _)| name.turn);
        Levels::new(typed.into_iter().map(|(name, level)| (name.named, level)).collect())
    }
}

/// Reads one name. clap's own indices begin again behind a subcommand, so turns are counted here.
fn typed(text: &str) -> Result<Typed, String> {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    Ok(Typed { named: Named::parse(text)?, turn: TURN.fetch_add(1, Ordering::Relaxed) })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{super::Args, *};

    fn levels(words: &str) -> Levels {
        Args::try_parse_from(words.split(' ')).unwrap().common.levels.levels()
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
    }
}
