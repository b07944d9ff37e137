### The words of Tingbok: the same thing has the same word on every page.

## Positions
position-consents = Sluttar seg til
position-consents-condition = Sluttar seg til med atterhald
position-stands-aside = Set seg ikkje imot
position-special-remark = Særmerknad
position-reserves = Reserverer seg
position-reservation-lifted = Reservasjonen er fråfallen
position-asks-discussion = Bed om drøfting
position-recuses = Deltek ikkje
position-recuses-not-affected = Saka vedkjem ikkje deltakaren
position-withdrawn = Trekt
position-waiting = Ventar på svar
position-silent = Ikkje svara innan fristen
position-silent-note = Blir ikkje rekna som tilslutning
position-present-no-objection = Til stades, inga innvending ført
position-absent = Ikkje til stades
position-remark = Merknad
position-not-documented = Ikkje dokumentert
position-recorded-by = Ført av sekretariatet
position-signed = Signert av deltakaren
position-confirmed = Stadfesta av deltakaren
position-contested = Motsagd av deltakaren

## Decisions and rounds
outcome-adopted-consensus = Vedteke ved semje
outcome-adopted-silence = Vedteke utan innvendingar innan fristen
outcome-adopted-dissent = Vedteke med særmerknad
outcome-not-agreed = Ikkje semje
outcome-lapsed = Ikkje avgjort innan fristen
decision-draft = Utkast
decision-draft-revised = Revidert utkast
decision-open = Til behandling, runde { $n }
decision-interrupted = Avbroten: teksten er endra
decision-withdrawn = Trekt
decision-referred = Løfta til politisk avklaring
decision-returned = Tilbake frå politisk avklaring
outcome-contested = Vedteke, men motsagt av { $name }
decision-superseded = Erstatta
decision-reported = Attgjeven etter kjelde
method-consensus = Konsensus
method-declared = Konsensus slått fast i møtet
method-silence = Skriftleg behandling med svarfrist
decision-boundary = Dette er ei administrativ avgjerd. Ho endrar ikkje ansvaret til statsråden.
decision-basis = Avgjerdsgrunnlag
decision-anchoring = Forankring
decision-reason = Grunngiving

## Texts, measures, milestones, follow-up
mandate-in-force = Gjeldande mandat, versjon { $n }
mandate-draft = Utkast { $m } til versjon { $n }
mandate-replaced = Avløyst
mandate-repealed = Oppheva
text-not-held = Teksten er ikkje teken vare på her
measure-planned = Planlagt
measure-ongoing = I gang
measure-delayed = Forseinka
measure-paused = Sett på vent
measure-completed = Fullført
measure-stopped = Stansa
measure-reduced = Redusert omfang
function-decide = Forumet avgjer
function-advise = Forumet gjev råd
function-inform = Forumet blir orientert
milestone-baseline = Opphavleg plan
milestone-forecast = Gjeldande prognose
milestone-reached = Nådd
milestone-slip = { $n ->
    [one] { $n } månad
   *[other] { $n } månader
    } etter planen
overdue = Over fristen
answer-none = Ikkje svart på
answer-accepted = Teken til følgje
answer-partly = Delvis teken til følgje
answer-rejected = Ikkje teken til følgje
answer-noted = Teken til orientering
assignment-joint = Felles oppdrag
assignment-delivered = Levert
assignment-accepted = Godkjent
placement-not-documented = Plasseringa er ikkje dokumentert
evidence-reported = Etter kjelde
status-reported = Meldt { $date }, for { $n ->
    [one] { $n } dag
   *[other] { $n } dagar
    } sidan
count-on-track = { $n } av { $total } i rute

## Roles
role-chair = Leiar
role-secretariat = Sekretariat
role-lead = Leiardepartement
role-owner = Eigardepartement
role-process-owner = Prosesseigar
role-responsible = Ansvarleg departement
role-substitute = Stadfortredar
role-observer = Observatør
role-driver = Pådrivar
role-interest-balancer = Interesseavvegar
role-system-steward = Systemforvaltar

## Pages and frame
page-home = Framside
page-forums = Forum
page-core-groups = Kjernegrupper
page-decisions = Avgjerder
page-measures = Tiltak
page-goals = Strategi og mål
page-participants = Deltakarar
page-agreed = Dette har { $name } slutta seg til
page-recommendations = Tilrådingar
page-assignments = Oppdrag
page-ladder = Samordningstrappa
page-problems = Gjenstridige problem
page-coordination-roles = Samordningsroller
page-documents = Dokument
page-minutes = Møtereferat
page-verify = Etterprøv
page-event = Hending
page-search = Søk
page-accessibility = Tilgjengeerklæring
page-privacy = Personvern
page-language-share = Språkfordeling
agenda-decision = Avgjerdssak
agenda-discussion = Drøftingssak
agenda-information = Orienteringssak
frame-skip = Hopp til innhaldet
frame-history = Historikk
restricted = Unnateke offentlegheit, jf. { $basis }
erased = Innhaldet er sletta

## Buttons
button-filter = Vis utvalet
button-compare = Samanlikn versjonar
button-download = Last ned
button-print = Skriv ut
button-request-access = Be om innsyn
button-check-receipt = Kontroller kvitteringa
button-preview = Førehandsvis
button-append = Før inn
button-back-to-now = Tilbake til i dag

## Dates and precision
date-spring = våren { $year }
date-summer = sommaren { $year }
date-autumn = hausten { $year }
date-winter = vinteren { $year }
date-from-to = frå { $a } til { $b }
date-once-within = ein gong i perioden { $a }–{ $b }
date-not-later = seinast { $date }
date-not-earlier = tidlegast { $date }
date-inferred = { $date } (årstalet er utleidd)
date-unknown = ukjend dato
asof-occurred = Slik det var { $date }
asof-known = Slik Tingbok kjende det { $date }
asof-not-come = Den dagen er ikkje komen. Sida byggjer på det som er ført til og med { $date }.
asof-possibly = Kan ha hendt innan { $date }

## Errors
error-not-found = Vi fann ikkje sida. Vel ein tidlegare dato dersom ho fanst før.
error-conflict = Nokon har endra dette etter at du las det. Les versjon { $n } og prøv igjen.
error-refused = Regelen tillèt ikkje dette: { $rule }
error-date = Skriv datoen slik: 2023-11-10, 2024-04 eller 2015
error-unauthenticated = Du må logge inn for å gjere dette
error-forbidden = Rolla di gjev ikkje tilgjenge til dette
error-busy = Tenesta er oppteken. Prøv igjen om { $n } sekund.
error-receipt = Kvitteringa stemmer ikkje. Første avvik: posisjon { $n }
