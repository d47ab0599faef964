//! `certs`: the roots that go reads, a server's certificates, or those of files.

use std::{ffi::OsStr, path::Path, sync::Arc};

use crate::{
    cli::{
        action::Manner,
        args::{Certs, Format},
        console::Console,
        exit::Exit,
        options::options,
        pasted::taken_host,
        runtime::{block_on, input, save},
    },
    go::std::{
        encoding::pem::{self, Block, Broken},
        strconv::text::lossy,
    },
    pipeline::{self, Bundle, Inspection, Server, Subject},
    problem::Problem,
    render::{certs as screen, json, jsonl},
    report::certs::CertsView,
    shell::word,
    trace::{Judged, Trace},
    world::World,
};

/// Looks at what `asked` names, and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Certs,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let inspection = inspection(world, asked, console)?;
    let world = match asked.at {
        None => world.clone(),
        Some(moment) => {
            let mut world = World::clone(world);
            world.stop_clock(moment);
            Arc::new(world)
        }
    };
    let trace = block_on(pipeline::certs(world, &inspection, &options(manner, true)))?;
    if let Some(file) = &asked.save_chain {
        save_chain(file, &trace)?;
    }
    let mut view = CertsView::of(&trace);
    manner.levels.apply(&mut view.findings);
    console.print(&match manner.format {
        Format::Human => screen::human(&view, &console.out, manner.detail),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(match view.verdict.ok() {
        Some(ok) => Exit::judged(ok, &view.findings),
        None => Exit::Undecided,
    })
}

/// Writes what the server presented; a server that presented nothing leaves the file as it is.
fn save_chain(file: &Path, trace: &Trace) -> Result<(), Problem> {
    let judged = trace.all::<Judged>().map(|(_, judged)| judged).last();
    let chain = judged.filter(|judged| !judged.chain.is_empty()).ok_or_else(|| {
        let what = format!("--save-chain {}", file.display());
        Problem::new(
            what,
            "the server presented no certificate",
            "goget-doctor certs HOST, without --save-chain, shows how far it came",
        )
    })?;
    let blocks = chain.chain.iter().map(|der| pem::block("CERTIFICATE", &der.0));
    save(file, blocks.collect::<String>().as_bytes())
}

fn inspection(world: &World, asked: &Certs, console: &Console) -> Result<Inspection, Problem> {
    let (chain, roots) = (asked.chain.as_deref(), asked.roots.as_deref());
    if chain == Some(OsStr::new("-")) && roots == chain {
        return Err(Problem::new(
            "--chain - and --roots -",
            "standard input can be read once",
            "name a file for one of the two",
        ));
    }
    let subject = match (&asked.server, &asked.host, chain) {
        (Some(server), ..) => Subject::Server(Server::parse(&taken_host(server, console))?),
        (None, Some(host), Some(file)) => {
            let server = Server::parse(&taken_host(host, console))?;
            Subject::Chain(server, presented(&input(world, file, console)?, file, console)?)
        }
        _ => Subject::Roots,
    };
    let bundle = |file: &OsStr| {
        let bytes = input(world, file, console)?;
        Ok(Bundle { name: file.to_string_lossy().into_owned(), bytes })
    };
    Ok(Inspection { subject, roots: roots.map(bundle).transpose()? })
}

/// The certificates in a file, as a server presents them; what else is there it leaves out.
fn presented(text: &[u8], file: &OsStr, console: &Console) -> Result<Vec<Vec<u8>>, Problem> {
    let (mut chain, mut others) = (Vec::new(), Vec::new());
    for piece in pem::pieces(text) {
        match piece.content {
            Ok(Block { label: b"CERTIFICATE", bytes, .. }) => chain.push(bytes),
            Ok(block) => others.push(format!("line {}: a {}", piece.line, lossy(block.label))),
            Err(broken) => others.push(format!("line {}: {broken}", piece.line)),
        }
    }
    let file = file.to_string_lossy();
    if chain.is_empty() {
        return Err(no_certificate(text, &file, &others));
    }
    for other in others {
        console.hint(&format!("{file}, {other}; left out"));
    }
    Ok(chain)
}

fn no_certificate(text: &[u8], file: &str, others: &[String]) -> Problem {
    let what = format!("{file} holds no certificate that can be read");
    let next = "name a file with blocks between BEGIN CERTIFICATE and END CERTIFICATE";
    let quoted = word(file);
    match others.first() {
        _ if holds(text, PKCS12) => Problem::new(
            what,
            "it holds PKCS 12, a certificate with its key behind a password",
            format!("openssl pkcs12 -in {quoted} -nokeys -out {}", word(&format!("{file}.pem"))),
        ),
        _ if holds(text, PKCS7) => Problem::new(
            what,
            "it holds PKCS 7 in DER",
            format!(
                "openssl pkcs7 -inform der -print_certs -in {quoted} -out {}",
                word(&format!("{file}.pem"))
            ),
        ),
        Some(other) if other.contains("PKCS7") => Problem::new(
            what,
            other.clone(),
            format!(
                "openssl pkcs7 -print_certs -in {quoted} -out {}",
                word(&format!("{file}.pem"))
            ),
        ),
        Some(other) if other.ends_with(&Broken::Glued.to_string()) => Problem::new(
            what,
            format!("{other}: a file ended without a line break when another was put behind it"),
            format!("sed 's/-----BEGIN/\\n&/g' {quoted} > {}", word(&format!("{file}.pem"))),
        ),
        Some(other) if is_on_one_line(text) => Problem::new(
            what,
            format!("{other}: the whole block is on one line"),
            format!(
                r"sed 's/\\n/\n/g; s/-----[A-Z ]*-----/\n&\n/g' {quoted} > {}",
                word(&format!("{file}.pem"))
            ),
        ),
        _ if text.starts_with(&[0x30, 0x82]) => Problem::new(
            what,
            "it holds DER in place of PEM",
            format!("openssl x509 -inform der -in {quoted} -out {}", word(&format!("{file}.pem"))),
        ),
        Some(other) => Problem::new(what, other.clone(), next),
        None if text.trim_ascii().is_empty() => Problem::new(what, "it is empty", next),
        None => Problem::new(what, "there is no PEM block in it", next),
    }
}

/// Whether a line has the beginning of a block with data behind it: as a variable of the environment holds one, or a line of JSON.
fn is_on_one_line(text: &[u8]) -> bool {
    let begin = b"-----BEGIN CERTIFICATE-----";
    let mut lines = text.split(|byte| *byte == b'\n');
    lines.any(|line| {
        let at = line.windows(begin.len()).position(|part| part == begin);
        at.is_some_and(|at| line.len() > at + begin.len() + 32)
    })
}

/// Whether DER begins with a sequence whose first element is this.
fn holds(text: &[u8], first: &[u8]) -> bool {
    let head = text.get(..32).unwrap_or(text);
    head.starts_with(&[0x30]) && head.windows(first.len()).any(|part| part == first)
}

/// The version of PKCS 12, behind the head of its sequence, and the object that follows it.
const PKCS12: &[u8] = &[0x02, 0x01, 0x03, 0x30];

/// The object identifier of signed data in PKCS 7.
const PKCS7: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
