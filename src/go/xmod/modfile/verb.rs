//! The directives of go.mod and go.work, and since when they are known.

use std::fmt;

use crate::go::version::{Change, Version};

/// What a line says, its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A version that is not taken.
    Exclude,
    /// The release that the module is written for.
    Go,
    /// A setting of GODEBUG; since go 1.23.
    Godebug,
    /// A directory that patterns pass over; since go 1.25.
    Ignore,
    /// The module's own path.
    Module,
    /// Another module in the place of one.
    Replace,
    /// A module that is needed.
    Require,
    /// Versions that their author takes back; since go 1.16.
    Retract,
    /// A package that is run as a tool; since go 1.24.
    Tool,
    /// The toolchain that is to be used; since go 1.21.
    Toolchain,
    /// In go.work: the directory of a module.
    Use,
}

impl Verb {
    /// The directive of a go.mod that begins with `word`, if `release` knows it.
    pub(super) fn of_mod(word: &[u8], release: Version) -> Option<Self> {
        Self::of(word, release).filter(|verb| *verb != Self::Use)
    }

    /// The directive of a go.work that begins with `word`, if `release` knows it.
    pub(super) fn of_work(word: &[u8], release: Version) -> Option<Self> {
        use Verb::{Go, Godebug, Replace, Toolchain, Use};
        Self::of(word, release).filter(|it| matches!(it, Go | Godebug | Replace | Toolchain | Use))
    }

    fn of(word: &[u8], release: Version) -> Option<Self> {
        let verb = ALL.into_iter().find(|verb| verb.name().as_bytes() == word)?;
        verb.since().is_none_or(|change| release.has(change)).then_some(verb)
    }

    fn since(self) -> Option<Change> {
        match self {
            Self::Godebug => Some(Change::GodebugDirective),
            Self::Ignore => Some(Change::IgnoreDirective),
            Self::Retract => Some(Change::RetractDirective),
            Self::Tool => Some(Change::ToolDirective),
            Self::Toolchain => Some(Change::ToolchainDirective),
            _ => None,
        }
    }

    /// Whether it may have a block.
    pub(super) fn has_block(self) -> bool {
        !matches!(self, Self::Go | Self::Toolchain)
    }

    /// Whether it counts in the go.mod of a dependency.
    pub(super) fn counts_in_dependency(self) -> bool {
        use Verb::{Go, Ignore, Module, Require, Retract};
        matches!(self, Go | Ignore | Module | Require | Retract)
    }

    /// What go wants to see in the place of a line with the wrong number of words.
    pub(super) fn usage(self) -> String {
        match self {
            Self::Godebug => "godebug key=value".into(),
            Self::Module => "module module/path".into(),
            Self::Replace => concat!(
                "replace module/path [v1.2.3] => other/module v1.4\n",
                "\t or replace module/path [v1.2.3] => ../local/directory"
            )
            .into(),
            Self::Use => "use local/dir".into(),
            verb => format!("{verb} module/path v1.2.3"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::Go => "go",
            Self::Godebug => "godebug",
            Self::Ignore => "ignore",
            Self::Module => "module",
            Self::Replace => "replace",
            Self::Require => "require",
            Self::Retract => "retract",
            Self::Tool => "tool",
            Self::Toolchain => "toolchain",
            Self::Use => "use",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

const ALL: [Verb; 11] = {
    use Verb::{
        Exclude, Go, Godebug, Ignore, Module, Replace, Require, Retract, Tool, Toolchain, Use,
    };
    [Exclude, Go, Godebug, Ignore, Module, Replace, Require, Retract, Tool, Toolchain, Use]
};
