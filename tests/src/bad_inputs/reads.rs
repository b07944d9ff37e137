//! What is asked wrongly for when reading, row by row, and what comes back.
use super::rows::Row;

/// A row that asks for one path.
macro_rules! row {
    ($what:literal, $path:literal, $status:literal $name:literal, $words:expr) => {
        Row {
            what: $what,
            status: $status,
            name: $name,
            words: $words,
            send: |scene| scene.server.get($path, None, &[]),
        }
    };
}

pub(super) const READS: &[Row] = &[
    row!("a list of a day in no notation", "/api/v1/strategies?as_of=i-fjor", 400 "malformed", &["as_of", "2023-11-10"]),
    row!("an overview of a day that no calendar has", "/api/v1/overviews/overdue?as_of=2026-02-30", 400 "malformed", &["as_of", "2023-11-10"]),
    row!("an overview of no moment", "/api/v1/overviews/roles?known_at=10.11.2023", 400 "malformed", &["known_at", "2026-03-02T09:00:00Z"]),
    row!("an overview at no position", "/api/v1/overviews/roles?at=-1", 400 "malformed", &["the query cannot be read"]),
    row!("an overview behind nothing", "/api/v1/overviews/contradictions?after=king", 400 "malformed", &["«king» is no place in this list"]),
    row!("an overview that nobody knows", "/api/v1/overviews/weather", 404 "not-found", &["no overview «weather»", "not-documented"]),
    row!("a ladder of a kind that is no word", "/api/v1/overviews/ladder?kind=Core%20Group", 400 "malformed", &["Core Group"]),
    row!("a ladder of a version that was never set", "/api/v1/overviews/ladder?ladder=99", 404 "not-found", &["no ladder of version 99"]),
    row!("rows of a register that nobody knows", "/api/v1/overviews/assignments?show=some", 400 "malformed", &["unanswered"]),
    row!("a strategy that is not there", "/api/v1/strategies/finnes-ikke", 404 "not-found", &["strategy-finnes-ikke"]),
    row!("an evaluation that is not there", "/api/v1/evaluations/finnes-ikke", 404 "not-found", &["evaluation-finnes-ikke"]),
    row!("an assignment that is not there", "/api/v1/assignments/finnes-ikke", 404 "not-found", &["assignment-finnes-ikke"]),
    row!("a recommendation that is not there", "/api/v1/recommendations/finnes-ikke", 404 "not-found", &["recommendation «finnes-ikke»"]),
    row!("an assignment whose name is none", "/api/v1/assignments/Nei%20takk", 404 "not-found", &["Nei takk", "use 1 to 64 of"]),
    row!("a list that nobody knows", "/api/v1/kings/olav", 404 "not-found", &["no list «kings»"]),
    row!("a meeting that is not there", "/api/v1/forums/prove/meetings/2026-1", 404 "not-found", &["«2026-1»", "«prove»"]),
    row!("a meeting of a forum that is not there", "/api/v1/forums/finnes-ikke/meetings/2026-1", 404 "not-found", &["«finnes-ikke»"]),
];
