//! `serve --check`: the server asks itself as go would.

use std::{
    ffi::OsString,
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use clap::Parser as _;
use tokio::sync::oneshot;

use super::{bound, server, setup};
use crate::{
    cli::{
        action::Manner,
        args::{Args, Check, Command, Serve},
        commands::check,
        console::Console,
        exit::Exit,
        runtime::beside,
    },
    problem::Problem,
    serve::load::{Config, Loaded},
    world::{ConnectTo, World},
};

/// Begins a server on a free port of this machine, checks all that the file says against it, and ends it.
pub(super) fn check(
    world: &Arc<World>,
    asked: &Serve,
    config: Config,
    loaded: Loaded,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let hosts = loaded.answers.site().hosts().to_vec();
    let listener = bound(SocketAddr::from(([127, 0, 0, 1], 0)), "--listen")?;
    let unused = bound(SocketAddr::from(([127, 0, 0, 1], 0)), "--listen")?;
    let world = led_here(world, &hosts, asked, &listener, &unused);
    let words = words(asked, &hosts)?;
    // Whoever asks there is refused, as by a port that nobody listens on.
    drop(unused);
    let setup = setup(&world, asked, config, vec![listener], console);
    let runtime = beside()?;
    let (end, ends) = oneshot::channel::<()>();
    let server = {
        let _inside = runtime.enter();
        server(setup, loaded)?
    };
    let running = runtime.spawn(server.run(async {
        // The other end is dropped where the check could not be made.
        let _ = ends.await;
    }));
    let exit = check::run(&world, words, manner, console);
    let _ = end.send(());
    let _ = runtime.block_on(running);
    exit
}

/// The world in which the hosts are this server. Plain, it is asked where go asks for what GOINSECURE matches.
fn led_here(
    world: &World,
    hosts: &[String],
    asked: &Serve,
    listener: &TcpListener,
    unused: &TcpListener,
) -> Arc<World> {
    let mut world = world.clone();
    let port = |listener: &TcpListener| listener.local_addr().ok().map(|address| address.port());
    let plain = asked.tls_cert.is_none();
    let https = if plain { port(unused) } else { port(listener) };
    for host in hosts {
        for (from, to_port) in [(443, https), (80, port(listener))] {
            let to_host = Some("127.0.0.1".to_owned());
            let host = Some(host.clone());
            world.detour_mut().connect_to.push(ConnectTo {
                host,
                port: Some(from),
                to_host,
                to_port,
            });
        }
    }
    if plain {
        world.set("GOINSECURE", hosts.join(","));
    }
    world.set("GONOSUMDB", hosts.join(","));
    Arc::new(world)
}

/// The command line of the check.
fn words(asked: &Serve, hosts: &[String]) -> Result<Check, Problem> {
    let words = ["goget-doctor", "check", "--direct", "--host"].map(OsString::from).into_iter();
    let host = hosts.first().map(OsString::from);
    let words = words.chain(host).chain([asked.config.clone().into_os_string()]);
    let unfit = |why: &str| {
        Problem::new("the file cannot be checked", why, "name the file by another path")
    };
    match Args::try_parse_from(words) {
        Ok(Args { command: Command::Check(check), .. }) => Ok(check),
        Ok(_) => Err(unfit("its name is read as a command")),
        Err(error) => Err(unfit(&error.kind().to_string())),
    }
}
