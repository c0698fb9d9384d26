import type { LanguageRules } from './language-rules.ts';

export const SPANISH: LanguageRules = {
  language: 'es',
  person:
    '(?:persona|personas|humano|humana|humanos|agente|agentes|asesor|asesora|operador|operadora|operario|representante|alguien|encargado|encargada|gerente|supervisor|supervisora|responsable|ejecutivo|ejecutiva|empleado|empleada|especialista|companero|companera|colega|tecnico|jefe|ser humano|atencion al cliente|servicio al cliente|soporte)(?! (?:de viajes|inmobiliario|asegurada|asegurado|fisica|juridica|mayor|que (?:me )?(?:choco|golpeo|robo|atropello)) )',
  requests: [
    ' (?:hablar|charlar|chatear|conversar|comunicarme|comunicar|contactar|contactarme|contacto|tratar|platicar|hablarle|comunicacion|hable|chatee) (?:[^ ]+ ){0,2}?(?:con|a) (?:[^ ]+ ){0,3}{P} ',
    ' (?:quiero|quisiera|necesito|prefiero|preferiria|dame|deme|denme|exijo|busco|solicito|pido|requiero|desearia|me gustaria|querria|puedo tener|hay) (?:a |con |de |hablar |ayuda de |asistencia de |que me (?:atienda|ayude|llame|contacte) )?(?:un |una |algun |alguna |el |la |otro |otra |su |con )(?:[^ ]+ )?{P} ',
    ' (?:quiero|quisiera|necesito|prefiero|puede|podria|pueden|podrian|me gustaria|pido|exijo) (?:que )?(?:[^ ]+ )?(?:me )?(?:atienda|ayude|llame|contacte|atendiera|ayudara|llamara|contactara|atenderme|ayudarme|llamarme|contactarme|hable|responda) (?:conmigo )?(?:un |una |algun |alguna |el |la )?{P} ',
    ' (?:pasame|paseme|pasarme|pasenme|ponme|pongame|ponerme|comunicame|comuniqueme|comunicarme|transfiereme|transfierame|transferirme|transferir|conectame|conecteme|conectarme|derivame|deriveme|derivarme|redirigeme|pasar|(?:me )?(?:pasas|pasa|pones|pone|comunicas|comunica|transfieres|transfiere|conectas|conecta|derivas|deriva)) (?:en contacto )?(?:con |a |por )(?:[^ ]+ ){0,3}{P} ',
    ' (?:llamenme|llamame|llameme|que me llamen|que me llame|(?:puede|pueden|podrian|podria) llamarme|me (?:puede|pueden|podrian|podria) llamar) ',
    ' hay (?:alguien|alguna persona|algun humano|algun agente|una persona|un humano) (?:real |humano |ahi )?(?:con quien|con la que|con el que|que me|que pueda|disponible|real|ahi) ',
    ' (?:persona|agente|operador|asesor|alguien) (?:real|humano|humana|de verdad|de carne y hueso) ',
    ' (?:no quiero|no pienso|estoy hart[oa] de|cansad[oa] de|basta de|deja de) (?:[^ ]+ ){0,4}(?:bot|robot|maquina|chatbot|contestador|ia) ',
    ' (?:ayuda|asistencia|atencion|soporte) (?:humana|humano|de una persona) ',
    ' no (?:mas )?(?:bots|robots|maquinas) ',
    ' con quien (?:puedo|podria|tengo que|podemos) (?:hablar|comunicarme|contactar) ',
    ' (?:en contacto|comunicar|comunicarme) con (?:el |la )?(?:departamento|area|equipo|servicio) ',
  ],
  bare: '^ (?:(?:un|una|con|por|favor|quiero|necesito|ya|ahora|agente|el|la) ){0,4}{P}(?: (?:real|humano|humana|por|favor|ya|ahora|mismo|inmediatamente|urgente))* $',
  blocks: [
    ' (?:eres|es usted|sos|es esto|esto es|eres tu|usted es) (?:[^ ]+ ){0,3}(?:{P}|bot|robot|real) ',
    ' (?:estoy|estamos|estaba) (?:hablando|chateando|tratando) ',
    ' (?:detras|al otro lado|escribiendo|leyendo) ',
    ' (?:hable|hablamos|he hablado|hablaba|charle|chatee) con ',
    ' me (?:atendio|ayudo|llamo|dijo|contacto|respondio|han atendido|ha atendido) ',
    ' alguien (?:me )?(?:ha )?(?:robo|robado|uso|usado|choco|golpeo|abrio|cogio|llevo) ',
    '^ (?:hablo|chateo) con ',
    ' (?:tengo|hay|es necesario|debo|hace falta|tendria) (?:que )?(?:hablar|llamar|contactar) ',
    ' (?:si|cuando|antes de|despues de) (?:hablo|hable|hablar) ',
  ],
  negations: [
    ' (?:no (?:me )?(?:quiero|necesito|hace falta|deseo|quisiera|preciso|requiero|queria|pases|pase|transfieras|transfiera|comuniques|comunique|conectes|conecte|pongas|ponga|llamen|llames|es necesario|tengo que|hay que|un|una|con)|sin (?:hablar|tener|necesidad|pasar|un|una|ningun|ninguna|contactar|que)|en vez de|en lugar de|ningun|ninguna|tampoco|nunca|prefiero no|evitar) ',
  ],
  restart: ' (?:quiero|necesito|prefiero|dame|pasame|paseme|sino|pero|bot|robot|maquina) ',
};

export const PORTUGUESE: LanguageRules = {
  language: 'pt',
  person:
    '(?:pessoa|pessoas|humano|humana|atendente|atendentes|agente|agentes|operador|operadora|representante|alguem|gerente|supervisor|supervisora|responsavel|funcionario|funcionaria|especialista|consultor|consultora|colega|assessor|ser humano|atendimento humano|suporte|apoio ao cliente|atendimento)(?! (?:de viagens|imobiliario|segurada|segurado|fisica|juridica|que (?:me )?(?:bateu|roubou|atropelou)) )',
  requests: [
    ' (?:falar|conversar|falo|fale|contatar|contactar|contato|contacto|comunicar|teclar|bater papo|tratar) (?:[^ ]+ ){0,2}?(?:com|a|ao) (?:[^ ]+ ){0,3}{P} ',
    ' (?:quero|queria|gostaria de|preciso|preciso de|prefiro|preferia|exijo|solicito|desejo|me da|me de|chama|chame|quero ter|quero ver) (?:a |com |de |falar |ter |do |da |o |por )?(?:um |uma |algum |alguma |o |a |outro |outra |seu )?(?:[^ ]+ )?{P} ',
    ' (?:quero|gostaria|preciso|prefiro|pode|poderia|podem) (?:que )?(?:[^ ]+ )?(?:me )?(?:atenda|ajude|ligue|contate|atender|ajudar|ligar) (?:para mim |me )?(?:um |uma |algum |alguma |o |a )?{P} ',
    ' (?:(?:me )?(?:transfere|transfira|passa|passe|conecta|conecte|encaminha|encaminhe|liga|coloca|coloque|direciona|direcione|ponha|poe|transferir|passar|conectar|encaminhar)(?: me)?|transfira me|passe me|ligue me|ponha me) (?:em contato |em contacto |o atendimento )?(?:com|para|a|ao|pra|pro|por) (?:[^ ]+ ){0,3}{P} ',
    ' (?:me liguem|liguem me|me ligue|ligue me|(?:podem|pode|poderiam|poderia) me ligar|(?:podem|pode|poderiam) ligar me|me liga de volta) ',
    ' (?:tem|ha|existe) (?:alguem|alguma pessoa|algum humano|algum atendente|uma pessoa) (?:real |humana |ai )?(?:com quem|que me|que possa|disponivel|real|ai|para) ',
    ' (?:pessoa|atendente|agente|operador|alguem) (?:real|humano|humana|de verdade|de carne e osso) ',
    ' com quem (?:eu )?(?:posso|poderia|devo|podemos) (?:falar|conversar|tratar) ',
    ' (?:ser|seja|sou) (?:transferid|encaminhad|atendid|redirecionad|contatad)[oa] (?:para|a|ao|por|pra|pelo|pela) (?:[^ ]+ ){0,3}{P} ',
    ' (?:nao quero|cansad[oa] de|farto de|farta de|chega de) (?:[^ ]+ ){0,4}(?:bot|robo|robot|maquina|chatbot|ia) ',
  ],
  bare: '^ (?:(?:um|uma|com|por|favor|quero|preciso|de|ja|agora|o|a) ){0,4}{P}(?: (?:real|humano|humana|por|favor|ja|agora|mesmo|urgente))* $',
  blocks: [
    ' (?:voce e|e voce|es|tu es|voce seria|isto e|isso e|isso aqui e) (?:[^ ]+ ){0,3}(?:{P}|bot|robo|real) ',
    ' (?:estou|to|estamos) (?:a falar|falando|conversando|a conversar) ',
    ' (?:por tras|do outro lado|digitando) ',
    ' (?:falei|conversei|tinha falado|ja falei) com ',
    ' alguem (?:me )?(?:roubou|usou|bateu|abriu|pegou|levou) ',
    '^ falo com ',
    ' (?:tenho|devo|e preciso|e necessario|preciso mesmo) (?:que |de )?(?:falar|ligar|contatar) ',
    ' (?:se|quando|antes de|depois de) (?:eu )?(?:falo|falar) ',
  ],
  negations: [
    ' (?:nao (?:me )?(?:quero|preciso|desejo|gostaria|queria|transfira|passe|conecte|encaminhe|liguem|ligue|e preciso|e necessario|um|uma|tenho que|com)|sem (?:falar|ter|precisar|passar|um|uma|nenhum|nenhuma)|em vez de|ao inves de|nenhum|nenhuma|nunca|prefiro nao|evitar) ',
  ],
  restart: ' (?:quero|preciso|prefiro|passe|transfira|mas|sim|bot|robo|maquina) ',
};

export const ITALIAN: LanguageRules = {
  language: 'it',
  person:
    '(?:persona|persone|umano|umana|operatore|operatrice|agente|agenti|addetto|addetta|consulente|rappresentante|qualcuno|responsabile|supervisore|impiegato|impiegata|dipendente|collega|specialista|essere umano|assistenza clienti|servizio clienti|assistenza|direttore|incaricato)(?! (?:di viaggio|immobiliare|assicurata|assicurato|fisica|giuridica|che mi ha) )',
  requests: [
    ' (?:parlare|parlo|chattare|parlarne|conversare|comunicare|discutere|discuterne|contattare|contatto|trattare|parlarci) (?:[^ ]+ ){0,2}?(?:con|ad|a) (?:[^ ]+ ){0,3}{P} ',
    ' (?:contattare|sentire) (?:un |una |il |la |l )(?:[^ ]+ )?{P} ',
    ' (?:voglio|vorrei|ho bisogno di|mi serve|preferisco|preferirei|desidero|esigo|pretendo|dammi|mi dia|chiedo di|cerco|avrei bisogno di|posso avere) (?:parlare con |avere |sentire )?(?:un |una |uno |il |la |l |un altro |un altra |qualche |vostro |vostra )?(?:[^ ]+ )?{P} ',
    ' (?:(?:mi )?(?:passi|passa|passate|passami|passatemi|puo passare|puoi passare|potete passare|passarmi|trasferisca|trasferisci|trasferiscimi|trasferirmi|mettimi|mi metta|mettermi|collegami|collegarmi|mi colleghi|connettimi|mi connetta|connettermi|inoltra|inoltrare)) (?:in contatto |in comunicazione |la chat |direttamente )?(?:con |a |ad |al |alla )?(?:[^ ]+ ){0,3}{P} ',
    ' (?:richiamatemi|richiamami|mi richiami|chiamatemi|chiamami|mi chiami|(?:puo|puoi|potete|potreste) (?:ri)?chiamarmi|mi (?:puo|potete|potreste) (?:ri)?chiamare|essere richiamat[oa]) ',
    ' (?:essere|venire) (?:ri)?(?:contattat|chiamat|richiamat|seguit|aiutat|assistit)[oa] da (?:[^ ]+ ){0,2}{P} ',
    ' c e (?:qualcuno|una persona|un operatore|un umano) (?:reale |umano |vera )?(?:con cui|che|disponibile|reale|li|a cui) ',
    ' (?:persona|operatore|agente|qualcuno) (?:reale|umano|umana|vero|vera|in carne e ossa) ',
    ' con chi (?:posso|potrei|devo|possiamo) (?:parlare|discutere) ',
    ' (?:non voglio|stuf[oa] di|stanc[oa] di|basta con|basta) (?:[^ ]+ ){0,4}(?:bot|robot|macchina|chatbot|risponditore|ia) ',
  ],
  bare: '^ (?:(?:un|una|con|per|favore|voglio|vorrei|subito|ora|l|il) ){0,4}{P}(?: (?:reale|umano|umana|vero|vera|per|favore|subito|ora|adesso))* $',
  blocks: [
    ' (?:sei|siete|lei e|questo e|tu sei|e lei) (?:[^ ]+ ){0,3}(?:{P}|bot|robot|reale) ',
    ' (?:sto|stiamo|stavo) (?:parlando|chattando|scrivendo) ',
    ' (?:c e|ce) (?:[^ ]+ ){1,3}(?:dietro|che scrive|dall altra parte) ',
    ' (?:ho|abbiamo|avevo) (?:gia )?(?:parlato|chattato) con ',
    ' qualcuno (?:mi )?ha (?:rubato|usato|urtato|aperto|preso) ',
    '^ parlo con ',
    ' (?:devo|bisogna|e necessario|serve|dovrei|dobbiamo) (?:per forza )?(?:parlare|chiamare|contattare) ',
    ' (?:se|quando|prima di|dopo aver) (?:parlo|parlare|parlato) ',
  ],
  negations: [
    ' (?:non (?:mi )?(?:voglio|vorrei|ho bisogno|serve|desidero|passi|passare|passarmi|trasferire|trasferisca|mettere|chiamate|chiamatemi|e necessario|occorre|devo|un|una|con)|senza (?:parlare|dover|un|una|nessun|passare|contattare)|invece di|anziche|piuttosto che|nessun|nessuna|mai|preferisco non|preferirei non|evitare) ',
  ],
  restart: ' (?:voglio|vorrei|preferisco|(?<! che )mi passi|passami|ma|bot|robot|macchina) ',
};

export const FRENCH: LanguageRules = {
  language: 'fr',
  person:
    '(?:personne|personnes|humain|humaine|humains|agent|agents|conseiller|conseillere|conseillers|operateur|operatrice|representant|representante|quelqu un|responsable|superviseur|gestionnaire|gerant|manager|collegue|collegues|employe|employee|specialiste|expert|interlocuteur|etre humain|service client|service clientele|support|assistance|directeur|vrai gens)(?! (?:de voyage|de voyages|immobilier|assuree|assure|morale|physique|qui m a) )',
  requests: [
    ' (?:parler|parle|parlez|discuter|echanger|chatter|tchatter|dialoguer|communiquer|converser|traiter|m entretenir|contact|relation|en ligne) (?:[^ ]+ ){0,2}?(?:a|avec|au|aux) (?:[^ ]+ ){0,3}{P} ',
    ' (?:contacter|joindre|voir|avoir) (?:un |une |l |le |la |votre |quelqu un|un vrai |une vraie )(?:[^ ]+ )?{P} ',
    ' (?:je veux|je voudrais|j ai besoin d|j ai besoin de|il me faut|je prefere|je prefererais|j aimerais|j exige|je demande|donnez moi|donne moi|je souhaite|je souhaiterais|puis je avoir|je cherche) (?:a |avoir |parler |de |voir |joindre )?(?:un |une |l |le |la |votre |un autre |une autre )?(?:vrai |vraie |autre |[^ ]+ )?{P} ',
    ' (?:passez moi|passe moi|transferez moi|transfere moi|mettez moi|mets moi|connectez moi|connecte moi|redirigez moi|dirigez moi|orientez moi|me (?:passer|transferer|mettre|connecter|rediriger|orienter|diriger)|etre (?:mis|mise|transfere|transferee|redirige|redirigee|connecte|connectee|rappele|rappelee)|basculez moi) (?:en (?:relation|contact|communication|ligne) |directement )?(?:avec |a |vers |par |au )?(?:[^ ]+ ){0,3}{P} ',
    ' (?:on|quelqu un) (?:peut|pourrait|peut il|pourrait il) (?:me |m )(?:r)?appeler ',
    ' (?:rappelez moi|rappelle moi|appelez moi|(?:pouvez|pourriez|peut|peuvent) (?:vous |on )?me (?:r)?appeler|qu on me rappelle|etre rappele|etre rappelee|me (?:r)?appeler) ',
    ' (?:y a t il|il y a|est ce qu il y a) (?:quelqu un|une personne|un humain|un agent|un conseiller) (?:de reel |reel |humain )?(?:a qui|avec qui|qui peut|disponible|ici|pour|de disponible) ',
    ' (?:vrai|vraie|veritable) (?:personne|humain|agent|conseiller|etre humain|interlocuteur) ',
    ' (?:conseiller|agent|operateur|interlocuteur) (?:humain|reel|en chair et en os) ',
    ' (?:a|avec) qui (?:puis je|je peux|est ce que je peux|pourrais je|on peut) (?:parler|m adresser|discuter) ',
    ' besoin d (?:un|une) (?:vrai |vraie |autre )?{P} ',
    '^ (?:transferez|transfere|connectez|passez) moi(?: (?:svp|stp|vite|s il vous plait|maintenant))? $',
    ' (?:(?:veux|veut|souhaite|voudrais) (?:pas|plus)|marre de|marre d|assez de|ras le bol) (?:[^ ]+ ){0,5}(?:bot|robot|machine|chatbot|automate|ia) ',
  ],
  bare: '^ (?:(?:un|une|avec|veux|je|l|s|il|vous|vrai|vraie|maintenant) ){0,4}{P}(?: (?:humain|humaine|reel|s|il|vous|te|plait|svp|stp|maintenant|vite))* $',
  blocks: [
    ' (?:etes vous|es tu|vous etes|tu es|est ce|c est) (?:[^ ]+ ){0,3}(?:{P}|bot|robot|reel|reelle) ',
    ' (?:derriere|de l autre cote|qui ecrit|qui lit) ',
    ' (?:j ai|nous avons|on a|j avais) (?:deja )?(?:parle|discute|echange) (?:a|avec) ',
    ' quelqu un (?:m )?a (?:vole|utilise|pris|ouvert|percute) ',
    ' (?:ne|n) (?:[^ ]+ ){1,3}(?:parler|discuter|echanger|voir) (?:a |avec )?personne ',
    ' (?:est ce que je parle|je suis en train de|suis je en train|parle je|est ce que je suis) ',
    '^ je parle (?:a|avec) ',
    ' (?:dois je|je dois|faut il|il faut|est ce que je dois|est il necessaire de|devrais je) (?:forcement |absolument )?(?:parler|appeler|contacter) ',
    ' (?:si|quand|avant de|apres avoir) (?:je |j )?(?:parle|parler|appelle) ',
  ],
  negations: [
    ' (?:(?:veux|voudrais|souhaite|besoin|aimerais|prefere|faut|passez moi|transferez moi|mettez moi|desire|rappelez moi|appelez moi) (?:pas|plus)|(?:ne|n) (?:me )?(?:passez|transferez|mettez|rappelez|appelez|connectez) pas|pas (?:besoin|la peine|un|une|d|de|avec|envie|necessaire)|sans (?:parler|avoir|passer|devoir|un|une|aucun|contacter)|au lieu d|plutot que|aucun|aucune|inutile|jamais|eviter|prefere ne pas) ',
  ],
  restart: ' (?:je veux|je voudrais|je prefere|passez moi|mais|bot|robot|machine|donnez moi) ',
};
