//! The page declares an encoding in an XML declaration, and go reads UTF-8 only.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The page begins with an XML declaration such as `<?xml version="1.0" encoding="gbk"?>`. go's
    /// parser reads UTF-8 and ASCII; any other name there stops it, even `iso-8859-1` or `utf8`.
    /// The charset of the HTTP header and of `<meta charset>` does not matter.
    ///
    /// Take the declaration out, or write `encoding="utf-8"` and serve the page in UTF-8.
    "html-declared-charset-unsupported", Error, quiet in "charset-gbk"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let error =
        page.read.go().error.as_ref().filter(|error| error.starts_with("xml: opening charset "))?;
    let title = "The page's XML declaration names an encoding that go does not read.";
    let found = Found::new(Step::Meta, title).seen(format!("{}: {error}", page.url));
    Some(found.fix("<?xml version=\"1.0\" encoding=\"utf-8\"?>   <!-- or no such line at all -->"))
}
