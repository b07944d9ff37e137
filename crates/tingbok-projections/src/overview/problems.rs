//! Problems by complexity and conflict. Views stand side by side; nothing is placed that nobody placed.
use crate::{
    Origin, Words,
    forum::{ForumState, Problem},
};
use serde::Serialize;
use std::collections::BTreeMap;
use tingbok_domain::{ForumId, ParticipantId, event::Placement, id::Code};

/// The matrix, and beside it what stands in no field of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ProblemMatrix {
    /// Fields that anything is placed in, by complexity, then conflict.
    pub fields: Vec<Field>,
    /// Views whose place is not documented, or that nobody placed; by forum.
    pub not_placed: Vec<ProblemView>,
    /// All views of each forum side by side, placed or not.
    pub forums: Vec<ForumProblems>,
}

/// One field of the matrix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Field {
    /// 1 (least) to 5.
    pub complexity: u32,
    /// 1 (least) to 5.
    pub conflict: u32,
    /// What is placed here.
    pub views: Vec<ProblemView>,
}

/// The views of one forum's problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForumProblems {
    /// The forum.
    pub forum: ForumId,
    /// What it is called.
    pub name: Words,
    /// Oldest first; more than one = they stand side by side, none is better than the other.
    pub views: Vec<ProblemView>,
}

/// How one body sees a forum's problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProblemView {
    /// The forum.
    pub forum: ForumId,
    /// What the forum is called.
    pub forum_name: Words,
    /// The view's name within the forum.
    pub problem: Code,
    /// Whose view; absent = not documented.
    pub assessor: Option<ParticipantId>,
    /// The view.
    pub statement: Words,
    /// Marks of the problem and whether it has them.
    pub features: BTreeMap<Code, bool>,
    /// 1 (least) to 5; absent = not said.
    pub complexity: Option<u32>,
    /// 1 (least) to 5; absent = not said.
    pub conflict: Option<u32>,
    /// Whether it is placed.
    pub placement: Placement,
    /// Views of the same forum beside this one.
    pub others: usize,
    /// Where it comes from.
    pub origin: Origin,
}

/// The matrix over some forums; one without a view is left out.
pub fn problems(forums: &[ForumState]) -> ProblemMatrix {
    let mut matrix = ProblemMatrix::default();
    let mut fields: BTreeMap<(u32, u32), Vec<ProblemView>> = BTreeMap::new();
    for forum in forums.iter().filter(|forum| !forum.problems.is_empty()) {
        let views: Vec<ProblemView> =
            forum.problems.iter().map(|problem| view(forum, problem)).collect();
        for view in &views {
            match place(view) {
                Some(field) => fields.entry(field).or_default().push(view.clone()),
                None => matrix.not_placed.push(view.clone()),
            }
        }
        let (id, name) = (forum.id.clone(), forum.name.clone());
        matrix.forums.push(ForumProblems { forum: id, name, views });
    }
    let field = |((complexity, conflict), views)| Field { complexity, conflict, views };
    matrix.fields = fields.into_iter().map(field).collect();
    matrix
}

/// A view is placed when it says so and gives both axes; one axis is never worked out.
fn place(view: &ProblemView) -> Option<(u32, u32)> {
    match view.placement {
        Placement::Documented => view.complexity.zip(view.conflict),
        Placement::NotDocumented | Placement::None => None,
    }
}

fn view(forum: &ForumState, problem: &Problem) -> ProblemView {
    ProblemView {
        forum: forum.id.clone(),
        forum_name: forum.name.clone(),
        problem: problem.id.clone(),
        assessor: problem.assessor.clone(),
        statement: problem.statement.clone(),
        features: problem.features.clone(),
        complexity: problem.complexity,
        conflict: problem.conflict,
        placement: problem.placement,
        others: forum.problems.len().saturating_sub(1),
        origin: problem.origin.clone(),
    }
}
