//! A chain of certificates as a picture: a box for each, from the server's to the last sent.

use super::text;
use crate::report::{Certificate, Chain};

/// The boxes, joined by who signed whom.
pub(super) fn picture(chain: &Chain) -> String {
    let boxes = chain.certificates.iter().enumerate().map(|(index, certificate)| {
        let signed = index.checked_sub(1).and_then(|before| chain.certificates.get(before));
        certificate_box(index, certificate, signed)
    });
    let verdict = match &chain.error {
        Some(error) => format!("<li class=\"bad\">✗ {}</li>\n", text(error)),
        None => "<li class=\"good\">✓ go accepts the chain</li>\n".to_owned(),
    };
    format!(
        "<figure>\n<figcaption>certificates of {}</figcaption>\n<ol class=\"chain\">\n{}{verdict}\
         </ol>\n</figure>\n",
        text(&chain.host),
        boxes.collect::<String>()
    )
}

/// A box; above it whether it is the issuer of the one before.
fn certificate_box(
    index: usize,
    certificate: &Certificate,
    before: Option<&Certificate>,
) -> String {
    let link = match before {
        None => "",
        Some(before) if before.issuer == certificate.subject => "<p class=\"link\">↑ signed by</p>",
        Some(_) => "<p class=\"link bad\">✗ not its issuer</p>",
    };
    let class = if certificate.in_time { "" } else { " class=\"bad\"" };
    let mut rows = vec![("subject", certificate.subject.clone())];
    if !certificate.names.is_empty() {
        rows.push(("names", certificate.names.join(", ")));
    }
    rows.push(("issuer", certificate.issuer.clone()));
    rows.push(("valid", certificate.valid.clone()));
    let rows = rows.into_iter().filter(|(_, says)| !says.is_empty());
    let rows = rows.map(|(label, says)| format!("<dt>{label}</dt><dd>{}</dd>", text(&says)));
    let rows = rows.collect::<Vec<_>>().concat();
    format!("<li{class}>{link}<div class=\"box\"><b>{index}</b><dl>{rows}</dl></div></li>\n")
}
