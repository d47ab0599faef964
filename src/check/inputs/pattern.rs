//! Paths with placeholders, and texts that are filled with what those stand for: `/{group}/{project}`.

/// A path below a host with placeholders: `{name}` is one element, `{name...}` one or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As it is written.
    text: String,
    parts: Vec<Part>,
}

/// An element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    One(String),
    Many(String),
}

/// What the placeholders of a pattern stand for in one path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Values(Vec<(String, String)>);

/// A text with placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Name(String),
}

impl Pattern {
    /// The pattern in `text`; why it is none otherwise.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let below =
            text.strip_prefix('/').ok_or_else(|| format!("{text} does not begin with a slash"))?;
        let parts = below.split('/').map(part).collect::<Result<Vec<_>, _>>()?;
        let pattern = Self { text: text.to_owned(), parts };
        let names: Vec<_> = pattern.names().collect();
        let twice = names
            .iter()
            .enumerate()
            .find(|(at, name)| names.iter().take(*at).any(|it| it == *name));
        if let Some((_, name)) = twice {
            return Err(format!("{text} has two placeholders {{{name}}}"));
        }
        if pattern.parts.iter().filter(|part| matches!(part, Part::Many(_))).count() > 1 {
            return Err(format!(
                "{text} has two placeholders with dots: where one ends cannot be known"
            ));
        }
        Ok(pattern)
    }

    /// As it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The path without a slash in front, its elements as `text` and its placeholders as `of` writes them.
    pub(crate) fn written(
        &self,
        text: impl Fn(&str) -> String,
        of: impl Fn(&str) -> String,
    ) -> String {
        let part = |part: &Part| match part {
            Part::Text(element) => text(element),
            Part::One(name) | Part::Many(name) => of(name),
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join("/")
    }

    /// Values that are what `of` makes of the names.
    pub(crate) fn values(&self, of: impl Fn(&str) -> String) -> Values {
        Values(self.names().map(|name| (name.to_owned(), of(name))).collect())
    }

    /// Whether the number of elements is open.
    pub(crate) fn is_open(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Many(_)))
    }

    /// The names of the placeholders.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::One(name) | Part::Many(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// What the placeholders stand for where `path`, without a slash in front, is the whole of it.
    pub(crate) fn fits(&self, path: &str) -> Option<Values> {
        let elements: Vec<_> = path.split('/').collect();
        let spare = elements.len().checked_sub(self.parts.len())?;
        if spare > 0 && !self.is_open() {
            return None;
        }
        self.bind(&elements, spare)
    }

    /// The beginning of `path`, without a slash in front, that the pattern means, with what the placeholders stand for;
    /// `None` where the number of elements is open too.
    pub(crate) fn begins<'a>(&self, path: &'a str) -> Option<(&'a str, Values)> {
        if self.is_open() {
            return None;
        }
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let end =
            ends.take(self.parts.len()).enumerate().find(|(at, _)| at + 1 == self.parts.len())?.1;
        let root = path.get(..end)?;
        Some((root, self.fits(root)?))
    }

    /// The values where `{name...}` takes `spare` elements more than one.
    fn bind(&self, elements: &[&str], spare: usize) -> Option<Values> {
        let mut rest = elements;
        let mut values = Values::default();
        for part in &self.parts {
            let wide = if matches!(part, Part::Many(_)) { spare + 1 } else { 1 };
            let (own, behind) = rest.split_at_checked(wide)?;
            let own = own.join("/");
            match part {
                Part::Text(text) if *text == own => {}
                Part::Text(_) => return None,
                Part::One(name) | Part::Many(name) => values.0.push((name.clone(), own)),
            }
            rest = behind;
        }
        Some(values)
    }
}

fn part(element: &str) -> Result<Part, String> {
    let Some(name) = element.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else {
        return match element {
            "" => Err("a path has no empty element".to_owned()),
            _ if element.contains(['{', '}']) => {
                Err(format!("{element}: a placeholder is a whole element of the path"))
            }
            _ => Ok(Part::Text(element.to_owned())),
        };
    };
    match name.strip_suffix("...") {
        Some(name) => named(name).map(Part::Many),
        None => named(name).map(Part::One),
    }
}

fn named(name: &str) -> Result<String, String> {
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let why = || format!("{{{name}}}: a placeholder has a name of letters, digits and underscores");
    if is_name { Ok(name.to_owned()) } else { Err(why()) }
}

impl Template {
    /// The template in `text`, whose placeholders are those of `pattern`; why it is none otherwise.
    pub(crate) fn parse(text: &str, pattern: &Pattern) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, behind) =
                behind.split_once('}').ok_or_else(|| format!("{text}: a brace is not closed"))?;
            if !pattern.names().any(|known| known == name) {
                return Err(format!("{text}: {} has no placeholder {{{name}}}", pattern.text()));
            }
            pieces.extend((!before.is_empty()).then(|| Piece::Text(before.to_owned())));
            pieces.push(Piece::Name(name.to_owned()));
            rest = behind;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Text(rest.to_owned())));
        Ok(Self(pieces))
    }

    /// The text with `values` in it.
    pub(crate) fn fill(&self, values: &Values) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Name(name) => values.of(name).to_owned(),
        };
        self.0.iter().map(text).collect()
    }

    /// The text before the first placeholder.
    pub(crate) fn start(&self) -> &str {
        match self.0.first() {
            Some(Piece::Text(text)) => text,
            _ => "",
        }
    }

    /// Whether it has no placeholder.
    pub(crate) fn is_fixed(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }
}

impl Values {
    fn of(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pattern: &str, template: &str, path: &str) -> Option<String> {
        let pattern = Pattern::parse(pattern).unwrap();
        let values = pattern.fits(path)?;
        Some(Template::parse(template, &pattern).unwrap().fill(&values))
    }

    #[test]
    fn placeholders_are_elements() {
        let repo = "ssh://git@h.test:2222/{group}/{project}.git";
        for (pattern, path, wanted) in [
            ("/{group}/{project}", "a/b", Some("ssh://git@h.test:2222/a/b.git")),
            ("/{group...}/{project}", "a/b/c", Some("ssh://git@h.test:2222/a/b/c.git")),
            ("/x/{group}/y/{project}", "x/a/y/b", Some("ssh://git@h.test:2222/a/b.git")),
            ("/{group}/{project}", "a", None),
            ("/{group}/{project}", "a/b/c", None),
            ("/x/{group}/{project}", "y/a/b", None),
        ] {
            assert_eq!(filled(pattern, repo, path).as_deref(), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn the_beginning_of_a_path_is_enough() {
        let pattern = Pattern::parse("/{group}/{project}").unwrap();
        let root = |path| pattern.begins(path).map(|(root, _)| root.to_owned());
        assert_eq!(root("a/b/c/d").as_deref(), Some("a/b"));
        assert_eq!(root("a/b").as_deref(), Some("a/b"));
        assert_eq!(root("a"), None);
        assert_eq!(Pattern::parse("/{all...}").unwrap().begins("a/b"), None);
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        for (text, why) in [
            ("x", "x does not begin with a slash"),
            ("/a//b", "a path has no empty element"),
            ("/go-{x}", "go-{x}: a placeholder is a whole element of the path"),
            ("/{x}/{x}", "/{x}/{x} has two placeholders {x}"),
            ("/{}", "{}: a placeholder has a name of letters, digits and underscores"),
            (
                "/{a...}/{b...}",
                "/{a...}/{b...} has two placeholders with dots: where one ends cannot be known",
            ),
        ] {
            assert_eq!(Pattern::parse(text).unwrap_err(), why);
        }
        let pattern = Pattern::parse("/{a}").unwrap();
        let of = |text| Template::parse(text, &pattern).unwrap_err();
        assert_eq!(of("h/{b}"), "h/{b}: /{a} has no placeholder {b}");
        assert_eq!(of("h/{a"), "h/{a: a brace is not closed");
    }
}
