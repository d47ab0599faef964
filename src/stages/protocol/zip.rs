//! The files of a version as a proxy serves them: `.zip`.

use super::{
    info::there,
    rule::rule,
    ruling::Ruling,
    seen::{Seen, broken, releases, settled},
};
use crate::trace::protocol::{About, End, Endpoint, ZipSeen};

rule! {
    MISSING = "protocol-zip-missing", Error, Zip, of module, missing;
    ".zip is there";
    "The module proxy has no `.zip` of the version. go finds the module and cannot build with it.";
    alike "A redirect to a storage host that refuses is one too: its status is the answer (`goproxy-403-after-redirect-to-storage`).";
    cure "Serve MODULE/@v/VERSION.zip for every version; where it is redirected, let the caller read at the other host without a login.";
    "curl -sS -iL -r 0-3 https://proxy.example.com/example.com/mod/@v/v1.0.0.zip"
}

rule! {
    UNREADABLE = "protocol-zip-unreadable", Error, Zip, of module, unreadable;
    ".zip can be unpacked";
    "The `.zip` of the version is no zip, or cannot be unpacked: a page with 200, half a file, an entry whose sum is wrong.";
    alike "`goproxy-zip-not-a-zip` is the same in a run. A body that broke off is `protocol-body-broken-off`; names in the zip that go refuses are `protocol-zip-refused`.";
    cure "Serve the zip as go makes it, byte for byte; let go fill the store (go mod download with GOPROXY=direct) rather than an archive of the forge.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.zip | od -c | head -n 3"
}

rule! {
    REFUSED = "protocol-zip-refused", Error, Zip, of module, refused;
    ".zip holds what may be in one";
    "go does not take the zip: a file outside of MODULE@VERSION/, a name that some system cannot have, two names that differ in case, a go.mod below the root, or too many bytes.";
    alike "An archive that a forge made has its files below NAME-VERSION/. A zip that cannot be read at all is `protocol-zip-unreadable`.";
    cure "Make the zip with go itself (go mod download with GOPROXY=direct, then the files of its cache), not with the archive of a forge.";
    "curl -sSo module.zip https://proxy.example.com/example.com/mod/@v/v1.0.0.zip"
}

rule! {
    GO_MOD = "protocol-zip-other-go-mod", Error, Zip, of module, go_mod;
    ".zip and .mod have one go.mod";
    "The go.mod in the zip is another one than the `.mod`. go believes the `.mod` and builds what is in the zip; the sums of the two were recorded of different files, or one of them will be refused.";
    alike "A zip without a go.mod is right where the version has none. `sum-proxy-served-different-bits` is what go.sum or the database says of one of the two.";
    cure "Clear the version from the store and let both come from one place.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.mod"
}

rule! {
    RANGE = "protocol-range", Note, Zip, of module, range;
    "a part of the .zip is that part";
    "A request for the first bytes of the zip is answered with other bytes, or with a failure. go asks for no ranges; caches and mirrors before the proxy do, and hand on what they get.";
    alike "200 with the whole file is right: ranges are not an obligation.";
    cure "Answer Range with 206, Content-Range and these bytes, or with 200 and all of it.";
    "curl -sS -r 0-3 https://proxy.example.com/example.com/mod/@v/v1.0.0.zip | od -c"
}

fn missing(seen: &Seen<'_>) -> Ruling {
    there(seen, Endpoint::Zip, ".zip")
}

fn zip<'a>(seen: &Seen<'a>) -> Result<&'a ZipSeen, Ruling> {
    seen.reply(About::Module, Endpoint::Zip)?;
    seen.run.zip.as_ref().ok_or_else(|| Ruling::open("no zip came"))
}

fn unreadable(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (zip, reply) = (zip(seen)?, seen.reply(About::Module, Endpoint::Zip)?);
        let (what, minding) = match (&zip.h1, zip.refused.first()) {
            (Some(Ok(h1)), _) => {
                return Ok(Ruling::kept(format!("{} files, {} bytes, {h1}", zip.files, zip.bytes)));
            }
            (Some(Err(why)), _) => (why.clone(), releases().collect()),
            (None, Some((_, why))) => {
                (why.clone(), zip.refused.iter().map(|(release, _)| *release).collect())
            }
            (None, None) => return Ok(Ruling::open("it could not be read")),
        };
        let mut told = broken(format!("The zip cannot be unpacked: {what}"), &[reply]);
        told.releases = minding;
        Ok(told.into())
    };
    settled(judged())
}

fn refused(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (zip, reply) = (zip(seen)?, seen.reply(About::Module, Endpoint::Zip)?);
        let Some(Ok(_)) = &zip.h1 else { return Ok(Ruling::open("it cannot be unpacked")) };
        let Some((_, why)) = zip.refused.last() else {
            return Ok(Ruling::kept(format!("all {} files, by every release", zip.files)));
        };
        let lines: Vec<&str> = why.lines().collect();
        let more = match lines.len() {
            0 | 1 => String::new(),
            count => format!(" (and {} more)", count - 1),
        };
        let first = lines.first().copied().unwrap_or_default();
        let mut told = broken(format!("go does not take the zip: {first}{more}"), &[reply]);
        told.releases = zip.refused.iter().map(|(release, _)| *release).collect();
        Ok(told.into())
    };
    settled(judged())
}

fn go_mod(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (zip, content) = (zip(seen)?, seen.body(About::Module, Endpoint::Mod)?);
        let Some(own) = &zip.go_mod else {
            return Ok(Ruling::open("the zip has no go.mod"));
        };
        if own.0 == content.body {
            return Ok(Ruling::kept("the same bytes"));
        }
        let reply = seen.reply(About::Module, Endpoint::Zip)?;
        let title = "The go.mod in the zip is another one than the .mod.";
        Ok(broken(title, &[content.reply, reply]).into())
    };
    settled(judged())
}

fn range(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let reply = seen.reply(About::Range, Endpoint::Zip)?;
        let whole = seen.body(About::Module, Endpoint::Zip)?;
        let is_beginning = match &reply.end {
            End::Body { text, .. } => {
                let length = text.0.len().min(whole.body.len());
                length >= 4 && text.0[..length] == whole.body[..length]
            }
            _ => false,
        };
        Ok(if is_beginning {
            Ruling::kept("the first bytes came, or all of them")
        } else {
            broken("A request for a part of the zip brings something else.", &[reply]).into()
        })
    };
    settled(judged())
}
