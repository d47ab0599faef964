//! go.work, directive by directive.

use super::{
    Go, GoWork, Toolchain, Use,
    error::{Error, Fault, Problem},
    fix::VersionFixer,
    position::Position,
    reader::forbid_second,
    syntax::{self, Block, Line, Statement},
    values::{self, FileKind, Versions},
    verb::Verb,
};
use crate::go::{std::strconv::text::lossy, version::Version};

pub(super) fn read(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> (GoWork, Vec<Error>) {
    let (versions, found) = (Versions { fixer }, GoWork::default());
    let statements = match syntax::statements(file, data, release) {
        Ok(statements) => statements,
        Err(error) => return (found, vec![error.of(file)]),
    };
    let mut reader = Reader { file, release, versions, found, errors: Vec::new() };
    for statement in &statements {
        reader.statement(statement);
    }
    (reader.found, reader.errors)
}

struct Reader<'r, 'f> {
    file: &'r str,
    release: Version,
    versions: Versions<'f>,
    found: GoWork,
    errors: Vec<Error>,
}

impl Reader<'_, '_> {
    fn statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::Line(line) => {
                if let Some((verb, words)) = line.words.split_first() {
                    self.line(verb, words, line);
                }
            }
            Statement::Block(block) => self.block(block),
            Statement::Comments => {}
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        let known = match block.words[..] {
            [word] => Verb::of_work(word, self.release).is_some_and(Verb::has_block),
            _ => false,
        };
        if known {
            block.lines.iter().for_each(|line| self.line(block.words[0], &line.words, line));
        } else {
            self.fail(block.start, Fault::UnknownBlock(lossy(&block.words.join(&b' '))));
        }
    }

    fn line(&mut self, word: &[u8], words: &[&[u8]], line: &Line<'_>) {
        let unknown = || Fault::UnknownDirective(lossy(word)).into();
        let verb = Verb::of_work(word, self.release).ok_or_else(unknown);
        if let Err(problem) = verb.and_then(|verb| self.directive(verb, words, line.start.line)) {
            self.fail(line.start, problem);
        }
    }

    fn directive(&mut self, verb: Verb, words: &[&[u8]], line: usize) -> Result<(), Problem> {
        let found = &mut self.found;
        match verb {
            Verb::Go => {
                forbid_second(found.go.as_ref(), verb)?;
                let version = values::go(words, self.release, FileKind::Work)?;
                found.go = Some(Go { version, line });
            }
            Verb::Toolchain => {
                forbid_second(found.toolchain.as_ref(), verb)?;
                let name = values::toolchain(words, self.release, FileKind::Work)?;
                found.toolchain = Some(Toolchain { name, line });
            }
            Verb::Godebug => found.godebug.push(values::godebug(words, line)?),
            Verb::Replace => {
                let replace = values::replace(words, &mut self.versions, self.release, line)?;
                found.replace.push(replace);
            }
            Verb::Use => {
                let path = values::one_string(words, Fault::Usage(verb))?;
                found.uses.push(Use { path, line });
            }
            _ => {}
        }
        Ok(())
    }

    fn fail(&mut self, at: Position, problem: impl Into<Problem>) {
        self.errors.push(Error { file: self.file.to_owned(), at, problem: problem.into() });
    }
}
