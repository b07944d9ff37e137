### Words of the pages of strategies, evaluations, assignments and overviews.

## Strategies, evaluations and assignments
page-evaluations = Evaluations
goals-lead = Strategies and their goals, who owns them, and the measures that serve them.
goals-caption = Strategies
strategy-title = Strategy
strategy-status = Status
strategy-period = Period
strategy-owners = Owned by
strategy-forum = Strategy of
strategy-common = The whole community
strategy-replaces = Replaces
strategy-replaced-by = Replaced by
strategy-goals = Goals
strategy-goals-caption = The goals and the measures that serve them
strategy-goals-none = No goals are documented.
strategy-goal = Goal
strategy-goal-measures = Measures
strategy-measures-other = Measures whose goal is not documented
strategy-texts = Texts
strategy-texts-caption = Each text of the strategy, newest first
strategy-responsibilities-caption = Who answers for the strategy
evaluations-lead = Evaluations, what was found and what was recommended.
evaluations-caption = Evaluations
evaluation-title = Evaluation
evaluation-by = Evaluated by
evaluation-commissioned-by = Commissioned by
evaluation-subject = What was evaluated
evaluation-published = Published
evaluation-findings = Findings
evaluation-findings-caption = What was found
evaluation-findings-none = No findings are on record.
advice-none = No recommendations are on record.
advice-caption = Recommendations and answers; no answer is not counted as accepted
advice-text = Recommendation
advice-to = Addressed to
advice-answer = Answer
advice-answer-by = Answer expected by
advice-in = Stands in
advice-follow-up = Followed up with
assignments-lead = Assignments in letters of allocation and elsewhere, and what was delivered.
assignments-caption = Assignments
assignment-title = Assignment
assignment-letter = Letter
assignment-letter-number = { $letter } no. { $n }
assignment-year = Budget year
assignment-from = Given by
assignment-to = Given to
assignment-due = Due
assignment-status = Status
assignment-decision = Decision
assignment-missing = No delivery on record from
assignment-delivered-by = Delivered by
assignment-days = Against the deadline
assignment-late = { $n ->
    [one] { $n } day
   *[other] { $n } days
    } after the deadline
assignment-early = { $n ->
    [one] { $n } day
   *[other] { $n } days
    } before the deadline
assignment-reports = What was reported
assignment-reports-caption = Reports on the assignment, oldest first
assignment-reports-none = Nothing is reported.
assignment-as-issuer = Gave it
assignment-as-recipient = Is to do it

## Where sources differ
differs-heading = Sources differ
differs-see = Sources differ on something here
differs-lead = Each source is given on its own. None of them is taken to be the right one.
differs-caption = What sources differ on
differs-what = What it is about
differs-told = As the sources say it
differs-wording = It may be the wording alone that differs.
differs-noted = Noted when the evaluation was recorded
evaluations-of-caption = Evaluations, newest first
evaluation-count = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
    }
evaluation-count-differing = { $n } where the source contradicts itself
