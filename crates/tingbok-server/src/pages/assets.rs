//! The style sheet and the icon: part of the program, served under a name that changes with their content, so
//! that a browser may keep them for ever.
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLESHEET: &str = include_str!("../../static/site.css");
const ICON: &str = include_str!("../../static/mark.svg");

static STYLESHEET_NAME: LazyLock<String> = LazyLock::new(|| named("site", STYLESHEET, "css"));
static ICON_NAME: LazyLock<String> = LazyLock::new(|| named("mark", ICON, "svg"));

/// The address of the style sheet.
pub(crate) fn stylesheet_path() -> String {
    format!("/static/{}", *STYLESHEET_NAME)
}

/// The address of the icon.
pub(crate) fn icon_path() -> String {
    format!("/static/{}", *ICON_NAME)
}

/// The file of that name, if there is one.
pub(crate) fn serve(name: &str) -> Response {
    if name == *STYLESHEET_NAME {
        file(STYLESHEET, "text/css; charset=utf-8")
    } else if name == *ICON_NAME {
        file(ICON, "image/svg+xml")
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

fn file(content: &'static str, kind: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    (headers, content).into_response()
}

fn named(stem: &str, content: &str, extension: &str) -> String {
    let digest = hex::encode(Sha256::digest(content.as_bytes()));
    let short: String = digest.chars().take(16).collect();
    format!("{stem}.{short}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_stays_small() {
        assert!(STYLESHEET.len() <= 12 * 1_024, "{} bytes", STYLESHEET.len());
    }
}
