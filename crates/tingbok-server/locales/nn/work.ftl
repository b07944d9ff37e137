### Words of the pages of strategies, evaluations, assignments and overviews.

## Strategies, evaluations and assignments
page-evaluations = Evalueringar
goals-lead = Strategiar og måla i dei, kven som eig dei, og tiltaka som følgjer dei opp.
goals-caption = Strategiar
strategy-title = Strategi
strategy-status = Status
strategy-period = Periode
strategy-owners = Blir eigd av
strategy-forum = Strategi for
strategy-common = Heile fellesskapet
strategy-replaces = Avløyser
strategy-replaced-by = Avløyst av
strategy-goals = Mål
strategy-goals-caption = Måla og tiltaka som følgjer dei opp
strategy-goals-none = Ingen mål er dokumenterte.
strategy-goal = Mål
strategy-goal-measures = Tiltak
strategy-measures-other = Tiltak der målet ikkje er dokumentert
strategy-texts = Tekstar
strategy-texts-caption = Kvar tekst av strategien, nyaste først
strategy-responsibilities-caption = Kven som har ansvar for strategien
evaluations-lead = Evalueringar, kva som er funne, og kva som er tilrådd.
evaluations-caption = Evalueringar
evaluation-title = Evaluering
evaluation-by = Evaluert av
evaluation-commissioned-by = Tinga av
evaluation-subject = Kva som er evaluert
evaluation-published = Publisert
evaluation-findings = Funn
evaluation-findings-caption = Kva som er funne
evaluation-findings-none = Ingen funn er førte.
advice-none = Ingen tilrådingar er førte.
advice-caption = Tilrådingar og svar; utan svar blir ikkje rekna som teken til følgje
advice-text = Tilråding
advice-to = Retta til
advice-answer = Svar
advice-answer-by = Svar er venta innan
advice-in = Står i
advice-follow-up = Blir følgd opp med
assignments-lead = Oppdrag i tildelingsbrev og andre stader, og kva som er levert.
assignments-caption = Oppdrag
assignment-title = Oppdrag
assignment-letter = Brev
assignment-letter-number = { $letter } nr. { $n }
assignment-year = Budsjettår
assignment-from = Gitt av
assignment-to = Gitt til
assignment-due = Frist
assignment-status = Status
assignment-decision = Avgjerd
assignment-missing = Levering er ikkje ført frå
assignment-delivered-by = Levert av
assignment-days = Mot fristen
assignment-late = { $n ->
    [one] { $n } dag
   *[other] { $n } dagar
    } etter fristen
assignment-early = { $n ->
    [one] { $n } dag
   *[other] { $n } dagar
    } før fristen
assignment-reports = Kva som er meldt
assignment-reports-caption = Meldingar om oppdraget, eldste først
assignment-reports-none = Ingenting er meldt.
assignment-as-issuer = Har gitt det
assignment-as-recipient = Skal utføre det

## Where sources differ
differs-heading = Kjeldene seier ulikt
differs-see = Kjeldene seier ulikt om noko her
differs-lead = Kvar kjelde er attgjeven for seg. Ingen av dei er rekna som den rette.
differs-caption = Det kjeldene seier ulikt om
differs-what = Kva det gjeld
differs-told = Slik kjeldene seier det
differs-wording = Det kan vere berre ordlyden som er ulik.
differs-noted = Merknad frå då evalueringa vart ført inn
evaluations-of-caption = Evalueringar, nyaste først
evaluation-count = { $n } funn
evaluation-count-differing = { $n } om det kjelda seier ulikt
