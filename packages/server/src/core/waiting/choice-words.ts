/** How one language words a choice, at the beginning of a clause of folded text. */
interface ChoiceWords {
  readonly choices: readonly {
    readonly choice: 'callback' | 'email' | 'ai';
    readonly pattern: RegExp;
  }[];
  /** A clause with this chooses nothing. */
  readonly denied: RegExp;
}

const BOT = '(?:bot|chatbot|chat bot|ai|assistant|robot|virtual assistant)';

function words(
  lead: string,
  patterns: { readonly callback: string; readonly email: string; readonly ai: string },
  denied: string,
): ChoiceWords {
  const at = (pattern: string): RegExp => new RegExp(`^(?:(?:${lead}) )*(?:${pattern})`);
  return {
    choices: [
      { choice: 'callback', pattern: at(patterns.callback) },
      { choice: 'email', pattern: at(patterns.email) },
      { choice: 'ai', pattern: at(patterns.ai) },
    ],
    denied: new RegExp(`(?:^| )(?:${denied})(?: |$)`),
  };
}

const END =
  '(?= *$| (?:@phone|back|please|at|on|in|tomorrow|today|around|about|after|under|instead|this|then|when you can|as soon as|later|mon|tues|wednes|thurs|fri|satur|sun))';
const MAIL_END = '(?= *$| (?:@mail|please|at|to|instead|then|the|about|when you can|as soon as|later|back))';

/** By language. What follows a wish is read elsewhere: addresses, times. */
export const CHOICE_WORDS: readonly ChoiceWords[] = [
  words(
    "please|just|then|so|ok|okay|and|well|yes|yeah|no|actually|rather|better|in that case|can you|could you|would you|can someone|could someone|can somebody|could somebody|you can|you could|i'd like you to|i would like you to|i want you to|let them|have somebody|have someone|forget it|never mind|nevermind",
    {
      callback: `(?:call|phone|ring) me(?: back)?${END}|give me a (?:call|ring|call ?back|phone call)\\b|(?:a )?call ?back(?: please| instead)?$|(?:i'd|i would|i) (?:like|prefer|want|take) (?:a |the )(?:call ?back|phone call|call)\\b|(?:i'd|i would) (?:like|prefer|rather) (?:to )?(?:be called\\b|(?:get|have|receive) a (?:call ?back|phone call|call)\\b)|request (?:a )?call ?back`,
      email: `(?:e-?mail|mail|write) me${MAIL_END}|(?:send|drop) me an? e-?mail\\b|(?:an )?e-?mail(?: please| instead)$|(?:i'd|i would|i) (?:like|prefer|want|take) (?:an |the )?e-?mail\\b|(?:i'd|i would) (?:like|prefer|rather) (?:to )?(?:get|have|receive) an? e-?mail\\b|(?:an )?e-?mail (?:is|would be) (?:fine|better|ok|okay|good|great)(?= *$| please| too| with me| for me)|(?:answer|reply|respond) (?:to me )?by e-?mail\\b|(?:contact|reach|write to) me (?:by e-?mail|at @mail)`,
      ai: `(?:let's |lets |let us |i'd like to |i would like to |i want to |i'll |i will |we can )?(?:just )?(?:go on|continue|carry on|keep going|go back|proceed) (?:here )?(?:with|to) (?:the |you\\b|your )?${BOT}?(?= *$| please| instead| then| for now| here)|(?:i'd rather |i will |i'll )?(?:talk|chat|speak) to the ${BOT}(?: instead| again)?$|i (?:do not|don't|dont) need (?:a|the|any) (?:person|human|agent|operator) (?:any ?more|any longer|now)`,
    },
    "not|never|won't|wont|can't|cant|didn't|didnt|doesn't|shouldn't|if|when will|why|who|how",
  ),
  words(
    'bitte|einfach|dann|also|ok|okay|und|ja|nein|lieber|gut|na gut|doch|mir ware es lieber|konnen sie|konnten sie|kannst du|konntest du|sie konnen|du kannst|jemand soll|vergiss es|vergessen sie es',
    {
      callback:
        'ruf(?:en sie|t|e|en)? mich\\b.*|mich\\b.{0,60}\\b(?:anrufen|zuruckrufen)\\b|(?:einen |um )?ruckruf\\b|ich (?:mochte|hatte gerne?|wunsche|bitte um|nehme) (?:lieber |gern |gerne )?(?:einen |den )?ruckruf\\b|ich (?:mochte|wurde gern|will) (?:lieber )?(?:zuruckgerufen|angerufen) werden',
      email:
        'schreib(?:en sie|t|e|en)? mir\\b.{0,40}(?:@mail|mail)|schick(?:en sie|t|e|en)? mir (?:bitte )?eine? e-?mail|mail(?:en sie|e)? mir\\b|(?:eine )?e-?mail(?: bitte)?$|(?:lieber )?per (?:e-?)?mail\\b|ich (?:mochte|hatte gerne?|bitte um|nehme) (?:lieber |gern |gerne )?(?:eine |die )?e-?mail\\b|mir (?:bitte )?(?:eine e-?mail|an @mail) (?:schreiben|schicken)',
      ai: `(?:ich (?:mochte|will|wurde gern) |wir (?:konnen|machen) |lass uns |lassen sie uns )?(?:mach(?:en|e)?(?: wir)? )?(?:hier )?(?:lieber )?(?:mit dem|mit der|mit dir|mit ihnen) (?:bot|chatbot|ki|assistenten|roboter)?\\b ?(?:weiter(?:machen)?|fortfahren)|weiter mit (?:dem|der) (?:bot|chatbot|ki|assistenten)`,
    },
    'nicht|nie|niemals|kein|keine|keinen|wenn|falls|warum|wieso|wann|wer',
  ),
  words(
    'por favor|pues|entonces|mejor|y|si|no|vale|bueno|solo|simplemente|puede|puede usted|podria|podrian|pueden|puedes|podrias|prefiero que|quiero que|olvidelo|olvidalo',
    {
      callback:
        '(?:llame|llamen|llama|llamad|telefonee)me\\b|(?:me (?:llaman|llamen|llamas|llame)|llamarme)\\b|(?:una )?llamada(?: por favor)?$|(?:quiero|prefiero|quisiera|me gustaria) (?:una llamada|que me llamen|que me llame)\\b',
      email:
        '(?:escriba|escriban|escribe|mande|manden|manda|envie|envien|envia)(?:me)\\b.{0,40}(?:correo|e-?mail|mail|@mail)|(?:me (?:escriben|escriban|mandan|envian)|escribirme|mandarme|enviarme)\\b.{0,40}(?:correo|e-?mail|@mail)|(?:por|un) (?:correo|e-?mail)(?: electronico)?(?: por favor)?$|(?:quiero|prefiero|quisiera|me gustaria) (?:un correo|un e-?mail|por correo)\\b',
      ai: '(?:quiero |prefiero |vamos a )?(?:seguir|sigo|sigamos|continuar|continuo|continuemos) (?:aqui )?(?:con (?:el |la )?(?:bot|chatbot|asistente|ia|robot)|contigo|con usted)\\b',
    },
    'nunca|jamas|no me|que no|porque|por que|cuando va|cuando me va|quien|si me',
  ),
  words(
    "s'il vous plait|svp|alors|donc|et|oui|non|plutot|bon|d'accord|juste|simplement|pouvez-vous|pourriez-vous|vous pouvez|peux-tu|laissez tomber",
    {
      callback:
        "(?:r?appelez|r?appelle)-?(?: ?)moi\\b|me r?appeler\\b|(?:un )?rappel(?: svp| s'il vous plait)?$|je (?:veux|voudrais|souhaite|prefere|prefererais) (?:etre r?appele|un rappel|un appel|que vous me r?appeliez)",
      email:
        "(?:ecrivez|ecris|envoyez|envoie)-?(?: ?)moi\\b.{0,40}(?:mail|courriel|@mail)|(?:m'ecrire|m'envoyer)\\b.{0,40}(?:mail|courriel|@mail)|(?:par|un) (?:e-?mail|mail|courriel)(?: svp| s'il vous plait)?$|je (?:veux|voudrais|souhaite|prefere|prefererais) (?:un (?:e-?mail|mail|courriel)|par (?:e-?mail|mail|courriel))",
      ai: "(?:je (?:veux|voudrais|prefere|vais) )?(?:continuer|continue|continuons) (?:ici )?(?:avec (?:le |la |l')?(?:bot|chatbot|assistant|ia|robot)|avec (?:vous|toi))\\b",
    },
    "ne|pas|jamais|si|quand|pourquoi|qui|n'[a-z]+",
  ),
  words(
    'per favore|per piacere|allora|quindi|e|si|no|va bene|piuttosto|solo|semplicemente|puo|potete|potrebbe|puoi|potreste|lasci perdere|lascia perdere',
    {
      callback:
        '(?:mi (?:chiami|chiamate|richiami|richiamate|telefoni)|(?:chiama|richiama|chiamate|richiamate|telefona)(?:te)?mi)\\b|(?:richiamarmi|chiamarmi)\\b|(?:una )?(?:telefonata|chiamata)(?: per favore)?$|(?:vorrei|preferisco|preferirei|voglio) (?:una (?:telefonata|chiamata)|essere (?:richiamat|chiamat)[oa])',
      email:
        "(?:mi (?:scriva|scrivete|mandi|mandate|invii)|(?:scrivi|manda|invia|scrive|mandate|scrivete)(?:te)?mi)\\b.{0,40}(?:mail|@mail)|(?:scrivermi|mandarmi|inviarmi)\\b.{0,40}(?:mail|@mail)|(?:per|via|un'|una) ?(?:e-?mail|mail)(?: per favore)?$|(?:vorrei|preferisco|preferirei|voglio) (?:un'|una |per )?(?:e-?mail|mail)\\b",
      ai: "(?:voglio |vorrei |preferisco )?(?:continuare|continuo|continuiamo|andiamo avanti) (?:qui )?(?:con (?:il |la |l')?(?:bot|chatbot|assistente|ia|robot)|con (?:te|lei))\\b",
    },
    'non|mai|se|perche|quando mi|chi',
  ),
  words(
    'por favor|entao|pois|e|sim|nao|ok|esta bem|melhor|so|apenas|simplesmente|pode|podem|podia|poderia|podes|esqueca|deixe la',
    {
      callback:
        '(?:ligue|liguem|liga|telefone|telefonem)(?:-| )(?:me|para mim|para o @phone|para @phone)|me (?:ligue|liguem|liga|ligar)\\b|(?:ligar-me|ligar para mim|ligar para o @phone)|(?:uma )?(?:chamada|ligacao)(?: por favor)?$|(?:quero|prefiro|queria|gostaria de) (?:uma (?:chamada|ligacao)|que me liguem|receber uma (?:chamada|ligacao))',
      email:
        '(?:escreva|escrevam|escreve|mande|mandem|manda|envie|enviem|envia)(?:-| )me\\b.{0,40}(?:mail|@mail)|me (?:escreva|mande|mandem|envie|enviem|enviar|mandar)\\b.{0,40}(?:mail|@mail)|(?:escrever-me|mandar-me|enviar-me)\\b.{0,40}(?:mail|@mail)|(?:por|um) (?:e-?mail|mail)(?: por favor)?$|(?:quero|prefiro|queria|gostaria de) (?:um |receber um |por )?(?:e-?mail|mail)\\b',
      ai: '(?:quero |prefiro |vamos )?(?:continuar|continuo|continuemos|seguir) (?:aqui )?(?:com (?:o |a )?(?:bot|chatbot|assistente|ia|robo)|contigo|consigo|com voce)\\b',
    },
    'nunca|jamais|nao me|que nao|se|quando vao|porque|por que|quem',
  ),
  words(
    'alstublieft|aub|gewoon|dan|dus|ok|oke|en|ja|nee|liever|goed|kunt u|kan iemand|kun je|kan je|u kunt|je kunt|laat maar|vergeet het',
    {
      callback:
        'bel(?:t u|t|len)? (?:me|mij)\\b(?! niet)|(?:me|mij)\\b.{0,60}\\b(?:(?:terug)?bellen)\\b|terugbellen(?: graag| aub)?$|ik (?:wil|word|zou) (?:graag |liever )*(?:teruggebeld|gebeld)\\b',
      email:
        '(?:mail|e-?mail|schrijf|stuur)(?:t u|t|en)? (?:me|mij)\\b.{0,40}(?:mail|@mail)|mail (?:me|mij)\\b|(?:me|mij)\\b.{0,40}\\b(?:mailen|een e-?mail (?:sturen|schrijven))\\b|(?:per|een) (?:e-?)?mail(?: graag| aub)?$|ik (?:wil|krijg|ontvang) (?:graag |liever )*(?:een )?e-?mail\\b',
      ai: '(?:ik (?:wil|ga) |laten we )?(?:graag |liever |maar )*(?:verder|doorgaan|ga verder) met (?:de |het |jou|u)?(?: ?(?:bot|chatbot|assistent|ai|robot))?(?= *$| verder| aub)|(?:met de (?:bot|chatbot|assistent) verder(?:gaan)?)',
    },
    'niet|nooit|geen|als|wanneer|waarom|wie',
  ),
];
