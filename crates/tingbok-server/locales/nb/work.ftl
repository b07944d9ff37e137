### Words of the pages of strategies, evaluations, assignments and overviews.

## Strategies, evaluations and assignments
page-evaluations = Evalueringer
goals-lead = Strategier og målene i dem, hvem som eier dem, og tiltakene som følger dem opp.
goals-caption = Strategier
strategy-title = Strategi
strategy-status = Status
strategy-period = Periode
strategy-owners = Eies av
strategy-forum = Strategi for
strategy-common = Hele fellesskapet
strategy-replaces = Avløser
strategy-replaced-by = Avløst av
strategy-goals = Mål
strategy-goals-caption = Målene og tiltakene som følger dem opp
strategy-goals-none = Ingen mål er dokumentert.
strategy-goal = Mål
strategy-goal-measures = Tiltak
strategy-measures-other = Tiltak der målet ikke er dokumentert
strategy-texts = Tekster
strategy-texts-caption = Hver tekst av strategien, nyeste først
strategy-responsibilities-caption = Hvem som har ansvar for strategien
evaluations-lead = Evalueringer, hva som er funnet, og hva som er anbefalt.
evaluations-caption = Evalueringer
evaluation-title = Evaluering
evaluation-by = Evaluert av
evaluation-commissioned-by = Bestilt av
evaluation-subject = Hva som er evaluert
evaluation-published = Publisert
evaluation-findings = Funn
evaluation-findings-caption = Hva som er funnet
evaluation-findings-none = Ingen funn er ført.
advice-none = Ingen anbefalinger er ført.
advice-caption = Anbefalinger og svar; uten svar regnes ikke som tatt til følge
advice-text = Anbefaling
advice-to = Rettet til
advice-answer = Svar
advice-answer-by = Svar ventes innen
advice-in = Står i
advice-follow-up = Følges opp med
assignments-lead = Oppdrag i tildelingsbrev og andre steder, og hva som er levert.
assignments-caption = Oppdrag
assignment-title = Oppdrag
assignment-letter = Brev
assignment-letter-number = { $letter } nr. { $n }
assignment-year = Budsjettår
assignment-from = Gitt av
assignment-to = Gitt til
assignment-due = Frist
assignment-status = Status
assignment-decision = Beslutning
assignment-missing = Levering er ikke ført fra
assignment-delivered-by = Levert av
assignment-days = Mot fristen
assignment-late = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
    } etter fristen
assignment-early = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
    } før fristen
assignment-reports = Hva som er meldt
assignment-reports-caption = Meldinger om oppdraget, eldste først
assignment-reports-none = Ingenting er meldt.
assignment-as-issuer = Har gitt det
assignment-as-recipient = Skal utføre det

## Where sources differ
differs-heading = Kildene sier ulikt
differs-see = Kildene sier ulikt om noe her
differs-lead = Hver kilde er gjengitt for seg. Ingen av dem er regnet som den rette.
differs-caption = Det kildene sier ulikt om
differs-what = Hva det gjelder
differs-told = Slik kildene sier det
differs-wording = Det kan være bare ordlyden som er ulik.
differs-noted = Merknad fra da evalueringen ble ført inn
evaluations-of-caption = Evalueringer, nyeste først
evaluation-count = { $n } funn
evaluation-count-differing = { $n } om det kilden sier ulikt
