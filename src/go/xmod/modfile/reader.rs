//! go.mod, directive by directive.

use std::{mem, sync::Arc};

use super::{
    Exclude, Go, GoMod, Ignore, Module, Reading, Require, Retract, Tool, Toolchain, comment,
    error::{Error, Fault, Problem},
    fix::VersionFixer,
    position::Position,
    syntax::{self, Block, Line, Statement},
    values::{self, FileKind, Versions},
    verb::Verb,
    words::{lax_go_version, string},
};
use crate::go::{std::strconv::text::lossy, version::Version};

pub(super) fn read(
    file: &str,
    data: &[u8],
    reading: Reading,
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> (GoMod, Vec<Error>) {
    let (found, again) = (GoMod::default(), Vec::new());
    let statements = match syntax::statements(file, data, release) {
        Ok(statements) => statements,
        Err(error) => return (found, vec![error.of(file)]),
    };
    let versions = Versions { fixer };
    let mut reader = Reader { file, reading, release, versions, found, again, errors: Vec::new() };
    for statement in &statements {
        reader.statement(statement);
    }
    reader.fix_retractions();
    (reader.found, reader.errors)
}

struct Reader<'r, 'f> {
    file: &'r str,
    reading: Reading,
    release: Version,
    versions: Versions<'f>,
    found: GoMod,
    /// The words of each retraction, which are read again when the module path is known.
    again: Vec<(Position, Vec<Vec<u8>>)>,
    errors: Vec<Error>,
}

impl Reader<'_, '_> {
    fn statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::Line(line) => {
                if let Some((verb, words)) = line.words.split_first() {
                    self.line(verb, words, line, None);
                }
            }
            Statement::Block(block) => self.block(block),
            Statement::Comments => {}
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        let known = match block.words[..] {
            [word] => Verb::of_mod(word, self.release).is_some_and(Verb::has_block),
            _ => false,
        };
        if known {
            let comments = comment::of_block(block);
            for line in &block.lines {
                self.line(block.words[0], &line.words, line, Some(&comments));
            }
        } else if self.reading == Reading::Strict {
            let words = lossy(&block.words.join(&b' '));
            self.fail(block.start, Fault::UnknownBlock(words));
        }
    }

    /// `block` is what the comments of the line's block say.
    fn line(&mut self, word: &[u8], words: &[&[u8]], line: &Line<'_>, block: Option<&Arc<str>>) {
        let strict = self.reading == Reading::Strict;
        let read = match Verb::of_mod(word, self.release) {
            Some(verb) if strict || verb.counts_in_dependency() => {
                self.directive(verb, words, line, block)
            }
            None if strict => Err(Fault::UnknownDirective(lossy(word)).into()),
            _ => Ok(()),
        };
        if let Err(problem) = read {
            self.fail(line.start, problem);
        }
    }

    fn directive(
        &mut self,
        verb: Verb,
        words: &[&[u8]],
        line: &Line<'_>,
        block: Option<&Arc<str>>,
    ) -> Result<(), Problem> {
        let at = line.start.line;
        match verb {
            Verb::Exclude => {
                let module = values::module_version(verb, words, &mut self.versions)?;
                self.found.exclude.push(Exclude { module, line: at });
            }
            Verb::Go => self.go(words, at)?,
            Verb::Godebug => self.found.godebug.push(values::godebug(words, at)?),
            Verb::Ignore => {
                let path = values::one_string(words, Fault::OneArgument(verb))?;
                self.found.ignore.push(Ignore { path, line: at });
            }
            Verb::Module => self.module(words, line, block)?,
            Verb::Replace => {
                let replace = values::replace(words, &mut self.versions, self.release, at)?;
                self.found.replace.push(replace);
            }
            Verb::Require => {
                let module = values::module_version(verb, words, &mut self.versions)?;
                let indirect = comment::is_indirect(line);
                self.found.require.push(Require { module, indirect, line: at });
            }
            Verb::Retract => self.retract(words, line, block)?,
            Verb::Tool => {
                let path = values::one_string(words, Fault::OneArgument(verb))?;
                self.found.tool.push(Tool { path, line: at });
            }
            Verb::Toolchain => self.toolchain(words, at)?,
            Verb::Use => {}
        }
        Ok(())
    }

    fn go(&mut self, words: &[&[u8]], line: usize) -> Result<(), Fault> {
        forbid_second(self.found.go.as_ref(), Verb::Go)?;
        let lax = match words {
            [word] if self.reading == Reading::Lax => lax_go_version(word),
            _ => None,
        };
        let version = values::go(words, self.release, FileKind::Mod);
        let version = version.or_else(|fault| lax.map(lossy).ok_or(fault))?;
        self.found.go = Some(Go { version, line });
        Ok(())
    }

    fn toolchain(&mut self, words: &[&[u8]], line: usize) -> Result<(), Fault> {
        forbid_second(self.found.toolchain.as_ref(), Verb::Toolchain)?;
        let name = values::toolchain(words, self.release, FileKind::Mod)?;
        self.found.toolchain = Some(Toolchain { name, line });
        Ok(())
    }

    /// A module line counts as the one that there may be, even where it is wrong.
    fn module(
        &mut self,
        words: &[&[u8]],
        line: &Line<'_>,
        block: Option<&Arc<str>>,
    ) -> Result<(), Fault> {
        forbid_second(self.found.module.as_ref(), Verb::Module)?;
        let deprecated = comment::deprecation(&comment::of_line(line, block));
        let path = values::one_string(words, Fault::Usage(Verb::Module));
        let known = path.clone().unwrap_or_default();
        self.found.module = Some(Module { path: known, deprecated, line: line.start.line });
        path.map(drop)
    }

    /// In a dependency what is no interval says nothing, and more words may follow one. When
    /// a retraction in a block is read again, a word `retract` in front of it no longer counts.
    fn retract(
        &mut self,
        words: &[&[u8]],
        line: &Line<'_>,
        block: Option<&Arc<str>>,
    ) -> Result<(), Problem> {
        let strict = self.reading == Reading::Strict;
        let (interval, used) = match values::interval(words, as_written) {
            Err(_) if !strict => return Ok(()),
            read => read?,
        };
        if let Some(extra) = words.get(used).filter(|_| strict) {
            return Err(Fault::ExtraWord(extra.to_vec()).into());
        }
        let rationale = comment::of_line(line, block);
        self.found.retract.push(Retract { interval, rationale, line: line.start.line });
        let again = words.strip_prefix(&[&b"retract"[..]]).filter(|_| block.is_some());
        self.again.push((line.start, values::without_quotes(again.unwrap_or(words))));
        Ok(())
    }

    fn fix_retractions(&mut self) {
        if self.versions.fixer.is_none() {
            return;
        }
        let path = self.found.module.as_ref().map(|module| module.path.clone()).unwrap_or_default();
        for (i, (at, words)) in mem::take(&mut self.again).into_iter().enumerate() {
            if path.is_empty() {
                self.fail(at, Fault::NoModule);
                return;
            }
            let versions = &mut self.versions;
            let read = |word: &[u8]| versions.read(Verb::Retract, &path, word);
            match values::interval(&words, read) {
                Ok((interval, _)) => self.found.retract[i].interval = interval,
                Err(problem) => self.fail(at, problem),
            }
        }
    }

    fn fail(&mut self, at: Position, problem: impl Into<Problem>) {
        self.errors.push(Error { file: self.file.to_owned(), at, problem: problem.into() });
    }
}

/// A version of a retraction, of any text.
fn as_written(word: &[u8]) -> Result<String, Problem> {
    let bad = |why| Problem {
        about: Some((Verb::Retract, String::new())),
        fault: Fault::BadVersion { version: word.to_vec(), why },
    };
    string(word).map(|text| lossy(&text)).map_err(|fault| bad(fault.text()))
}

pub(super) fn forbid_second<T>(first: Option<&T>, verb: Verb) -> Result<(), Fault> {
    first.map_or(Ok(()), |_| Err(Fault::Repeated(verb)))
}
