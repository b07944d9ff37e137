//! Where sources differ, and what none of them says, is visible where a reader meets it: the contradictions and gaps
//! that the domain model lists (§6), each on the page of the thing that it is about.
use crate::harness::Server;
use serde_json::{Value, json};

/// The item of the list, the page, and the words beside each other there.
type Seen = (u8, &'static str, &'static [&'static str]);

const DIFFERS: &str = "Kildene sier ulikt Hver kilde er gjengitt for seg.";

const SEEN: &[Seen] = &[
    // The period: three tellings of what was adopted; and the proposal.
    (
        1,
        "/nb/maal/departementsstrategien",
        &[
            "Foreslått 2020–2025",
            DIFFERS,
            "Strategi ført: periode, fra 2020",
            "2021 Etter kilde",
            "Strategi ført: periode, til 2025",
            "2024 Etter kilde",
        ],
    ),
    // The third goal, proposed and adopted.
    (
        2,
        "/nb/maal/departementsstrategien",
        &[
            "En mer attraktiv arbeidsplass med flere muligheter",
            "Endringer fra «Foreslått» til «Fastsatt»",
            "En+Styrket faglighet og en mer attraktiv arbeidsplass med −flere+mange muligheter",
        ],
    ),
    (
        3,
        "/nb/forum/0-24",
        &[
            DIFFERS,
            "Forum opprettet: formål",
            "fire departement og fem direktorat",
            "Denne kilden sier fem departementer",
        ],
    ),
    (
        4,
        "/nb/deltakere/kmd",
        &[
            "1. januar 2013. Tvilsom dato",
            "Vanligvis oppgis 1. januar 2014; det er ikke kontrollert",
        ],
    ),
    (
        5,
        "/nb/forum/kubu",
        &[
            "Digitaliserings- og forvaltningsdepartementet Medlem Ikke dokumentert senest 2024",
            "Kommunal- og distriktsdepartementet Medlem Ikke dokumentert senest 2024",
        ],
    ),
    (5, "/nb/evalueringer/dfo-2024-7", &["listen over departementer har både KDD og DFD"]),
    (
        6,
        "/nb/evalueringer/dfo-2024-7",
        &[
            "Ulikt i kilden: teksten i 4.1",
            "utvikle felles problemforståelse",
            "i tabellen heter det trinnet «Unngå å svekke hverandres måloppnåelse»",
            "Tabellen har fire trinn, innholdsfortegnelsen fem.",
            "«Informasjonsutveksling» og «Dele informasjon»",
            "«felles plan/tiltak» og «felles plan og tiltak»",
        ],
    ),
    (6, "/nb/forum/klima", &["Evaluering av kjernegruppeforsøket", "om det kilden sier ulikt"]),
    (
        7,
        "/nb/forum/kompetanse",
        &[DIFFERS, "rettet mot departmentsfellesskapet", "er også innrettet mot staten"],
    ),
    (
        8,
        "/nb/forum/klima",
        &[DIFFERS, "Om prosesseier og lederdepartement er det samme, er ikke dokumentert."],
    ),
    (
        9,
        "/nb/forum/klima",
        &[
            "bruker ordet lederdepartement om gruppen",
            "bruker det om koordineringen av hele strategien",
        ],
    ),
    (9, "/nb/evalueringer/dfo-2023-7", &["Ønske om et tydeligere lederdepartement"]),
    (
        10,
        "/nb/forum/vann-og-avlop",
        &[
            DIFFERS,
            "Sekretariat organisert: oppgaver",
            "Mandatet omtaler ikke «at gruppen har et eget sekretariat»",
            "«et lite sekretariat»; hvem det består av, er ikke oppgitt",
            "Vann og avløp, ulikt i kilden: gruppen «har et lite sekretariat» (4.3.3)",
        ],
    ),
    (
        11,
        "/nb/evalueringer/noklene-til-handlingsrommet",
        &[DIFFERS, "Nøklene til handlingsrommet", "Nøkkelen til handlingsrommet"],
    ),
    (
        11,
        "/nb/evalueringer/ikke-bare-padriver",
        &[
            DIFFERS,
            "Om utøvelse av KMDs samordningsroller",
            "Om utøvelsen av KMDs samordningsroller",
        ],
    ),
    (
        11,
        "/nb/mandat/styrings-og-beslutningsmodell",
        &[DIFFERS, "«Styrings- og beslutningsmodellen» og «beslutnings- og styringsmodellen»"],
    ),
    (
        12,
        "/nb/evalueringer/dfo-2024-7",
        &["innholdsfortegnelsen nummererer «Organisering» under 3.3 som 3.2.2"],
    ),
    // What is missing: the model's text, the service forums, members, positions, meetings, amounts, the diagram.
    (13, "/nb/mandat/styrings-og-beslutningsmodell", &["Teksten er ikke bevart her"]),
    (13, "/nb/forum/tjenesteforaene", &["ikke navngitt", "Ingen medlemmer er dokumentert."]),
    (13, "/nb/forum/vann-og-avlop", &["Ingen medlemmer er dokumentert.", "Møter Ingen er ført."]),
    (13, "/nb/forum/klima", &["diagrammet er ikke med i kopien av kilden"]),
    (13, "/nb/tiltak/departementsakademiet", &["Ingen finansiering er ført."]),
    (13, "/nb/beslutninger/4", &["Hvem svarte hva ∅ Ikke dokumentert"]),
];

#[test]
fn every_contradiction_and_gap_of_the_sources_stands_on_the_page_of_what_it_is_about() {
    let server = Server::demo();
    let mut faults = Vec::new();
    for (item, path, words) in SEEN {
        let mut rest = server.page(path).text;
        for wanted in *words {
            match rest.split_once(wanted) {
                Some((_, after)) => rest = after.to_owned(),
                None => faults.push(format!("{item}: {path} does not show «{wanted}» there")),
            }
        }
    }
    for item in 1..=13 {
        assert!(SEEN.iter().any(|(seen, ..)| *seen == item), "{item} is looked for nowhere");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A fictitious measure and strategy that two sources tell of, each in its own way.
fn told_twice(server: &Server) {
    server.register(&["fjord", "havn", "mark"]);
    let registrar = server.token("registrar", "registrar", None);
    let tell = |command: &str, stream: &str, occurred: &str, body: &Value| {
        server.report(&registrar, command, stream, occurred, body).expect_created();
    };
    let strategy = |owners: &[&str], text: &str| {
        json!({
            "title": "Oppdiktet strategi", "status": "adopted", "owners": owners,
            "goals": [{ "key": "m1", "text": text }],
        })
    };
    let first = strategy(&["fjord"], "Oppdiktet: mer.");
    tell("PublishStrategy", "strategy-felles", "2022-03-01", &first);
    let second = strategy(&["havn", "mark"], "Oppdiktet: mindre.");
    tell("PublishStrategy", "strategy-felles", "2023", &second);
    let measure = |kind: &str| json!({ "kind": kind, "title": "Oppdiktet tiltak" });
    tell("RegisterMeasure", "measure-felles", "2022", &measure("project"));
    tell("RegisterMeasure", "measure-felles", "2022-06", &measure("programme"));
}

#[test]
fn a_difference_is_told_in_words_with_names_dates_sources_and_events() {
    let server = Server::bare();
    told_twice(&server);
    let page = server.page("/nb/maal/felles");
    page.shows_in_order(&["Kildene sier ulikt om noe her", "Oppdiktet strategi", DIFFERS]);
    let row = |words: &str| page.row(words);
    let when = row("Strategi ført: når det skjedde");
    assert!(when.contains("1. mars 2022 Etter kilde Oppdiktet rapport Hendelse "), "{when}");
    let owners = row("Strategi ført: eies av");
    for name in ["Oppdiktet departement FJORD", "HAVN og Oppdiktet departement MARK"] {
        assert!(owners.contains(name), "{owners}");
    }
    let goal = row("Strategi ført: mål, m1, tekst");
    assert!(goal.contains("Det kan være bare ordlyden som er ulik."), "{goal}");
    let kind = server.page("/nn/tiltak/felles").row("Tiltak registrert: type");
    assert!(kind.contains("Prosjekt") && kind.contains("Program"), "{kind}");
    // A year and a month within it do not differ.
    server.page("/nb/tiltak/felles").hides("Tiltak registrert: når det skjedde");
    // On a day before the second told of anything, nothing differs.
    server.page("/nb/maal/felles?as_of=2022-12-31").hides("Kildene sier ulikt");
}

#[test]
fn a_page_on_which_sources_agree_says_nothing_of_differences() {
    let server = Server::demo();
    for path in ["/nb/forum/strategisk-forum", "/nb/deltakere/kld", "/nb/beslutninger/4"] {
        server.page(path).hides("Kildene sier ulikt");
    }
}
