//! Pages on four days: before the groups, in their first year, before and after the climate strategy.
use super::Day;

const KLIMA: &str = "/nb/forum/klima";
const VANN: &str = "/nb/forum/vann-og-avlop";
const VANNMAL: &str = "/nb/tiltak/nasjonale-mal-for-vann-og-helse";
const AKADEMIET: &str = "/nb/tiltak/departementsakademiet";
const STRATEGIEN: &str = "/nb/maal/departementsstrategien";

/// What a report of 2024 says of the climate group as it was then; no source says since when.
const KLIMA_UNDATED: &[&str] = &[
    "Medlemskap endret: Klima- og miljødepartementet, senest 2024",
    "Mandat fastsatt: Mandat for Klima og omstilling, senest 2024",
    "Sekretariat organisert, senest 2024",
    "Problem vurdert, senest 2024",
    "Samordningsresultat ført, senest 2024",
];
/// What the same report says of the water group.
const VANN_UNDATED: &[&str] = &[
    "Forum opprettet: Departementsgruppen for Vann og avløp, senest 2024",
    "Forum opprettet: Etatsgruppen for Vann og avløp, senest 2024",
    "Mandat fastsatt: Mandat for Vann og avløp, senest 2024",
    "Sekretariat organisert, senest 2024",
    "Samordningsresultat ført, senest 2024",
];

/// F20–F23, F26, F29, F32–F35, F40, F45, F54, F59–F64, F67 and F74 of the table.
pub(super) const DAYS: &[Day] = &[
    // 2021-12-31: the strategy is half a year old; the climate group may be there, the water group is not.
    Day {
        page: KLIMA,
        date: "2021-12-31",
        shows: &[
            "Klima og omstilling Det er ikke dokumentert hvordan dette sto 31. desember 2021.",
        ],
        hides: &["Skjedd innen", "Medlemmer", "videreføres"],
        possibly: &["Forum opprettet, en gang i perioden 2021–2022"],
    },
    Day {
        page: VANN,
        date: "2021-12-31",
        shows: &["Vann og avløp Etter det som er ført, hadde dette ikke begynt 31. desember 2021."],
        hides: &["høsten 2022"],
        possibly: &[],
    },
    Day {
        page: AKADEMIET,
        date: "2021-12-31",
        shows: &["Det er ikke dokumentert hvordan dette sto 31. desember 2021."],
        hides: &["17. mars 2022", "januar 2023"],
        possibly: &["Tiltak registrert, senest 10. november 2023"],
    },
    Day {
        page: STRATEGIEN,
        date: "2021-12-31",
        shows: &["Fastsatt", "Periode 2021–2025", "mai 2021", "Foreslått", "13. mars 2020"],
        hides: &[
            "Departementsakademiet",
            "Midtveisevaluering",
            "Kommunal- og distriktsdepartementet",
            "bruker ordet lederdepartement",
        ],
        possibly: &[
            "Tiltak registrert: Departementsakademiet, senest 10. november 2023",
            "Tiltak registrert: Forsøk med kjernegrupper, senest 10. november 2023",
            "Ansvar plassert: Kommunal- og distriktsdepartementet, senest 10. november 2023",
        ],
    },
    Day {
        page: "/nb/forum/kubu",
        date: "2021-12-31",
        shows: &["Opprettet februar 2021", "Ingen medlemmer er dokumentert."],
        hides: &["Digitaliserings- og forvaltningsdepartementet", "Lederdepartement"],
        possibly: &[
            "Medlemskap endret: Barne- og familiedepartementet, senest 2024",
            "Medlemskap endret: Digitaliserings- og forvaltningsdepartementet, senest 2024",
            "Forum opprettet: Etatssamarbeidet under KUBU, en gang i perioden 2021–2024",
        ],
    },
    Day {
        page: "/nb/forum/0-24",
        date: "2021-12-31",
        shows: &[
            "Opprettet 2015",
            "Avsluttet mars 2021",
            "Direktoratet for forvaltning og IKT Observatør",
        ],
        hides: &["overlatt til Etatssamarbeidet", "etter bufdir.no"],
        possibly: &["Forum opprettet: Etatssamarbeidet under KUBU, en gang i perioden 2021–2024"],
    },
    // 2023-06-30: both groups are at work; the academy is planned, and late.
    Day {
        page: KLIMA,
        date: "2023-06-30",
        shows: &["Opprettet en gang i perioden 2021–2022", "Ingen medlemmer er dokumentert."],
        hides: &[
            "Lederdepartement",
            "God gjensidig informasjonsutveksling",
            "videreføres",
            "Evaluering av kjernegruppeforsøket",
        ],
        possibly: KLIMA_UNDATED,
    },
    Day {
        page: VANN,
        date: "2023-06-30",
        shows: &["Opprettet høsten 2022", "Forumet har ikke noe mandat som er dokumentert."],
        hides: &["et lite sekretariat", "Har under seg", "Nasjonale mål", "Kildene sier ulikt"],
        possibly: &[
            "Forum opprettet: Departementsgruppen for Vann og avløp, senest 2024",
            "Mandat fastsatt: Mandat for Vann og avløp, senest 2024",
            "Samordningsresultat ført, senest 2024",
            "Tiltak registrert: Nasjonale mål for vann og helse, senest 2023",
        ],
    },
    // The same day in the two other languages.
    Day {
        page: "/nn/forum/vann-og-avlop",
        date: "2023-06-30",
        shows: &["Oppretta hausten 2022"],
        hides: &["eit lite sekretariat", "Nasjonale mål", "Kjeldene seier ulikt"],
        possibly: &[
            "Forum oppretta: Etatsgruppen for Vann og avløp, seinast 2024",
            "Tiltak registrert: Nasjonale mål for vann og helse, seinast 2023",
        ],
    },
    Day {
        page: "/en/forums/vann-og-avlop",
        date: "2023-06-30",
        shows: &["Established autumn 2022"],
        hides: &["a small secretariat", "Nasjonale mål", "Sources differ"],
        possibly: &[
            "Forum established: Etatsgruppen for Vann og avløp, no later than 2024",
            "Measure registered: Nasjonale mål for vann og helse, no later than 2023",
        ],
    },
    Day {
        page: "/nn/maal/departementsstrategien",
        date: "2021-12-31",
        shows: &["Fastsett", "Periode 2021–2025"],
        hides: &["Departementsakademiet", "Midtveisevaluering"],
        possibly: &["Tiltak registrert: Departementsakademiet, seinast 10. november 2023"],
    },
    Day {
        page: "/en/measures/departementsakademiet",
        date: "2024-03-31",
        shows: &["1 September 2023", "7 to 8 months behind plan", "Said of all together"],
        hides: &["Styringsgruppe"],
        possibly: &[
            "Responsibility assigned: Kompetanse i staten og departementene, no later than 2024",
        ],
    },
    Day {
        page: AKADEMIET,
        date: "2023-06-30",
        shows: &[
            "Skjedd innen 30. juni 2023 Milepæl planlagt, 17. mars 2022",
            "Frist januar 2023",
            "Tittel Departementsakademiet opprettet",
        ],
        hides: &["1. september 2023", "I gang"],
        possibly: &[
            "Tiltak registrert, senest 10. november 2023",
            "Status for tiltak meldt, senest 10. november 2023",
        ],
    },
    Day {
        page: STRATEGIEN,
        date: "2023-06-30",
        shows: &["Periode 2021–2025"],
        hides: &["Departementsakademiet", "Midtveisevaluering"],
        possibly: &["Tiltak registrert: Felles IKT, senest 10. november 2023"],
    },
    // 2024-03-31: the goals for water are launched and the strategy is evaluated; the climate strategy is not there.
    Day {
        page: KLIMA,
        date: "2024-03-31",
        shows: &["Opprettet en gang i perioden 2021–2022"],
        hides: &["videreføres", "april 2024", "Lederdepartement"],
        possibly: &["Evaluering publisert: Evaluering av kjernegruppeforsøket, 2024"],
    },
    Day {
        page: "/nb/maal/klima-og-omstilling",
        date: "2024-03-31",
        shows: &["Etter det som er ført, hadde dette ikke begynt 31. mars 2024."],
        hides: &["Fastsatt"],
        possibly: &[],
    },
    Day {
        page: VANN,
        date: "2024-03-31",
        shows: &["Nasjonale mål for vann og helse Tiltak Ikke satt Ingen har meldt status."],
        hides: &["et lite sekretariat", "Nye mål for vann og helse og oppfølgingsplan lansert"],
        possibly: VANN_UNDATED,
    },
    Day {
        page: VANNMAL,
        date: "2024-03-31",
        shows: &[
            "Nådd: 16. februar 2024",
            "1,5 til 13,5 måneder etter planen, hvis lansering regnes som revisjon",
        ],
        hides: &["Regjeringens nasjonale mål er nå revidert"],
        possibly: &["Status for tiltak meldt, senest 2024"],
    },
    Day {
        page: AKADEMIET,
        date: "2024-03-31",
        shows: &["Nådd: 1. september 2023", "7 til 8 måneder etter planen", "Sagt om alle samlet"],
        hides: &["Styringsgruppe"],
        possibly: &["Ansvar plassert: Kompetanse i staten og departementene, senest 2024"],
    },
    Day {
        page: STRATEGIEN,
        date: "2024-03-31",
        shows: &[
            "Departementsakademiet",
            "Kommunal- og distriktsdepartementet Samordnende departement",
            "Midtveisevaluering av departementsstrategien for 2021-2025",
            "10. november 2023",
        ],
        hides: &[],
        possibly: &["Tiltak registrert: Forsøk med kjernegrupper, senest 2024"],
    },
    // 2024-05-01: the climate strategy of April is there and with it the word that the group goes on.
    Day {
        page: KLIMA,
        date: "2024-05-01",
        shows: &[
            "Kjernegruppen Klima og omstilling skal videreføres",
            "Gjengitt etter kilde april 2024",
            "Hvem som var enige, og hvilken dag, er ikke oppgitt.",
        ],
        hides: &["Lederdepartement", "Evaluering av kjernegruppeforsøket"],
        possibly: KLIMA_UNDATED,
    },
    Day {
        page: STRATEGIEN,
        date: "2024-05-01",
        shows: &[
            "Periode 2021–2025",
            "Departementsakademiet",
            "Midtveisevaluering av departementsstrategien for 2021-2025",
        ],
        hides: &["Evaluering av kjernegruppeforsøket"],
        possibly: &["Tiltak registrert: Forsøk med kjernegrupper, senest 2024"],
    },
    Day {
        page: "/nb/maal/klima-og-omstilling",
        date: "2024-05-01",
        shows: &["Fastsatt", "april 2024", "Periode Ikke dokumentert", "Ingen mål er dokumentert."],
        hides: &[],
        possibly: &[],
    },
    Day {
        page: VANN,
        date: "2024-05-01",
        shows: &["Opprettet høsten 2022", "Nasjonale mål for vann og helse"],
        hides: &["et lite sekretariat", "Kildene sier ulikt"],
        possibly: VANN_UNDATED,
    },
    Day {
        page: AKADEMIET,
        date: "2024-05-01",
        shows: &["Nådd: 1. september 2023"],
        hides: &["Styringsgruppe"],
        possibly: &["Ansvar plassert: Kompetanse i staten og departementene, senest 2024"],
    },
    Day {
        page: "/nb/evalueringer/dfo-2024-7",
        date: "2024-05-01",
        shows: &["Det er ikke dokumentert hvordan dette sto 1. mai 2024."],
        hides: &["Funn"],
        possibly: &["Evaluering publisert, 2024"],
    },
];
