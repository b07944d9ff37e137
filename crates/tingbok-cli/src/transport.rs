//! One way to send a request, three ways for it to go: over TCP, over the socket of the server that holds a
//! folder, or to the same handlers within this process.
use crate::{
    fault::{Fault, Outcome},
    local,
    place::Place,
    wire::{Address, Wire},
};
use axum::Router;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use std::{path::Path, sync::Arc};
use tingbok_ledger::{Folder, Ledger, Options};
use tingbok_server::{AppState, Trust, router};
use tokio::net::UnixStream;
use tower::ServiceExt;

/// A request with its whole body.
pub(crate) type Request = hyper::Request<Full<Bytes>>;
/// An answer with its whole body.
pub(crate) type Response = hyper::Response<Bytes>;

/// Most bytes of an answer: a page of 1,000 entries of 60 kB.
pub(crate) const ANSWER_LIMIT_BYTES: usize = 64 << 20;

/// A way to the handlers.
pub(crate) enum Connection {
    /// Over a socket.
    Wire(Wire),
    /// In this process.
    Here(Here),
}

/// A ledger that this process holds.
pub(crate) struct Here {
    router: Router,
    ledger: Arc<Ledger>,
    closing: Closing,
}

/// Who closes a ledger that this process holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    /// The connection, when it ends.
    ByConnection,
    /// Somebody who goes on with it.
    ByCaller,
}

impl Drop for Here {
    fn drop(&mut self) {
        if self.closing == Closing::ByConnection {
            self.ledger.close();
        }
    }
}

impl Connection {
    /// Finds the way to a ledger.
    pub(crate) async fn open(place: &Place) -> Outcome<Self> {
        match place {
            Place::Server(url) => Ok(Self::Wire(Wire::new(Address::parse(url)?))),
            Place::Folder(folder) => match holder(folder).await {
                Some(address) => Ok(Self::Wire(Wire::new(address))),
                None => local::open(folder, Options::default())
                    .map(|ledger| Self::here(Arc::new(ledger), Closing::ByConnection)),
            },
        }
    }

    /// To a ledger that this process holds.
    pub(crate) fn here(ledger: Arc<Ledger>, closing: Closing) -> Self {
        let router = router(AppState::new(ledger.clone(), Trust::Owner));
        Self::Here(Here { router, ledger, closing })
    }

    /// The ledger, when this process holds it.
    pub(crate) fn ledger(&self) -> Option<&Ledger> {
        match self {
            Self::Wire(_) => None,
            Self::Here(here) => Some(&here.ledger),
        }
    }

    /// The path that a server's address ends in; put before every path.
    pub(crate) fn prefix(&self) -> &str {
        match self {
            Self::Wire(wire) => wire.prefix(),
            Self::Here(_) => "",
        }
    }

    /// Sends a request and waits for the whole answer.
    pub(crate) async fn send(&mut self, request: Request) -> Outcome<Response> {
        match self {
            Self::Wire(wire) => wire.send(request).await,
            Self::Here(here) => here.send(request).await,
        }
    }
}

impl Here {
    async fn send(&self, request: Request) -> Outcome<Response> {
        let unexpected = |why: String| Fault::new(crate::fault::Name::Unexpected, why);
        let answer = self.router.clone().oneshot(request.map(axum::body::Body::new)).await;
        let answer = answer.map_err(|never| unexpected(never.to_string()))?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER_LIMIT_BYTES).collect().await;
        let body = body.map_err(|error| unexpected(error.to_string()))?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }
}

/// The server on this machine that holds the folder, if one does. A socket that nobody answers is left over.
pub(crate) async fn holder(folder: &Path) -> Option<Address> {
    let path = Folder::new(folder).control_socket();
    UnixStream::connect(&path).await.ok().map(|_| Address::Unix(path))
}
