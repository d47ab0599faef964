//! A module proxy on loopback, which keeps what it is asked.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{self, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use super::answer::{Answer, Answers};

/// A server at work, which stops when this is dropped.
pub(super) struct Server {
    pub(super) at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    _tasks: JoinSet<()>,
}

/// What a server answers.
pub(super) struct Served {
    /// By path.
    pub(super) answers: Answers,
    /// At every other path.
    pub(super) otherwise: Answer,
    /// Who answers what is asked of a checksum database, and below which path.
    pub(super) database: Option<(String, SocketAddr)>,
}

impl Server {
    pub(super) async fn start(served: Served) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (asked, mut tasks) = (Arc::default(), JoinSet::new());
        tasks.spawn(accept(listener, Arc::new(served), Arc::clone(&asked)));
        Self { at, asked, _tasks: tasks }
    }

    /// What it was asked since the last time, in order of text.
    pub(super) fn take(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

async fn accept(listener: TcpListener, served: Arc<Served>, asked: Arc<Mutex<Vec<String>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (served, asked) = (served.clone(), asked.clone());
        tokio::spawn(async move {
            // A client that hangs up has been noted as far as it went.
            let _ = answer(stream, &served, &asked).await;
        });
    }
}

async fn answer(
    mut stream: TcpStream,
    served: &Served,
    asked: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let target = target(&mut stream).await?;
    asked.lock().unwrap().push(target.clone());
    let path = BASES.iter().find_map(|base| target.strip_prefix(base)).unwrap_or(&target);
    let passed = served.database.as_ref().and_then(|(below, at)| {
        let rest = path.strip_prefix(below.as_str())?;
        Some((rest.to_owned(), *at))
    });
    let bytes = match passed {
        Some((rest, at)) => pass(&rest, at).await?,
        None => served.answers.get(path).unwrap_or(&served.otherwise).bytes(),
    };
    stream.write_all(&bytes).await?;
    stream.shutdown().await
}

/// The target of a request, whose head is read to its end.
async fn target(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines.next_line().await?.is_some_and(|line| !line.is_empty()) {}
    Ok(first.split(' ').nth(1).unwrap_or_default().to_owned())
}

/// The answer of the server at `at`.
async fn pass(target: &str, at: SocketAddr) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(at).await?;
    let head = format!("GET {target} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// What may be in front of a path: that of the entry.
const BASES: [&str; 2] = ["/Base", "/a%20b"];
