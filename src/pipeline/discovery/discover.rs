//! From a module path to its repository root, in go's order.

use crate::{
    go::{
        cmd::{
            govcs::{Govcs, Rule},
            hosts::{self, Lookup as Row},
            meta::Import,
            select::{self, PrefixError, PrefixPage, choose},
            suffix,
            vcs::Vcs,
            winner::Class,
        },
        std::{net::url::Url, strconv::text::lossy},
        version::Change,
        xmod::pattern,
    },
    pipeline::{Halt, Session, session::lookup::Lookup},
    trace::{
        By, Concluded, Conclusion, GovcsJudged, Matched, Root, Step, SuffixLooked, TableLooked,
        Validated, Verified,
    },
};

use super::fetch::{Ask, Page};

impl Session {
    /// Looks `lookup.path` up and notes how that ended.
    pub(crate) async fn discover(&self, lookup: &Lookup) -> Result<Root, Halt> {
        let root = self.root(lookup).await;
        let conclusion = match root.clone() {
            Ok(root) => Conclusion::Found { root },
            Err(halt) => halt.into(),
        };
        lookup.recorder.note(Step::Root, Concluded { conclusion });
        root
    }

    async fn root(&self, lookup: &Lookup) -> Result<Root, Halt> {
        let found = match self.found(lookup).await {
            Err(Halt::Go(error)) => self.launchpad(lookup).await.ok_or(Halt::Go(error))?,
            found => found?,
        };
        if self.gopath {
            self.may_download(&found, lookup)?;
        } else {
            usable(&found, &lookup.path)?;
        }
        Ok(found)
    }

    async fn found(&self, lookup: &Lookup) -> Result<Root, Halt> {
        if let Some(root) = self.table(lookup).await? {
            return Ok(root);
        }
        if let Some(found) = suffix::match_suffix(&lookup.path, self.version) {
            return self.suffix(found, lookup).await;
        }
        let found = self.dynamic(lookup).await;
        found.map_err(|halt| halt.wrapped(&lookup.path, self.version))
    }

    /// The hosts that go knows.
    async fn table(&self, lookup: &Lookup) -> Result<Option<Root>, Halt> {
        let note = |row: Option<&str>, root: Option<&str>, error: Option<String>| {
            let (row, root) = (row.map(str::to_owned), root.map(str::to_owned));
            lookup.recorder.note(Step::StaticTable, TableLooked { row, root, error });
        };
        let (prefix, outcome) = match hosts::lookup(&lookup.path, self.version) {
            Row::NoRow => {
                note(None, None, None);
                return Ok(None);
            }
            Row::Special(error) => {
                note(Some(&lookup.path), None, Some(error.to_string()));
                return Err(Halt::Go(error.to_string()));
            }
            Row::Row { prefix, outcome } => (prefix, outcome),
        };
        let root = outcome.map_err(|error| {
            note(Some(prefix), None, Some(error.to_string()));
            Halt::Go(error.to_string())
        })?;
        note(Some(prefix), Some(&root.root), None);
        self.govcs(root.vcs, &root.root, lookup)?;
        if let Some(url) = hosts::bitbucket_url(&root.root, self.version) {
            return self.bitbucket(root, &url, lookup).await.map(Some);
        }
        Ok(Some(Root {
            path: root.root,
            vcs: root.vcs.name().to_owned(),
            repo: root.repo.into(),
            subdir: String::new(),
            by: By::Static,
        }))
    }

    /// The `?go-get=1` page and its go-import meta tag.
    async fn dynamic(&self, lookup: &Lookup) -> Result<Root, Halt> {
        lookup.recorder.note(Step::VcsSuffix, SuffixLooked { found: None, schemes: Vec::new() });
        let path = lookup.path.as_str();
        if !path.split('/').next().unwrap_or(path).contains('.') {
            return Err(Halt::Go("import path does not begin with hostname".to_owned()));
        }
        let ask = Ask { page_of: path, wanted: path, insecure: lookup.insecure, step: Step::Fetch };
        let page = self.page(ask, lookup).await?;
        let import = self.matched(&page, lookup)?;
        if import.prefix != path {
            self.verify(&import, &page.url, lookup).await?;
        }
        self.validated(&import, &page.url, lookup)?;
        let vcs = Vcs::by_name(&import.vcs, self.version).unwrap_or(Vcs::Mod);
        if !import.is_mod() {
            self.govcs(vcs, &import.prefix, lookup)?;
        }
        let Import { prefix, vcs, repo, subdir } = import;
        Ok(Root { path: prefix, vcs, repo, subdir, by: By::Meta })
    }

    fn matched(&self, page: &Page, lookup: &Lookup) -> Result<Import, Halt> {
        let imports = page.imports.as_ref().map_err(|error| go(&error))?;
        let matched = choose(imports, &lookup.path, &page.url, self.version)
            .map_err(|error| error.with_more(page.more));
        let (import, error) = (matched.as_ref().ok().copied().cloned(), matched.clone().err());
        let url = page.url.clone();
        lookup.recorder.note(Step::Match, Matched { url, import, error });
        matched.cloned().map_err(|error| go(&error))
    }

    /// The page of the tag's prefix has to say the same.
    async fn verify(&self, import: &Import, url: &str, lookup: &Lookup) -> Result<(), Halt> {
        let ask = Ask {
            page_of: &import.prefix,
            wanted: &lookup.path,
            insecure: lookup.insecure,
            step: Step::Verify,
        };
        let prefix = import.prefix.clone();
        let outcome = match self.prefix_page(ask, lookup).await {
            Ok(page) => self.agrees(import, url, &page, lookup),
            Err(Halt::Go(error)) => Err(PrefixError::Fetch { prefix: prefix.clone(), error }),
            Err(halt) => return Err(halt),
        };
        let error = outcome.clone().err();
        lookup.recorder.note(Step::Verify, Verified { prefix, error });
        outcome.map_err(|error| go(&error))
    }

    fn agrees(
        &self,
        import: &Import,
        url: &str,
        page: &Page,
        lookup: &Lookup,
    ) -> Result<(), PrefixError> {
        let imports = page.imports.as_ref().map_err(|error| PrefixError::Page(error.clone()))?;
        let prefix_page = PrefixPage { url: &page.url, imports };
        select::verify(import, &lookup.path, url, prefix_page, self.version)
    }

    fn validated(&self, import: &Import, url: &str, lookup: &Lookup) -> Result<(), Halt> {
        let scheme = |repo: &str| match Url::parse_by(repo, self.version) {
            Ok(url) => Ok(url.scheme().to_owned()),
            Err(error) => Err(self.parse_error(&error)),
        };
        let outcome = select::validate(import, url, self.version, scheme);
        let error = outcome.clone().err();
        lookup.recorder.note(Step::Validate, Validated { error });
        outcome.map_err(|error| go(&error))
    }

    /// Whether GOVCS allows `vcs` for `root`.
    pub(crate) fn govcs(&self, vcs: Vcs, root: &str, lookup: &Lookup) -> Result<(), Halt> {
        if !self.version.has(Change::GovcsAsked) {
            return Ok(());
        }
        let list = self.env.get("GOPRIVATE");
        let private = pattern::matches_in(list, root, self.version).is_some();
        let (rule, error) = match Govcs::parse(self.env.get("GOVCS")) {
            Err(error) => (None, Some(error.to_string())),
            Ok(govcs) => {
                let decision = govcs.decide(root, private, vcs.name());
                (Some(rule_text(decision.rule)), decision.outcome.err().map(|e| e.to_string()))
            }
        };
        let (vcs, root) = (vcs.name().to_owned(), root.to_owned());
        let fact = GovcsJudged { vcs, root, private, rule, error: error.clone() };
        lookup.recorder.note(Step::Govcs, fact);
        error.map_or(Ok(()), |error| Err(Halt::Go(error)))
    }
}

fn rule_text(rule: &Rule) -> String {
    let own = if rule.builtin { "go's own rule " } else { "" };
    format!("{own}{}:{}", rule.pattern, rule.allowed.join("|"))
}

/// A failure that go takes for "no such module".
fn go(error: &impl ToString) -> Halt {
    Halt::Go(error.to_string())
}

/// What go checks when it sets the repository up, before it asks anything of it.
fn usable(root: &Root, path: &str) -> Result<(), Halt> {
    let fail = |text: String| Err(Halt::Failed(text, Class::Other));
    match root.vcs.as_str() {
        "mod" => {
            return Url::parse(root.repo.expose()).map_or(Ok(()), |url| match url.scheme() {
                "http" | "https" | "file" => Ok(()),
                _ => fail(format!(
                    "invalid proxy URL scheme (must be https, http, file): {}",
                    lossy(&url.redacted())
                )),
            });
        }
        "git" if !root.repo.expose().contains("://") => {
            let repo = &root.repo;
            return fail(format!(
                "git remote ({repo}) must not be local directory (use URL syntax not host:path syntax)"
            ));
        }
        vcs if !root.repo.expose().contains("://") => {
            return fail(format!("invalid vcs remote: {vcs} {}", root.repo));
        }
        _ => {}
    }
    suffix::covers(&root.path, path).or_else(|mismatch| fail(mismatch.to_string()))
}
