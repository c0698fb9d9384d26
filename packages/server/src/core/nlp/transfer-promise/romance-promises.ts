import type { PromiseRules } from './promise-rules.ts';

export const SPANISH_PROMISES: PromiseRules = {
  language: 'es',
  classes: {
    P: '(?:agente|agentes|persona|humano|asesor|asesora|asesores|representante|companero|companera|companeros|colega|colegas|especialista|especialistas|operador|operadora|alguien|equipo|departamento|supervisor|supervisora|gerente|experto|experta|encargado|encargada|responsable|ejecutivo|ejecutiva|tecnico|soporte|miembro|atencion al cliente|profesional)',
    PASS: '(?:transfi|transfer|conect|deriv|redirij|redirig|enlaz|escal)[^ ]*',
    CASE: '(?:caso|consulta|solicitud|chat|conversacion|llamada|peticion|pregunta|problema|mensaje|reclamacion|incidencia)',
  },
  promises: [
    ' (?:te|le|lo|la|os|les) (?:estoy |estamos |voy a |vamos a |he |hemos |ire )?{PASS} ',
    ' (?:te|le|lo|la|os|les) (?:estoy |estamos |voy a |vamos a |he |hemos |ire )?(?:pas[^ ]*|comunic[^ ]*|pon[^ ]*|dej[^ ]*|remit[^ ]*|contact[^ ]*) (?:ahora |enseguida |inmediatamente |ya |en contacto |en comunicacion |directamente )*(?:con|al|a) (?:[^ ]+ ){0,3}{P} ',
    ' (?:voy a|vamos a|procedo a|procedere a|dejame|dejeme|permiteme|permitame|tengo que|estoy|estamos|mientras) (?:[^ ]+ )?(?:transferir|conectar|derivar|redirigir|enlazar|escalar|pasar|comunicar|poner|transfiriendo|conectando|derivando|pasando|comunicando|poniendo|escalando)(?:te|le|lo|la|os|les|se)?(?: (?:ahora|en contacto|en comunicacion|tu|su|este|esta|el|la|con|al|a)| $)',
    ' (?:transfiriendo|conectando|derivando|comunicando|pasando|poniendo|redirigiendo|transferir|conectar|derivar|comunicar|pasar)(?:te|le|lo|la|os|les) ',
    ' (?:transfiero|transferimos|conecto|derivo|derivamos|escalo|escalamos|remito|reenvio|paso|enviare|he enviado|he pasado|he reenviado|he transferido|he escalado|he derivado|hemos derivado|hemos escalado|hemos enviado|hemos transferido|transferire|derivare|escalare|pasare) (?:tu|su|este|esta|el|la|vuestra) (?:[^ ]+ )?{CASE} ',
    ' (?:sera|seras|seran|esta siendo|estas siendo|ha sido|has sido|fue|ser) (?:[^ ]+ )?(?:transferid|derivad|conectad|comunicad|redirigid|escalad|atendid|contactad|pasad|enviad|reenviad)[oa]s? (?:[^ ]+ )?(?:a|al|con|por) (?:[^ ]+ ){0,3}{P} ',
    ' (?:seras|sera usted|estas siendo|esta siendo|ha sido|has sido) (?:[^ ]+ )?(?:transferid|derivad|conectad|escalad)[oa]s? ',
    ' {P} (?:[^ ]+ ){0,5}?(?:se pondra|se comunicara|se hara|se encargara|se unira|(?:te|le|lo|la) (?:contactara|llamara|atendera|ayudara|respondera|escribira|asistira|va a|dara|hablara)|tomara|continuara|contactara|atendera|seguira|estara (?:contigo|con usted|con ust)|retomara|va a (?:atender|ayudar|contactar|llamar|tomar|continuar|hablar)[^ ]*|toma el relevo|se incorporara) ',
    ' (?:enseguida|ahora|ya|pronto|luego|en breve) (?:te|le|lo|la|les|os) (?:atiende|ayuda|llama|contacta|responde) (?:[^ ]+ ){0,3}{P} ',
    ' (?:te|le|lo|la) (?:contactara|llamara|atendera|ayudara|respondera|asistira|contactaran|llamaran|atenderan) (?:[^ ]+ ){0,3}{P} ',
    ' (?:busco|buscare|buscando|llamare|llamo|aviso|avisare|avisando|contactare|he avisado|hemos avisado|llamando|voy a (?:buscar|llamar|avisar|contactar|traer|pedir)|dejame (?:buscar|llamar|avisar)|permiteme (?:buscar|llamar)) (?:[^ ]+ ){0,4}{P} ',
    ' (?:recibiras|recibira) (?:una )?(?:llamada|respuesta|mensaje) (?:[^ ]+ )?de (?:[^ ]+ ){0,3}{P} | (?:hablaras|hablara) con (?:[^ ]+ ){0,3}{P} ',
  ],
  harmless: [
    ' (?:quieres|quiere|quieren|desea|deseas|gustaria|prefieres|prefiere|puedo|podria|podemos|podriamos|pueden|puedes|puede|necesitas|necesita usted|parece bien) ',
    ' (?:no (?:te |le |lo |la |se |es )?(?:puedo|podemos|posible|voy|vamos|transfier|conect|hay|necesit|hace)[^ ]*|sin (?:transferir|pasar|conectar)[^ ]*|antes de) ',
    ' si (?:quieres|quiere|lo|la|desea|deseas|prefieres|prefiere|necesita|necesitas|te|le|es|hace|usted) ',
    ' (?:dinero|dinheiro|pagamento|importe|pago|fondos|saldo|pagina|enlace|sitio|web|formulario|reembolso|banco) ',
  ],
};

export const PORTUGUESE_PROMISES: PromiseRules = {
  language: 'pt',
  classes: {
    P: '(?:agente|agentes|pessoa|humano|atendente|atendentes|assessor|assessora|representante|colega|colegas|especialista|especialistas|operador|operadora|alguem|equipe|equipa|departamento|setor|supervisor|supervisora|gerente|responsavel|funcionario|consultor|consultora|suporte|membro|apoio ao cliente|tecnico|colaborador)',
    PASS: '(?:transfer|transfir|conect|encaminh|redirecion|direcion|escal)[^ ]*',
    CASE: '(?:caso|pedido|solicitacao|chat|conversa|atendimento|chamada|ligacao|questao|problema|mensagem|reclamacao|duvida)',
  },
  promises: [
    ' (?:te|lhe|o|a|voce) (?:estou |vou |vamos |estamos |irei )?(?:transfiro|transferir|transferindo|transferirei|conecto|conectar|conectando|encaminho|encaminhar|encaminhando|encaminharei|redireciono|redirecionar|direciono|direcionar) ',
    ' (?:estou|estamos|vou|vamos|irei|iremos|deixe me|deixa me|permita me|enquanto|me deixe|preciso) (?:te |lhe |o |a |voce |agora |ja |a )*(?:transferir|transferindo|conectar|conectando|encaminhar|encaminhando|passar|passando|redirecionar|redirecionando|colocar|colocando|por|escalar|escalando|ligar|ligando|direcionar|direcionando|transfiro|encaminho|conecto)(?: (?:te|lhe|o|a|lo|la))? (?:voce|o seu|seu|sua|a sua|esta|este|o|a|agora|para|com|em contato|em contacto|ao|$)',
    ' (?:transferindo|conectando|encaminhando|redirecionando)(?: (?:te|lhe|voce|o|a|agora|para))? ',
    ' (?:transferi|encaminhei|escalei|passei|conectei|enviei|encaminhamos|transferimos|ja transferi|ja encaminhei|transfiro|encaminho|escalo) (?:[^ ]+ )?(?:o |a )?(?:seu |sua |este |esta |voce )?(?:[^ ]+ )?(?:{CASE}|para (?:[^ ]+ ){0,2}{P}) ',
    ' (?:sera|seras|esta sendo|esta a ser|foi|ser) (?:[^ ]+ )?(?:transferid|encaminhad|conectad|redirecionad|atendid|contatad|contactad|escalad|direcionad)[oa]s? ',
    ' {P} (?:[^ ]+ ){0,5}?(?:vai|ira|vao|assumira|entrara|continuara|atendera|ajudara|contatara|contactara|respondera|ligara|estara|dara|assume|falara|te (?:atendera|ajudara|ligara)|lhe (?:atendera|ajudara|ligara)|(?:entrara|entra) em (?:contato|contacto)) ',
    ' (?:vou|vamos|irei|estou|estamos|deixe me|deixa me|ja) (?:a )?(?:chamar|chamando|buscar|buscando|procurar|procurando|avisar|avisando|chamei|avisei|pedir|acionar|acionando|contactar|contatar|passar|passando|por|trazer) (?:[^ ]+ ){0,4}{P} ',
    ' (?:chamo|passo|ponho|coloco|ligo|avisarei|chamarei|passarei) (?:[^ ]+ ){0,4}{P} | (?:passo|ponho|coloco|ligo)(?: (?:te|lhe|o|a|voce))+ (?:[^ ]+ ){0,3}{P} ',
    ' (?:voce|vai|ira) (?:[^ ]+ )?(?:falara|falar|recebera|receber) (?:[^ ]+ ){0,3}(?:com|de) (?:[^ ]+ ){0,2}{P} ',
  ],
  harmless: [
    ' (?:quer|quereis|deseja|gostaria|prefere|posso|poderia|podemos|podem|pode|precisa que|quiser|desejar|preferir|precisar|queres) ',
    ' (?:nao (?:te |lhe |o |a |e |foi |sera |vou |vamos |estou )*(?:posso|podemos|possivel|transfer|conect|encaminh|ha|preciso)[^ ]*|sem (?:transferir|passar)|antes de) ',
    ' (?:dinheiro|dinero|importe|valor|pago|pagamento|fundos|saldo|pagina|link|site|formulario|reembolso|banco) ',
  ],
};

export const ITALIAN_PROMISES: PromiseRules = {
  language: 'it',
  classes: {
    P: '(?:agente|agenti|persona|umano|operatore|operatori|operatrice|consulente|consulenti|rappresentante|collega|colleghi|specialista|specialisti|qualcuno|team|reparto|ufficio|supervisore|responsabile|addetto|addetta|esperto|esperta|assistenza|servizio clienti|membro|incaricato|tecnico)',
    CASE: '(?:caso|richiesta|chat|conversazione|chiamata|domanda|problema|messaggio|reclamo|pratica)',
  },
  promises: [
    ' (?:ti|la|le|vi|l) (?:sto |stiamo |sto per |stiamo per |vado a )?(?:trasfer|colleg|connett|inoltr|reindirizz|indirizz)[^ ]* ',
    ' (?:ti|la|le|vi) (?:sto |stiamo |faccio |sto per )?(?:pass|mett|parlare|mand)[^ ]* (?:subito |ora |adesso |in contatto |in comunicazione |direttamente |a parlare )*(?:con|a|ad|al|alla|un|una|il|in linea) (?:[^ ]+ ){0,3}{P} ',
    ' (?:sto|stiamo|vado|devo|mi permetta di|lasciami|mi lasci|permettimi di|attenda mentre|mentre) (?:[^ ]+ )?(?:trasfer|colleg|connett|inoltr|pass|mett|reindirizz)[^ ]* (?:la|il|a|con|con un|ora|subito|$)',
    ' (?:trasferendoti|trasferendola|collegandoti|connettendoti|trasferirti|trasferirla|collegarti|collegarla|metterti in contatto|metterla in contatto|passarti|passarla|connetterla|connetterti|trasferimento in corso) ',
    ' (?:ho|abbiamo|ho gia) (?:[^ ]+ )?(?:inoltrato|trasferito|passato|segnalato|inviato|avvisato|contattato|chiamato|allertato) (?:[^ ]+ ){0,4}(?:{CASE}|{P}) | (?:inoltro|trasferisco|passo|giro|inoltrero|trasferiro|passero) (?:subito |ora )?(?:la |il |questa )?(?:sua |tua |suo |tuo |vostra )?(?:[^ ]+ )?{CASE} ',
    ' (?:sara|sarai|verra|verrai|sta per essere|stai per essere|e stata|e stato|viene) (?:[^ ]+ )?(?:trasferit|collegat|conness|inoltrat|contattat|ricontattat|richiamat|mess|assistit)[oa] ',
    ' {P} (?:[^ ]+ ){0,5}?(?:(?:ti|la|le|vi) (?:contattera|ricontattera|chiamera|richiamera|aiutera|assistera|rispondera|seguira|scrivera|raggiungera)|prendera|subentrera|continuera|rispondera|si mettera|si occupera|si fara|sara (?:da|con|a)|arrivera|prende in carico|interverra|(?:sta|stanno) (?:per )?(?:arrivando|prendendo|subentr)[^ ]*) ',
    ' (?:(?:ti|la) (?:contattera|ricontattera|richiamera|aiutera|assistera)) (?:[^ ]+ ){0,3}{P} ',
    ' (?:chiamo|chiamero|cerco|avviso|avvisero|contatto|contattero|coinvolgo|sto (?:chiamando|cercando|avvisando|contattando)|vado a (?:chiamare|cercare)|faccio intervenire|lasciami chiamare|mi lasci chiamare|mi faccia chiamare|fammi chiamare) (?:[^ ]+ ){0,4}{P} ',
    ' (?:parlera|parlerai|ricevera|riceverai) (?:[^ ]+ ){0,3}(?:con|da) (?:[^ ]+ ){0,2}{P} ',
  ],
  harmless: [
    ' (?:vuoi|vuole|desidera|desideri|preferisci|preferisce|posso|potrei|possiamo|potremmo|(?<! che )puo|possono|gradisce|vorresti|vorrebbe|devo trasfer[^ ]*) ',
    ' (?:non (?:ti |la |le |e |posso |possiamo |sono )*(?:posso|possiamo|possibile|trasfer|colleg|conness|mett|pass|c|in grado)[^ ]*|senza (?:trasfer|pass)[^ ]*|prima di) ',
    ' se (?:vuoi|vuole|desidera|desideri|preferisci|preferisce|necessario|hai|ha|lo|serve|ti|ne) ',
    ' (?:denaro|importo|pagamento|fondi|saldo|pagina|link|sito|modulo|rimborso|banca) ',
  ],
};

export const FRENCH_PROMISES: PromiseRules = {
  language: 'fr',
  classes: {
    P: '(?:agent|agents|personne|humain|conseiller|conseillere|conseillers|representant|representante|collegue|collegues|specialiste|specialistes|operateur|operatrice|quelqu un|equipe|equipes|service|departement|superviseur|superviseure|responsable|expert|experte|gestionnaire|interlocuteur|membre|assistance|support|employe|technicien|charge de clientele)',
    CASE: '(?:demande|dossier|chat|conversation|appel|cas|question|probleme|message|reclamation)',
    PASS: '(?:transfer|transfere|mets|met|mettre|mettons|connect|redirig|orient|passe|bascul|dirig|reli)[^ ]*',
  },
  promises: [
    ' (?:je|nous|on) (?:vous|te|t) (?:ai |avons |vais |allons |a )?{PASS} (?:[^ ]+ ){0,3}?(?:avec|a|au|aux|en|vers|maintenant|tout|immediatement|par|un|une|l|$)',
    ' (?:je|nous|on) (?:vais|allons|dois|va|devons|suis en train de|sommes en train de) (?:[^ ]+ )?(?:vous |te |t )(?:[^ ]+ )?{PASS} ',
    ' (?:laissez moi|laisse moi|permettez moi de|permets moi de|pendant que je|le temps de|le temps que je|afin de) (?:[^ ]+ )?(?:vous |te |t ){PASS} ',
    ' (?:vous|te) (?:transferer|mettre en (?:relation|contact|communication|ligne)|rediriger|connecter|orienter|passer) (?:[^ ]+ ){0,2}(?:a|avec|vers|maintenant|au|un|une|l) ',
    ' (?:je|j|nous|on) (?:[^ ]+ )?(?:transmet|transfer|transfere|escalade|fais suivre|faisons suivre|confie|remonte|ai transmis|avons transmis|ai transfere|avons transfere|ai escalade|ai fait suivre|vais transmettre|vais transferer|vais escalader|allons transmettre|transmettons)[^ ]* (?:[^ ]+ )?(?:votre|ta|cette|ce|la|le|vos)? ?(?:[^ ]+ )?{CASE} ',
    ' (?:vous|tu) (?:allez|vas|serez|seras|etes|es|avez) (?:[^ ]+ )?(?:etre |ete |en cours de )?(?:transfer|mis|mise|redirig|connect|contact|rappel|orient|pris en charge|recontact|prise en charge)[^ ]* ',
    ' (?:votre|ta) (?:[^ ]+ )?{CASE} (?:[^ ]+ )?(?:a ete|est|sera|va etre) (?:[^ ]+ )?(?:transmis|transmise|transfere|transferee|escalade|escaladee|redirige|redirigee|pris en charge|prise en charge|confie|confiee) ',
    ' {P} (?:[^ ]+ ){0,6}?(?:va|vont|prendra|prend|reprendra|vous (?:contactera|rappellera|repondra|aidera|recontactera|rejoindra|assistera|accompagnera)|te (?:contactera|rappellera|repondra|aidera)|prendront|sera|arrive|reviendra|reprend|rejoint|se chargera|s occupera|reviendront|poursuivra) (?:la |le |l |vous |te |en |contact |bientot |dans |a |avec |rapidement |de |prendre |sous |tres |$)',
    ' (?:j appelle|je contacte|je cherche|je previens|j avertis|je sollicite|je fais appel a|je fais intervenir|je vous passe|je te passe|je demande a|je vais (?:chercher|appeler|contacter|prevenir|demander a|solliciter)|j ai prevenu|j ai appele|nous avons prevenu|laissez moi appeler|laissez moi trouver|j alerte|j ai alerte) (?:[^ ]+ ){0,4}{P} ',
    ' (?:vous (?:parlerez|recevrez|allez parler|allez recevoir|echangerez)) (?:[^ ]+ ){0,3}(?:avec|a|d|de) (?:[^ ]+ ){0,2}{P} | (?:mise en relation|transfert) (?:[^ ]+ ){0,4}en cours ',
  ],
  harmless: [
    ' (?:voulez vous|souhaitez vous|veux tu|souhaites tu|desirez vous|preferez vous|aimeriez vous|puis je|pouvons nous|dois je|est ce que je|je peux|je pourrais|nous pouvons|peut|peuvent|peux|pouvez|faut il) ',
    ' (?:ne (?:peux|puis|pouvons|vais|vous|te|sera|suis|serez|seras)|n (?:ai|avons|est) (?:pas|jamais)|sans (?:vous |te )?(?:transferer|passer|mettre)|avant de) ',
    ' (?:si (?:vous|tu|besoin|necessaire|cela)|s il le faut) ',
    ' (?:argent|montant|paiement|fonds|solde|page|lien|site|formulaire|remboursement|banque|virement) ',
  ],
};
