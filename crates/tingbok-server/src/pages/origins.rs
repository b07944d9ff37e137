//! Where what a page shows comes from, and the names of things that others point to.
use super::{
    codes,
    markup::Markup,
    place::Place,
    visit::{Visit, owned},
};
use tingbok_domain::{AssignmentId, EvaluationId, StrategyId};
use tingbok_projections::{Origin, Words};

impl Visit {
    /// «Etter kilde» with the source, for what a source tells; nothing for what was recorded by those concerned.
    pub(crate) fn reported(&self, origin: &Origin) -> Option<Markup> {
        if !origin.is_reported() {
            return None;
        }
        let tag = Markup::tag("source", &self.word("evidence-reported"));
        let source = Markup::note(&self.source(origin));
        let corrected = self.corrected(origin);
        Some(Markup::join([Some(tag), Some(source), corrected].into_iter().flatten(), " "))
    }

    /// Where a statement comes from, in words.
    pub(crate) fn source(&self, origin: &Origin) -> String {
        let source = &origin.source;
        let parts = [source.reference.as_deref(), source.locator.as_deref()];
        let said: Vec<&str> = parts.into_iter().flatten().collect();
        if said.is_empty() { self.word(codes::source_kind(source.kind)) } else { said.join(", ") }
    }

    /// When it happened; when it was recorded, if that says more.
    pub(crate) fn dated(&self, origin: &Origin) -> Markup {
        self.link(&Place::Event(origin.position), &self.occurred(&origin.occurred))
    }

    /// «Rettet», with what was told and what is right, for an entry whose account of a source was corrected.
    fn corrected(&self, origin: &Origin) -> Option<Markup> {
        if origin.amendments.is_empty() {
            return None;
        }
        let hidden = || self.word("text-hidden");
        let lines = origin.amendments.iter().map(|one| {
            let field = self.amended_field(&one.field);
            let variables = [
                ("field", field.into()),
                ("was", one.was.clone().unwrap_or_else(hidden).into()),
                ("is", one.is.clone().unwrap_or_else(hidden).into()),
            ];
            let words = Markup::note(&self.sentence("amended-line", variables));
            self.link(&Place::Event(one.position), &words)
        });
        let tag = Markup::tag("plain", &self.word("amended"));
        Some(Markup::join(std::iter::once(tag).chain(lines), " "))
    }

    /// What a correction corrects: a part of the envelope, or a field of the body.
    pub(crate) fn amended_field(&self, field: &str) -> String {
        let envelope = format!("amended-{}", field.replace(['.', '_'], "-"));
        let first = field.split('.').next().unwrap_or(field);
        let body = format!("field-{}", first.replace('_', "-"));
        let found = self.language.find(&envelope).or_else(|| self.language.find(&body));
        found.unwrap_or_else(|| self.word("field-other"))
    }

    /// What a strategy is called.
    pub(crate) fn strategy_name(&self, id: &StrategyId) -> Markup {
        let words = self.views.strategy(id).map(|summary| Words {
            words: owned(summary.title.as_deref()),
            lang: summary.lang.clone(),
        });
        self.name_or(words, id.as_str())
    }

    /// What an evaluation is called: by itself, or else by the document it stands in.
    pub(crate) fn evaluation_name(&self, id: &EvaluationId) -> Markup {
        let Some(summary) = self.views.evaluation(id) else { return Markup::text(id.as_str()) };
        let of_document = || {
            let document = self.views.document(&summary.doc?)?;
            Some(Words { words: owned(document.title.as_deref()), lang: document.lang.clone() })
        };
        let own = summary
            .title
            .as_deref()
            .map(|title| Words { words: Some(title.to_owned()), lang: summary.lang.clone() });
        self.name_or(own.or_else(of_document), id.as_str())
    }

    /// What an assignment asks for, its beginning where that is long.
    pub(crate) fn assignment_name(&self, id: &AssignmentId) -> Markup {
        let words = self.views.assignment(id).map(|summary| Words {
            words: summary.text.as_deref().map(shortened),
            lang: summary.lang.clone(),
        });
        self.name_or(words, id.as_str())
    }
}

/// The first words of a text, about eighty characters.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 80 {
        return line.to_owned();
    }
    let mut short = String::new();
    for word in line.split_whitespace() {
        if short.chars().count() + word.chars().count() > 78 {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    format!("{}…", short.trim_end())
}
