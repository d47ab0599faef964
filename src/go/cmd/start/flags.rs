//! GOFLAGS, as go reads it for a command.

use super::{Command, quoted};
use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
};

/// The flags of GOFLAGS that matter to whoever fetches modules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-insecure`, which `go get` no longer takes.
    pub insecure: bool,
    /// `-m`, which `go get` no longer takes.
    pub m: bool,
    /// The last `-mod`; empty for none.
    pub mod_flag: String,
    /// The last `-modfile`; empty for none.
    pub modfile: String,
}

/// What `value` means to `command`. The error is go's text behind `go: `: for a word that no command of the release knows,
/// or a value that this one does not take, with its usage then.
pub fn read(value: &str, command: Command, version: Version) -> Result<Flags, String> {
    let words = words(value, version).map_err(|why| format!("parsing $GOFLAGS: {why}"))?;
    let mut flags = Flags::default();
    for word in words {
        let (name, given) = match word.split_once('=') {
            Some((name, given)) => (name, Some(given)),
            None => (word.as_str(), None),
        };
        let Some(kind) = kind(name, command, version) else { continue };
        let given =
            accepted(name, kind, given).map_err(|why| with_usage(&why, command, version))?;
        flags.set(name, given);
    }
    Ok(flags)
}

impl Flags {
    fn set(&mut self, name: &str, given: &str) {
        match name {
            "insecure" => self.insecure = is_true(given),
            "m" => self.m = is_true(given),
            "mod" => given.clone_into(&mut self.mod_flag),
            "modfile" => given.clone_into(&mut self.modfile),
            _ => {}
        }
    }
}

/// The flags without the dashes in front.
fn words(value: &str, version: Version) -> Result<Vec<String>, String> {
    let mut words = quoted::split(value)?;
    for word in &mut words {
        let bare = word.strip_prefix('-').map(|rest| rest.strip_prefix('-').unwrap_or(rest));
        let Some(bare) = bare.filter(|bare| !bare.is_empty() && !bare.starts_with(['-', '=']))
        else {
            return Err(format!("non-flag {}", quote(word.as_str())));
        };
        let name = bare.split('=').next().unwrap_or_default();
        if !is_of_any(name, version) {
            return Err(format!("unknown flag -{name}"));
        }
        *word = bare.to_owned();
    }
    Ok(words)
}

/// Whether any command of the release has the flag.
fn is_of_any(name: &str, version: Version) -> bool {
    let newer = NEWER.iter().find(|(known, _)| *known == name);
    newer.map_or_else(
        || OF_ANY.split(' ').any(|it| it == name),
        |(_, since)| version.minor() >= *since,
    )
}

/// What a flag takes.
#[derive(Clone, Copy)]
enum Kind {
    /// Nothing, or a word for true or false; the second where `auto` will do too.
    Switch,
    SwitchOrAuto,
    /// Anything, and nothing too.
    Free,
    /// A text.
    Text,
    /// A number.
    Number,
    /// A compiler.
    Compiler,
    /// Flags of a tool, with the packages that they are for.
    OfTool,
    /// The folder to change to.
    Folder,
}

/// What the flag takes in `command`; none where this has no such flag.
fn kind(name: &str, command: Command, version: Version) -> Option<Kind> {
    let has = |list: &str| list.split(' ').any(|it| it == name);
    let build = command != Command::Download;
    Some(match name {
        "C" => Kind::Folder,
        "buildvcs" if build => Kind::SwitchOrAuto,
        "p" if build => Kind::Number,
        "compiler" if build => Kind::Compiler,
        "asmflags" | "gccgoflags" | "gcflags" | "ldflags" if build => Kind::OfTool,
        "json" if command == Command::List => Kind::Free,
        "u" if command == Command::Get => Kind::Free,
        "json" | "tool" if command == Command::Get => {
            return version.has(Change::ToolFlag).then_some(Kind::Switch);
        }
        _ if has(SWITCHES_OF_ALL) || build && has(SWITCHES_OF_BUILDS) => Kind::Switch,
        _ if has(TEXTS_OF_ALL) || build && has(TEXTS_OF_BUILDS) => Kind::Text,
        _ => match command {
            Command::Download if name == "json" => Kind::Switch,
            Command::Download | Command::List if name == "reuse" => Kind::Text,
            Command::Get if has(SWITCHES_OF_GET) => Kind::Switch,
            Command::List if has(SWITCHES_OF_LIST) => Kind::Switch,
            Command::List if has(TEXTS_OF_LIST) => Kind::Text,
            _ => return None,
        },
    })
}

/// The value as it is taken; the error is what the flag package says.
fn accepted<'a>(name: &str, kind: Kind, given: Option<&'a str>) -> Result<&'a str, String> {
    let from = format!("-{name} (from $GOFLAGS)");
    let switch = |given: Option<&'a str>, why: &str| match given {
        None => Ok("true"),
        Some(word) if is_true(word) || is_false(word) => Ok(word),
        Some(word) => Err(format!("invalid boolean value {} for flag {from}: {why}", quote(word))),
    };
    let invalid = |word: &str, why: &str| {
        Err(format!("invalid value {} for flag {from}: {why}", quote(word)))
    };
    match (kind, given) {
        (Kind::Free, given) => Ok(given.unwrap_or("true")),
        (Kind::Switch, given) => switch(given, "parse error"),
        (Kind::SwitchOrAuto, Some("auto")) => Ok("auto"),
        (Kind::SwitchOrAuto, given) => switch(given, "value is neither 'auto' nor a valid bool"),
        (_, None) => Err(format!("flag needs an argument: {from}")),
        (Kind::Folder, Some(word)) => invalid(word, "-C flag must be first flag on command line"),
        (Kind::Number, Some(word)) if word.parse::<i64>().is_err() => invalid(word, "parse error"),
        (Kind::Compiler, Some(word)) if !matches!(word, "gc" | "gccgo") => {
            invalid(word, &format!("unknown compiler {}", quote(word)))
        }
        (Kind::OfTool, Some(word)) if !is_for_packages(word) => {
            invalid(word, "missing =<value> in <pattern>=<value>")
        }
        (_, Some(word)) => Ok(word),
    }
}

/// `-s -w`, `all=-s`, or nothing.
fn is_for_packages(value: &str) -> bool {
    let value = value.trim();
    value.is_empty() || value.starts_with('-') || value.contains('=')
}

fn is_true(word: &str) -> bool {
    matches!(word, "1" | "t" | "T" | "true" | "TRUE" | "True")
}

fn is_false(word: &str) -> bool {
    matches!(word, "0" | "f" | "F" | "false" | "FALSE" | "False")
}

fn with_usage(why: &str, command: Command, version: Version) -> String {
    let (usage, help) = match command {
        Command::Download => {
            ("go mod download [-x] [-json] [-reuse=old.json] [modules]", "mod download")
        }
        Command::Get if version.has(Change::ToolFlag) => {
            ("go get [-t] [-u] [-tool] [build flags] [packages]", "get")
        }
        Command::Get => ("go get [-t] [-u] [-v] [build flags] [packages]", "get"),
        Command::List => {
            ("go list [-f format] [-json] [-m] [list flags] [build flags] [packages]", "list")
        }
    };
    format!("{why}\nusage: {usage}\nRun 'go help {help}' for details.")
}

/// Flags of any command of go 1.21.
const OF_ANY: &str = "C a asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache \
    compat compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d debug-actiongraph \
    debug-runtime-trace debug-trace deps dropexclude dropreplace droprequire dropretract dropuse e exclude exec export f \
    failfast find fix fmt fullpath fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go i insecure \
    installsuffix json ldflags linkshared list m memprofile memprofilerate mod modcache modcacherw modfile module msan \
    mutexprofile mutexprofilefraction n o outputdir overlay p parallel pgo pkgdir print r race replace require retract \
    reuse run short shuffle skip t tags test test.v testcache timeout toolchain toolexec trace trimpath u use v vendor \
    versions vet vettool w work x";

/// Flags that came later, each with its minor release.
const NEWER: &[(&str, u16)] = &[
    ("artifacts", 26),
    ("changed", 23),
    ("diff", 23),
    ("dropgodebug", 23),
    ("dropignore", 25),
    ("droptool", 24),
    ("fixtool", 26),
    ("godebug", 23),
    ("ignore", 25),
    ("tool", 24),
];

const SWITCHES_OF_ALL: &str = "modcacherw x";
const SWITCHES_OF_BUILDS: &str = "a asan linkshared msan n race trimpath v work";
const SWITCHES_OF_GET: &str = "d f fix insecure m t";
const SWITCHES_OF_LIST: &str = "compiled cover deps e export find m test u versions";
const TEXTS_OF_ALL: &str = "modfile overlay";
const TEXTS_OF_BUILDS: &str = "buildmode debug-actiongraph debug-runtime-trace debug-trace installsuffix pgo pkgdir tags toolexec";
const TEXTS_OF_LIST: &str = "covermode coverpkg f mod";

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str, command: Command) -> String {
        let read = read(value, command, Version::NEWEST);
        read.map_or_else(
            |text| text.lines().next().unwrap_or_default().to_owned(),
            |flags| format!("{flags:?}"),
        )
    }

    #[test]
    fn words_that_are_no_flags_end_every_command() {
        for (value, text) in [
            ("x", "non-flag \"x\""),
            ("-", "non-flag \"-\""),
            ("---x", "non-flag \"---x\""),
            ("-=", "non-flag \"-=\""),
            ("-nosuch", "unknown flag -nosuch"),
            ("-tags=a b", "non-flag \"b\""),
            ("'-ldflags=-s", "unterminated ' string"),
        ] {
            assert_eq!(said(value, Command::Download), format!("parsing $GOFLAGS: {text}"));
        }
        assert!(read("-droptool=x", Command::List, "1.23".parse().unwrap()).is_err());
        assert!(read("-droptool=x", Command::List, "1.24".parse().unwrap()).is_ok());
    }

    #[test]
    fn values_are_judged_by_the_command_that_has_the_flag() {
        let (get, list, download) = (Command::Get, Command::List, Command::Download);
        for (value, command, text) in [
            ("-mod", list, "flag needs an argument: -mod (from $GOFLAGS)"),
            (
                "-x=bogus",
                download,
                "invalid boolean value \"bogus\" for flag -x (from $GOFLAGS): parse error",
            ),
            ("-p=x", get, "invalid value \"x\" for flag -p (from $GOFLAGS): parse error"),
            (
                "-C=/tmp",
                get,
                "invalid value \"/tmp\" for flag -C (from $GOFLAGS): -C flag must be first flag on command line",
            ),
            (
                "-buildvcs=maybe",
                list,
                "invalid boolean value \"maybe\" for flag -buildvcs (from $GOFLAGS): value is neither 'auto' nor a valid bool",
            ),
        ] {
            assert_eq!(said(value, command), text);
        }
        for (value, command) in
            [("-mod", get), ("-p=x", download), ("-buildvcs=maybe", download), ("-json=x", list)]
        {
            assert!(read(value, command, Version::NEWEST).is_ok(), "{value}");
        }
        let flags = read("-mod=mod '-mod=vendor' -insecure", list, Version::NEWEST).unwrap();
        assert_eq!((flags.mod_flag.as_str(), flags.insecure), ("vendor", false));
    }
}
