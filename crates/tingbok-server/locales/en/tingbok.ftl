### The words of Tingbok: the same thing has the same word on every page.

## Positions
position-consents = Agrees
position-consents-condition = Agrees on a condition
position-stands-aside = Does not oppose
position-special-remark = Differing view
position-reserves = Reserves its position
position-reservation-lifted = Reservation lifted
position-asks-discussion = Asks for discussion
position-recuses = Does not take part
position-recuses-not-affected = Not affected
position-withdrawn = Withdrawn
position-waiting = Awaiting reply
position-silent = No reply by the deadline
position-silent-note = Not counted as agreement
position-present-no-objection = Present, no objection recorded
position-absent = Not present
position-remark = Remark
position-not-documented = Not documented
position-recorded-by = Recorded by the secretariat
position-signed = Signed by the participant
position-confirmed = Confirmed by the participant
position-contested = Contested by the participant

## Decisions and rounds
outcome-adopted-consensus = Adopted by consensus
outcome-adopted-silence = Adopted without objection by the deadline
outcome-adopted-dissent = Adopted with a differing view
outcome-not-agreed = Not agreed
outcome-lapsed = Not settled by the deadline
decision-draft = Draft
decision-draft-revised = Revised draft
decision-open = Open, round { $n }
decision-interrupted = Interrupted: text changed
decision-withdrawn = Withdrawn
decision-referred = Referred for political clarification
decision-returned = Returned from political clarification
outcome-contested = Adopted, but contested by { $name }
decision-superseded = Superseded
decision-reported = As reported by a source
method-consensus = Consensus
method-declared = Consensus established in the meeting
method-silence = Written procedure with a deadline
decision-boundary = This is an administrative decision. It does not change the minister's responsibility.
decision-basis = Basis for the decision
decision-anchoring = Anchoring
decision-reason = Reason

## Texts, measures, milestones, follow-up
mandate-in-force = Mandate in force, version { $n }
mandate-draft = Draft { $m } of version { $n }
mandate-replaced = Replaced
mandate-repealed = Repealed
text-not-held = Text not held
measure-planned = Planned
measure-ongoing = Under way
measure-delayed = Delayed
measure-paused = Paused
measure-completed = Completed
measure-stopped = Stopped
measure-reduced = Reduced scope
function-decide = Forum decides
function-advise = Forum advises
function-inform = Forum is informed
milestone-baseline = Original plan
milestone-forecast = Current forecast
milestone-reached = Reached
milestone-slip = { $n ->
    [one] { $n } month
   *[other] { $n } months
    } behind plan
overdue = Overdue
answer-none = Not answered
answer-accepted = Accepted
answer-partly = Partly accepted
answer-rejected = Rejected
answer-noted = Noted
assignment-joint = Joint assignment
assignment-delivered = Delivered
assignment-accepted = Approved
placement-not-documented = Placement not documented
evidence-reported = From a source
status-reported = Reported { $date }, { $n ->
    [one] { $n } day
   *[other] { $n } days
    } ago
count-on-track = { $n } of { $total } on track

## Roles
role-chair = Chair
role-secretariat = Secretariat
role-lead = Lead ministry
role-owner = Owner ministry
role-process-owner = Process owner
role-responsible = Responsible ministry
role-substitute = Substitute
role-observer = Observer
role-driver = Driver
role-interest-balancer = Balancer of interests
role-system-steward = System steward

## Pages and frame
page-home = Home
page-forums = Forums
page-core-groups = Core groups
page-decisions = Decisions
page-measures = Measures
page-goals = Strategy and goals
page-participants = Participants
page-agreed = What { $name } agreed to
page-recommendations = Recommendations
page-assignments = Assignments
page-ladder = Coordination ladder
page-problems = Wicked problems
page-coordination-roles = Coordination roles
page-documents = Documents
page-minutes = Minutes
page-verify = Verify
page-event = Event
page-search = Search
page-accessibility = Accessibility statement
page-privacy = Privacy
page-language-share = Language shares
agenda-decision = For decision
agenda-discussion = For discussion
agenda-information = For information
frame-skip = Skip to content
frame-history = History
restricted = Exempt from public access under { $basis }
erased = Content erased

## Buttons
button-filter = Show selection
button-compare = Compare versions
button-download = Download
button-print = Print
button-request-access = Request access
button-check-receipt = Check the receipt
button-preview = Preview
button-append = Record
button-back-to-now = Back to today

## Dates and precision
date-spring = spring { $year }
date-summer = summer { $year }
date-autumn = autumn { $year }
date-winter = winter { $year }
date-from-to = from { $a } to { $b }
date-once-within = some time in { $a }–{ $b }
date-not-later = no later than { $date }
date-not-earlier = no earlier than { $date }
date-inferred = { $date } (year inferred)
date-unknown = date unknown
asof-occurred = As things stood on { $date }
asof-known = As Tingbok knew it on { $date }
asof-not-come = That day has not come. The page rests on what is recorded up to { $date }.
asof-possibly = May have happened by { $date }

## Errors
error-not-found = We did not find the page. Choose an earlier date if it used to exist.
error-conflict = Someone changed this after you read it. Read version { $n } and try again.
error-refused = The rule does not allow this: { $rule }
error-date = Write the date like this: 2023-11-10, 2024-04 or 2015
error-unauthenticated = Sign in to do this
error-forbidden = Your role does not allow this
error-busy = The service is busy. Try again in { $n } seconds.
error-receipt = The receipt does not match. First difference: position { $n }
