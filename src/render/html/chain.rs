//! A chain of certificates as a picture: a box for each, from the server's to the last sent, and one
//! for the issuer that the server does not send.

use super::text;
use crate::report::{Certificate, Chain};

/// The boxes, joined by who signed whom.
pub(super) fn picture(chain: &Chain) -> String {
    let certificates = chain.certificates.iter().enumerate();
    let boxes = certificates.map(|(index, certificate)| {
        let signed = index.checked_sub(1).and_then(|before| chain.certificates.get(before));
        certificate_box(index, certificate, signed)
    });
    let boxes: String = boxes.chain(chain.certificates.last().map(absent)).collect();
    let (class, symbol, says) = match &chain.error {
        Some(error) => ("bad", "✗", text(error)),
        None => ("good", "✓", "go accepts the chain".to_owned()),
    };
    format!(
        "<h3>Certificates of {}</h3>\n<figure>\n<ol class=\"chain\">\n{boxes}</ol>\n\
         <figcaption class=\"verdict {class}\">{symbol} {says}</figcaption>\n</figure>\n",
        text(&chain.host)
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
        Some(before) if before.issuer == certificate.subject => {
            "<span class=\"label\">signed the one above</span> "
        }
        Some(_) => "<span class=\"bad\">✗ did not sign the one above</span> ",
    };
    let class = if certificate.in_time { "good" } else { "bad" };
    let names = certificate.names.join(", ");
    let rows = [("names", &names), ("issuer", &certificate.issuer), ("valid", &certificate.valid)];
    let rows = rows.into_iter().filter(|(_, says)| !says.is_empty());
    let rows = rows.map(|(label, says)| format!("<dt>{label}</dt><dd>{}</dd>", text(says)));
    let rows = rows.collect::<Vec<_>>().concat();
    format!(
        "<li class=\"{class}\"><b class=\"knot\">{index}</b><div class=\"box\">{link}\
         <strong>{}</strong><dl>{rows}</dl></div></li>\n",
        text(&certificate.subject)
    )
}

/// The issuer of the last certificate, where that is not itself: go has to know it.
fn absent(last: &Certificate) -> String {
    if last.issuer.is_empty() || last.issuer == last.subject {
        return String::new();
    }
    format!(
        "<li class=\"absent\"><b class=\"knot\">?</b><div class=\"box\">{}: not sent; it has to be \
         among the roots</div></li>\n",
        text(&last.issuer)
    )
}
