//! The files that `svn list --xml` tells of (repositories.md §10.2).

use super::revision::between;

/// A file of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path below the folder that was listed.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// The files in `output`, in its order; folders are left out. The error is go's text.
pub fn files(output: &str) -> Result<Vec<Listed>, String> {
    if !output.trim_end().ends_with("</list>") {
        return Err(format!("unexpected response from svn list --xml: EOF\n{output}"));
    }
    let entries = output.split("<entry").skip(1);
    Ok(entries.filter(|entry| is_file(entry)).filter_map(listed).collect())
}

fn is_file(entry: &str) -> bool {
    entry.split('>').next().is_some_and(|head| head.contains("kind=\"file\""))
}

fn listed(entry: &str) -> Option<Listed> {
    let size = between(entry, "<size>", "</size>").and_then(|size| size.parse().ok());
    let name = unescaped(between(entry, "<name>", "</name>")?);
    Some(Listed { name, size: size.unwrap_or_default() })
}

/// The text without what XML escapes in it.
fn unescaped(text: &str) -> String {
    const ESCAPED: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    ESCAPED.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_alone_count() {
        let text = "<list\n   path=\"svn://h/m\">\n<entry\n   kind=\"dir\">\n<name>p</name>\n</entry>\n<entry\n   \
                    kind=\"file\">\n<name>p/a&amp;b.go</name>\n<size>7</size>\n<commit\n   revision=\"2\"/>\n\
                    </entry>\n</list>\n";
        assert_eq!(files(text), Ok(vec![Listed { name: "p/a&b.go".into(), size: 7 }]));
        assert_eq!(files(""), Err("unexpected response from svn list --xml: EOF\n".into()));
    }
}
