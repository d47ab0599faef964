//! Which of the modules that may hold a package does, and which error counts where none does (discovery.md §3.3).

use super::fault::Fault;
use crate::go::version::{Change, Version};

/// A module that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T>(pub T);

/// The classes of errors, the least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    NotFound,
    InvalidVersion,
    InvalidPath,
    NoPatchBase,
    NoMatch,
    NoPackage,
    Other,
}

/// All that were found, longest path first; or the error that go ends with. `results` are the longest path's first.
pub fn choose<T>(results: Vec<Result<Found<T>, Fault>>, release: Version) -> Result<Vec<T>, Fault> {
    let (mut found, mut best): (Vec<T>, Option<(Class, Fault)>) = (Vec::new(), None);
    for result in results {
        let fault = match result {
            Ok(Found(module)) => {
                found.push(module);
                continue;
            }
            Err(fault) => fault,
        };
        let class = class(&fault, release);
        let seen = best.as_ref().map(|(class, _)| *class);
        // A shorter path's error says nothing once there is a module.
        let told = !found.is_empty() || seen == Some(Class::NoPackage);
        if class == Class::Other && told && !fault.is_final() {
            continue;
        }
        if fault.is_final() || seen.is_none_or(|seen| seen < class) {
            best = Some((class, fault));
        }
    }
    match best {
        Some((Class::Other, fault)) => Err(fault),
        Some((_, fault)) if found.is_empty() => Err(fault),
        _ => Ok(found),
    }
}

fn class(fault: &Fault, release: Version) -> Class {
    match fault {
        Fault::NoPackage(_) => Class::NoPackage,
        Fault::NoMatch { .. } => Class::NoMatch,
        Fault::NoPatchBase { .. } => Class::NoPatchBase,
        Fault::Path(_) => Class::InvalidPath,
        fault if fault.is_not_found() => Class::NotFound,
        fault if fault.is_invalid_version() && release.has(Change::InvalidVersionClass) => {
            Class::InvalidVersion
        }
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::fault::{InvalidVersion, NoPackage};

    fn chosen(results: &[Result<u8, Fault>]) -> Result<Vec<u8>, String> {
        let results = results.iter().cloned().map(|it| it.map(Found)).collect();
        choose(results, Version::NEWEST).map_err(|fault| fault.to_string())
    }

    #[test]
    fn ranks() {
        let missing = || Err(Fault::NotFound("404".into()));
        let broken = || Err(Fault::Other("500".into()));
        let none = || Err(Fault::NoMatch { query: "latest".into(), current: String::new() });
        let empty = || {
            let [module, version, query, pattern] = ["m", "v1", "v1", "m/p"].map(str::to_owned);
            Err(Fault::NoPackage(NoPackage { module, version, query, pattern }))
        };
        let invalid = || {
            let why = Box::new(Fault::Other("x".into()));
            let version = InvalidVersion { version: "v1".into(), pseudo: false, why };
            Err(Fault::Version(version).about("m", ""))
        };
        let no_match = "no matching versions for query \"latest\"".to_owned();
        let no_package = "module m@v1 found, but does not contain package m/p".to_owned();
        assert_eq!(chosen(&[missing(), Ok(1), broken()]), Ok(vec![1]));
        assert_eq!(chosen(&[broken(), Ok(1)]), Err("500".into()));
        assert_eq!(chosen(&[missing(), none(), missing()]), Err(no_match));
        assert_eq!(chosen(&[empty(), broken(), none()]), Err(no_package.clone()));
        assert_eq!(chosen(&[invalid(), empty()]), Err(no_package.clone()));
        assert_eq!(chosen(&[missing(), invalid()]), Err("m@v1: invalid version: x".into()));
        assert_eq!(chosen(&[none(), empty()]), Err(no_package));
        assert_eq!(chosen(&[missing(), broken()]), Err("500".into()));
        assert_eq!(chosen(&[Ok(1), none(), Ok(2)]), Ok(vec![1, 2]));
    }
}
