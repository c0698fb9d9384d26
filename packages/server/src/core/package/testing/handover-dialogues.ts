import type { EventRecord } from '../../log/event-record.ts';
import { START } from '../../../testing/make.ts';

/** What an operator asks and the words of the conversation that answer it. */
export interface Question {
  readonly question: string;
  readonly kind:
    | 'policy'
    | 'order'
    | 'claim'
    | 'invoice'
    | 'email'
    | 'phone'
    | 'name'
    | 'date'
    | 'amount'
    | 'tried'
    | 'matter';
  readonly answer: string;
}

export interface Dialogue {
  readonly language: string;
  readonly lines: readonly { readonly by: 'customer' | 'ai'; readonly text: string }[];
  readonly questions: readonly Question[];
}

/** A seeded generator: the same dialogues in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Voice {
  readonly greetings: readonly string[];
  readonly matters: readonly string[];
  /** `#` is the thing told. */
  readonly tells: Readonly<
    Record<'order' | 'policy' | 'email' | 'phone' | 'name' | 'amount' | 'tried' | 'date', readonly string[]>
  >;
  readonly asks: Readonly<Record<'order' | 'policy' | 'email' | 'phone' | 'name', readonly string[]>>;
  readonly dates: readonly string[];
  readonly names: readonly string[];
  readonly sums: readonly string[];
  readonly wantsPerson: readonly string[];
  readonly sorry: readonly string[];
  readonly operator: Readonly<Record<Question['kind'], string>>;
}

const VOICES: Readonly<Record<string, Voice>> = {
  en: {
    greetings: ['Hello', 'hi there', 'Good morning!', 'hey'],
    matters: [
      'My parcel has not arrived',
      'the washing machine leaks all over the kitchen',
      'You charged my card twice',
      'I cannot log in to the app any more',
      'water came through the ceiling',
    ],
    tells: {
      order: ['My order number is #.', 'it is about order #', 'order no. # please', 'Order: #'],
      policy: [
        'my policy number is #',
        'policy #',
        'The policy is #.',
        'I am insured with you, policy no. #',
      ],
      email: ['you can write to #', 'my email is #', '#'],
      phone: ['call me on #', 'my number is #', 'Phone: #'],
      name: ['My name is #.', 'this is #', 'I am called #'],
      amount: ['I paid # for it', 'it cost me #', 'that is #!'],
      tried: [
        'I already restarted it twice',
        "I've tried to reset the password",
        'I have already called your hotline',
        'we checked all the cables',
      ],
      date: ['It happened #.', 'this was #', 'since #', '# it began'],
    },
    asks: {
      order: ['Could you tell me your order number?', 'What is the order number?'],
      policy: ['What is your policy number?', 'May I have the number of your policy?'],
      email: ['Which e-mail address did you use?', 'What is your email?'],
      phone: ['What is your phone number?'],
      name: ['May I have your full name?', 'What is your name?'],
    },
    dates: [
      'yesterday',
      'last Monday',
      'on 3 May',
      'two weeks ago',
      'on 2026-01-02',
      'on Friday',
      'January 2nd',
      'last night',
    ],
    names: ['Anna Berg', 'Kim Lee', "Jean O'Neil", 'Priya Raman'],
    sums: ['$49.90', '120 euros', '€ 30', '£1,200'],
    wantsPerson: ['I want to talk to a human', 'a real person please', 'Can I speak to someone?'],
    sorry: ['I am sorry to hear that.', 'I could not find anything about it.', 'Please try to restart it.'],
    operator: {
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
    },
  },
  de: {
    greetings: ['Guten Tag', 'Hallo', 'Guten Morgen!'],
    matters: [
      'Mein Paket ist nicht angekommen',
      'die Waschmaschine läuft aus',
      'Sie haben zweimal abgebucht',
      'ich komme nicht mehr in die App',
    ],
    tells: {
      order: ['Meine Bestellnummer ist #', 'es geht um Bestellung #', 'Bestellung Nr. #'],
      policy: ['meine Police ist #', 'Police Nr. #', 'Vertrag #'],
      email: ['meine E-Mail ist #', 'schreiben Sie an #', '#'],
      phone: ['rufen Sie mich unter # an', 'Telefon: #'],
      name: ['Mein Name ist #.', 'ich heiße #'],
      amount: ['ich habe # bezahlt', 'das sind #!'],
      tried: [
        'Ich habe das Gerät schon neu gestartet',
        'ich habe es bereits dreimal versucht',
        'Ich habe schon bei der Hotline angerufen',
      ],
      date: ['Das ist # passiert.', '# fing es an'],
    },
    asks: {
      order: ['Wie lautet Ihre Bestellnummer?', 'Können Sie mir die Bestellnummer nennen?'],
      policy: ['Wie lautet Ihre Policennummer?', 'Bitte nennen Sie mir Ihre Versicherungsnummer.'],
      email: ['Wie lautet Ihre E-Mail-Adresse?'],
      phone: ['Wie ist Ihre Telefonnummer?'],
      name: ['Wie heißen Sie?', 'Wie ist Ihr Name?'],
    },
    dates: [
      'gestern',
      'letzten Montag',
      'am 3. Mai',
      'vor zwei Wochen',
      'am 02.01.2026',
      'heute Morgen',
      'am Freitag',
    ],
    names: ['Anna Berg', 'Jürgen Groß', 'Mehmet Yilmaz'],
    sums: ['49,90 €', '120 Euro', 'EUR 30'],
    wantsPerson: ['Ich möchte mit einem Menschen sprechen', 'einen Mitarbeiter bitte'],
    sorry: ['Das tut mir leid.', 'Ich konnte dazu nichts finden.', 'Bitte starten Sie es neu.'],
    operator: {
      policy: 'Wie lautet Ihre Policennummer?',
      order: 'Wie lautet Ihre Bestellnummer?',
      claim: 'Wie lautet Ihre Schadennummer?',
      invoice: 'Wie lautet Ihre Rechnungsnummer?',
      email: 'Wie lautet Ihre E-Mail-Adresse?',
      phone: 'Wie ist Ihre Telefonnummer?',
      name: 'Wie ist Ihr Name?',
      date: 'Wann ist das passiert?',
      amount: 'Wie viel haben Sie bezahlt?',
      tried: 'Was haben Sie schon versucht?',
      matter: 'Worum geht es?',
    },
  },
  es: {
    greetings: ['Hola', 'Buenos días', 'buenas tardes'],
    matters: [
      'Mi paquete no ha llegado',
      'la lavadora pierde agua',
      'me han cobrado dos veces',
      'no puedo entrar en la aplicación',
    ],
    tells: {
      order: ['Mi número de pedido es #', 'el pedido #', 'pedido número #'],
      policy: ['mi póliza es #', 'póliza #', 'la póliza número #'],
      email: ['mi correo es #', 'escríbanme a #', '#'],
      phone: ['llámenme al #', 'mi teléfono es #'],
      name: ['Me llamo #.', 'mi nombre es #', 'soy #'],
      amount: ['pagué #', 'me costó #'],
      tried: [
        'Ya he reiniciado el aparato',
        'ya intenté cambiar la contraseña',
        'Ya llamé al servicio técnico',
      ],
      date: ['Ocurrió #.', 'fue #'],
    },
    asks: {
      order: ['¿Cuál es su número de pedido?'],
      policy: ['¿Cuál es su número de póliza?', '¿Me puede decir el número de su póliza?'],
      email: ['¿Cuál es su correo electrónico?'],
      phone: ['¿Cuál es su teléfono?'],
      name: ['¿Cómo se llama?', '¿Me dice su nombre?'],
    },
    dates: ['ayer', 'el lunes pasado', 'el 3 de mayo', 'hace dos semanas', 'el 02/01/2026', 'el viernes'],
    names: ['Ana García', 'José Luis Moreno', 'Lucía Peña'],
    sums: ['49,90 €', '120 euros', '30 dólares'],
    wantsPerson: ['Quiero hablar con una persona', 'necesito un agente humano'],
    sorry: ['Lo siento mucho.', 'No he encontrado nada.', 'Pruebe a reiniciarlo.'],
    operator: {
      policy: '¿Cuál es su número de póliza?',
      order: '¿Cuál es su número de pedido?',
      claim: '¿Cuál es el número de siniestro?',
      invoice: '¿Cuál es el número de factura?',
      email: '¿Cuál es su correo electrónico?',
      phone: '¿Cuál es su teléfono?',
      name: '¿Cómo se llama?',
      date: '¿Cuándo ocurrió?',
      amount: '¿Cuánto pagó?',
      tried: '¿Qué ha intentado ya?',
      matter: '¿Qué pasó?',
    },
  },
  fr: {
    greetings: ['Bonjour', 'bonsoir', 'Salut'],
    matters: [
      "Mon colis n'est pas arrivé",
      'la machine à laver fuit',
      "vous m'avez débité deux fois",
      "je n'arrive plus à me connecter",
    ],
    tells: {
      order: ['Mon numéro de commande est #', 'commande #', 'la commande n° #'],
      policy: ['ma police est #', 'police numéro #', 'contrat #'],
      email: ['mon adresse est #', 'écrivez-moi à #', '#'],
      phone: ['appelez-moi au #', 'mon téléphone : #'],
      name: ["Je m'appelle #.", 'mon nom est #'],
      amount: ["j'ai payé #", "ça m'a coûté #"],
      tried: [
        "J'ai déjà redémarré l'appareil",
        "j'ai essayé de changer le mot de passe",
        "J'ai déjà appelé le service",
      ],
      date: ["C'est arrivé #.", "c'était #"],
    },
    asks: {
      order: ['Quel est votre numéro de commande ?'],
      policy: ['Quel est votre numéro de police ?', 'Pouvez-vous me donner le numéro de votre contrat ?'],
      email: ['Quelle est votre adresse e-mail ?'],
      phone: ['Quel est votre numéro de téléphone ?'],
      name: ['Comment vous appelez-vous ?', 'Quel est votre nom ?'],
    },
    dates: ['hier', 'lundi dernier', 'le 3 mai', 'il y a deux semaines', 'le 02/01/2026', 'vendredi'],
    names: ['Anne Dupont', 'Jean-Luc Martin', 'Zoé Lefèvre'],
    sums: ['49,90 €', '120 euros', '30 francs'],
    wantsPerson: ['Je veux parler à un humain', 'un conseiller svp'],
    sorry: ['Je suis désolé.', "Je n'ai rien trouvé.", 'Essayez de redémarrer.'],
    operator: {
      policy: 'Quel est votre numéro de police ?',
      order: 'Quel est votre numéro de commande ?',
      claim: 'Quel est le numéro de sinistre ?',
      invoice: 'Quel est le numéro de facture ?',
      email: 'Quelle est votre adresse e-mail ?',
      phone: 'Quel est votre numéro de téléphone ?',
      name: 'Quel est votre nom ?',
      date: 'Quand est-ce arrivé ?',
      amount: 'Combien avez-vous payé ?',
      tried: "Qu'avez-vous déjà essayé ?",
      matter: 'Quel est le problème ?',
    },
  },
  it: {
    greetings: ['Buongiorno', 'Ciao', 'buonasera'],
    matters: ['Il mio pacco non è arrivato', 'la lavatrice perde acqua', 'mi avete addebitato due volte'],
    tells: {
      order: ["Il numero dell'ordine è #", 'ordine #', 'ordine numero #'],
      policy: ['la mia polizza è #', 'polizza #', 'polizza n. #'],
      email: ['la mia email è #', 'scrivetemi a #', '#'],
      phone: ['chiamatemi al #', 'il mio telefono: #'],
      name: ['Mi chiamo #.', 'il mio nome è #'],
      amount: ['ho pagato #', 'mi è costato #'],
      tried: [
        "Ho già riavviato l'apparecchio",
        'ho provato a cambiare la password',
        'Ho già chiamato il servizio',
      ],
      date: ['È successo #.', 'è stato #'],
    },
    asks: {
      order: ["Qual è il numero dell'ordine?"],
      policy: ['Qual è il suo numero di polizza?'],
      email: ['Qual è la sua email?'],
      phone: ['Qual è il suo numero di telefono?'],
      name: ['Come si chiama?', 'Qual è il suo nome?'],
    },
    dates: ['ieri', 'lunedì scorso', 'il 3 maggio', 'due settimane fa', 'il 02/01/2026', 'venerdì'],
    names: ['Anna Rossi', 'Nicolò De Luca', 'Giulia Bianchi'],
    sums: ['49,90 €', '120 euro', '€ 30'],
    wantsPerson: ['Voglio parlare con una persona', 'un operatore per favore'],
    sorry: ['Mi dispiace.', 'Non ho trovato nulla.', 'Provi a riavviarlo.'],
    operator: {
      policy: 'Qual è il suo numero di polizza?',
      order: "Qual è il numero dell'ordine?",
      claim: 'Qual è il numero di sinistro?',
      invoice: 'Qual è il numero della fattura?',
      email: 'Qual è la sua email?',
      phone: 'Qual è il suo numero di telefono?',
      name: 'Come si chiama?',
      date: 'Quando è successo?',
      amount: 'Quanto ha pagato?',
      tried: 'Cosa ha già provato?',
      matter: 'Qual è il problema?',
    },
  },
  pt: {
    greetings: ['Olá', 'Bom dia', 'boa tarde'],
    matters: ['A minha encomenda não chegou', 'a máquina de lavar está a verter', 'cobraram duas vezes'],
    tells: {
      order: ['O número da encomenda é #', 'encomenda #', 'pedido número #'],
      policy: ['a minha apólice é #', 'apólice #', 'apólice número #'],
      email: ['o meu email é #', 'escrevam para #', '#'],
      phone: ['liguem para #', 'o meu telefone: #'],
      name: ['Chamo-me #.', 'meu nome é #'],
      amount: ['paguei #', 'custou #'],
      tried: ['Já reiniciei o aparelho', 'já tentei mudar a senha', 'Já liguei para o apoio'],
      date: ['Aconteceu #.', 'foi #'],
    },
    asks: {
      order: ['Qual é o número da encomenda?'],
      policy: ['Qual é o número da apólice?', 'Pode indicar o número da sua apólice?'],
      email: ['Qual é o seu email?'],
      phone: ['Qual é o seu telefone?'],
      name: ['Qual é o seu nome?', 'Como se chama?'],
    },
    dates: [
      'ontem',
      'segunda-feira passada',
      'em 3 de maio',
      'há duas semanas',
      'em 02/01/2026',
      'na sexta-feira',
    ],
    names: ['Ana Souza', 'João Pereira', 'Inês Figueira'],
    sums: ['49,90 €', '120 euros', 'R$ 30'],
    wantsPerson: ['Quero falar com uma pessoa', 'um atendente por favor'],
    sorry: ['Lamento muito.', 'Não encontrei nada.', 'Tente reiniciar.'],
    operator: {
      policy: 'Qual é o número da apólice?',
      order: 'Qual é o número da encomenda?',
      claim: 'Qual é o número do sinistro?',
      invoice: 'Qual é o número da fatura?',
      email: 'Qual é o seu email?',
      phone: 'Qual é o seu telefone?',
      name: 'Qual é o seu nome?',
      date: 'Quando aconteceu?',
      amount: 'Quanto pagou?',
      tried: 'O que já tentou?',
      matter: 'Qual é o problema?',
    },
  },
  nl: {
    greetings: ['Hallo', 'Goedemorgen', 'Dag'],
    matters: ['Mijn pakket is niet aangekomen', 'de wasmachine lekt', 'jullie hebben twee keer afgeschreven'],
    tells: {
      order: ['Mijn bestelling is #', 'bestelling #', 'bestelling nummer #'],
      policy: ['mijn polis is #', 'polisnummer #', 'polis #'],
      email: ['mijn e-mail is #', 'mail naar #', '#'],
      phone: ['bel mij op #', 'mijn telefoon: #'],
      name: ['Mijn naam is #.', 'ik heet #'],
      amount: ['ik heb # betaald', 'het kostte #'],
      tried: ['Ik heb het apparaat al herstart', 'ik heb het al drie keer geprobeerd', 'Ik heb al gebeld'],
      date: ['Het gebeurde #.', 'dat was #'],
    },
    asks: {
      order: ['Wat is uw bestelnummer?'],
      policy: ['Wat is uw polisnummer?'],
      email: ['Wat is uw e-mailadres?'],
      phone: ['Wat is uw telefoonnummer?'],
      name: ['Wat is uw naam?', 'Hoe heet u?'],
    },
    dates: ['gisteren', 'afgelopen maandag', 'op 3 mei', 'twee weken geleden', 'op 02-01-2026', 'vrijdag'],
    names: ['Anna de Vries', 'Sem Jansen', 'Noor Bakker'],
    sums: ['€ 49,90', '120 euro', '30 euro'],
    wantsPerson: ['Ik wil een mens spreken', 'een medewerker graag'],
    sorry: ['Dat spijt me.', 'Ik heb niets gevonden.', 'Probeer het opnieuw te starten.'],
    operator: {
      policy: 'Wat is uw polisnummer?',
      order: 'Wat is uw bestelnummer?',
      claim: 'Wat is het schadenummer?',
      invoice: 'Wat is het factuurnummer?',
      email: 'Wat is uw e-mailadres?',
      phone: 'Wat is uw telefoonnummer?',
      name: 'Wat is uw naam?',
      date: 'Wanneer is het gebeurd?',
      amount: 'Hoeveel heeft u betaald?',
      tried: 'Wat heeft u al geprobeerd?',
      matter: 'Wat is het probleem?',
    },
  },
};

type Told = keyof Voice['tells'];

/** Conversations of seven languages in which a customer tells what an operator will want to know, in varied words. */
export function handoverDialogues(count: number, seed: number): Dialogue[] {
  const random = randomOf(seed);
  const languages = Object.keys(VOICES);
  return Array.from({ length: count }, (_unused, index) =>
    makeDialogue(languages[index % languages.length] ?? 'en', random),
  );
}

function makeDialogue(language: string, random: () => number): Dialogue {
  const voice = VOICES[language];
  if (voice === undefined) throw new Error(`no voice for ${language}`);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const digits = (n: number): string =>
    Array.from({ length: n }, () => Math.floor(random() * 9) + 1).join('');
  const values: Record<Told, string> = {
    order: pick([`A-${digits(5)}`, digits(7), `${digits(3)}-${digits(4)}`]),
    policy: pick([`P-${digits(4)}`, `POL-${digits(6)}`, digits(8), `V${digits(7)}`]),
    email: pick([
      `kim.${digits(2)}@mail.example.org`,
      `a_b${digits(1)}@firma.example`,
      `info+${digits(2)}@x.example.co`,
    ]),
    phone: pick([`+49 30 ${digits(7)}`, `0171 ${digits(7)}`, `+34 6${digits(2)} ${digits(3)} ${digits(3)}`]),
    name: pick(voice.names),
    amount: pick(voice.sums),
    date: pick(voice.dates),
    tried: '',
  };
  const matter = pick(voice.matters);
  const lines: Dialogue['lines'][number][] = [];
  const questions: Question[] = [];
  const customer = (text: string): void => void lines.push({ by: 'customer', text });
  const ai = (text: string): void => void lines.push({ by: 'ai', text });
  if (random() < 0.6) customer(pick(voice.greetings));
  customer(matter);
  questions.push({ kind: 'matter', question: voice.operator.matter, answer: matter });
  ai(pick(voice.sorry));
  const topics = Object.keys(voice.tells).filter(() => random() < 0.6) as Told[];
  for (const topic of topics) {
    const asks = topic in voice.asks ? voice.asks[topic as keyof Voice['asks']] : [];
    if (topic === 'tried') {
      values.tried = pick(voice.tells.tried);
      customer(values.tried);
    } else if (asks.length > 0 && random() < 0.5) {
      ai(pick(asks));
      customer(values[topic]);
    } else {
      customer(pick(voice.tells[topic]).replace('#', values[topic]));
    }
    if (random() < 0.4) ai(pick(voice.sorry));
    questions.push({ kind: topic, question: voice.operator[topic], answer: values[topic] });
  }
  customer(pick(voice.wantsPerson));
  return { language, lines, questions };
}

/** The log of a dialogue. */
export function logOf(lines: Dialogue['lines']): EventRecord[] {
  return lines.map(({ by, text }, offset) => ({
    sessionId: 's',
    offset,
    at: START + offset * 1_000_000,
    kind: 'message',
    source: by === 'customer' ? 'customer' : 'ai_agent',
    traceId: 't',
    data: JSON.stringify({ message: text, participant: { id: null, display_name: by } }),
    metadata: null,
    deleted: false,
  }));
}
