//! What the machine is, as far as it explains why a connection fails.

use std::path::{Path, PathBuf};

use crate::{
    trace::{Machine, Preloaded, PreloadedProxy},
    world::World,
};

/// Files that container engines lay into every container.
const MARKERS: [&str; 2] = ["/.dockerenv", "/run/.containerenv"];

const LIMIT: u64 = 64 << 10;

/// Looks at the machine.
pub(crate) fn look(world: &World) -> Machine {
    let exists = |marker: &&str| world.read(Path::new(marker), LIMIT).is_ok();
    let preload = world.var("LD_PRELOAD").map(|value| value.to_string_lossy().into_owned());
    let preload = preload.filter(|value| !value.is_empty());
    let chains = preload.as_ref().is_some_and(|value| value.contains("proxychains"));
    Machine {
        container: MARKERS.iter().find(|marker| exists(marker)).map(|&marker| marker.to_owned()),
        preloaded: chains.then(|| proxychains(world)).flatten(),
        preload,
    }
}

/// What the settings of proxychains say: the first file that there is, in its order.
fn proxychains(world: &World) -> Option<Preloaded> {
    let named = world.var("PROXYCHAINS_CONF_FILE").map(PathBuf::from);
    let home = world.var("HOME").map(|home| Path::new(home).join(".proxychains/proxychains.conf"));
    let system = ["/etc/proxychains.conf", "/etc/proxychains4.conf"].map(PathBuf::from);
    let mut files = named.into_iter().chain(home).chain(system);
    files.find_map(|file| {
        let text = world.read(&file, LIMIT).ok()?;
        let proxies = proxies(&String::from_utf8_lossy(&text));
        Some(Preloaded { file: file.to_string_lossy().into_owned(), proxies })
    })
}

/// The lines `TYPE HOST PORT [USER PASSWORD]` below `[ProxyList]`.
fn proxies(text: &str) -> Vec<PreloadedProxy> {
    let lines = text.lines().map(str::trim).skip_while(|line| *line != "[ProxyList]").skip(1);
    lines.filter_map(proxy).collect()
}

fn proxy(line: &str) -> Option<PreloadedProxy> {
    let mut words = line.split_whitespace();
    let kind = words.next().filter(|kind| ["http", "socks4", "socks5"].contains(kind))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let host = words.next().filter(|host| host.chars().all(plain))?;
    let port: u16 = words.next()?.parse().ok()?;
    let address =
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
    Some(PreloadedProxy { kind: kind.to_owned(), address, login: words.next().is_some() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    #[test]
    fn proxies_stand_below_their_heading() {
        let text = "socks5 no.test 1\n[ProxyList]\n# add proxy here\nsocks4 \t127.0.0.1 9050\n\
                    http ::1 8080 me secret\nraw a.test 1\nsocks5 a.test x\nsocks5 \x1b[2J 1\n";
        let read: Vec<_> =
            proxies(text).into_iter().map(|it| (it.kind, it.address, it.login)).collect();
        let expected = [("socks4", "127.0.0.1:9050", false), ("http", "[::1]:8080", true)];
        assert_eq!(read, expected.map(|(kind, at, login)| (kind.into(), at.into(), login)));
    }

    #[test]
    fn the_first_file_is_read() {
        let mut world = World::empty();
        world.set("LD_PRELOAD", "/usr/lib/libproxychains.so.4");
        world.lay("/etc/proxychains.conf", Laid::Content(b"[ProxyList]\nhttp a.test 1".into()));
        let file = |world: &World| look(world).preloaded.map(|it| it.file);
        assert_eq!(file(&world).as_deref(), Some("/etc/proxychains.conf"));
        world.set("PROXYCHAINS_CONF_FILE", "/srv/chains");
        world.lay("/srv/chains", Laid::Content(b"".into()));
        assert_eq!(file(&world).as_deref(), Some("/srv/chains"));
        world.set("LD_PRELOAD", "/usr/lib/libjemalloc.so.2");
        assert_eq!(file(&world), None);
    }
}
