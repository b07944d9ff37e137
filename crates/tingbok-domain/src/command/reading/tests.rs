use super::*;
use serde_json::json;

/// What is said of a body, and where.
fn told(command: &str, body: &Value) -> (String, String) {
    let item = json!({ "command": command, "stream": "decision-1", "body": body });
    let item = read_item(&item).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let error = item.parse(today).unwrap_err();
    (error.pointer(), error.to_string())
}

#[test]
fn a_field_that_is_missing_is_named_with_what_it_holds_and_all_that_is_needed() {
    let (pointer, said) = told("ExtendDeadline", &json!({ "round": 1, "requested_by": "kld" }));
    assert_eq!(pointer, "/body/new_deadline");
    assert_eq!(
        said,
        "body.new_deadline is missing: write a day like 2023-11-10. ExtendDeadline needs new_deadline, \
         reason, requested_by and round; see events/schema/DeadlineExtended/v1.json"
    );
}

#[test]
fn a_field_that_is_not_there_is_named_with_those_that_are() {
    let (pointer, said) = told("CloseRound", &json!({ "round": 1, "outcome": "adopted" }));
    assert_eq!(pointer, "/body/outcome");
    assert_eq!(
        said,
        "body.outcome is no field of CloseRound; its fields: round and archive_ref; see docs/reference/http.md"
    );
}

#[test]
fn what_does_not_fit_is_shown_with_what_may_stand_there() {
    let text = "0".repeat(64);
    let answer = |field: &str, value: Value| {
        let mut body =
            json!({ "round": 1, "revision": 1, "text_sha256": text, "position": "consents" });
        body[field] = value;
        told("TakePosition", &body)
    };
    for (field, value, words) in [
        (
            "position",
            json!("agrees"),
            "body.position is «agrees»: write one of consents, stands_aside",
        ),
        (
            "text_sha256",
            json!("abc"),
            "body.text_sha256: «abc» is not a SHA-256: write 64 hexadecimal digits",
        ),
        ("round", json!("one"), "body.round is «one»: write a whole number"),
        ("round", json!(null), "body.round is null: write a whole number"),
        ("conditional", json!("ja"), "body.conditional is «ja»: write true or false"),
    ] {
        let (pointer, said) = answer(field, value);
        assert_eq!(pointer, format!("/body/{field}"));
        assert!(said.starts_with(words), "{said}");
        assert!(said.ends_with("; see docs/reference/http.md"), "{said}");
    }
    let late = json!({ "round": 1, "new_deadline": "10.11.2023", "requested_by": "kld", "reason": "Ferie" });
    let (_, said) = told("ExtendDeadline", &late);
    assert!(
        said.starts_with("body.new_deadline is «10.11.2023»: write a day like 2023-11-10"),
        "{said}"
    );
}

#[test]
fn a_field_within_a_list_is_named_with_its_place() {
    let agenda = json!([{ "title": "Sak" }, { "titel": "Sak" }]);
    let body = json!({ "id": "m1", "date": "2026-03-02", "status": "held", "agenda": agenda });
    let item = json!({ "command": "RecordMeeting", "stream": "forum-klima", "body": body });
    let item = read_item(&item).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let said = item.parse(today).unwrap_err().to_string();
    assert!(said.starts_with("body.agenda["), "{said}");
    assert!(said.ends_with("; see events/schema/MeetingRecorded/v1.json"), "{said}");
}

#[test]
fn the_command_around_a_body_is_read_in_the_same_words() {
    for (item, pointer, words) in [
        (
            json!({ "comand": "C", "stream": "s", "body": {} }),
            "/comand",
            "comand is no field of a command",
        ),
        (json!({ "command": "C", "stream": "s" }), "/body", "body is missing"),
        (
            json!({ "command": 1, "stream": "s", "body": {} }),
            "/command",
            "command is 1: write text in double quotes",
        ),
        (json!("C"), "", "a command is an object in { }, not «C»"),
        (
            json!({ "command": "C", "stream": "s", "body": {}, "evidence": "seen" }),
            "/evidence",
            "evidence is «seen»: write one of witnessed, reported",
        ),
    ] {
        let misread = read_item(&item).unwrap_err();
        assert_eq!(misread.pointer, pointer);
        assert!(misread.detail.starts_with(words), "{misread}");
    }
    let (pointer, said) = told("CloseRound", &json!([1]));
    assert_eq!(pointer, "/body");
    assert!(said.starts_with("the body of CloseRound is an object in { }, not a list"), "{said}");
}

#[test]
fn no_word_of_a_parser_is_left_whatever_is_sent_in_any_field_of_any_command() {
    let values =
        [json!(null), json!("?"), json!(-1), json!(true), json!([[]]), json!([{}]), json!({})];
    let raw = [
        "invalid type",
        "invalid value",
        "expected ",
        "unknown variant",
        "missing field",
        "untagged",
        "`",
    ];
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    for name in CommandName::ALL {
        let kind = name.kind();
        let fields = Value::from(schema::body(kind));
        let stream = kind.streams().first().map(|kind| kind.word()).unwrap();
        let stream = match stream {
            "decision" | "document" => format!("{stream}-1"),
            "ledger" => stream.to_owned(),
            other => format!("{other}-x"),
        };
        for field in fields["properties"].as_object().unwrap().keys() {
            for value in &values {
                let body = json!({ field: value });
                let item = json!({ "command": name.word(), "stream": stream, "body": body });
                let Err(error) = read_item(&item).unwrap().parse(today) else { continue };
                let said = error.to_string();
                let found: Vec<_> = raw.iter().filter(|word| said.contains(**word)).collect();
                assert!(found.is_empty(), "{} {field} {value}: {said}", name.word());
            }
        }
    }
}

#[test]
fn text_that_is_no_json_is_told_where_and_how_it_is_written() {
    let said = |text: &str| not_json(&serde_json::from_str::<Value>(text).unwrap_err());
    assert!(
        said("{nope}").starts_with("not JSON, at column 2: names and texts"),
        "{}",
        said("{nope}")
    );
    assert!(said("nope").starts_with("not JSON, at column 2"), "{}", said("nope"));
    assert!(
        said("{\"a\":").starts_with("not JSON: it breaks off at column 5"),
        "{}",
        said("{\"a\":")
    );
    assert!(said("{\n\"a\" 1}").contains("at line 2, column 5"), "{}", said("{\n\"a\" 1}"));
}
