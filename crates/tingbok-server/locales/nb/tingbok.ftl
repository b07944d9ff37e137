### The words of Tingbok: the same thing has the same word on every page.

## Positions
position-consents = Slutter seg til
position-consents-condition = Slutter seg til med forbehold
position-stands-aside = Motsetter seg ikke
position-special-remark = Særmerknad
position-reserves = Reserverer seg
position-reservation-lifted = Reservasjonen er frafalt
position-asks-discussion = Ber om drøfting
position-recuses = Deltar ikke
position-recuses-not-affected = Saken berører ikke deltakeren
position-withdrawn = Trukket
position-waiting = Venter på svar
position-silent = Ikke svart innen fristen
position-silent-note = Regnes ikke som tilslutning
position-present-no-objection = Til stede, ingen innvending ført
position-absent = Ikke til stede
position-remark = Merknad
position-not-documented = Ikke dokumentert
position-recorded-by = Ført av sekretariatet
position-signed = Signert av deltakeren
position-confirmed = Bekreftet av deltakeren
position-contested = Bestridt av deltakeren

## Decisions and rounds
outcome-adopted-consensus = Vedtatt ved enighet
outcome-adopted-silence = Vedtatt uten innvendinger innen fristen
outcome-adopted-dissent = Vedtatt med særmerknad
outcome-not-agreed = Ikke enighet
outcome-lapsed = Ikke avgjort innen fristen
decision-draft = Utkast
decision-draft-revised = Revidert utkast
decision-open = Til behandling, runde { $n }
decision-interrupted = Avbrutt: teksten er endret
decision-withdrawn = Trukket
decision-referred = Løftet til politisk avklaring
decision-returned = Tilbake fra politisk avklaring
outcome-contested = Vedtatt, men bestridt av { $name }
decision-superseded = Erstattet
decision-reported = Gjengitt etter kilde
method-consensus = Konsensus
method-declared = Konsensus fastslått i møtet
method-silence = Skriftlig behandling med svarfrist
decision-boundary = Dette er en administrativ beslutning. Den endrer ikke statsrådens ansvar.
decision-basis = Beslutningsgrunnlag
decision-anchoring = Forankring
decision-reason = Begrunnelse

## Texts, measures, milestones, follow-up
mandate-in-force = Gjeldende mandat, versjon { $n }
mandate-draft = Utkast { $m } til versjon { $n }
mandate-replaced = Avløst
mandate-repealed = Opphevet
text-not-held = Teksten er ikke bevart her
measure-planned = Planlagt
measure-ongoing = I gang
measure-delayed = Forsinket
measure-paused = Satt på vent
measure-completed = Fullført
measure-stopped = Stanset
measure-reduced = Redusert omfang
function-decide = Forumet beslutter
function-advise = Forumet gir råd
function-inform = Forumet blir orientert
milestone-baseline = Opprinnelig plan
milestone-forecast = Gjeldende prognose
milestone-reached = Nådd
milestone-slip = { $n ->
    [one] { $n } måned
   *[other] { $n } måneder
    } etter planen
overdue = Over fristen
answer-none = Ikke besvart
answer-accepted = Tatt til følge
answer-partly = Delvis tatt til følge
answer-rejected = Ikke tatt til følge
answer-noted = Tatt til orientering
assignment-joint = Felles oppdrag
assignment-delivered = Levert
assignment-accepted = Godkjent
placement-not-documented = Plasseringen er ikke dokumentert
evidence-reported = Etter kilde
status-reported = Meldt { $date }, for { $n ->
    [one] { $n } dag
   *[other] { $n } dager
    } siden
count-on-track = { $n } av { $total } i rute

## Roles
role-chair = Leder
role-secretariat = Sekretariat
role-lead = Lederdepartement
role-owner = Eierdepartement
role-process-owner = Prosesseier
role-responsible = Ansvarlig departement
role-substitute = Stedfortreder
role-observer = Observatør
role-driver = Pådriver
role-interest-balancer = Interesseavveier
role-system-steward = Systemforvalter

## Pages and frame
page-home = Forside
page-forums = Fora
page-core-groups = Kjernegrupper
page-decisions = Beslutninger
page-measures = Tiltak
page-goals = Strategi og mål
page-participants = Deltakere
page-agreed = Dette har { $name } sluttet seg til
page-recommendations = Anbefalinger
page-assignments = Oppdrag
page-ladder = Samordningstrappen
page-problems = Gjenstridige problemer
page-coordination-roles = Samordningsroller
page-documents = Dokumenter
page-minutes = Møtereferat
page-verify = Etterprøv
page-event = Hendelse
page-search = Søk
page-accessibility = Tilgjengelighetserklæring
page-privacy = Personvern
page-language-share = Språkfordeling
agenda-decision = Beslutningssak
agenda-discussion = Drøftingssak
agenda-information = Orienteringssak
frame-skip = Hopp til innholdet
frame-history = Historikk
restricted = Unntatt offentlighet, jf. { $basis }
erased = Innholdet er slettet

## Buttons
button-filter = Vis utvalget
button-compare = Sammenlign versjoner
button-download = Last ned
button-print = Skriv ut
button-request-access = Be om innsyn
button-check-receipt = Kontroller kvitteringen
button-preview = Forhåndsvis
button-append = Før inn
button-back-to-now = Tilbake til i dag

## Dates and precision
date-spring = våren { $year }
date-summer = sommeren { $year }
date-autumn = høsten { $year }
date-winter = vinteren { $year }
date-from-to = fra { $a } til { $b }
date-once-within = en gang i perioden { $a }–{ $b }
date-not-later = senest { $date }
date-not-earlier = tidligst { $date }
date-inferred = { $date } (årstallet er utledet)
date-unknown = ukjent dato
asof-occurred = Slik det var { $date }
asof-known = Slik Tingbok kjente det { $date }
asof-not-come = Den dagen er ikke kommet. Siden bygger på det som er ført til og med { $date }.
asof-possibly = Kan ha skjedd innen { $date }

## Errors
error-not-found = Vi fant ikke siden. Velg en tidligere dato hvis den fantes før.
error-conflict = Noen har endret dette etter at du leste det. Les versjon { $n } og prøv igjen.
error-refused = Regelen tillater ikke dette: { $rule }
error-date = Skriv datoen slik: 2023-11-10, 2024-04 eller 2015
error-unauthenticated = Du må logge inn for å gjøre dette
error-forbidden = Rollen din gir ikke adgang til dette
error-busy = Tjenesten er opptatt. Prøv igjen om { $n } sekunder.
error-receipt = Kvitteringen stemmer ikke. Første avvik: posisjon { $n }
