//! A redirect that loses the question.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on, word},
    },
    trace::{Question, Step},
};

check! {
    /// A redirect leads to a URL without `?go-get=1`. go asks for what the redirect says and adds
    /// nothing, and the server keeps the tag for those who ask with it: the answer is the page for
    /// people.
    ///
    /// Keep the query in the redirect (`$request_uri` in nginx has it, `$uri` has not), or put the
    /// tag on the page for everyone: browsers do not mind it.
    "http-redirect-drops-query", Error, quiet in "redirect-drops-path"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (probed, import) = view.with_other_query()?;
    let last = view.last().filter(|_| probed.question == Question::WithQuery)?;
    let hop = view.attempts().iter().rfind(|attempt| attempt.redirect.is_some())?;
    let to = hop.redirect.map_or("", |redirect| redirect.location);
    let host = view.server();
    Some(
        Found::new(Step::Fetch, "A redirect drops ?go-get=1, and the tag is there only with it.")
            .seen(format!("{} leads to {to}", hop.asked.url))
            .seen(format!("{}: no tag", last.asked.url))
            .seen(format!("{}: the tag", probed.url))
            .fix(format!("return 301 https://{}$request_uri;   # in nginx", word(&host)))
            .fix(tag_on(import, &last.asked.url)),
    )
}
