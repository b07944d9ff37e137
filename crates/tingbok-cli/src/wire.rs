//! HTTP/1.1 over a socket (RFC 9112). One connection is kept while it lasts. Every request may be sent twice:
//! reads change nothing, and commands carry their key.
use crate::{
    fault::{Fault, Name, Outcome},
    transport::{ANSWER_LIMIT_BYTES, Request, Response},
};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Uri,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{HOST, HeaderValue},
};
use hyper_util::rt::TokioIo;
use std::{fmt, path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, UnixStream},
    time::timeout,
};

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// Longer than the server gives a request, so that its own words arrive.
const ANSWER_LIMIT: Duration = Duration::from_mins(1);

/// Where a server listens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Address {
    /// On the network.
    Tcp {
        /// Name or number, without brackets.
        host: String,
        port: u16,
        /// A path before all others, without a slash at its end.
        prefix: String,
    },
    /// On this machine, for the owner of the folder.
    Unix(PathBuf),
}

impl Address {
    /// Reads `http://host:port`.
    pub(crate) fn parse(url: &str) -> Outcome<Self> {
        let fault = |why: &str| {
            Fault::usage(format!("--server {url}: {why}"))
                .next("Write it like http://127.0.0.1:8080.")
        };
        let uri: Uri = url.parse().map_err(|_| fault("this is no address"))?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => {
                return Err(Fault::usage("this version speaks plain HTTP only")
                    .next("Reach the server through a tunnel, like `ssh -L 8080:127.0.0.1:8080 HOST`, and name http://127.0.0.1:8080."));
            }
            Some(_) | None => return Err(fault("it does not begin with http://")),
        }
        let host =
            uri.host().filter(|host| !host.is_empty()).ok_or_else(|| fault("it names no host"))?;
        if uri.query().is_some() {
            return Err(fault("it has a query"));
        }
        Ok(Self::Tcp {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(80),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// What goes into `Host`.
    fn host(&self) -> String {
        match self {
            Self::Tcp { host, port, .. } if host.contains(':') => format!("[{host}]:{port}"),
            Self::Tcp { host, port, .. } => format!("{host}:{port}"),
            Self::Unix(_) => "localhost".to_owned(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { prefix, .. } => write!(f, "http://{}{prefix}", self.host()),
            Self::Unix(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A connection to a server.
pub(crate) struct Wire {
    address: Address,
    sender: Option<SendRequest<Full<Bytes>>>,
}

/// Why no answer came.
enum Lost {
    /// Nothing was sent.
    Unreachable(String),
    /// It was sent, at least in part.
    Unanswered(String),
}

impl Wire {
    pub(crate) fn new(address: Address) -> Self {
        Self { address, sender: None }
    }

    pub(crate) fn prefix(&self) -> &str {
        match &self.address {
            Address::Tcp { prefix, .. } => prefix,
            Address::Unix(_) => "",
        }
    }

    /// Sends a request, twice when the first connection broke.
    pub(crate) async fn send(&mut self, mut request: Request) -> Outcome<Response> {
        let host = HeaderValue::from_str(&self.address.host());
        request.headers_mut().insert(HOST, host.map_err(|error| Fault::usage(error.to_string()))?);
        let records = request.method() == Method::POST;
        let first = match self.attempt(request.clone()).await {
            Ok(answer) => return Ok(answer),
            Err(lost) => lost,
        };
        match (first, self.attempt(request).await) {
            (_, Ok(answer)) => Ok(answer),
            (Lost::Unreachable(_), Err(Lost::Unreachable(why))) => {
                Err(self.fault(Name::Busy, &why))
            }
            (_, Err(Lost::Unreachable(why) | Lost::Unanswered(why))) => {
                Err(self.fault(if records { Name::Unsettled } else { Name::Busy }, &why))
            }
        }
    }

    fn fault(&self, name: Name, why: &str) -> Fault {
        if name == Name::Unsettled {
            let address = &self.address;
            return Fault::new(
                name,
                format!("no answer came from {address}: {why}; it may have been recorded"),
            );
        }
        Fault::new(name, format!("{} does not answer: {why}", self.address))
            .next("Check the address and that the server runs; nothing was recorded.")
    }

    async fn attempt(&mut self, request: Request) -> Result<Response, Lost> {
        let kept = match self.sender.take() {
            Some(mut sender) => sender.ready().await.is_ok().then_some(sender),
            None => None,
        };
        let mut sender = match kept {
            Some(sender) => sender,
            None => self.connect().await.map_err(Lost::Unreachable)?,
        };
        let answer = async {
            let (parts, body) =
                sender.send_request(request).await.map_err(|error| error.to_string())?.into_parts();
            let body = Limited::new(body, ANSWER_LIMIT_BYTES).collect().await;
            Ok(Response::from_parts(parts, body.map_err(|error| error.to_string())?.to_bytes()))
        };
        let late = |_| Lost::Unanswered(format!("not within {} s", ANSWER_LIMIT.as_secs()));
        let answer =
            timeout(ANSWER_LIMIT, answer).await.map_err(late)?.map_err(Lost::Unanswered)?;
        self.sender = Some(sender);
        Ok(answer)
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, String> {
        let late = |_| format!("not within {} s", CONNECT_LIMIT.as_secs());
        match &self.address {
            Address::Tcp { host, port, .. } => {
                let stream = timeout(CONNECT_LIMIT, TcpStream::connect((host.as_str(), *port)));
                greet(stream.await.map_err(late)?.map_err(|error| error.to_string())?).await
            }
            Address::Unix(path) => {
                let stream = timeout(CONNECT_LIMIT, UnixStream::connect(path));
                greet(stream.await.map_err(late)?.map_err(|error| error.to_string())?).await
            }
        }
    }
}

async fn greet<S>(stream: S) -> Result<SendRequest<Full<Bytes>>, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (sender, connection) =
        handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
    tokio::spawn(async move {
        // How it ended, the sender is told.
        let _ = connection.await;
    });
    Ok(sender)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_http_with_a_host() {
        let tcp = |host: &str, port, prefix: &str| Address::Tcp {
            host: host.to_owned(),
            port,
            prefix: prefix.to_owned(),
        };
        for (url, expected) in [
            ("http://localhost:8080", tcp("localhost", 8080, "")),
            ("http://host/", tcp("host", 80, "")),
            ("http://[::1]:9/tingbok/", tcp("::1", 9, "/tingbok")),
        ] {
            assert_eq!(Address::parse(url).unwrap(), expected);
        }
        assert_eq!(tcp("::1", 9, "").to_string(), "http://[::1]:9");
        for url in
            ["https://host", "localhost:8080", "host", "ftp://host", "http://h/?x", "http://"]
        {
            assert_eq!(Address::parse(url).unwrap_err().exit(), 2, "{url}");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_told_as_busy_and_nothing_recorded() {
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", free.local_addr().unwrap());
        drop(free);
        let mut wire = Wire::new(Address::parse(&url).unwrap());
        let request = hyper::Request::post("/api/v1/commands").body(Full::default()).unwrap();
        assert_eq!(wire.send(request).await.unwrap_err().exit(), 8);
    }

    #[tokio::test]
    async fn an_answer_that_never_came_leaves_a_command_unsettled_and_a_read_not() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut some = [0; 64];
                let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut some).await;
            }
        });
        for (method, exit) in [(Method::POST, 9), (Method::GET, 8)] {
            let mut wire = Wire::new(Address::parse(&url).unwrap());
            let request = hyper::Request::builder().method(method).uri("/x").body(Full::default());
            assert_eq!(wire.send(request.unwrap()).await.unwrap_err().exit(), exit);
        }
    }
}
