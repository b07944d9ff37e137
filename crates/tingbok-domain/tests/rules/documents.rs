//! Kinds 33 and 34.
use crate::harness::{World, accepts, anchoring, document, refuses};
use serde_json::json;

#[test]
fn rule_rows_for_documents() {
    let world = World::seated();
    accepts("document-once", &world, document("note"));
    refuses("document-once", &world, document("note").on("document-1"));
    accepts("document-title", &world, document("note"));
    refuses("document-title", &world, document("note").with("title", ""));
    accepts("number-next", &world, document("note").on("document-3"));
    refuses("number-next", &world, document("note").on("document-4"));
    refuses("number-next", &world, document("note").on("document-18446744073709551615"));
}

#[test]
fn rule_rows_for_anchoring() {
    let world = World::proposed();
    accepts("anchoring-involved", &world, anchoring("decision-1"));
    refuses("anchoring-involved", &world, anchoring("decision-1").with("involved", json!([])));
    accepts("anchoring-how", &world, anchoring("forum-klima"));
    refuses("anchoring-how", &world, anchoring("forum-klima").without("how"));
}
