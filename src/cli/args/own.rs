//! What a command has of what all have: its help and its completions show no more.

use clap::{
    Arg, Command, ValueEnum as _,
    builder::{PossibleValuesParser, TypedValueParser as _},
};

use super::kinds::Format;

/// The formats of the command called `name`. Some of its options leave fewer.
pub(in crate::cli) fn formats(name: &str) -> &'static [Format] {
    match name {
        "check" | "merge" | "replay" | "resolve" | "serve" => Format::value_variants(),
        "round" => OF_FINDINGS,
        "lab run" => &[Format::Human, Format::Json, Format::Jsonl, Format::Go],
        "completions" | "lab serve" | "man" => &[Format::Human],
        _ => &[Format::Human, Format::Json, Format::Jsonl],
    }
}

/// The formats of what has findings and no lines of go's own.
const OF_FINDINGS: &[Format] = &[
    Format::Human,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Junit,
    Format::Github,
    Format::Gitlab,
    Format::Line,
    Format::Markdown,
    Format::Html,
    Format::Openmetrics,
];

/// Lets the help of each command show its own formats and options alone.
pub(super) fn shown(all: Command) -> Command {
    let common: Vec<Arg> = all.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    below("", all, &common)
}

fn below(parent: &str, command: Command, common: &[Arg]) -> Command {
    command.mut_subcommands(|command| {
        let name = format!("{parent}{}", command.get_name());
        if command.has_subcommands() {
            return below(&format!("{name} "), command, common);
        }
        let own = common.iter().filter_map(|arg| own(&name, arg.clone()));
        command.args(own)
    })
}

/// The option of all as the command called `name` has it, where that differs.
fn own(name: &str, arg: Arg) -> Option<Arg> {
    if formats(name) == [Format::Human] && matches!(arg.get_id().as_str(), "format" | "json") {
        return Some(arg.hide(true));
    }
    if arg.get_id() == "format" {
        return Some(arg.value_parser(offered(formats(name))));
    }
    if !uses(name, arg.get_id().as_str()) {
        return Some(arg.hide(true));
    }
    // The rest is in the long help: what -h shows fits a screen.
    let shown = match arg.get_id().as_str() {
        "json" => name != "serve",
        "verbose" => name == "resolve",
        _ => false,
    };
    shown.then(|| arg.hide_short_help(false))
}

/// All formats, so that another is refused by its own words; `offered` are shown.
fn offered(offered: &[Format]) -> impl clap::builder::TypedValueParser<Value = Format> {
    let value = |format: &Format| {
        let value = format.to_possible_value()?;
        Some(if offered.contains(format) { value } else { value.hide(true) })
    };
    let values: Vec<_> = Format::value_variants().iter().filter_map(value).collect();
    PossibleValuesParser::new(values).try_map(|name| Format::from_str(&name, false))
}

/// Whether the option of all called `option` changes what the command called `name` does.
fn uses(name: &str, option: &str) -> bool {
    let prints = matches!(name, "completions" | "man" | "schema" | "lab list");
    let fetches = matches!(name, "resolve" | "check" | "explain" | "lab run" | "round");
    match option {
        "go" | "env" | "quiet" | "verbose" | "exit_zero" => !prints,
        "insecure" | "max_fetch" | "no_probe" => fetches,
        "max_zip" => fetches || name == "proxy",
        "deny" | "warn" | "allow" => {
            matches!(name, "resolve" | "check" | "merge" | "replay" | "round")
        }
        "trace" => fetches || matches!(name, "merge" | "replay"),
        "detail" => matches!(name, "resolve" | "check" | "merge" | "replay" | "lab run" | "round"),
        "offline" | "connect_to" | "timeout" | "max_body" => {
            fetches || matches!(name, "certs" | "meta" | "proxy" | "env")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Args, command};
    use super::*;
    use clap::FromArgMatches as _;

    fn read(line: &str) -> Result<Args, String> {
        let matches = command().try_get_matches_from(line.split(' '));
        let args = matches.and_then(|matches| Args::from_arg_matches(&matches));
        args.map_err(|error| error.to_string())
    }

    #[test]
    fn a_format_holds_wherever_it_is_typed() {
        for line in ["x --format sarif resolve a.b", "x resolve a.b --format sarif"] {
            assert_eq!(read(line).unwrap().common.format, Format::Sarif, "{line}");
        }
        for line in
            ["x --format json lab list", "x lab --format json list", "x lab list --format json"]
        {
            assert_eq!(read(line).unwrap().common.format, Format::Json, "{line}");
        }
        assert_eq!(read("x env --format html").unwrap().common.format, Format::Html);
        assert!(read("x env --format xml").is_err());
    }

    #[test]
    fn help_shows_what_the_command_has() {
        let mut all = command();
        all.build();
        let help = |name: &str| {
            let found = all.find_subcommand(name).unwrap().clone();
            found.clone().render_long_help().to_string()
        };
        assert!(help("check").contains("sarif") && help("check").contains("--max-zip"));
        assert!(!help("env").contains("sarif") && !help("env").contains("--max-zip"));
        assert!(!help("man").contains("--format") && !help("man").contains("--timeout"));
    }
}
