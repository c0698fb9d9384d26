import type { PromiseRules } from './promise-rules.ts';

export const GERMAN_PROMISES: PromiseRules = {
  language: 'de',
  classes: {
    P: '(?:agent|agenten|person|mensch|menschen|mitarbeiter|mitarbeiterin|mitarbeitern|berater|beraterin|beratern|kundenberater|kundenberaterin|kollege|kollegen|kollegin|spezialist|spezialisten|spezialistin|experte|experten|expertin|jemand|jemanden|jemandem|team|abteilung|fachabteilung|support|kundenservice|kundendienst|vorgesetzter|vorgesetzten|manager|sachbearbeiter|sachbearbeiterin|ansprechpartner|ansprechpartnerin|operator|fachmann|teamkollege)',
    CASE: '(?:anfrage|anliegen|fall|chat|gesprach|anruf|frage|problem|nachricht|beschwerde|vorgang|ticket)',
    PASS: '(?:verbinde|verbinden|leite|leiten|ubergebe|ubergeben|stelle|stellen|reiche|gebe|geben|hole|holen|schalte|uberstelle)',
  },
  promises: [
    ' (?:ich|wir) (?:[^ ]+ )?{PASS} (?:sie|dich|ihr|ihre|ihren|dein|deine|deinen|das|den|die|an|es|jetzt|nun|gleich|sofort|mal)(?: [^ ]+){0,7} (?:verbunden|weiter|durch|ab|hinzu|{P}) ',
    ' (?:ich|wir) (?:verbinde|verbinden) (?:sie|dich) ',
    ' {PASS} (?:ich|wir) (?:sie|dich|ihr|ihre|ihren|dein|deine|deinen|das|den|die|es)(?: [^ ]+){0,7} (?:{P}|weiter|durch|mit|ab) ',
    ' verbinde (?:sie|dich|ich|nun|jetzt) ',
    ' (?:werde|werden|wurde ihnen|lassen sie mich|lass mich|muss|mussen|mochte|darf) (?:[^ ]+ ){0,9}?(?:verbinden|weiterleiten|weitergeben|ubergeben|durchstellen|hinzuziehen|hinzuholen|weiterverbinden|einschalten|holen|einbeziehen|vermitteln|weiterreichen|informieren|benachrichtigen) ',
    ' (?:sie|du) (?:werden|wirst) (?:[^ ]+ ){0,7}?(?:verbunden|weitergeleitet|weiterverbunden|kontaktiert|angerufen|zuruckgerufen|betreut|ubergeben|durchgestellt|unterstutzt|sprechen|horen) ',
    ' (?:ihr|ihre|dein|deine|das|der) (?:[^ ]+ )?{CASE} (?:[^ ]+ ){0,2}?(?:wird|wurde|ist|habe|werde) (?:[^ ]+ ){0,7}?(?:weitergeleitet|ubergeben|weitergegeben|eskaliert|ubernommen|bearbeitet von) ',
    ' (?:habe|haben) (?:[^ ]+ ){0,9}?(?:weitergeleitet|ubergeben|weitergegeben|eskaliert|verbunden|informiert|benachrichtigt|verstandigt|hinzugezogen|angefordert) ',
    ' {P} (?:[^ ]+ ){0,5}?(?:wird|werden|ubernimmt|ubernehmen|meldet sich|melden sich|kummert sich|kummern sich|ist gleich|kommt|setzt sich|hilft ihnen gleich|hilft dir gleich|ruft sie|ruft dich|antwortet ihnen|schaltet sich|steht ihnen gleich|ist unterwegs|wendet sich|tritt dem) ',
    ' (?:meldet|kummert|ubernimmt|wird|ruft|setzt|kommt|hilft) (?:[^ ]+ ){0,5}?(?:ein|eine|einer|unser|unsere|jemand) (?:[^ ]+ ){0,3}?(?:{P}|unserer {P}|aus) (?:[^ ]+ ){0,6}?(?:ubernehmen|melden|kontaktieren|helfen|anrufen|kummern|weiterhelfen|ubernimmt|bei ihnen|bei dir|gleich|in kurze|sie|dazu|weiter|verbindung) ',
    ' (?:ubernimmt|ubernehmen) (?:[^ ]+ ){0,3}{P} ',
    ' meldet sich (?:[^ ]+ ){0,3}?{P} | (?:sie|du) (?:sprechen|sprichst|chatten|chattest) (?:gleich|jetzt|nun|in kurze|bald|sofort) (?:[^ ]+ ){0,2}{P} ',
    ' (?:ich|wir) (?:hole|rufe|suche|informiere|benachrichtige|frage|kontaktiere|holen|rufen|informieren|ziehe|fordere|bitte|schalte|bringe) (?:[^ ]+ ){0,4}{P} | (?:weiterleitung|verbindung|ubergabe|vermittlung) (?:[^ ]+ ){0,5}(?:lauft|gestartet|eingeleitet|hergestellt|aufgebaut) ',
    ' (?:wahrend|bis|damit|dass) ich (?:sie|dich|jemanden|einen|ihre|ihr) (?:[^ ]+ ){0,6}(?:verbinde|weiterleite|durchstelle|ubergebe|hole|finde|suche|weitergebe) | in kurze (?:[^ ]+ ){0,3}(?:verbunden|{P}) ',
  ],
  harmless: [
    ' (?:mochten sie|mochtest du|wollen sie|willst du|soll ich|sollen wir|darf ich|kann ich|konnen wir|ich kann|wir konnen|ich konnte|wir konnten|wunschen sie|hatten sie gern|durfte ich|kann ihnen|kann dir|kann sie|konnen ihnen|konnen sie|konnten) ',
    ' (?:nicht|kein|keine|keinen|keinem|ohne|statt|bevor|niemand|niemanden) ',
    ' (?:sobald (?:sie|du)|(?:wenn|falls|sofern|sollten) (?:sie|du|ihnen|das|es|notig|gewunscht)) | (?:auf wunsch|bei bedarf) ',
    ' (?:geld|betrag|zahlung|guthaben|seite|website|webseite|formular|erstattung|bank|uberweisung|link|portal) ',
    ' (?:montag|montags|erreichbar|erreichen|uhr) ',
  ],
};

/** The Dutch `u` arrives as `you`: tokenise() writes English short forms out. */
export const DUTCH_PROMISES: PromiseRules = {
  language: 'nl',
  classes: {
    P: '(?:agent|persoon|mens|medewerker|medewerkers|collega|collegas|adviseur|specialist|specialisten|expert|iemand|team|afdeling|klantenservice|leidinggevende|manager|operator|vertegenwoordiger|teamlid|supervisor)',
    CASE: '(?:vraag|verzoek|zaak|chat|gesprek|probleem|bericht|klacht|dossier|ticket|melding)',
  },
  promises: [
    ' (?:ik|we|wij) (?:[^ ]+ )?(?:verbind|verbinden|schakel|schakelen|zet|breng|draag|stuur) (?:you|je|jou|jouw|uw|dit|het|de)(?: [^ ]+){0,7} (?:door|over|contact|{P}) ',
    ' (?:ik|we|wij) (?:[^ ]+ )?(?:verbind|verbinden) (?:you|je|jou) ',
    ' (?:ga|gaan|zal|zullen|laat me|laat mij|moet|even) (?:[^ ]+ ){0,7}?(?:doorverbinden|verbinden|overdragen|doorsturen|overzetten|doorschakelen|inschakelen|erbij halen|halen|overnemen|in contact brengen|waarschuwen|informeren|roepen|doorgeven) ',
    ' (?:you|je|jij) (?:wordt|word|bent) (?:[^ ]+ ){0,6}?(?:doorverbonden|verbonden|doorgeschakeld|overgedragen|teruggebeld|geholpen door|gebeld|gecontacteerd|doorgestuurd) ',
    ' (?:uw|je|jouw|het|de|dit) (?:[^ ]+ )?{CASE} (?:is|wordt) (?:[^ ]+ ){0,5}?(?:doorgestuurd|overgedragen|doorgegeven|doorgezet|geescaleerd|overgenomen) ',
    ' (?:heb|hebben) (?:[^ ]+ ){0,7}?(?:doorgestuurd|doorverbonden|overgedragen|doorgegeven|geescaleerd|ingeschakeld|gewaarschuwd|doorgezet|verwittigd) ',
    ' {P} (?:[^ ]+ ){0,5}?(?:neemt|zal|gaat|nemen|komt|helpt (?:you|je) (?:zo|verder|direct)|belt|is onderweg|staat (?:you|je) zo|sluit|pakt) ',
    ' (?:neemt|zal|gaat|komt|helpt|belt) (?:[^ ]+ ){0,3}?(?:een|onze|iemand) (?:[^ ]+ ){0,3}?(?:{P} )?(?:[^ ]+ ){0,3}?(?:contact|over|helpen|overnemen|opnemen|verder|bij you|bij je|terug) ',
    ' (?:you|je) (?:spreekt|spreek|krijgt|krijg) (?:[^ ]+ ){0,3}(?:{P}) ',
    ' (?:ik|we|wij) (?:haal|roep|zoek|bel|vraag|waarschuw|informeer|schakel) (?:[^ ]+ ){0,3}{P} | (?:terwijl|tot|zodat) ik (?:you|je|een|iemand) (?:[^ ]+ ){0,5}(?:doorverbind|verbind|zoek|haal|overdraag) ',
  ],
  harmless: [
    ' (?:wilt you|wil je|zal ik|zullen we|mag ik|kan ik|ik kan|we kunnen|wij kunnen|zou you|zou je|kunnen we|wenst you|moet ik|kunt you|kun je|kan you|kan je) ',
    ' (?:niet|geen|zonder|voordat|niemand) | (?:als|indien|mocht|wanneer) (?:you|je|dat|het|nodig) ',
    ' (?:geld|bedrag|betaling|saldo|pagina|website|formulier|terugbetaling|bank|bereikbaar|(?:om|tot) [0-9]+ uur) ',
  ],
};

export const POLISH_PROMISES: PromiseRules = {
  language: 'pl',
  classes: {
    P: '(?:agent[^ ]*|osob[^ ]*|czlowiek[^ ]*|konsultant[^ ]*|pracownik[^ ]*|kogos|kims|ktos|przedstawiciel[^ ]*|specjalist[^ ]*|ekspert[^ ]*|zespol[^ ]*|dzial[^ ]*|doradc[^ ]*|kolega|kolege|koledze|kolezanka|kolezanke|kolezance|kolegi|kolegow|kierownik[^ ]*|operator[^ ]*|przelozon[^ ]*)',
    CASE: '(?:spraw[^ ]*|zgloszeni[^ ]*|pytani[^ ]*|rozmow[^ ]*|czat[^ ]*|prosb[^ ]*|wiadomosc[^ ]*|reklamacj[^ ]*|problem[^ ]*)',
  },
  promises: [
    ' (?:lacze|polacze|przelaczam|przelacze|przekierowuje|przekieruje|przekazuje|przekaze|przenosze|przeniose|laczymy|przelaczymy|przekazujemy|przekazemy|polaczymy|kieruje|skieruje|przekierujemy)(?: [^ ]+){0,5} (?:pana|pania|panstwa|cie|ciebie|do|z|ze|teraz|{P}|{CASE}) ',
    ' (?:pana|pania|panstwa|cie|teraz|juz|zaraz) (?:[^ ]+ ){0,2}?(?:lacze|polacze|przelaczam|przelacze|przekierowuje|przekieruje|przekazuje|polaczymy|przelaczymy) ',
    ' (?:zostanie|zostaniesz|zostana|jest|sa|zostal|zostala|zostalo|bedzie|bedziesz) (?:[^ ]+ ){0,3}?(?:polaczon|przelaczon|przekazan|przekierowan|przekazywan|laczon|skierowan|przeniesion)[^ ]* ',
    ' (?:przekazalem|przekazalam|przekazalismy|przekierowalem|przekierowalam|przelaczylem|powiadomilem|powiadomilam|powiadomilismy|poinformowalem|poinformowalam|skierowalem|wezwalem|poprosilem|poprosilam) (?:[^ ]+ ){0,5}(?:{P}|{CASE}) ',
    ' {P} (?:[^ ]+ ){0,5}?(?:przejmie|przejmuje|skontaktuje|odezwie|zadzwoni|oddzwoni|pomoze|odpowie|dolaczy|zajmie|bedzie|wkrotce|zaraz|juz idzie|kontynuuje|przejma|skontaktuja|dolacza) ',
    ' (?:przejmie|skontaktuje|odezwie|zadzwoni|oddzwoni|pomoze|odpowie|dolaczy|zajmie|skontaktuja) (?:[^ ]+ ){0,5}?{P} ',
    ' (?:pozwol|prosze pozwolic|musze|chce|zamierzam|postaram sie|zaraz|pozwole sobie|mam zamiar) (?:[^ ]+ ){0,3}?(?:polaczyc|przelaczyc|przekierowac|przekazac|wezwac|zawolac|poprosic|sprowadzic|znalezc) (?:[^ ]+ ){0,4}?(?:{P}|pana|pania|cie|{CASE}) ',
    ' (?:wzywam|wolam|szukam|poszukam|poprosze|prosze|powiadamiam|powiadomie|zawolam|wezwe|kontaktuje sie z) (?:[^ ]+ ){0,3}{P} (?:[^ ]+ ){0,3}(?:o pomoc|teraz|zeby|aby|$|z naszego|ktor|do rozmowy) ',
  ],
  harmless: [
    ' (?:czy|moge|mozemy|moglbym|moglabym|mozna|mozesz|moga|(?<! (?:ktory|ktora|ktore) )moze) ',
    ' (?:nie (?:moge|mozemy|lacze|przekaze|polacze|zostanie|bede|ma|trzeba)|bez|zanim) | (?:jesli|jezeli|gdy (?:pan|pani|chce|chcesz|bedzie pan|bedziesz)|w razie|gdyby) ',
    ' (?:pieniadze|kwota|platnosc|przelew|strone|strona|formularz|zwrot|bank|(?:czynn[^ ]*|otwart[^ ]*) [^ ]+ [^ ]+|numer) ',
  ],
};
