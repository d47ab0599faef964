//! What was seen or decided: a file of facts for each stage.

use serde::{Deserialize, Serialize};

/// Makes the facts of a stage, in its file: one enum of the structs that are named, each of which
/// is known by its name. What is large is `in Box`.
macro_rules! facts_of_stage {
    ($($fact:ident $(in $held:ident)?),+) => {
        /// One of the facts of this stage.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "fact", rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Fact {
            $(#[doc = concat!("[`", stringify!($fact), "`]")] $fact(held!($fact $($held)?)),)+
        }

        impl Fact {
            /// The name of the fact.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$fact(_) => stringify!($fact),)+
                }
            }
        }

        $(
            impl $crate::trace::Of for $fact {
                fn of(fact: &$crate::trace::Fact) -> Option<&Self> {
                    match <Fact as $crate::trace::Of>::of(fact) {
                        Some(Fact::$fact(fact)) => Some(fact),
                        _ => None,
                    }
                }
            }

            impl From<$fact> for $crate::trace::Fact {
                fn from(fact: $fact) -> Self {
                    Fact::$fact(fact.into()).into()
                }
            }
        )+
    };
}

/// How a stage's enum holds a fact.
macro_rules! held {
    ($fact:ident) => { $fact };
    ($fact:ident Box) => { Box<$fact> };
}

pub(super) mod access;
pub mod apart;
pub(super) mod chain;
pub(super) mod curl;
pub mod discovery;
pub mod inspection;
pub mod module;
pub mod package;
pub mod path;
pub mod probe;
pub mod proxy;
pub mod repository;
pub mod roots;
pub mod round;
pub mod settings;
pub mod sumdb;
pub mod vcs;
pub mod wire;

/// A fact of one kind, or the facts of a whole stage, as a part of all facts.
pub trait Of: Sized + 'static {
    /// The fact, where it is one of these.
    fn of(fact: &Fact) -> Option<&Self>;
}

/// Makes the union of the facts of all stages.
macro_rules! facts {
    ($($name:ident: $stage:ident),+ $(,)?) => {
        /// A fact of any stage.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "stage", rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Fact {
            $(#[doc = concat!("See [`", stringify!($stage), "`].")] $name($stage::Fact),)+
        }

        impl Fact {
            /// The name of the fact.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(fact) => fact.name(),)+
                }
            }
        }

        $(
            impl Of for $stage::Fact {
                fn of(fact: &Fact) -> Option<&Self> {
                    match fact {
                        Fact::$name(fact) => Some(fact),
                        _ => None,
                    }
                }
            }

            impl From<$stage::Fact> for Fact {
                fn from(fact: $stage::Fact) -> Self {
                    Self::$name(fact)
                }
            }
        )+
    };
}

facts! {
    Settings: settings,
    Path: path,
    Roots: roots,
    Wire: wire,
    Discovery: discovery,
    Package: package,
    Repository: repository,
    Probe: probe,
    Apart: apart,
    Proxy: proxy,
    Inspection: inspection,
    Module: module,
    Vcs: vcs,
    Sumdb: sumdb,
    Round: round,
}
