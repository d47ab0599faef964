//! Who has other bytes than the others have, of the download on which go fails.

use super::seen::{differing, giver, other, side_by_side};
use crate::{
    findings::{Found, view::View},
    go::{version::Version, xmod::zip::VendorRule},
    shell::word,
    trace::{CommandEnded, RevisionSought, Step, SumCompared, SumOf, Trial, Tried},
};

/// Who has other bytes than all others who were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// The checksum database that GOSUMDB names.
    Database,
    /// git, as it is set up on this machine.
    Git,
    /// The line of go.sum.
    GoSum,
    /// The module proxy that gave them.
    Proxy,
    /// The repository: its tag is another commit than it was.
    Tag,
}

/// What everybody is seen to have of a download.
pub(super) struct Witnesses<'a> {
    /// The sum on which go fails.
    pub(super) sum: &'a SumCompared,
    /// The entry of GOPROXY that gave it.
    pub(super) giver: &'a str,
    /// What go.sum lists.
    listed: Option<&'a str>,
    /// What the database has, and its name.
    recorded: Option<(&'a str, &'a str)>,
    others: Vec<&'a Tried>,
    plain: Option<&'a Tried>,
    /// Whether this release packs the repository otherwise than others do.
    packs_apart: bool,
}

/// The one who is odd, with all that everybody has; none where what was seen does not tell.
pub(super) fn odd<'a>(view: &View<'a>, odd: Odd) -> Option<Witnesses<'a>> {
    Witnesses::of(view).filter(|it| it.odd() == Some(odd))
}

/// Whether what was seen tells nobody apart from the others.
pub(super) fn is_open(view: &View<'_>) -> bool {
    Witnesses::of(view).is_none_or(|it| it.odd().is_none())
}

impl<'a> Witnesses<'a> {
    fn of(view: &View<'a>) -> Option<Self> {
        let sum = differing(view).filter(|sum| sum.malformed.is_none())?;
        let lines = sum.go_sum.iter().flat_map(|listed| &listed.lines);
        let mut listed = lines.map(|line| line.hash.as_str()).filter(|hash| is_known(hash));
        let asked = view.record_asked(false);
        let asked =
            asked.and_then(|it| Some((&*it.sums.database, it.sum(sum.of == SumOf::GoMod)?)));
        Some(Self {
            giver: giver(view, sum)?,
            sum,
            listed: listed.next(),
            recorded: other(sum).or(asked),
            others: view.tried(Trial::Files).filter(|it| of(it, sum).is_some()).collect(),
            plain: view.tried(Trial::Plain).find(|it| of(it, sum).is_some()),
            packs_apart: packs_apart(view),
        })
    }

    fn odd(&self) -> Option<Odd> {
        let came = self.sum.computed.as_str();
        if self.recorded.is_some_and(|(_, hash)| hash == came) {
            return self.listed.map(|_| Odd::GoSum);
        }
        if self.is_direct() {
            return match self.plain.and_then(|it| of(it, self.sum))? {
                plain if plain == came => self.of_source(),
                plain => self.is_right(plain).then_some(Odd::Git),
            };
        }
        if self.holder().is_some() {
            return Some(Odd::Proxy);
        }
        let mut sources = self.plain.into_iter().chain(self.others.iter().copied());
        let same = |it: &Tried| is_direct(&it.entry) && of(it, self.sum) == Some(came);
        if sources.any(same) { self.of_source() } else { None }
    }

    /// Who is odd where the repository itself has what came.
    fn of_source(&self) -> Option<Odd> {
        let packed_here = self.is_direct() && self.packs_apart;
        let (database, hash) = self.recorded.filter(|_| !packed_here)?;
        let public = database == PUBLIC;
        let twice = self.listed == Some(hash) || self.holder().is_some();
        let alone = !self.is_direct() || self.others.iter().any(|it| self.is_same(it));
        match () {
            () if public || twice => Some(Odd::Tag),
            () if alone && self.listed.is_none() => Some(Odd::Database),
            () => None,
        }
    }

    fn is_direct(&self) -> bool {
        is_direct(self.giver)
    }

    fn is_same(&self, tried: &Tried) -> bool {
        of(tried, self.sum) == Some(&self.sum.computed)
    }

    /// Whether go.sum or the database has this sum.
    fn is_right(&self, hash: &str) -> bool {
        self.listed == Some(hash) || self.recorded.is_some_and(|(_, own)| own == hash)
    }

    /// Another entry of GOPROXY, which has what go.sum or the database has.
    pub(super) fn holder(&self) -> Option<&'a Tried> {
        let right = |it: &&Tried| of(it, self.sum).is_some_and(|hash| self.is_right(hash));
        self.others.iter().copied().find(right)
    }

    /// The name of the database.
    pub(super) fn database(&self) -> Option<&'a str> {
        self.recorded.map(|(name, _)| name)
    }

    /// Who has the sum that go believes: `go.sum`, or the database.
    pub(super) fn believed(&self) -> &'a str {
        if self.listed.is_some() { "go.sum" } else { self.database().unwrap_or("the database") }
    }

    /// The version, as an argument.
    pub(super) fn named(&self) -> String {
        format!("{}@{}", self.sum.module, self.sum.version)
    }

    /// The finding with everybody's sum.
    pub(super) fn found(&self, view: &View<'_>, title: impl Into<String>) -> Found {
        let mut found = side_by_side(Found::new(Step::Sum, title), view, self.sum);
        if let Some((name, hash)) = self.recorded.filter(|_| other(self.sum).is_none()) {
            found = found.seen(format!("{name}: {hash}"));
        }
        for tried in &self.others {
            found = found.seen(self.told(tried, &tried.entry));
        }
        match self.plain {
            Some(plain) => found.seen(self.told(plain, "the repository, without git's settings")),
            None => found,
        }
    }

    fn told(&self, tried: &Tried, who: &str) -> String {
        let commit = tried.commit.as_ref().map(|commit| format!(", commit {commit}"));
        let hash = of(tried, self.sum).unwrap_or_default();
        format!("{who}: {hash}{}", commit.unwrap_or_default())
    }

    /// The command that fetches the version from the entry that has the right one. What passes the database on stays.
    pub(super) fn taken_from_holder(&self, view: &View<'_>) -> Option<String> {
        let entry = &self.holder()?.entry;
        let setting = if is_direct(entry) {
            let env = view.env();
            let known = env.get("GONOPROXY");
            let comma = if known.is_empty() { "" } else { "," };
            word(&format!("GONOPROXY={known}{comma}{}", self.sum.module))
        } else {
            word(&format!("GOPROXY={entry}"))
        };
        Some(format!("{setting} go mod download {}", word(&self.named())))
    }

    /// The commit that the version is in the repository now.
    pub(super) fn commit(&self, view: &View<'a>) -> Option<&'a str> {
        let sought = view.trace.all::<RevisionSought>().map(|(_, sought)| sought);
        let mut own = sought.filter(|sought| sought.asked == self.sum.version);
        let found = own.find_map(|sought| Some(sought.found.as_ref()?.commit.as_str()));
        let mut tried = self.plain.into_iter().chain(self.others.iter().copied());
        found.or_else(|| tried.find(|it| is_direct(&it.entry)).and_then(|it| it.commit.as_deref()))
    }
}

/// The public database, whose key go has.
const PUBLIC: &str = "sum.golang.org";

fn is_direct(entry: &str) -> bool {
    matches!(entry, "direct" | "noproxy")
}

/// Whether the release leaves other vendored files out of a zip than the newest does, by the module's go line.
fn packs_apart(view: &View<'_>) -> bool {
    let ended = view.trace.first::<CommandEnded>();
    let go = ended.and_then(|ended| ended.module.as_ref()?.go.as_deref());
    VendorRule::of(go, view.trace.header.go) != VendorRule::of(go, Version::NEWEST)
}

fn is_known(hash: &str) -> bool {
    hash.starts_with("h1:")
}

/// The sum of what a trial brought, of the kind that is compared.
fn of<'a>(tried: &'a Tried, sum: &SumCompared) -> Option<&'a str> {
    match sum.of {
        SumOf::GoMod => tried.go_mod.as_deref(),
        SumOf::Zip => tried.zip.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAME: &str = "h1:came";
    const THEN: &str = "h1:then";
    const THIRD: &str = "h1:third";

    fn has(entry: &str, zip: &str) -> Tried {
        Tried { entry: entry.to_owned(), zip: Some(zip.to_owned()), ..Tried::default() }
    }

    /// Who is odd where `giver` gave what came, and the others have what is said.
    fn told(
        giver: &str,
        listed: Option<&str>,
        recorded: Option<(&str, &str)>,
        others: &[Tried],
        plain: Option<&Tried>,
    ) -> Option<Odd> {
        told_by(false, giver, listed, recorded, others, plain)
    }

    fn told_by(
        packs_apart: bool,
        giver: &str,
        listed: Option<&str>,
        recorded: Option<(&str, &str)>,
        others: &[Tried],
        plain: Option<&Tried>,
    ) -> Option<Odd> {
        let sum =
            SumCompared { of: SumOf::Zip, computed: CAME.to_owned(), ..SumCompared::default() };
        let others = others.iter().collect();
        Witnesses { sum: &sum, giver, listed, recorded, others, plain, packs_apart }.odd()
    }

    #[test]
    fn a_line_of_go_sum_is_odd_where_the_database_has_what_came() {
        let own = Some(("sum.test", CAME));
        assert_eq!(told("https://p", Some(THEN), own, &[], None), Some(Odd::GoSum));
        assert_eq!(told("direct", Some(THEN), own, &[], None), Some(Odd::GoSum));
    }

    #[test]
    fn a_proxy_is_odd_where_somebody_else_has_what_is_recorded() {
        let then = Some(("sum.test", THEN));
        for other in ["direct", "https://q"] {
            let others = [has(other, THEN)];
            assert_eq!(told("https://p", None, then, &others, None), Some(Odd::Proxy));
            assert_eq!(told("https://p", Some(THEN), None, &others, None), Some(Odd::Proxy));
        }
        assert_eq!(told("https://p", None, then, &[], None), None);
        assert_eq!(told("https://p", None, then, &[has("https://q", CAME)], None), None);
        assert_eq!(told("https://p", None, then, &[has("direct", THIRD)], None), None);
    }

    #[test]
    fn git_is_odd_where_its_settings_make_the_difference() {
        let (then, plain) = (Some(("sum.test", THEN)), has("direct", THEN));
        assert_eq!(told("direct", None, then, &[], Some(&plain)), Some(Odd::Git));
        assert_eq!(told("direct", Some(THEN), None, &[], Some(&plain)), Some(Odd::Git));
        let third = has("direct", THIRD);
        assert_eq!(told("direct", Some(THEN), then, &[], Some(&third)), None);
        assert_eq!(told("direct", Some(THEN), then, &[], None), None, "it was not asked");
    }

    #[test]
    fn a_tag_moved_where_two_have_what_the_repository_had() {
        let (then, plain) = (Some(("sum.test", THEN)), has("direct", CAME));
        assert_eq!(told("direct", Some(THEN), then, &[], Some(&plain)), Some(Odd::Tag));
        let proxy = [has("https://p", THEN)];
        assert_eq!(told("direct", None, then, &proxy, Some(&plain)), Some(Odd::Tag));
        let both = [has("direct", CAME)];
        assert_eq!(told("https://p", Some(THEN), then, &both, None), Some(Odd::Tag));
        let public = Some((PUBLIC, THEN));
        assert_eq!(told("direct", None, public, &[], Some(&plain)), Some(Odd::Tag));
        assert_eq!(told_by(true, "direct", None, public, &[], Some(&plain)), None);
        assert_eq!(told("direct", None, then, &[], Some(&plain)), None, "the database alone");
        assert_eq!(told("direct", Some(THEN), None, &[], Some(&plain)), None, "go.sum alone");
    }

    #[test]
    fn a_database_is_odd_where_proxy_and_repository_agree() {
        let mirror = Some(("sum.mirror.test", THEN));
        let both = [has("direct", CAME)];
        assert_eq!(told("https://p", None, mirror, &both, None), Some(Odd::Database));
        let (proxy, plain) = ([has("https://p", CAME)], has("direct", CAME));
        assert_eq!(told("direct", None, mirror, &proxy, Some(&plain)), Some(Odd::Database));
        assert_eq!(told("https://p", None, mirror, &[has("https://q", CAME)], None), None);
    }
}
