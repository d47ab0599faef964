//! A private module of which the checksum database would be told next.

use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::sums::{SumSettings, needed},
        xmod::pattern,
    },
    trace::{Resolved, Step, SumsAsked, is_private},
};

check! {
    /// The module is private, and the checksum database will be asked about it once go comes to its sums: no proxy is asked because
    /// GONOPROXY says so, or its host has addresses inside a network alone, and GONOSUMDB does not name it. The database would learn the
    /// name, and since it cannot fetch the module, go would refuse it.
    ///
    /// Once the database was asked it is `private-module-sumdb-lookup`. GOPRIVATE stands for both lists. Where the module is public and
    /// only the proxy is not wanted, all is well.
    ///
    /// Name the module in GONOSUMDB before go comes so far. GOSUMDB=off would leave all public modules unchecked.
    "private-module-sumdb-next", Warning, quiet in "sumdb-private"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.path();
    let covers = |list: &str| pattern::matches(view.value(list), &path).is_some();
    let settings = SumSettings {
        gosumdb: view.value("GOSUMDB"),
        gonosumdb: view.value("GONOSUMDB"),
        goproxy: view.value("GOPROXY"),
        git_user_agent: "",
    };
    let is_asked = needed(&path, settings, view.trace.header.go).is_needed();
    if !is_asked || view.trace.first::<SumsAsked>().is_some() {
        return None;
    }
    let why = if covers("GONOPROXY") {
        format!(
            "GONOPROXY={} names it, GONOSUMDB={} does not",
            view.value("GONOPROXY"),
            view.value("GONOSUMDB")
        )
    } else {
        inside(view)?
    };
    let host = view.host();
    Some(
        Found::new(Step::Sum, format!("The checksum database will be asked about {path} next."))
            .seen(why)
            .fix(view.add_to("GONOSUMDB", &host))
            .not("GOSUMDB=off: all public modules would go unchecked"),
    )
}

/// The addresses of the module's host, where all are inside a network.
fn inside(view: &View<'_>) -> Option<String> {
    let host = view.host();
    let mut all = view.trace.all::<Resolved>().map(|(_, resolved)| resolved);
    let own = all.find(|resolved| resolved.host == host && !resolved.addresses.is_empty())?;
    let inside = own.addresses.iter().all(|address| address.parse().is_ok_and(is_private));
    let shown = own.addresses.join(", ");
    inside.then(|| format!("{host} has addresses inside a network alone: {shown}"))
}
