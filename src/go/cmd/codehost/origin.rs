//! Where an answer came from, so that a later run can tell whether it still holds
//! (repositories.md §4.2).

use serde::{Deserialize, Serialize};

/// Where an answer came from. Absent parts are empty and not written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Origin {
    /// The tool: `git`.
    #[serde(rename = "VCS", skip_serializing_if = "String::is_empty")]
    pub vcs: String,
    /// The repository as it was found, before git's own rewriting.
    #[serde(rename = "URL", skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The module's folder.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subdir: String,
    /// The commit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hash: String,
    /// What the tags begin with that the answer rests on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag_prefix: String,
    /// The sum of those tags: `t1:…`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag_sum: String,
    /// The ref that named the commit: `refs/tags/v1.0.0`, `HEAD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub r#ref: String,
    /// The sum of all refs, where a revision was not found: `r1:…`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub repo_sum: String,
}

impl Origin {
    /// What both say together; `None` where their parts disagree.
    pub fn merge(&self, other: &Self) -> Option<Self> {
        let same = (&self.vcs, &self.url, &self.subdir) == (&other.vcs, &other.url, &other.subdir);
        let mut merged = self.clone();
        if !other.hash.is_empty() {
            let agree = (&self.hash, &self.r#ref) == (&other.hash, &other.r#ref);
            if !self.hash.is_empty() && !agree {
                return None;
            }
            (merged.hash, merged.r#ref) = (other.hash.clone(), other.r#ref.clone());
        }
        if !other.tag_sum.is_empty() {
            let agree = (&self.tag_sum, &self.tag_prefix) == (&other.tag_sum, &other.tag_prefix);
            if !self.tag_sum.is_empty() && !agree {
                return None;
            }
            merged.tag_sum.clone_from(&other.tag_sum);
            merged.tag_prefix.clone_from(&other.tag_prefix);
        }
        same.then_some(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_disagree_leave_nothing() {
        let tags = Origin { tag_sum: "t1:a".into(), ..Origin::default() };
        let commit = Origin { hash: "h".into(), r#ref: "HEAD".into(), ..Origin::default() };
        let both = tags.merge(&commit).unwrap();
        assert_eq!((both.hash.as_str(), both.tag_sum.as_str()), ("h", "t1:a"));
        let other = Origin { tag_prefix: "v2.".into(), ..tags.clone() };
        assert_eq!(tags.merge(&other), None);
        assert_eq!(tags.merge(&Origin { url: "u".into(), ..Origin::default() }), None);
    }
}
