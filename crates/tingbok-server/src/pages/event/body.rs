//! What an event says, field by field: each field has its name, each code its word, each reference its title.
use super::super::{codes, dates, markup::Markup, parts::Pairs, visit::Visit};
use serde_json::{Map, Value};
use tingbok_domain::{Entry, EventKind, Lang, Occurred, StreamId, event::DraftNumber};

/// The body as terms and descriptions.
pub(crate) fn of(visit: &Visit, entry: &Entry) -> Pairs {
    let Ok(Value::Object(fields)) = serde_json::to_value(&entry.event) else {
        return Pairs::default();
    };
    Body { visit, kind: entry.kind(), lang: other_language(visit, entry) }.object(&fields)
}

/// What a path in a body such as `period.to` is called: each field by its name, the key of an item as it is.
pub(crate) fn label_at(visit: &Visit, kind: EventKind, path: &str) -> String {
    let body = Body { visit, kind, lang: None };
    let mut names = path.split('.');
    let first = names.next().unwrap_or(path);
    let below = names.map(|name| match first {
        "features" => visit.open_code("feature", name),
        _ => body.word(name).unwrap_or_else(|| name.to_owned()),
    });
    let below = below.map(|name| super::lowered(&name));
    std::iter::once(body.label(first)).chain(below).collect::<Vec<_>>().join(", ")
}

/// A value at a path, in the form that entries write it, as the page of the event shows it.
pub(crate) fn value_at(visit: &Visit, entry: &Entry, path: &str, text: &str) -> Markup {
    let body = Body { visit, kind: entry.kind(), lang: other_language(visit, entry) };
    let field = path.rsplit('.').next().unwrap_or(path);
    if let Ok(number) = text.parse() {
        return body.number(field, number);
    }
    let code = |part: &str| body.code(field, part).or_else(|| body.reference(field, part));
    let parts: Option<Vec<Markup>> = text.split(", ").map(code).collect();
    match (parts, text) {
        (Some(parts), _) => visit.list(parts),
        (None, "true") => Markup::text(&visit.word("yes")),
        (None, "false") => Markup::text(&visit.word("no")),
        (None, text) => body.string(field, text),
    }
}

fn other_language<'a>(visit: &Visit, entry: &'a Entry) -> Option<&'a str> {
    let lang = entry.particulars.lang.as_ref().map(Lang::as_str);
    lang.filter(|tag| *tag != visit.language.tag())
}

struct Body<'a> {
    visit: &'a Visit,
    kind: EventKind,
    /// The language of the words, where it is not the page's.
    lang: Option<&'a str>,
}

impl Body<'_> {
    fn object(&self, fields: &Map<String, Value>) -> Pairs {
        let mut pairs = Pairs::default();
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
            pairs.add(self.label(field), self.value(field, value));
        }
        pairs
    }

    /// Marks of a problem and whether it has them.
    fn features(&self, fields: &Map<String, Value>) -> Pairs {
        let mut pairs = Pairs::default();
        for (mark, value) in fields {
            pairs.add(self.visit.open_code("feature", mark), self.value("features", value));
        }
        pairs
    }

    fn label(&self, field: &str) -> String {
        self.word(field).unwrap_or_else(|| self.visit.word("field-other"))
    }

    fn word(&self, field: &str) -> Option<String> {
        let language = self.visit.language;
        let key = named_for(self.kind, field).replace('_', "-");
        let of_language = || language.find(&format!("language-{key}"));
        language.find(&format!("field-{key}")).or_else(of_language)
    }

    fn value(&self, field: &str, value: &Value) -> Markup {
        match value {
            Value::Null => Markup::default(),
            Value::Bool(true) => Markup::text(&self.visit.word("yes")),
            Value::Bool(false) => Markup::text(&self.visit.word("no")),
            Value::Number(number) => self.number(field, number.as_u64().unwrap_or_default()),
            Value::String(text) => self.string(field, text),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.value(field, item)).collect();
                self.visit.list(items)
            }
            Value::Object(fields) if field == "features" => Markup::of(&self.features(fields)),
            Value::Object(fields) => Markup::of(&self.object(fields)),
        }
    }

    fn number(&self, field: &str, number: u64) -> Markup {
        let stream = match (self.kind, field) {
            (_, "decision") | (EventKind::DecisionSuperseded, "by") => format!("decision-{number}"),
            (
                _,
                "basis_docs" | "evidence_docs" | "minutes_doc" | "document" | "result_ref" | "doc",
            ) => {
                let Ok(id) = number.to_string().parse() else {
                    return Markup::text(&number.to_string());
                };
                return self.visit.document(id);
            }
            (_, "target" | "event")
            | (EventKind::DisclosureReleased | EventKind::DisclosureErased, "position") => {
                let place = super::super::place::Place::Event(number);
                return self.visit.link(&place, &Markup::text(&number.to_string()));
            }
            _ => return Markup::text(&number.to_string()),
        };
        self.stream(&stream).unwrap_or_else(|| Markup::text(&number.to_string()))
    }

    fn string(&self, field: &str, text: &str) -> Markup {
        self.code(field, text)
            .or_else(|| self.date(field, text))
            .or_else(|| self.reference(field, text))
            .or_else(|| self.exact(field, text))
            .unwrap_or_else(|| self.words(text))
    }

    fn words(&self, text: &str) -> Markup {
        match self.lang {
            Some(tag) if text.contains('\n') => Markup::lines(text).in_block(Some(tag)),
            Some(tag) => Markup::foreign(text, tag),
            None => Markup::lines(text),
        }
    }

    fn code(&self, field: &str, text: &str) -> Option<Markup> {
        if matches!(field, "dimension" | "letter") {
            return Some(Markup::text(&self.visit.open_code(field, text)));
        }
        if (self.kind, field) == (EventKind::EventAmended, "field") {
            return Some(Markup::text(&self.visit.amended_field(text)));
        }
        let key = codes::in_body(self.kind, field, text)?;
        let unknown = || self.visit.word("code-other");
        Some(Markup::text(&self.visit.language.find(&key).unwrap_or_else(unknown)))
    }

    fn date(&self, field: &str, text: &str) -> Option<Markup> {
        let fields = [
            "date",
            "when",
            "from",
            "until",
            "to",
            "due",
            "actual",
            "deadline",
            "new_deadline",
            "review_by",
            "effective_from",
            "holidays",
            "answer_by",
            "next_report_by",
            "valid_from",
            "valid_to",
            "overlap_until",
        ];
        let date: Occurred = fields.contains(&field).then(|| text.parse().ok()).flatten()?;
        Some(dates::occurred_markup(self.visit.language, &date))
    }

    fn reference(&self, field: &str, text: &str) -> Option<Markup> {
        let word = match (self.kind, field) {
            (
                _,
                "participant" | "substitute" | "requested_by" | "by_substitute" | "issued_by"
                | "involved" | "consulted" | "electorate" | "successors" | "acting_for"
                | "contacts" | "assessor" | "owners" | "payers" | "commissioned_by",
            )
            | (EventKind::DecisionReported, "body")
            | (EventKind::AssignmentIssued, "from" | "to")
            | (EventKind::RecommendationIssued, "to")
            | (
                EventKind::SecretariatOrganised
                | EventKind::EvaluationPublished
                | EventKind::RecommendationAnswered
                | EventKind::AssignmentReported,
                "by",
            ) => "participant",
            (_, "forum" | "predecessors" | "handover" | "followed_in")
            | (EventKind::ForumEstablished, "parent") => "forum",
            (_, "depends_on") | (EventKind::MeasureRegistered, "parent") => "measure",
            (_, "strategy") | (EventKind::StrategyPublished, "replaces") => "strategy",
            (EventKind::MandateRepealed, "replaced_by") => "mandate",
            (_, "owner" | "holder" | "topic_refs" | "ref" | "follow_up" | "subject")
            | (EventKind::ResponsibilityAssigned, "replaces") => return self.stream(text),
            _ => return None,
        };
        self.stream(&format!("{word}-{text}"))
    }

    fn stream(&self, name: &str) -> Option<Markup> {
        let stream: StreamId = name.parse().ok()?;
        Some(self.visit.stream(&stream))
    }

    /// Hashes, keys and numbers of drafts.
    fn exact(&self, field: &str, text: &str) -> Option<Markup> {
        match (self.kind, field) {
            (
                _,
                "sha256" | "text_leaf" | "secret_sha256" | "public_key" | "signature" | "principal"
                | "digest" | "fingerprint" | "verifier_key",
            )
            | (EventKind::PositionTaken, "replaces")
            | (EventKind::MeasureRegistered, "goals") => Some(Markup::code(text)),
            (_, "version" | "base" | "from_draft") => {
                let number: DraftNumber = text.parse().ok()?;
                Some(Markup::text(&super::super::mandate::draft_number_words(self.visit, number)))
            }
            _ => None,
        }
    }
}

/// The name that a field goes by in this kind, where the same word says something else in another.
fn named_for(kind: EventKind, field: &str) -> &str {
    match (kind, field) {
        (
            EventKind::ProblemAssessed
            | EventKind::CoordinationResultRecorded
            | EventKind::BenefitRecorded,
            "statement",
        ) => "words",
        (EventKind::DisclosureReleased | EventKind::DisclosureErased, "position") => "target",
        (EventKind::StrategyPublished, "key") => "goal_key",
        (EventKind::AssignmentIssued, "from") => "issuers",
        (EventKind::AssignmentIssued | EventKind::RecommendationIssued, "to") => "recipients",
        (EventKind::RecommendationAnswered, "response") => "position",
        (_, other) => other,
    }
}
