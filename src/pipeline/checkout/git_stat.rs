//! The commit that a revision names in a git repository (repositories.md §2.3).

use std::collections::BTreeSet;

use crate::go::{
    cmd::{
        codehost::{
            log,
            origin::Origin,
            refs::{Named, Refs, is_hash, short},
            unknown_revision,
        },
        fault::Fault,
    },
    version::Change,
};

use super::{
    Refused, Runner,
    answers::Commit,
    git::{Asking, Fetched},
    settled,
};

impl<R: Runner> Asking<'_, R> {
    /// The commit that `rev` names; each revision is looked for once.
    pub(super) async fn stat(&mut self, rev: &str) -> Result<Commit, Refused> {
        if let Some(known) = self.state.commits.get(rev) {
            return known.clone();
        }
        let found = settled(self.look_for(rev).await)?;
        self.state.commits.insert(rev.to_owned(), found.clone());
        found
    }

    pub(super) async fn look_for(&mut self, rev: &str) -> Result<Commit, Refused> {
        let by_hash = is_hash(rev, self.state.format);
        if by_hash && let Ok(found) = settled(self.local(rev, rev).await)? {
            return Ok(found);
        }
        if self.has_local_tag(rev).await? {
            return self.local(rev, &tag_ref(rev)).await;
        }
        let refs = self.refs().await?;
        let named = refs.find(rev, self.state.format).map_err(|fault| {
            let origin = fault.is_not_found().then(|| self.unknown(&refs));
            Refused::from(fault).with_origin(origin)
        })?;
        self.bring(named, by_hash).await
    }

    /// The commit of a revision that the refs know, from the folder or from the server.
    async fn bring(&mut self, named: Named, asked: bool) -> Result<Commit, Refused> {
        if !asked && let Ok(found) = settled(self.local(&named.rev, &named.hash).await)? {
            return self.tagged(found, &named).await.map(|it| by_ref(it, &named.name));
        }
        let may_be_alone = self.state.fetched == Fetched::Some;
        if may_be_alone && !named.name.is_empty() && !named.hash.is_empty() {
            let (source, refspec) = shallow(&named);
            if self.run(&self.repo.git.fetch_shallow(&refspec)).await?.end.is_success() {
                let found = self.local(&named.rev, &source).await;
                return found
                    .map(|commit| by_ref(commit, &source))
                    .map_err(|it| refused(it, &source));
            }
        }
        self.fetch_all().await?;
        let found = self.local(&named.rev, &named.rev).await;
        let name = if named.name == HEAD && may_be_alone { &named.hash } else { &named.name };
        found.map(|commit| by_ref(commit, name)).map_err(|it| refused(it, name))
    }

    /// `commit` of the folder, which is given the tag that is listed for it where it lacks it.
    async fn tagged(&mut self, commit: Commit, named: &Named) -> Result<Commit, Refused> {
        match named.name.strip_prefix(TAGS) {
            Some(tag) if !commit.tags.iter().any(|it| it == tag) => {
                self.succeed(&self.repo.git.add_tag(tag, &named.hash)).await?;
                self.state.local_tags.get_or_insert_default().insert(tag.to_owned());
                self.local(&named.rev, &named.name).await
            }
            _ => Ok(commit),
        }
    }

    /// The commit that the folder's git calls `git_rev`, where go calls it `rev`.
    async fn local(&mut self, rev: &str, git_rev: &str) -> Result<Commit, Refused> {
        let done = self.run(&self.repo.git.log(git_rev)).await?;
        if !done.end.is_success() {
            let origin = settled(self.refs().await)?.ok().map(|refs| self.unknown(&refs));
            return Err(Refused::from(unknown_revision(git_rev)).with_origin(origin));
        }
        let commit = log::Commit::parse(&done.stdout).map_err(Fault::Other)?;
        let mut tags: BTreeSet<String> = commit.tags.into_iter().collect();
        if self.repo.version.has(Change::TagsFromRefs)
            && let Ok(refs) = settled(self.refs().await)?
        {
            tags.extend(refs.tags_of(&commit.hash).map(str::to_owned));
        }
        let own = tags.contains(rev).then_some(rev);
        let by_name = !commit.hash.starts_with(git_rev);
        Ok(Commit {
            named: own.unwrap_or(&commit.hash).to_owned(),
            short: short(&commit.hash).to_owned(),
            time: commit.time,
            tags: tags.into_iter().collect(),
            origin: Origin {
                hash: commit.hash.clone(),
                r#ref: if by_name { git_rev.to_owned() } else { String::new() },
                ..self.repo.origin()
            },
            name: commit.hash,
        })
    }

    /// Whether the folder has the tag `rev`; its tags are listed once.
    async fn has_local_tag(&mut self, rev: &str) -> Result<bool, Refused> {
        if self.state.local_tags.is_none() {
            let done = self.run(&self.repo.git.local_tags()).await?;
            let listed = String::from_utf8_lossy(&done.stdout);
            let tags = listed.lines().map(str::to_owned).collect();
            self.state.local_tags =
                Some(if done.end.is_success() { tags } else { BTreeSet::new() });
        }
        Ok(self.state.local_tags.as_ref().is_some_and(|tags| tags.contains(rev)))
    }

    fn unknown(&self, refs: &Refs) -> Origin {
        Origin { repo_sum: refs.repo_sum(), ..self.repo.origin() }
    }
}

/// What a shallow fetch brings: what the folder's git then calls it, and git's word for both.
///
/// `HEAD` is brought by its hash under a name that nobody reads.
fn shallow(named: &Named) -> (String, String) {
    if named.name == HEAD {
        return (named.hash.clone(), format!("{}:refs/dummy", named.hash));
    }
    (named.name.clone(), format!("{0}:{0}", named.name))
}

/// `commit` as the one of `name`, where that is a ref.
fn by_ref(mut commit: Commit, name: &str) -> Commit {
    if name != commit.name {
        name.clone_into(&mut commit.origin.r#ref);
    }
    commit
}

/// A failure at the ref `name`, which its origin tells.
fn refused(mut refused: Refused, name: &str) -> Refused {
    if let Some(origin) = &mut refused.origin {
        name.clone_into(&mut origin.r#ref);
    }
    refused
}

fn tag_ref(tag: &str) -> String {
    format!("{TAGS}{tag}")
}

const HEAD: &str = "HEAD";
const TAGS: &str = "refs/tags/";
