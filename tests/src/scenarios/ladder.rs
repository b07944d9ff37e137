//! Scenario 6: what two groups achieved, in the words of the report and no others, and the problems they work on.
//! The groups here are made up; the cells are those of DFØ-rapport 2024:7, §4.1.
use crate::harness::{Server, Token};
use serde_json::{Value, json};

/// Cells by group, from step 1; a cell's lines stand under each other.
const CELLS: [(&str, [&str; 4]); 2] = [
    (
        "barn",
        [
            "God gjensidig informasjonsutveksling\nEtatssamarbeidet sikrer informasjonsutveksling med direktoratsnivå",
            "Sekretariatets tilrettelegging og dokumentasjon, dupliserer ikke arbeid i linjen\nIdentifiserer blindsoner",
            "Gir felles oppdrag i tildelingsbrev\nEtablert etatssamarbeidet\nSamordner budsjettsaker,",
            "Felles stortingsmelding under arbeid\nProgramfinansiering\nFelles utredningsoppdrag",
        ],
    ),
    (
        "klima",
        [
            "God gjensidig informasjonsutveksling",
            "Utvikler felles problemforståelse gjennom å lage en felles strategi",
            "Felles strategi legger til grunn at man ikke svekker hverandres måloppnåelse",
            "En felles strategi for kjernegruppearbeidet er vedtatt",
        ],
    ),
];
const HARD: &str =
    "Oppdiktet: en eier uten hånd om virkemidlene, og mål som strider mot hverandre.";
const PLAIN: &str = "Oppdiktet: problemet er klart; det er interessene som strider mot hverandre.";

/// As the registrar does with a report: where it stands in it is told as well.
fn report(
    server: &Server,
    registrar: &Token,
    command: &str,
    group: &str,
    body: &Value,
) -> crate::harness::Answer {
    let item = json!({
        "command": command, "stream": format!("forum-{group}"), "occurred": "[..2024]", "lang": "nb",
        "source": { "kind": "seed", "ref": "DFØ-rapport 2024:7", "locator": "§4.1" },
        "evidence": "reported", "body": body,
    });
    server.post_items(registrar, &item)
}

/// Two groups after a source, with every cell of the table.
fn groups(server: &Server) -> Token {
    let registrar = server.token("registrar", "registrar", None);
    for (group, cells) in CELLS {
        let body =
            json!({ "kind": "core-group", "name": format!("Oppdiktet kjernegruppe {group}") });
        report(server, &registrar, "EstablishForum", group, &body).expect_created();
        for (step, statement) in (1..).zip(cells) {
            let cell = json!({ "ladder": 1, "step": step, "statement": statement });
            report(server, &registrar, "RecordCoordinationResult", group, &cell).expect_created();
        }
    }
    registrar
}

#[test]
fn scenario_06_the_ladder_is_rebuilt_cell_by_cell_and_an_empty_step_is_not_documented() {
    let server = Server::bare();
    let registrar = groups(&server);
    for (group, cells) in CELLS {
        let state = server.get_json(&format!("/api/v1/forums/{group}"))["state"].take();
        let results = state["results"].as_array().unwrap();
        let held: Vec<_> = results
            .iter()
            .map(|one| (one["step"].as_u64().unwrap(), one["statement"]["words"].as_str().unwrap()))
            .collect();
        let expected: Vec<_> = (1..).zip(cells).collect();
        assert_eq!(held, expected, "{group}");
    }
    rebuilt(&server.overview("ladder", ""));
    let gaps = server.overview("not-documented", "");
    for (group, _) in CELLS {
        let all = gaps.as_array().unwrap().iter();
        let own = all.clone().find(|one| one["subject"] == format!("forum-{group}")).unwrap();
        let steps: Vec<_> = own["gaps"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|gap| gap["code"] == "ladder-step")
            .map(|gap| &gap["of"])
            .collect();
        assert_eq!(steps, [5], "{own}");
    }
    for (ladder, step) in [(1, 6), (2, 1), (1, 0)] {
        let none = json!({ "ladder": ladder, "step": step, "statement": "Oppdiktet" });
        report(&server, &registrar, "RecordCoordinationResult", "klima", &none)
            .expect_refused("ladder-step");
    }
    let wordless = json!({ "ladder": 1, "step": 5, "statement": " " });
    report(&server, &registrar, "RecordCoordinationResult", "klima", &wordless)
        .expect_refused("result-statement");
}

/// The table has the groups as rows and the steps as columns, each cell the lines of the report.
#[track_caller]
fn rebuilt(table: &Value) {
    let steps: Vec<_> = table["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["n"].as_u64().unwrap(), step["documented"].as_bool().unwrap()))
        .collect();
    assert_eq!(steps, [(1, true), (2, true), (3, true), (4, true), (5, false)], "{table}");
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), CELLS.len(), "{table}");
    for (group, cells) in CELLS {
        let row = rows.iter().find(|row| row["forum"] == group).unwrap();
        assert_eq!(row["highest"], 4, "{row}");
        for (at, cell) in row["cells"].as_array().unwrap().iter().enumerate() {
            let lines: Vec<_> = cell["lines"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line["text"]["words"].as_str().unwrap())
                .collect();
            let expected: Vec<_> = cells.get(at).map_or("", |cell| cell).lines().collect();
            assert_eq!(lines, expected, "{group}, step {}", at + 1);
            let state = if at < cells.len() { "reported" } else { "none" };
            assert_eq!(cell["state"], state, "{cell}");
        }
    }
}

#[test]
fn scenario_06_two_views_of_a_problem_stand_side_by_side_and_neither_is_placed() {
    let server = Server::bare();
    let registrar = groups(&server);
    let view = |id: &str, statement: &str, placement: &str| json!({ "id": id, "statement": statement, "placement": placement });
    let assess =
        |group: &str, body: &Value| report(&server, &registrar, "AssessProblem", group, body);
    assess("barn", &view("dfo", "Oppdiktet: løsningene er ukjente.", "not_documented"))
        .expect_created();
    let mut hard = view("dfo", HARD, "not_documented");
    hard["features"] = json!({ "owner-obvious": true, "goal-conflict": true });
    assess("klima", &hard).expect_created();
    let mut plain = view("noen-mener", PLAIN, "none");
    plain["features"] =
        json!({ "problem-clear": true, "known-solution": true, "goal-conflict": true });
    assess("klima", &plain).expect_created();
    let state = server.get_json("/api/v1/forums/klima")["state"].take();
    let views: Vec<_> = state["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["statement"]["words"].clone(), one["placement"].clone()))
        .collect();
    let expected = [(json!(HARD), json!("not_documented")), (json!(PLAIN), json!("none"))];
    assert_eq!(views, expected, "{state}");
    let matrix = server.overview("problems", "");
    assert_eq!(matrix["fields"], json!([]), "nothing is placed that nobody placed");
    let beside: Vec<_> = matrix["not_placed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|view| (view["forum"].as_str().unwrap(), view["others"].as_u64().unwrap()))
        .collect();
    assert_eq!(beside, [("barn", 0), ("klima", 1), ("klima", 1)], "{matrix}");
    // An axis is never worked out, and half a place is no place.
    for (complexity, conflict, placement, rule) in [
        (json!(4), Value::Null, "documented", "problem-placement"),
        (json!(4), json!(3), "not_documented", "problem-placement"),
        (json!(6), json!(3), "documented", "problem-axes"),
    ] {
        let mut body = view("skjev", "Oppdiktet", placement);
        body["complexity"] = complexity;
        body["conflict"] = conflict;
        assess("klima", &body).expect_refused(rule);
    }
}
