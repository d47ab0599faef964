//! `serve`: answers for import paths, until told to end.

mod itself;
mod screen;
pub(in crate::cli::commands) mod told;

use std::{
    fs::OpenOptions,
    io::{self, Write},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    cli::{
        action::Manner,
        args::Serve,
        console::Console,
        exit::Exit,
        runtime::{block_on_all, interrupted},
    },
    problem::Problem,
    serve::{
        http::{Limits, Log, Server, Setup, TlsFiles, bind, given, most_connections},
        load::{Config, Loaded, load},
        site::Choice,
    },
    world::World,
};

/// Serves what `asked` names; with `--check` only as long as it asks itself.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Serve,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let config = config(asked);
    let loaded = load(world, &config).map_err(|refused| told::refused(&config.file, refused))?;
    if asked.check {
        return itself::check(world, asked, config, loaded, manner, console);
    }
    let listeners = listeners(world, asked)?;
    let admin = asked.admin.map(|address| bound(address, "--admin")).transpose()?;
    let view = screen::view(
        asked,
        &loaded,
        &addresses(&listeners),
        admin.as_ref().and_then(|it| it.local_addr().ok()),
    );
    let log = log(&asked.log)?;
    let setup = Setup { admin, log, ..setup(world, asked, config, listeners, console) };
    block_on_all(async {
        let server = server(setup, loaded)?;
        console.print(&crate::render::serve::human(&view, &console.out))?;
        server.run(interrupted()).await;
        Ok(Exit::Success)
    })
}

fn config(asked: &Serve) -> Config {
    let choice = Choice { host: asked.site.host.clone(), docs: asked.site.docs.clone() };
    Config { file: asked.config.clone(), choice, redirect: asked.redirect }
}

/// A server without a log and without a listener for health and metrics.
fn setup(
    world: &Arc<World>,
    asked: &Serve,
    config: Config,
    listeners: Vec<TcpListener>,
    console: &Console,
) -> Setup {
    let certificate = asked.tls_cert.clone().zip(asked.tls_key.clone());
    let most = most_connections();
    let wanted = asked.max_connections.and_then(|most| usize::try_from(most).ok());
    let (file, painter) = (config.file.clone(), console.out);
    Setup {
        world: world.clone(),
        config,
        listeners,
        admin: None,
        tls: certificate.map(|(certificate, key)| TlsFiles { certificate, key }),
        behind_proxy: asked.behind_proxy,
        log: Log::none(),
        limits: Limits::of(wanted.unwrap_or(most).min(most)),
        // Where nobody reads it nobody is told.
        tell: Box::new(move |notice| {
            let _ = io::stderr().write_all(told::notice(&file, notice, &painter).as_bytes());
        }),
    }
}

fn server(setup: Setup, loaded: Loaded) -> Result<Server, Problem> {
    Server::new(setup, loaded).map_err(|error| {
        let next = "name a certificate in PEM and its key with --tls-cert and --tls-key";
        Problem::new("the server cannot begin", error.to_string(), next)
    })
}

/// What systemd opened, or what is named, or a port of this machine alone.
fn listeners(world: &World, asked: &Serve) -> Result<Vec<TcpListener>, Problem> {
    let given = given(world).map_err(|error| {
        let next = "start it without socket activation, with --listen ADDR:PORT";
        Problem::new("the listeners that systemd opened cannot be used", error.to_string(), next)
    })?;
    if !given.is_empty() {
        return Ok(given);
    }
    if asked.listen.is_empty() {
        let port = if asked.tls_cert.is_some() { 8443 } else { 8080 };
        return Ok(vec![bound(SocketAddr::from(([127, 0, 0, 1], port)), "--listen")?]);
    }
    asked.listen.iter().map(|address| bound(*address, "--listen")).collect()
}

fn bound(address: SocketAddr, option: &str) -> Result<TcpListener, Problem> {
    bind(address).map_err(|error| {
        let what = format!("cannot listen on {address}");
        Problem::new(what, error.to_string(), format!("name another with {option} ADDR:PORT"))
    })
}

fn addresses(listeners: &[TcpListener]) -> Vec<SocketAddr> {
    listeners.iter().filter_map(|listener| listener.local_addr().ok()).collect()
}

/// The log that `--log` names.
fn log(file: &Path) -> Result<Log, Problem> {
    let opened = match file.to_str() {
        Some("none") => return Ok(Log::none()),
        Some("-") => Log::to(Box::new(|| Ok(Box::new(io::stdout())))),
        _ => {
            let file: PathBuf = file.to_owned();
            Log::to(Box::new(move || {
                Ok(Box::new(OpenOptions::new().append(true).create(true).open(&file)?))
            }))
        }
    };
    opened.map_err(|error| {
        let what = format!("cannot write {}", file.display());
        Problem::new(what, error.to_string(), "name a file that can be written with --log, or none")
    })
}
