//! What is found and what is not, on an invented copy.

use super::*;
use crate::facts::sources::tests::invented;

const COPY: &str = "Oppdiktet rapport om klima og vann, fra 2018\n\
    1.2 Sekretariatet\n\
    Klimadepartementet (KLID) leder et lite sekretariat alene.\n\
    Trapp | En | To |\nVann | deler kunnskap\nfinner blind-soner | lager plan |\n";

fn report(lines: &[&str]) -> Report {
    let seeds = vec![Seed::new("a.txt", COPY)];
    let lines: Vec<Line> =
        lines.iter().enumerate().map(|(at, text)| Line::parse(at + 1, text).unwrap()).collect();
    Library { sources: invented(), seeds }.check(&lines)
}

fn from_copy(command: &str, body: &str) -> String {
    format!(
        r#"{{"command":"{command}","stream":"forum-vann","occurred":"2018","source":{{"kind":"seed",
        "ref":"Oppdiktet rapport 2020:1","locator":"§1.2","file":"a.txt"}},"body":{body}}}"#
    )
}

/// What was not found, by subject.
fn not_found(line: &str) -> Vec<(Subject, String)> {
    let forum = from_copy("EstablishForum", r#"{"name":"Vann"}"#);
    let failing = report(&[&forum, line]).findings.into_iter();
    let failing = failing.filter(|finding| finding.verdict == Verdict::NotFound);
    failing.map(|finding| (finding.subject, finding.what)).collect()
}

#[test]
fn what_stands_in_the_copy_is_found() {
    let bodies = [
        ("PublishEvaluation", r#"{"findings":[{"text":"Har «et lite sekretariat»."}]}"#),
        ("RegisterParticipant", r#"{"kind":"ministry","name":{"nb":"Ukjent"},"short":"KLID"}"#),
        ("RegisterParticipant", r#"{"kind":"other","name":{"nb":"Sekretariat"}}"#),
        (
            "RecordCoordinationResult",
            r#"{"step":1,"statement":"deler kunnskap\nfinner blindsoner"}"#,
        ),
        ("FileDocument", r#"{"title":"Oppdiktet rapport","locator":"2020:1"}"#),
    ];
    for (command, body) in bodies {
        assert_eq!(not_found(&from_copy(command, body)), [], "{body}");
    }
}

#[test]
fn a_quotation_that_stands_nowhere_is_not_found() {
    let line = from_copy("PublishEvaluation", r#"{"text":"Har «et stort sekretariat»"}"#);
    assert_eq!(not_found(&line), [(Subject::Quotation, "«et stort sekretariat»".to_owned())]);
}

#[test]
fn a_ladder_text_under_another_step_is_not_found() {
    let line = from_copy("RecordCoordinationResult", r#"{"step":2,"statement":"deler kunnskap"}"#);
    assert_eq!(not_found(&line), [(Subject::Ladder, "«deler kunnskap»".to_owned())]);
}

#[test]
fn names_dates_and_pointers_that_stand_nowhere_are_not_found() {
    let name = r#"{"kind":"ministry","name":{"nb":"Havdepartementet"},"short":"KLI"}"#;
    let cases = [
        ("RegisterParticipant", name, (Subject::Name, "Havdepartementet")),
        ("ScheduleMilestone", r#"{"due":"2031-01"}"#, (Subject::Date, "year 2031")),
        ("FileDocument", r#"{"date":"2018-06"}"#, (Subject::Date, "day or season 2018-06")),
        ("FileDocument", r#"{"locator":"2019:8"}"#, (Subject::Pointer, "2019:8")),
    ];
    for (command, body, (subject, what)) in cases {
        assert_eq!(not_found(&from_copy(command, body)), [(subject, what.to_owned())]);
    }
}

#[test]
fn a_source_that_is_not_listed_or_not_there_is_not_found() {
    let body = r#"{"text":"uten sitat"}"#;
    let file = from_copy("C", body).replace("a.txt", "b.txt");
    let reference = from_copy("C", body).replace("2020:1", "2020:2");
    let original = r#"{"source":{"kind":"original","ref":"eksempel.no: ukjent"}}"#.to_owned();
    for line in [file, reference, original] {
        let subjects: Vec<Subject> = not_found(&line).into_iter().map(|(found, _)| found).collect();
        assert_eq!(subjects, [Subject::Source], "{line}");
    }
}

#[test]
fn a_quotation_from_an_original_is_for_a_person_to_read() {
    let line = r#"{"source":{"kind":"original","ref":"eksempel.no: oppdiktet, kapittel 1"},
        "body":{"text":"«et lite sekretariat», men «stor vilje»"}}"#;
    let report = report(&[line]);
    let findings: Vec<(Verdict, &str)> =
        report.findings.iter().map(|finding| (finding.verdict, finding.what.as_str())).collect();
    assert_eq!(findings, [(Verdict::ToRead, "«stor vilje»")]);
    assert_eq!(report.counts.quotations, 1);
}

#[test]
fn own_words_are_for_a_person_to_read_when_most_of_them_stand_nowhere() {
    let strange = from_copy("C", r#"{"text":"Enhjørninger danser med sekretariatet"}"#);
    let known = from_copy("C", r#"{"text":"Sekretariatets kunnskap om klimaet"}"#);
    assert_eq!(report(&[&strange]).findings.len(), 1);
    assert_eq!(report(&[&strange]).not_found(), 0);
    assert_eq!(report(&[&known]).findings.len(), 0);
}
