import type { Dialogue, Question } from './handover-dialogues.ts';

type Line = readonly ['c' | 'a', string];

const OPERATOR: Readonly<Record<Question['kind'], string>> = {
  policy: 'What is your policy number?',
  order: 'Could you give me your order number?',
  claim: 'What is your claim number?',
  invoice: 'What is your invoice number?',
  email: 'Which e-mail address do you use?',
  phone: 'What is your phone number?',
  name: 'May I have your name?',
  date: 'When did it happen?',
  amount: 'How much did you pay?',
  tried: 'What have you tried so far?',
  matter: 'What is the problem?',
};

function told(
  language: string,
  lines: readonly Line[],
  answers: Readonly<Partial<Record<Question['kind'], string>>>,
): Dialogue {
  const questions = Object.entries(answers).map(([kind, answer]) => ({
    kind: kind as Question['kind'],
    question: OPERATOR[kind as Question['kind']],
    answer,
  }));
  return {
    language,
    lines: lines.map(([by, text]) => ({ by: by === 'c' ? 'customer' : 'ai', text })),
    questions,
  };
}

/** Conversations written down as people write, by themselves and not after any pattern. */
export const TOLD_IN_OTHER_WORDS: readonly Dialogue[] = [
  told(
    'en',
    [
      ['c', 'hey so my router keeps dropping the connection every evening since tuesday'],
      ['a', 'Have you restarted it?'],
      ['c', 'yes i restarted it like 5 times and also swapped the cable, nothing'],
      ['c', 'get me somebody who knows'],
    ],
    { matter: 'my router keeps dropping', date: 'since tuesday', tried: 'restarted it like 5 times' },
  ),
  told(
    'en',
    [
      [
        'c',
        "Hi, I'm Priya Raman and I ordered a blender (order 55-20391) on the 12th of March. It arrived broken.",
      ],
      ['a', 'I am sorry. What is the best e-mail for you?'],
      ['c', 'priya.r@post.example.com'],
    ],
    {
      order: '55-20391',
      name: 'Priya Raman',
      date: '12th of March',
      email: 'priya.r@post.example.com',
      matter: 'arrived broken',
    },
  ),
  told(
    'en',
    [
      ['c', 'Somebody scratched my car in your car park'],
      ['a', 'When was that, and what is your policy number?'],
      ['c', 'around 10pm on saturday. 4471 8890 21'],
      ['c', 'agent'],
    ],
    { policy: '4471 8890 21', date: 'saturday', matter: 'scratched my car' },
  ),
  told(
    'en',
    [
      ['c', 'was charged 89.99 usd twice for the same thing!!!'],
      ['a', 'Can you tell me the invoice number?'],
      ['c', 'INV20931'],
      ['c', 'I emailed you guys about this last week already'],
    ],
    { amount: '89.99 usd', invoice: 'INV20931', tried: 'I emailed you guys' },
  ),
  told(
    'en',
    [
      ['c', 'the flight BX204 was cancelled and nobody rebooked me'],
      ['a', 'What is your booking reference?'],
      ['c', 'QX7T2L'],
      ['a', 'And your last name?'],
      ['c', 'oyelaran'],
    ],
    { order: 'QX7T2L', name: 'oyelaran', matter: 'was cancelled' },
  ),
  told(
    'en',
    [
      ['c', 'can u ring me? 07700 900 123. its about claim 20-4417, its been three months'],
      ['c', 'name is Sam Whitfield'],
    ],
    { phone: '07700 900 123', claim: '20-4417', name: 'Sam Whitfield' },
  ),
  told(
    'en',
    [
      ['c', 'My login stopped working this morning. I tried three browsers and cleared cookies.'],
      ['a', 'Which account is it?'],
      ['c', 'the one under jo_bell@inbox.example.net'],
    ],
    { email: 'jo_bell@inbox.example.net', date: 'this morning', tried: 'tried three browsers' },
  ),
  told(
    'en',
    [
      ['c', 'Order number? I have two, 88123 and 88177'],
      ['a', 'Which one is late?'],
      ['c', 'the second, 88177. paid forty nine pounds, £49'],
    ],
    { order: '88177', amount: '£49' },
  ),
  told(
    'de',
    [
      ['c', 'servus, bei mir ist seit vorgestern die heizung aus'],
      ['a', 'Haben Sie sie neu gestartet?'],
      ['c', 'ja, habe ich schon probiert, ohne erfolg'],
      ['a', 'Wie lautet Ihre Vertragsnummer?'],
      ['c', '70023418'],
      ['c', 'bitte jemand vom team'],
    ],
    { matter: 'die heizung aus', date: 'vorgestern', policy: '70023418', tried: 'schon probiert' },
  ),
  told(
    'de',
    [
      [
        'c',
        'Mein Name ist Katharina von Stein, ich warte auf Lieferung 4471-220 (Bestellung vom 14. Februar)',
      ],
      ['c', 'Erreichbar bin ich unter 0151 23456789'],
    ],
    { name: 'Katharina von Stein', date: '14. Februar', phone: '0151 23456789' },
  ),
  told(
    'de',
    [
      ['c', 'Unfall auf der A7 am Mittwoch, gegnerisches Kennzeichen HH-AB 123'],
      ['a', 'Nennen Sie mir bitte Ihre Schadennummer.'],
      ['c', 'SN-889210'],
      ['c', 'meine mail: k.stein@post.example'],
    ],
    { claim: 'SN-889210', date: 'Mittwoch', email: 'k.stein@post.example' },
  ),
  told(
    'de',
    [
      ['c', 'Rechnung 2024-0815 stimmt nicht, da stehen 240,50 Euro statt 140,50'],
      ['c', 'ich hab schon zweimal angerufen'],
    ],
    { invoice: '2024-0815', amount: '240,50 Euro', tried: 'schon zweimal angerufen' },
  ),
  told(
    'es',
    [
      ['c', 'buenas, compré un móvil el 4 de febrero y no enciende'],
      ['a', '¿Me facilita el número de pedido?'],
      ['c', 'claro, 990-1127'],
      ['a', '¿Su nombre?'],
      ['c', 'Marisol Ibáñez Ruiz'],
      ['c', 'ya probé con otro cargador'],
    ],
    {
      order: '990-1127',
      name: 'Marisol Ibáñez Ruiz',
      date: '4 de febrero',
      tried: 'probé con otro cargador',
      matter: 'no enciende',
    },
  ),
  told(
    'es',
    [
      ['c', 'tuve un accidente ayer por la tarde, mi póliza es la 5567001'],
      ['c', 'mi teléfono es el 612 334 455'],
    ],
    { policy: '5567001', phone: '612 334 455', date: 'ayer' },
  ),
  told(
    'fr',
    [
      ['c', "bonjour, fuite d'eau chez moi depuis samedi soir"],
      ['a', 'Quel est votre numéro de contrat ?'],
      ['c', "c'est le 30 118 552"],
      ['a', 'Votre nom ?'],
      ['c', 'Bernard Lecomte'],
    ],
    { policy: '30 118 552', name: 'Bernard Lecomte', date: 'samedi', matter: "fuite d'eau" },
  ),
  told(
    'fr',
    [
      ['c', "J'ai reçu une facture n° F2024118 de 310 € alors que j'ai résilié"],
      ['c', "j'ai déjà écrit deux fois"],
    ],
    { invoice: 'F2024118', amount: '310 €', tried: 'déjà écrit deux fois' },
  ),
  told(
    'it',
    [
      ['c', 'salve, ho ordinato delle scarpe il 9 gennaio e non sono mai arrivate'],
      ['a', "Qual è il numero dell'ordine?"],
      ['c', 'credo sia 7741209'],
      ['a', 'La sua email?'],
      ['c', 'f.conti@posta.example'],
    ],
    { order: '7741209', email: 'f.conti@posta.example', date: '9 gennaio', matter: 'non sono mai arrivate' },
  ),
  told(
    'it',
    [
      ['c', 'ieri sera mi hanno rubato la bici, polizza AB 778123'],
      ['c', 'ho già fatto denuncia'],
    ],
    { policy: 'AB 778123', date: 'ieri', tried: 'già fatto denuncia' },
  ),
  told(
    'pt',
    [
      ['c', 'boa noite, o meu voo foi cancelado na terça-feira'],
      ['a', 'Qual é o código da reserva?'],
      ['c', 'LK9921'],
      ['a', 'O seu nome completo?'],
      ['c', 'Rita Nogueira'],
      ['c', 'já liguei três vezes'],
    ],
    { order: 'LK9921', name: 'Rita Nogueira', date: 'terça-feira', tried: 'já liguei' },
  ),
  told(
    'nl',
    [
      ['c', 'hoi, mijn pakketje had vorige week moeten komen'],
      ['a', 'Wat is het ordernummer?'],
      ['c', '20419982'],
      ['a', 'Op welk nummer kunnen we u bellen?'],
      ['c', '06 12345678'],
      ['c', 'ik heb al drie keer gemaild'],
    ],
    {
      order: '20419982',
      phone: '06 12345678',
      date: 'vorige week',
      tried: 'drie keer gemaild',
      matter: 'mijn pakketje',
    },
  ),
  told(
    'en',
    [
      ['c', 'The heating engineer never turned up on Thursday'],
      ['a', 'Which booking was it?'],
      ['c', 'HX-20918, under the name Dolores Price'],
      ['c', 'ive rung you lot twice already'],
    ],
    {
      order: 'HX-20918',
      name: 'Dolores Price',
      date: 'Thursday',
      tried: 'rung you lot twice',
      matter: 'never turned up',
    },
  ),
  told(
    'en',
    [
      ['c', 'I was double billed in April: 14.50 and 14.50 GBP. invoice 70-118-B'],
      ['c', 'reply to m.okafor@work.example please'],
    ],
    { invoice: '70-118-B', email: 'm.okafor@work.example', amount: '14.50 GBP' },
  ),
  told(
    'en',
    [
      ['c', 'theft of laptop from hotel room, 21/10/2025'],
      ['a', 'Sorry to hear that! Your policy number and a phone number, please?'],
      ['c', 'policy TR 6650192, tel 0044 7911 123456'],
    ],
    { policy: '6650192', phone: '0044 7911 123456', date: '21/10/2025' },
  ),
  told('en', [['c', 'My name is Wei and my claim (ref 5512-A) has been stuck for six weeks']], {
    name: 'Wei',
    claim: '5512-A',
    matter: 'stuck for six weeks',
  }),
  told(
    'de',
    [
      ['c', 'Hallo, hier ist Tobias Krämer. Mein Internet ist seit 3 Tagen weg, Kundennummer 4402918'],
      ['c', 'Router hab ich schon resettet'],
    ],
    {
      name: 'Tobias Krämer',
      date: 'seit 3 Tagen',
      tried: 'schon resettet',
      matter: 'Internet ist seit 3 Tagen weg',
    },
  ),
  told('de', [['c', 'Ich habe am 5.11. bestellt, Auftrag 99-118-22, bezahlt hab ich 79 €']], {
    order: '99-118-22',
    amount: '79 €',
    date: '5.11.',
  }),
  told(
    'es',
    [
      ['c', 'me robaron el coche anoche en Sevilla'],
      ['a', 'Lo siento. ¿Número de póliza?'],
      ['c', 'AX-40098'],
      ['a', '¿Y un teléfono de contacto?'],
      ['c', '+34 600 111 222'],
    ],
    { policy: 'AX-40098', phone: '+34 600 111 222', date: 'anoche', matter: 'me robaron el coche' },
  ),
  told(
    'fr',
    [
      ['c', 'Bonjour, ici Claire Moreau, ma commande CM-88172 est incomplète'],
      ['c', "je l'ai reçue mardi, payée 64,20 euros"],
    ],
    { name: 'Claire Moreau', order: 'CM-88172', date: 'mardi', amount: '64,20 euros', matter: 'incomplète' },
  ),
  told(
    'it',
    [
      ['c', 'sono Paolo Ferri, il 3 marzo ho avuto un incidente, sinistro numero 2231-98'],
      ['c', 'ho chiamato tre volte'],
    ],
    { name: 'Paolo Ferri', claim: '2231-98', date: '3 marzo', tried: 'ho chiamato tre volte' },
  ),
  told(
    'pt',
    [
      ['c', 'comprei um frigorífico a 12 de janeiro por 499 euros e não arrefece'],
      ['a', 'Qual o número da fatura?'],
      ['c', 'FT 2026/118'],
    ],
    { invoice: 'FT 2026/118', amount: '499 euros', date: '12 de janeiro', matter: 'não arrefece' },
  ),
  told(
    'nl',
    [
      ['c', 'goedemiddag, met Joris de Boer, mijn fiets is zondag gestolen'],
      ['a', 'Wat is uw polisnummer?'],
      ['c', 'FP-220187'],
      ['c', 'ik heb al aangifte gedaan'],
    ],
    {
      name: 'Joris de Boer',
      policy: 'FP-220187',
      date: 'zondag',
      tried: 'al aangifte gedaan',
      matter: 'fiets is zondag gestolen',
    },
  ),
  told(
    'en',
    [
      ['c', 'app crashes on start since the update yesterday, pixel 8'],
      ['a', 'Could you try reinstalling it?'],
      ['c', 'did that. also cleared the cache'],
      ['c', 'my email on the account: zed@mailbox.example'],
    ],
    {
      date: 'yesterday',
      tried: 'cleared the cache',
      email: 'zed@mailbox.example',
      matter: 'app crashes on start',
    },
  ),
  told(
    'en',
    [
      ['c', 'Evening. Bought a kettle from you 6 weeks ago, it leaks.'],
      ['a', 'I am sorry. Do you have the order number to hand?'],
      ['c', 'think its W882-1190'],
      ['a', 'And who am I speaking to?'],
      ['c', 'Graham Tully'],
      ['c', 'person pls'],
    ],
    { order: 'W882-1190', name: 'Graham Tully', date: '6 weeks ago', matter: 'it leaks' },
  ),
  told(
    'en',
    [
      ['c', 'refund pls!! u took 2x 19,99€ on the 30th'],
      ['a', 'Which e-mail is your account under?'],
      ['c', 'lil.z99@web.example'],
      ['c', 'i wrote to support on sunday no reply'],
    ],
    { email: 'lil.z99@web.example', amount: '19,99€', date: '30th', tried: 'wrote to support' },
  ),
  told(
    'en',
    [
      ['c', 'Policy holder: Deborah Finch. Policy: HOME/22/8871. Ceiling collapsed this afternoon'],
      ['c', 'mobile 07900 555 121'],
    ],
    {
      name: 'Deborah Finch',
      policy: 'HOME/22/8871',
      date: 'this afternoon',
      phone: '07900 555 121',
      matter: 'Ceiling collapsed',
    },
  ),
  told(
    'de',
    [
      ['c', 'Moin, Paket mit Sendungsnummer 00340434161094 kam nie an, angeblich am Dienstag zugestellt'],
      ['c', 'hab schon beim Nachbarn gefragt'],
      ['a', 'Wie ist Ihr Name?'],
      ['c', 'Petersen'],
    ],
    { order: '00340434161094', date: 'Dienstag', tried: 'hab schon beim Nachbarn gefragt', name: 'Petersen' },
  ),
  told(
    'es',
    [
      ['c', 'Hola, soy Nuria. Me cobraron 35 euros de más en la factura F-20881'],
      ['c', 'ya os escribí hace una semana'],
    ],
    {
      name: 'Nuria',
      amount: '35 euros',
      invoice: 'F-20881',
      tried: 'ya os escribí',
      date: 'hace una semana',
    },
  ),
  told(
    'fr',
    [
      ['c', "Ma fille s'est blessée en vacances le 15 août, dossier sinistre SIN-7742"],
      ['a', 'Votre numéro de téléphone ?'],
      ['c', '06 12 34 56 78'],
    ],
    { date: '15 août', claim: 'SIN-7742', phone: '06 12 34 56 78' },
  ),
  told(
    'it',
    [
      ['c', 'La prenotazione XK4421 è sbagliata, avevo chiesto il 12 giugno'],
      ['a', 'Il suo nome?'],
      ['c', 'Chiara Fontana'],
      ['c', 'ho già provato a modificarla sul sito'],
    ],
    { order: 'XK4421', date: '12 giugno', name: 'Chiara Fontana', tried: 'provato a modificarla' },
  ),
  told(
    'nl',
    [
      ['c', 'Dag, mijn naam is Femke. Polis 88-2210 en ik had zaterdag inbraak'],
      ['c', 'bel me op 06-87654321'],
    ],
    { name: 'Femke', policy: '88-2210', date: 'zaterdag', phone: '06-87654321', matter: 'inbraak' },
  ),
  told(
    'pt',
    [
      ['c', 'Boa tarde, a fatura FT221 veio com 80 euros a mais. Sou o Tiago Moura'],
      ['c', 'já falei com a loja'],
    ],
    { invoice: 'FT221', amount: '80 euros', name: 'Tiago Moura', tried: 'já falei' },
  ),
];
