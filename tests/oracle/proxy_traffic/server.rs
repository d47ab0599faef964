//! Three listeners on loopback that keep what they are asked and refuse it: two proxies, and a server that is none.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// Servers at work. They stop when this is dropped.
pub(crate) struct Servers {
    a: SocketAddr,
    b: SocketAddr,
    direct: Vec<SocketAddr>,
    requests: Arc<Mutex<Vec<String>>>,
    _tasks: JoinSet<()>,
}

impl Servers {
    /// Starts them.
    pub(crate) async fn start() -> Self {
        let (mut tasks, requests) = (JoinSet::new(), Arc::default());
        let mut open = |listener: TcpListener, name: &'static str| {
            let at = listener.local_addr().unwrap();
            tasks.spawn(accept(listener, name, Arc::clone(&requests)));
            at
        };
        let [a, b] = ["a", "b"].map(async |name| (TcpListener::bind("127.0.0.1:0").await, name));
        let (a, b) = (a.await, b.await);
        let (a, b) = (open(a.0.unwrap(), a.1), open(b.0.unwrap(), b.1));
        let first = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = first.local_addr().unwrap().port();
        let mut direct = vec![open(first, "direct")];
        for other in ["127.0.0.2", "[::1]"] {
            // A machine without one has it neither for go nor for us.
            if let Ok(listener) = TcpListener::bind(format!("{other}:{port}")).await {
                direct.push(open(listener, "direct"));
            }
        }
        Self { a, b, direct, requests, _tasks: tasks }
    }

    /// `text` with the places of the servers.
    pub(crate) fn named(&self, text: &str) -> String {
        let port = self.direct[0].port().to_string();
        text.replace("{a}", &self.a.to_string())
            .replace("{b}", &self.b.to_string())
            .replace("{d}", &port)
    }

    /// Where they listen.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        [self.a, self.b].into_iter().chain(self.direct.clone()).collect()
    }

    /// The requests since the last time, in their order.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

async fn accept(listener: TcpListener, name: &'static str, requests: Arc<Mutex<Vec<String>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let requests = requests.clone();
        tokio::spawn(async move {
            let note = |what: String| requests.lock().unwrap().push(format!("{name}: {what}"));
            // A client that hangs up has been noted as far as it went.
            let _ = answer(BufReader::new(stream), note).await;
        });
    }
}

async fn answer(mut stream: BufReader<TcpStream>, note: impl Fn(String)) -> io::Result<()> {
    match stream.fill_buf().await?.first() {
        None => return Ok(()),
        Some(0x16) => note("TLS".into()),
        Some(5) => {
            note(socks5(&mut stream).await?);
            stream.write_all(&[5, 2, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
        }
        Some(_) => {
            note(head(&mut stream).await?);
            let refusal = b"HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(refusal).await?;
        }
    }
    stream.shutdown().await
}

/// The request line, and who asks.
async fn head(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<String> {
    let (mut kept, mut lines) = (Vec::new(), stream.lines());
    while let Some(line) = lines.next_line().await?.filter(|line| !line.is_empty()) {
        if kept.is_empty() || line.starts_with("Proxy-Authorization:") {
            kept.push(line);
        }
    }
    Ok(kept.join(" | "))
}

/// The target of a SOCKS request (RFC 1928), and who asks (RFC 1929).
async fn socks5(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let methods = after(stream, 1).await?;
    let wants = if methods.contains(&2) { 2 } else { 0 };
    stream.write_all(&[5, wants]).await?;
    let mut who = String::new();
    if wants == 2 {
        let user = after(stream, 1).await?;
        let password = after(stream, 0).await?;
        who = String::from_utf8_lossy(&[user, vec![b':'], password].concat()).into_owned();
        stream.write_all(&[1, 0]).await?;
    }
    let mut request = [0; 4];
    stream.read_exact(&mut request).await?;
    let host = match request[3] {
        1 => bytes(stream, 4).await?,
        4 => bytes(stream, 16).await?,
        _ => after(stream, 0).await?,
    };
    let port = stream.read_u16().await?;
    let host = if request[3] == 3 { lossy(&host) } else { format!("{host:?}") };
    Ok(format!("socks5 {host}:{port} {who}"))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What follows `skipped` bytes and a length.
async fn after(stream: &mut BufReader<TcpStream>, skipped: usize) -> io::Result<Vec<u8>> {
    bytes(stream, skipped).await?;
    let length = stream.read_u8().await?;
    bytes(stream, length.into()).await
}

async fn bytes(stream: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}
