import type { TopicRules } from './topic-rules.ts';

/* The topics in Spanish, French, German, Portuguese and Italian, over words without accents. */

/** Words that make a statement one of law in general, or of somebody else's case. */
const NOT_MEANT =
  ' (?:es legal|est ce legal|ist das legal|ist es legal|e legal|e legale|que legal|cubre|cubierto|couvre|couvert|versichert|deckt|abgedeckt|cobre|coberto|coperto|copre|(?:no (?:voy a|quiero)|je ne (?:vais|veux) pas|werde (?:sie |euch )?nicht|nao (?:vou|quero)|non (?:voglio|vi|ho intenzione di)) (?:demandar[a-z]*|denunciar[a-z]*|porter plainte|verklagen|processar|fare causa|faccio causa|denunciare|matar|tuer|toten)) ';

export const FURTHER_TOPICS: readonly TopicRules[] = [
  {
    topic: 'danger',
    reason: 'sensitive_topic',
    patterns: [
      ' (?:me quiero|quiero|voy a|pienso en|he pensado en|quisiera) (?:matar|matarme|suicidar|suicidarme|morir|morirme|quitarme la vida|hacerme dano|acabar con mi vida|desaparecer para siempre) | no quiero (?:seguir )?(?:vivir|viviendo|vivo|viva)(?: mas)? | me quiero (?:matar|suicidar|morir) | (?:voy a|vamos a|los voy a) (?:matar|matarlos|matarte|quemar|disparar|atacar|poner una bomba|hacer explotar) (?!el tiempo ) ?| hay una bomba | ganas de (?:morir|vivir no tengo) ',
      ' (?:je veux|je vais|j ai envie de|je voudrais|j aimerais|je pense a) (?:me tuer|me suicider|mourir|en finir|me faire du mal|disparaitre pour toujours|mettre fin a mes jours|me pendre) | (?:je ne veux|je veux|j ai) plus (?:vivre|envie de vivre) | (?:je vais|on va) (?:vous|te|tous vous|les) (?:tuer|abattre|buter|bruler) | (?:il y a|j ai pose) une bombe | (?:mettre|mettrai) le feu a (?:votre|vos|vos bureaux) | idees suicidaires | pensees suicidaires ',
      ' (?:mich|mein leben) (?:[^ ]+ ){0,2}(?:umbringen|toten|beenden|das leben nehmen|verletzen|ritzen|erhangen) | (?:nicht mehr|nicht langer) leben | (?:bringe|bring) (?:euch|sie|dich|ihn|alle) (?:alle )?um | (?:euch|sie|dich) (?:alle )?(?:umbringen|toten|erschiessen|abstechen) | (?:ich will|mochte|wunsche mir zu) (?:[^ ]+ )?(?:sterben|tot sein) | (?:eine|die) bombe (?:in|im|bei) | (?:mir|mich) (?:etwas|was)? ?anzutun | selbstmordgedanken | suizidgedanken | (?:ich )?ritze mich ',
      ' (?:quero|vou|penso em|queria|pensando em|estou pensando em|pensei em) (?:me matar|matar me|morrer|suicidio|me suicidar|suicidar me|tirar minha vida|acabar com a minha vida|me machucar|sumir para sempre) | nao (?:quero|aguento) mais (?:viver|a vida) | (?:vou|vamos) (?:matar|explodir|queimar|atacar) (?:voces|todos|voce|a empresa|o escritorio|todo mundo) | (?:tem|ha|coloquei) uma bomba ',
      ' (?:voglio|vorrei|penso di|sto pensando di|ho voglia di) (?:uccidermi|morire|suicidarmi|ammazzarmi|farla finita|farmi del male|togliermi la vita|non esistere) | non voglio piu vivere | (?:vi|ti|li) (?:ammazzo|uccido|sparo|ammazzero|uccidero)(?: tutti)? | (?:c e|ho messo) una bomba | pensieri suicidi | pensando al suicidio ',
    ],
    blocks: [NOT_MEANT],
  },
  {
    topic: 'legal',
    reason: 'policy_required',
    patterns: [
      ' (?:los |les |te |os |voy a )?(?:demandare|demandaremos|demandarlos|demandarles|denunciare|denunciaremos|denunciarlos|denunciarles) | (?:poner|pondre|interponer|presentar|presentare|interpondre) (?:una )?(?:denuncia|demanda|querella) | (?:medidas|acciones|vias|via|asesoria) (?:legales|legal|judiciales|judicial) | (?:mi|nuestro|nuestra) (?:abogad[oa]|bufete) | (?:a|ante|en) (?:los )?(?:tribunales|juicio|los juzgados|el juez) | (?:nos vemos|nos veremos) en (?:los tribunales|el juzgado|juicio) | (?:reclamacion|queja|denuncia) (?:ante|en) (?:consumo|la ocu|facua|el banco de espana|el regulador|profeco) ',
      ' (?:porter|porterai|deposer|deposerai|porte) plainte | (?:mon|notre|mes) (?:avocate?s?|conseil juridique) | (?:au|devant (?:le|un|les)) (?:tribunal|tribunaux|juge|prud hommes) | (?:saisir|saisirai|saisis) (?:la |le |un |une )?(?:justice|tribunal|mediateur|juge|dgccrf|ombudsman) | (?:vous |les )?(?:poursuivrai|poursuivre|poursuis|attaquer|attaquerai|attaque|trainer|trainerai) (?:[^ ]+ )?(?:en )?justice | (?:actions?|poursuites?|demarches?|voie) (?:en justice|judiciaires?|juridiques?|legales?) | mise en demeure ',
      ' (?:verklage|verklagen|verklagt) (?!werden kann ) ?| (?:mein|meine|meinen|meinem|unser|unserem|unseren) (?:anwalt|anwaltin|rechtsanwalt|rechtsanwaltin|anwalte) | (?:rechtliche|juristische|gerichtliche) (?:schritte|massnahmen|konsequenzen|hilfe) | vor gericht | (?:klage|strafanzeige|anzeige) (?:ein|einreichen|erheben|erstatten|gegen) | (?:reiche|erhebe|erstatte) (?:[^ ]+ )?(?:klage|anzeige|strafanzeige) | (?:verbraucherzentrale|verbraucherschutz|bafin|bundesnetzagentur|schlichtungsstelle|ombudsmann) (?:[^ ]+ ){0,3}(?:melden|einschalten|beschweren|beschwerde|wenden) | (?:beschwerde|melde|wende mich|beschwere mich) (?:[^ ]+ ){0,4}(?:verbraucherzentrale|verbraucherschutz|bafin|bundesnetzagentur|schlichtungsstelle|ombudsmann) ',
      ' (?:vou|vamos|irei|quero|pretendo) (?:[^ ]+ )?(?:processar|acionar|mover uma acao|abrir um processo|entrar na justica|entrar com (?:uma )?(?:acao|processo)) | (?:meu|minha|nosso) advogad[oa] | (?:medidas|acao|acoes|vias|providencias|processo) (?:judicial|judiciais|legais|legal|juridicas|cabiveis) | (?:na|a|em) (?:justica|tribunal|tribunais|juizo) (?!eleitoral ) ?| (?:reclamar|reclamacao|denunciar|denuncia|queixa) (?:[^ ]+ ){0,2}(?:no|ao|na|a) (?:procon|anatel|banco central|deco|livro de reclamacoes|regulador|asae|susep) | tribunal de pequenas causas | nos vemos (?:no tribunal|na justica) ',
      ' (?:vi|ti|li|gli) (?:faccio|faro|facciamo|denuncio|denuncero|querelo|porto in tribunale|cito in giudizio) (?:causa)? ?| (?:fare|faro|farvi|faccio|intentare) (?:una )?causa | (?:il mio|mio|nostro|la mia) (?:avvocat[oa]|legale) | (?:vie|azioni|azione|via) legal[ei] | (?:in|al|davanti al) (?:tribunale|giudice) | (?:adire|adiro|procedo|procedero) (?:per )?(?:le )?vie legali | (?:sporgere|sporgero|sporgo) (?:denuncia|querela) | (?:segnalero|segnalo|segnalazione|reclamo|denuncia) (?:[^ ]+ ){0,2}(?:all|alla|al) (?:agcom|antitrust|ivass|banca d italia|codacons|altroconsumo|garante) ',
    ],
    blocks: [
      NOT_MEANT,
      ' (?:proteccion|defensa|protection|assurance|protezione|tutela|protecao) (?:juridica|juridique|legale|legal) | rechtsschutz | en chambre | salade ',
    ],
  },
  {
    topic: 'data-protection',
    reason: 'policy_required',
    patterns: [
      ' (?:borr|elimin|suprim|cancel)(?:ar|en|e|an|a|ad|ado|ados)(?:me)? (?:[^ ]+ ){0,3}(?:mis|sus) (?:[^ ]+ )?(?:datos|informacion personal|informacion) | (?:derecho|derechos) (?:de|al|a la) (?:supresion|olvido|acceso|rectificacion|cancelacion|portabilidad|arco) | (?:rgpd|lopd) | (?:copia|acceso) (?:[^ ]+ ){0,2}(?:mis|los) datos | que datos (?:[^ ]+ ){0,3}(?:de mi|sobre mi|mios) | (?:retiro|revoco|retirar|revocar) (?:mi|el) consentimiento ',
      ' (?:supprim|effac|detrui)(?:er|ez|e|re|sez|ent) (?:[^ ]+ ){0,3}(?:mes|ses) (?:[^ ]+ )?(?:donnees|informations) | droit (?:a l oubli|a l effacement|d acces|de rectification|a la portabilite) | (?:rgpd|cnil) | (?:acces a|copie de|communication de|suppression de|effacement de) (?:[^ ]+ )?mes (?:[^ ]+ )?donnees | quelles donnees (?:[^ ]+ ){0,4}sur moi | (?:retire|revoque|retirer) mon consentement | (?:delegue|responsable) (?:a la|de la) protection des donnees ',
      ' (?:losch|entfern|vernicht)(?:en|t|e|ung|st) (?:[^ ]+ ){0,4}(?:meine|meiner) (?:[^ ]+ )?daten | (?:meine|meiner) (?:[^ ]+ ){0,2}daten (?:[^ ]+ ){0,3}(?:losch|entfern|vernicht)(?:en|t|ung) | (?:nach|gemass|laut|der|verstoss gegen die|art [0-9]+) dsgvo | dsgvo (?:anfrage|auskunft|antrag|verstoss|beschwerde) | recht auf (?:vergessenwerden|loschung|auskunft) | (?:welche|was fur) (?:[^ ]+ )?daten (?:[^ ]+ ){0,3}(?:uber|von) (?:mich|mir) | (?:widerrufe|widerruf|widerrufen|ziehe) (?:[^ ]+ )?(?:meine|meiner) (?:einwilligung|zustimmung|datenschutz) | (?:datenauskunft|datenschutzbeauftragte[rn]?|datenschutzverstoss|datenschutzbeschwerde) ',
      ' (?:apag|exclu|elimin|delet|remov)(?:ar|em|ir|uir|a|am|uam|e|ao) (?:[^ ]+ ){0,3}(?:meus|minhas) (?:[^ ]+ )?(?:dados|informacoes) | (?:lgpd|rgpd) | (?:copia|acesso|exclusao) (?:de|dos|aos|a) (?:todos )?(?:os )?meus dados | que dados (?:[^ ]+ ){0,4}sobre mim | (?:retiro|revogo|revogar) (?:o )?(?:meu )?consentimento | direito (?:ao esquecimento|de acesso aos|a exclusao) | encarregado de (?:protecao de )?dados ',
      ' (?:cancell|elimin|rimuov)(?:are|ate|i|ino|azione|a|azione dei|ete|ere) (?:[^ ]+ ){0,4}(?:miei|mie) (?:[^ ]+ )?(?:dati|informazioni) | (?:sensi del|secondo il|violazione del|articolo [0-9]+) gdpr | garante (?:della |per la )?privacy | accesso ai (?:miei )?dati | (?:diritto) (?:all oblio|alla cancellazione|di accesso ai dati) | copia dei miei dati | quali dati (?:[^ ]+ ){0,3}su di me | (?:revoco|revocare|ritiro) (?:il )?(?:mio )?consenso ',
    ],
    blocks: [
      ' (?:que es|qu est ce que|was ist|was bedeutet|o que e|cos e|che cos e) (?:el |la |le |die |der |o |a |il )?(?:rgpd|gdpr|dsgvo|lgpd|lopd|cnil) ',
      ' (?:plan de|forfait|tarif|pacote de|moveis|mobili|movil|mobiles) (?:datos|donnees|dados|dati)? ?',
    ],
  },
  {
    topic: 'security',
    reason: 'policy_required',
    patterns: [
      ' (?:hackear|hackeado|hackeada|hackearon|jaquearon|han hackeado|pirateado|pirateada) | (?:robaron|robado|robo|filtraron|filtrado|comprometida|comprometido|suplantado|suplantaron) (?:[^ ]+ ){0,3}(?:cuenta|contrasena|identidad|clave|datos|credenciales) | (?:cuenta|contrasena|identidad|clave) (?:[^ ]+ ){0,3}(?:robada|comprometida|filtrada|suplantada|vulnerada) | alguien (?:[^ ]+ ){0,2}(?:entro|accedio|entrado|accedido|esta usando|inicio sesion|uso) (?:[^ ]+ ){0,3}(?:cuenta|perfil|contrasena) | (?:phishing|suplantacion de identidad|acceso no autorizado|brecha de seguridad|fuga de datos|vulnerabilidad) ',
      ' (?:pirate|piratee|pirater|hacke|hackee|usurpe) (?:[^ ]+ ){0,3}(?:compte|identite|profil|mot de passe) | (?:compte|identite|profil|mot de passe) (?:[^ ]+ ){0,3}(?:pirate|piratee|hacke|hackee|vole|volee|compromis|usurpe|usurpee) | quelqu un (?:[^ ]+ ){0,4}(?:connecte|accede|entre|utilise) (?:[^ ]+ ){0,2}(?:compte|profil|mot de passe) | (?:fuite|violation) (?:de|des) donnees | (?:hameconnage|phishing|acces non autorise|faille de securite|usurpation d identite) ',
      ' (?:gehackt|gehackte|kompromittiert) | (?:passwort|konto|account|zugang|identitat|zugangsdaten) (?:[^ ]+ ){0,3}(?:gestohlen|geklaut|missbraucht|geleakt|ubernommen) | jemand (?:[^ ]+ ){0,5}(?:konto|account|profil|passwort) (?:[^ ]+ ){0,3}(?:eingeloggt|zugegriffen|geandert|benutzt|angemeldet) | (?:fremder|unbekannter|unbefugter|verdachtiger|unberechtigter) (?:zugriff|login|zugang) | (?:datenleck|datenpanne|sicherheitslucke|phishing|identitatsdiebstahl|sicherheitsvorfall) ',
      ' (?:hackear|hackeada|hackeado|hackearam|invadiram|invadida|invadido|clonaram|clonada|clonado) (?:[^ ]+ ){0,2}(?:conta|perfil|senha|cartao|whatsapp)? ?| (?:conta|perfil|senha|identidade) (?:[^ ]+ ){0,3}(?:roubada|comprometida|vazada|vazou|hackeada|invadida) | (?:roubaram|vazaram|usaram) (?:[^ ]+ ){0,2}(?:senha|conta|identidade|dados) | alguem (?:[^ ]+ ){0,2}(?:acessou|entrou|usou|esta usando|invadiu) (?:[^ ]+ ){0,2}(?:conta|perfil|senha) | (?:phishing|acesso nao autorizado|vazamento de dados|falha de seguranca|roubo de identidade) ',
      ' (?:hackerat[oa]|violat[oa]|hackerare) (?:[^ ]+ ){0,3}(?:account|conto|profilo|password|privacy)? ?| (?:account|profilo|password|identita) (?:[^ ]+ ){0,3}(?:rubat[oa]|compromess[oa]|violat[oa]|hackerat[oa]) | (?:rubato|rubata|sottratto) (?:[^ ]+ ){0,2}(?:password|identita|account|credenziali) | qualcuno (?:[^ ]+ ){0,2}(?:entrato|acceduto|usando|usato) (?:[^ ]+ ){0,3}(?:account|profilo|password) | (?:phishing|accesso non autorizzato|violazione dei dati|fuga di dati|furto d identita|falla di sicurezza) ',
    ],
    blocks: [
      NOT_MEANT,
      ' (?:prevenir|evitar|proteger|eviter|proteger|prevenir|vermeiden|schutzen|schutz vor|prevenire|proteggere) ',
    ],
  },
  {
    topic: 'fraud',
    reason: 'policy_required',
    patterns: [
      ' (?:esto es|es|son) (?:una |un |unos )?(?:estafa|estafadores|fraude|robo) (?:[^ ]+ ){0,6}(?:policia|denuncia|denunciar|banco) | (?:retrocesion|contracargo|chargeback|devolucion del cargo) (?:[^ ]+ ){0,5}banco | (?:llamar|ir|denunciar|llamare|avisar) a la policia ',
      ' (?:c est|vous etes|quelle) (?:une |des |de l )?(?:escroquerie|arnaque|escrocs|vol|fraude) (?:[^ ]+ ){0,6}(?:police|plainte|banque|signale) | (?:contester|opposition|rejet) (?:[^ ]+ ){0,5}(?:aupres de |a )(?:ma|la) banque | (?:previens|prevenir|appelle|appeler|signaler a) la (?:police|gendarmerie) ',
      ' (?:betrug|betruger|abzocke) (?:[^ ]+ ){0,5}(?:anzeige|polizei|bank) | (?:zuruckbuchen|ruckbuchung|ruckbuchen|chargeback (?:einreichen|veranlassen|bei meiner)) | (?:anzeige erstatten|erstatte anzeige|polizei einschalten|gehe zur polizei|zur polizei gehen|rufe die polizei) ',
      ' (?:isso e|e|voces sao) (?:uma |um |uns )?(?:fraude|golpe|golpistas|roubo|estelionato|burla) (?:[^ ]+ ){0,6}(?:policia|denunciar|banco|boletim|queixa) | (?:chargeback|estorno|contestar a compra|contestacao) (?:[^ ]+ ){0,4}(?:banco|cartao) | (?:vou|ir) (?:a|na|chamar a) (?:policia|delegacia) | boletim de ocorrencia contra ',
      ' (?:e|siete|sono) (?:una |un |dei |dei )?(?:truffa|truffatori|frode|furto|ladri) (?:[^ ]+ ){0,6}(?:polizia|denuncio|denuncia|carabinieri|banca) | (?:chargeback|storno|contestare l addebito) (?:[^ ]+ ){0,5}banca | (?:chiamo|chiamero|vado|andro) (?:la|dalla|alla) (?:polizia|carabinieri) ',
    ],
    blocks: [NOT_MEANT],
  },
];
