//! What the server answered, and what a test expects of it.
use serde_json::Value;

/// An answer over HTTP, read whole.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// The headers: lower-case names, and values as text.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as text.
    pub(crate) text: String,
    /// What was asked, for messages.
    pub(crate) asked: String,
}

impl Answer {
    /// The body as JSON; null when it is not.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    /// The first header of that lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The status must be this one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.asked, self.text);
        self
    }

    /// It must be 201; gives the receipt.
    #[track_caller]
    pub(crate) fn expect_created(self) -> Value {
        self.expect(201).json()
    }

    /// It must be refused by this rule; gives the problem.
    #[track_caller]
    pub(crate) fn expect_refused(self, rule: &str) -> Value {
        let answer = self.expect(409);
        let problem = answer.json();
        assert_eq!(problem["rule"], rule, "{}\n{}", answer.asked, answer.text);
        problem
    }

    /// It must be a problem of this name (`forbidden`, `not-found`, `conflict` …); gives the problem.
    #[track_caller]
    pub(crate) fn expect_problem(self, name: &str) -> Value {
        let problem = self.json();
        let kind = problem["type"].as_str().unwrap_or_default();
        assert!(
            kind == name || kind.ends_with(&format!("/{name}")),
            "{}\n{} {}",
            self.asked,
            self.status,
            self.text
        );
        problem
    }
}
