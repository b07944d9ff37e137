//! Listens: on a TCP address for everybody, and on a socket in the ledger's folder for its owner. The accept
//! loop is our own, since a header time limit must hold before a request is one.
use crate::{AppState, Trust, router};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use std::{
    future::Future,
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tingbok_ledger::{Folder, Ledger};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, UnixListener},
};

/// Headers must be there within this time.
const HEADER_LIMIT: Duration = Duration::from_secs(10);
/// Requests under way get this long after a stop.
const DRAIN_LIMIT: Duration = Duration::from_secs(30);

/// Why it cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be had.
    #[error("cannot listen on {address}: {source}; choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The owner's socket cannot be made.
    #[error("cannot make {path}: {source}")]
    Socket {
        /// The socket.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Where it listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The TCP address, with the port that was given.
    pub address: SocketAddr,
    /// The owner's socket.
    pub socket: PathBuf,
}

/// Serves until `stop` is done, then answers what is under way, at most 30 s. `ready` is told where.
///
/// # Errors
/// See [`ServeError`].
pub async fn serve(
    ledger: Arc<Ledger>,
    folder: &Path,
    address: SocketAddr,
    ready: impl FnOnce(&Served),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let listen = |source| ServeError::Listen { address, source };
    let tcp = TcpListener::bind(address).await.map_err(listen)?;
    let path = Folder::new(folder).control_socket();
    let socket = |source| ServeError::Socket { path: path.clone(), source };
    // The lock on the folder is ours, so a socket that lies there is left over.
    if path.exists() {
        std::fs::remove_file(&path).map_err(socket)?;
    }
    let unix = UnixListener::bind(&path).map_err(socket)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(socket)?;
    let public = router(AppState::new(ledger.clone(), Trust::Public));
    let owner = router(AppState::new(ledger, Trust::Owner));
    let graceful = GracefulShutdown::new();
    ready(&Served { address: tcp.local_addr().map_err(listen)?, socket: path.clone() });
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = tcp.accept() => match accepted {
                Ok((stream, _)) => {
                    let _ = stream.set_nodelay(true);
                    connection(stream, public.clone(), &graceful);
                }
                // Out of file handles: others must end first.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            accepted = unix.accept() => if let Ok((stream, _)) = accepted {
                connection(stream, owner.clone(), &graceful);
            },
        }
    }
    drop((tcp, unix));
    let _ = std::fs::remove_file(&path);
    // What takes longer is cut off; its caller repeats with the same key.
    let _ = tokio::time::timeout(DRAIN_LIMIT, graceful.shutdown()).await;
    Ok(())
}

fn connection<S>(stream: S, router: axum::Router, graceful: &GracefulShutdown)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    // Only HTTP/1.1: finding out the version of a silent caller would wait without a limit.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_LIMIT);
    let service = TowerToHyperService::new(router);
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        // A caller that went away is no fault of the server's.
        let _ = watched.await;
    });
}
