//! The sums of what a proxy serves, and the checksum database that it passes on.

use super::{
    rule::rule,
    ruling::{Broken, Ruling},
    seen::{Seen, broken, settled},
};
use crate::{
    go::xmod::sumdb::note,
    trace::protocol::{About, End, Endpoint, Recorded, SumSeen},
};

rule! {
    GO_SUM = "protocol-sum-other-in-gosum", Error, Sum, of module, go_sum;
    "sums are those of ./go.sum";
    "What the proxy serves has another sum than go.sum has recorded. go refuses it, and ends.";
    alike "`sum-differs-from-gosum` is the same in a run, which can ask others too. A version that was published a second time differs at every proxy that has the new one.";
    cure "Find out which of the two is the version that was published: ask another proxy, or the repository; clear the version from the store that is wrong. The line in go.sum is not to be deleted before that is known.";
    "grep -n 'example.com/mod v1.0.0' go.sum"
}

rule! {
    DATABASE = "protocol-sum-other-in-database", Error, Sum, of module, database;
    "sums are those of the checksum database";
    "What the proxy serves has another sum than the checksum database has recorded, or the database, by way of the proxy, does not prove what it says. go refuses the version.";
    alike "`sum-proxy-served-different-bits` is the same in a run. A private module is not in the database, and GOPRIVATE keeps go from asking for it.";
    cure "Clear the version from the proxy's store and let it fetch it again; where the repository has moved the tag, publish a new version.";
    "goget-doctor resolve --until package example.com/mod@v1.0.0"
}

rule! {
    SUPPORTED = "protocol-sumdb-supported", Error, Sum, of proxy, supported;
    "sumdb/NAME/supported: 200, 404 or 410";
    "The module proxy answers the question whether it passes the checksum database on with a status that is neither 200 nor 404 nor 410. go then asks nobody for sums, and refuses every module that go.sum does not have.";
    alike "`sumdb-proxy-endpoint-broken` is the same in a run. 404 is fine: go asks the database itself, which has to be reachable then.";
    cure "Answer PROXY/sumdb/sum.golang.org/supported with 404 where the proxy does not pass the database on, with 200 and an empty body where it does.";
    "curl -sS -i https://proxy.example.com/sumdb/sum.golang.org/supported"
}

rule! {
    HEAD = "protocol-sumdb-head", Error, Sum, of proxy, head;
    "sumdb/NAME/latest: the database's own head";
    "The module proxy says that it passes the checksum database on, and what comes for the newest head is not signed by it. A page for every path looks so. go believes the first answer, and every look-up then fails.";
    alike "A database that answers falsely itself: ask it directly. `sumdb-proxy-endpoint-broken` is what a run says of a proxy that fails below sumdb/.";
    cure "Pass everything below PROXY/sumdb/NAME/ on to https://NAME/ unchanged, or answer supported with 404.";
    "curl -sS -i https://proxy.example.com/sumdb/sum.golang.org/latest"
}

fn noun(sum: &SumSeen) -> &'static str {
    if sum.of_go_mod { ".mod" } else { ".zip" }
}

fn go_sum(seen: &Seen<'_>) -> Ruling {
    if let Err(open) = seen.version() {
        return open;
    }
    let listed: Vec<&SumSeen> = seen.run.sums.iter().filter(|sum| sum.listed.is_some()).collect();
    let differs =
        |sum: &&&SumSeen| sum.listed.as_ref().is_some_and(|(_, hash)| *hash != sum.served);
    let wrong: Vec<&&SumSeen> = listed.iter().filter(differs).collect();
    if let Some(first) = wrong.first() {
        let line = first.listed.as_ref().map_or(0, |(line, _)| *line);
        let title = format!("The {} has another sum than line {line} of go.sum.", noun(first));
        let evidence = wrong.iter().map(|sum| {
            let listed = sum.listed.as_ref().map(|(line, hash)| format!("go.sum:{line} {hash}"));
            (format!("{} {}", noun(sum), sum.served), listed.unwrap_or_default())
        });
        return Broken { title, evidence: evidence.collect(), ..Broken::default() }.into();
    }
    let served = seen.run.sums.iter().map(|sum| format!("{} {}", noun(sum), sum.served));
    match (listed.len(), served.collect::<Vec<_>>().join(", ")) {
        (_, served) if served.is_empty() => Ruling::open("nothing came to make a sum of"),
        (0, served) => Ruling::open(format!("go.sum has none; {served}")),
        (_, served) => Ruling::kept(served),
    }
}

fn database(seen: &Seen<'_>) -> Ruling {
    if let Err(open) = seen.version() {
        return open;
    }
    let (mut wrong, mut kept, mut why) = (Vec::new(), 0, None);
    for sum in &seen.run.sums {
        let served = format!("{} {}", noun(sum), sum.served);
        match &sum.recorded {
            Recorded::Sum(recorded) if *recorded == sum.served => kept += 1,
            Recorded::Sum(recorded) => wrong.push((served, format!("recorded: {recorded}"))),
            Recorded::Failed(said) => wrong.push((served, said.clone())),
            Recorded::Unasked(reason) => why = Some(reason.as_str()),
        }
    }
    match (wrong.is_empty(), kept, why) {
        (false, ..) => {
            let title =
                "The checksum database does not vouch for what the proxy serves.".to_owned();
            Broken { title, evidence: wrong, ..Broken::default() }.into()
        }
        (true, 0, why) => Ruling::open(why.unwrap_or("nothing came to make a sum of")),
        (true, ..) => Ruling::kept("the database has recorded the same"),
    }
}

fn supported(seen: &Seen<'_>) -> Ruling {
    settled(seen.reply(About::Database, Endpoint::Supported).map(|reply| match &reply.end {
        End::Body { .. } => Ruling::kept("200: the proxy passes the database on"),
        _ if reply.is_missing() => Ruling::kept("404: go asks the database itself"),
        _ => {
            let title =
                "The question after the checksum database is answered with neither 200 nor 404.";
            broken(title, &[reply]).into()
        }
    }))
}

fn head(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let supported = seen.reply(About::Database, Endpoint::Supported)?;
        if supported.body().is_none() {
            return Ok(Ruling::open("the proxy does not pass the database on"));
        }
        let reply = seen.reply(About::Database, Endpoint::Head)?;
        let database = seen.run.database.as_ref().ok_or_else(|| Ruling::open("no database"))?;
        let opened = reply.body().map(|body| note::open(body, &database.verifier));
        Ok(if matches!(opened, Some(Ok(_))) {
            Ruling::kept(format!("signed by {}", database.verifier.name()))
        } else {
            let title = "What comes below sumdb/ is not signed by the database.";
            broken(title, &[supported, reply]).into()
        })
    };
    settled(judged())
}
