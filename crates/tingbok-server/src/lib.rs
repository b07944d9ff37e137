//! How Tingbok is reached over HTTP: the interface for forums and programs, and the pages for everybody.
//!
//! **Invariant: page handlers hold a read handle that has no `execute`;** only the one handler behind
//! `POST /api/v1/commands` appends, and the actor comes from the credential, never from what was sent.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]

mod api;
pub mod pages;
mod serve;
mod state;

pub use api::problem;
pub use serve::{ServeError, Served, serve};
pub use state::{AppState, Shared, Trust};

use axum::Router;

/// Every route; the same for a TCP listener, for the owner's socket and within one process.
pub fn router(state: Shared) -> Router {
    Router::new()
        .nest("/api/v1", api::router())
        .merge(api::health())
        .merge(pages::router())
        .method_not_allowed_fallback(api::method_not_allowed)
        .layer(axum::middleware::from_fn(api::limits))
        .with_state(state)
}
