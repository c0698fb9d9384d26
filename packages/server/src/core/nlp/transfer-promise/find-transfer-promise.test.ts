import { describe, expect, test } from 'vitest';
import { findTransferPromise } from './find-transfer-promise.ts';

const PROMISES: Readonly<Record<string, readonly string[]>> = {
  en: [
    "I'm transferring you to an agent now.",
    'Connecting you now.',
    "I'll connect you with a specialist.",
    'Let me get a specialist for you.',
    'A colleague will take over shortly.',
    'One moment, I am putting you through to an advisor.',
    'Please hold while I transfer you.',
    'Your request has been forwarded to our support team.',
    'I have escalated your case.',
    'A human agent will be with you shortly.',
    'Someone from our team will get back to you soon.',
    'You will be contacted by one of our representatives.',
    "I'm handing you over to a colleague.",
    'Let me bring in my supervisor.',
    "I've notified our team and someone will join this chat.",
    "You're being transferred to a live person.",
    'Transferring...',
    'Hang on, I am getting a human for you.',
    'You will be speaking with one of our experts in a moment.',
    "We'll have someone call you back.",
    'An agent is joining the conversation.',
    'Let me pass you on to the right department.',
    'I am going to hand this over to a person who can help.',
    "I understand. I'll escalate this to a manager right away.",
    'Initiating transfer to a human agent.',
    'Sit tight while I find an available representative.',
    'Our specialist will take it from here.',
    'I will ask one of our colleagues to look into this.',
    "You'll hear from us, a person is on the way.",
    'Thanks for waiting, your chat is now being routed to support.',
    "Since I can't help with that, I'm connecting you to a teammate.",
    'A member of our staff will reach out to you today.',
  ],
  es: [
    'Te transfiero con un agente ahora.',
    'Le paso con un compañero.',
    'Un agente se pondrá en contacto contigo en breve.',
    'Lo comunico con un especialista.',
    'Voy a conectarte con una persona.',
    'Estoy transfiriéndote, un momento.',
    'Espere mientras le conecto con un asesor.',
    'He escalado tu caso a nuestro equipo.',
    'Será transferido a un representante.',
    'Un compañero te atenderá enseguida.',
    'Déjame buscar a un supervisor.',
    'Su solicitud ha sido enviada a nuestro equipo de soporte.',
    'Conectándote con un agente...',
    'Una persona de nuestro equipo se hará cargo.',
  ],
  fr: [
    'Je vous transfère à un conseiller.',
    'Je vous mets en relation avec un agent.',
    'Un collègue va prendre la relève.',
    'Un conseiller vous contactera sous peu.',
    'Vous allez être mis en relation avec une personne.',
    'Laissez-moi vous passer un responsable.',
    'Je transmets votre demande à notre équipe.',
    "J'ai transmis votre dossier à un spécialiste.",
    "Patientez pendant que je vous connecte avec quelqu'un.",
    'Votre conversation a été transférée à un agent.',
    "J'appelle un collègue.",
    'Un agent va vous répondre dans un instant.',
    'Nous vous redirigeons vers un conseiller humain.',
    "Quelqu'un de notre équipe vous rappellera.",
  ],
  de: [
    'Ich verbinde Sie jetzt mit einem Mitarbeiter.',
    'Ich leite Sie an einen Kollegen weiter.',
    'Ein Kollege wird gleich übernehmen.',
    'Ein Mitarbeiter meldet sich in Kürze bei Ihnen.',
    'Sie werden nun mit einem Berater verbunden.',
    'Einen Moment, ich hole jemanden aus dem Team.',
    'Ich habe Ihr Anliegen an die Fachabteilung weitergeleitet.',
    'Lassen Sie mich einen Spezialisten hinzuziehen.',
    'Ihre Anfrage wird an einen Menschen übergeben.',
    'Gleich übernimmt ein Kollege von mir.',
    'Ich werde Sie mit einer Person verbinden.',
    'Bitte warten Sie, während ich Sie verbinde.',
    'Ich stelle Sie durch.',
    'Wir verbinden Sie.',
  ],
  pt: [
    'Vou transferir você para um atendente.',
    'Estou te conectando com um agente.',
    'Um colega vai assumir em breve.',
    'Um especialista entrará em contato com você.',
    'Você será transferido para um humano.',
    'Encaminhei seu caso para nossa equipe.',
    'Aguarde enquanto transfiro você.',
    'Deixe-me chamar um supervisor.',
    'Vou passar você para uma pessoa da equipe.',
    'A sua conversa está sendo encaminhada para o suporte.',
    'Transferindo para um atendente...',
    'Alguém da nossa equipe vai falar com você.',
    'Passo-lhe já a um colega.',
  ],
  it: [
    'La trasferisco a un operatore.',
    'Ti metto in contatto con un collega.',
    'Un operatore ti risponderà a breve.',
    'Sto inoltrando la tua richiesta a un consulente.',
    'Le passo subito un collega.',
    'Sarai trasferito a una persona.',
    'Un nostro specialista la contatterà presto.',
    'Ho inoltrato la sua richiesta al team.',
    'Attenda mentre la collego con un agente.',
    'Mi lasci chiamare un responsabile.',
    'Un collega prenderà in carico la conversazione.',
    'Trasferimento in corso.',
    'Ti collego con una persona.',
  ],
  nl: [
    'Ik verbind u door met een medewerker.',
    'Een collega neemt het zo over.',
    'U wordt doorverbonden met een specialist.',
    'Ik heb uw vraag doorgestuurd naar ons team.',
    'Een medewerker neemt contact met u op.',
    'Ik ga je nu doorverbinden.',
    'Laat me een collega erbij halen.',
    'Ik zet je over naar een mens.',
    'Er komt zo iemand bij u.',
    'Een ogenblik, ik haal een collega.',
    'Je wordt geholpen door een medewerker.',
    'Iemand van ons team belt u terug.',
  ],
  pl: [
    'Łączę Pana z konsultantem.',
    'Przekazuję rozmowę koledze.',
    'Konsultant wkrótce się odezwie.',
    'Zostanie Pani przełączona do pracownika.',
    'Przekierowuję Cię do człowieka.',
    'Przekazałem Twoją sprawę zespołowi.',
    'Zaraz połączę Cię z konsultantem.',
    'Nasz specjalista skontaktuje się z Tobą.',
    'Pozwól, że poproszę kolegę, musze polaczyc Pana z konsultantem.',
    'Pracownik przejmie tę rozmowę.',
    'Twoje zgłoszenie zostało przekazane do działu.',
    'Ktoś z naszego zespołu oddzwoni.',
  ],
};

const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Our agents are available from 9 to 5.',
    'Would you like me to connect you?',
    'Would you like to talk to a person about this?',
    'I can connect you with a person if you like.',
    'If you want, I can transfer you to an agent.',
    'Shall I get a colleague?',
    'Do you want me to transfer you to someone?',
    "I can't transfer you to an agent.",
    'I am not able to connect you right now.',
    'Nobody is available at the moment.',
    'The money has been transferred to your account.',
    'Your payment was forwarded to the bank.',
    'You can talk to a person by calling our service number.',
    'Our customer service number is 0800 1234, from 8 am to 6 pm.',
    'Maria told you that the claim will be paid.',
    'An agent can help you with that.',
    'Just say so whenever you want to talk to a person.',
    'Let me know if you would rather talk to a human.',
    'Your claim is in review.',
    'Let me check that for you.',
    'Let me look up your claim.',
    'One moment, I am looking up your policy.',
    'I will file the claim for you.',
    'Could you tell me your policy number?',
    'Your policy covers damage by storm, hail and fire.',
    'I have registered your claim under the number CL-3001.',
    'We will send you the documents by e-mail.',
    'I cannot judge legal questions.',
    "I'm an AI, not a person.",
    'The specialist visit is covered by your plan.',
    'Your car will be repaired by the workshop.',
    'You will receive the money within three days.',
    'I am getting the details of your policy.',
    'Happy to help with your claim.',
    'How can I help you?',
    'I will send you the form.',
    'Is there anything else I can do for you?',
    'You spoke with one of our agents yesterday.',
    'You are connected to the internet when the light is green.',
    'I did not understand that. Do you mean your claim or your policy?',
  ],
  es: [
    '¿Quieres que te transfiera a un agente?',
    'Puedo conectarle con una persona si lo desea.',
    'Nuestros agentes están disponibles de 9 a 17.',
    'No puedo transferirle ahora.',
    'Su siniestro está en revisión.',
    '¿Le gustaría hablar con un asesor?',
    'El dinero será transferido a su cuenta.',
  ],
  fr: [
    'Souhaitez-vous parler à un conseiller ?',
    'Je peux vous transférer à un agent si vous le souhaitez.',
    'Nos conseillers sont disponibles de 9h à 17h.',
    'Votre dossier est en cours de traitement.',
    'Je ne peux pas vous transférer pour le moment.',
    "Le montant sera viré sur votre compte, l'argent est transféré.",
  ],
  de: [
    'Möchten Sie mit einem Mitarbeiter sprechen?',
    'Ich kann Sie gern mit einem Kollegen verbinden.',
    'Unsere Berater sind von 9 bis 17 Uhr erreichbar.',
    'Wenn Sie möchten, verbinde ich Sie mit einem Berater.',
    'Ihr Schaden wird geprüft.',
    'Soll ich Sie verbinden?',
    'Das Geld wird auf Ihr Konto überwiesen.',
  ],
  pt: [
    'Gostaria de falar com um atendente?',
    'Posso transferir você para um agente, se quiser.',
    'Nossos atendentes trabalham das 9 às 17.',
    'Seu pedido está em análise.',
    'Não posso transferir você agora.',
  ],
  it: [
    'Vuole parlare con un operatore?',
    'Posso metterla in contatto con un collega.',
    'I nostri operatori sono disponibili dalle 9 alle 17.',
    'La sua pratica è in lavorazione.',
    'Se vuole, la trasferisco a un operatore.',
  ],
  nl: [
    'Wilt u met een medewerker spreken?',
    'Ik kan u doorverbinden met een collega.',
    'Onze medewerkers zijn bereikbaar van 9 tot 17 uur.',
    'Uw claim wordt bekeken.',
  ],
  pl: [
    'Czy chce Pan porozmawiać z konsultantem?',
    'Mogę połączyć Pana z konsultantem.',
    'Nasi konsultanci pracują od 9 do 17.',
    'Twoje zgłoszenie jest sprawdzane.',
  ],
};

describe.each(Object.entries(PROMISES))('H3.3 a promise of a person is found: %s', (_, sentences) => {
  test.each(sentences)('%s', (sentence) => {
    expect(findTransferPromise(sentence)).not.toBeNull();
  });
});

describe.each(Object.entries(HARMLESS))('H3.3 no promise: %s', (_, sentences) => {
  test.each(sentences)('%s', (sentence) => {
    expect(findTransferPromise(sentence)).toBeNull();
  });
});

const FURTHER_PROMISES = split(`
  I will now transfer you to one of our live agents. | I'm going to connect you to customer support. |
  Let me transfer this conversation to a human. | I'll go ahead and escalate this for you. |
  I'm looping in a colleague from billing. | Our team has been notified and will contact you shortly. |
  You'll be connected to a representative in just a moment. |
  Thanks for your patience, I'm passing you to a specialist who can help. |
  I've asked a supervisor to join us. | Someone will be right with you. |
  A real person will continue this conversation. |
  Please stay on the line, an advisor will assist you soon. | Okay, getting you a human. |
  I've created a ticket and a support agent will reach out. | I'll forward your complaint to the manager. |
  I am redirecting you to a person. | Your case is now with a colleague who will get back to you. |
  Hold on, let me find someone who knows. | We are handing your request to our experts. |
  I'll make sure a person calls you back. | I'm calling a colleague. | Switching you to a live agent. |
  You are now being handed over to a human colleague. | A manager will review your case and contact you. |
  One of our people is going to take care of this for you now. | I have requested a human agent for you. |
  Te voy a pasar con una persona de nuestro equipo. | Enseguida te atiende un compañero. |
  Le derivo a nuestro departamento de siniestros. | Ya he avisado a un agente. |
  Un agente humano continuará la conversación. | Permítame transferirle con un especialista. |
  Te pongo en contacto con un asesor. | En breve un representante tomará tu caso. |
  Je vais vous mettre en contact avec un collègue. | Un instant, je vous passe un conseiller. |
  Un de nos agents prendra contact avec vous. | Votre demande est transmise à un collègue. |
  Je vous redirige vers le service client. | Je fais appel à un collègue humain. |
  Un membre de notre équipe vous répondra bientôt. | Ich übergebe Sie an einen Kollegen. |
  Gleich meldet sich jemand bei Ihnen. | Ich gebe Ihr Anliegen an unser Team weiter. |
  Ich hole einen Kollegen dazu. | Ein Mensch wird sich gleich um Sie kümmern. |
  Sie sprechen gleich mit einem Mitarbeiter. | Ich schalte einen Berater ein. |
  Eine Kollegin aus dem Team übernimmt nun. | Vou te encaminhar para um especialista. |
  Estou transferindo o atendimento para um humano. | Um atendente vai continuar a conversa. |
  Já chamei um colega. | Em breve alguém irá te atender. | Vou colocar você em contato com um consultor. |
  La metto subito in contatto con un operatore. | Sto per trasferirti a un collega. |
  Un nostro operatore si occuperà della richiesta. | Passo la conversazione a un collega. |
  Verrai ricontattato da un consulente. | Inoltro il tuo caso al reparto competente. |
  Ik draag dit gesprek over aan een collega. | Ik verbind je met een medewerker. |
  Er neemt zo een collega contact met je op. | Een menselijke medewerker gaat je verder helpen. |
  U spreekt zo met een collega. | Już łączę z konsultantem. | Za chwilę dołączy do nas konsultant. |
  Przełączam Pana do pracownika. | Przekażę sprawę do naszego zespołu.
`);

const FURTHER_HARMLESS = split(`
  Do you still want to talk to a person? | A person can look at this if you prefer. |
  Talking to a person is possible from 8 to 18. | I'm sorry, I couldn't look that up just now. |
  Maria said: "I will send the form". | Your handler is Ms Smith. |
  I can hand you over to a colleague whenever you like. | You asked for a person yesterday. |
  We will write to you within two working days. | The adjuster's report has arrived. |
  Your agent's name is Tom. | Your policy has been transferred to the new car. |
  To speak with someone, call our number. | I'll take a look at your policy. | I'll be happy to help. |
  Let me explain your coverage. | I'm checking your claim. | I will remember that for this conversation. |
  A third person is covered when driving your car. | The other driver's insurer will contact the garage. |
  Let me put this in simple words. | Please send us the photos. | Ich sehe nach. |
  Ich helfe Ihnen gern weiter. | Ihre Police ist aktiv. | Je regarde votre contrat. |
  Voici votre contrat. | Su póliza está activa. | Estoy revisando su póliza. |
  Vou verificar o seu pedido. | Sto controllando la tua pratica. | Ik kijk het na. |
  Sprawdzam Twoją polisę. | Someone must have hit your car while it was parked; that is covered. |
  Is the person who called you a witness? | Your claim was paid on 3 March. | I'll note that down. |
  The team is closed on Sundays. | Our team consists of 20 people. | Your excess is 150 euros per person. |
  I have forwarded the photos you sent to your e-mail address. |
  What happened to the person in the other car? | You can choose who will represent you. |
  The police will contact you if needed.
`);

function split(text: string): string[] {
  return text
    .split(/[|\n]/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Of services, queues, colleagues and transfers that are none of the chat's. */
const BESIDES = split(`
  Your order has been moved to the shipping stage. |
  I have put the umbrella in your cart. |
  I have marked the invoice as paid. |
  I raised the limit of your card to 500 euros. |
  Your seat has been assigned. |
  I have moved your appointment to Friday. |
  Your ticket has been added to your wallet. |
  Your claim is handled by Mr Brown. |
  You are in line with the terms of your policy. |
  I scheduled the delivery for Monday. |
  Our office is on the second floor, the clerk sits at desk 4. |
  Your documents were sent to you yesterday. |
  The team won the award for service twice. |
  Please stand in line at gate 4. |
  He enviado el formulario a su correo. |
  Su pedido ha sido enviado. |
  He asignado el asiento 4A a su reserva. |
  La cola en la oficina es de diez minutos. |
  Pido disculpas por las molestias. |
  El servicio incluye la revisión anual. |
  El perito valorará los daños según el contrato. |
  Su caso está en revisión. |
  El jefe de la obra firma el parte. |
  He pedido la factura por usted. |
  Votre commande va être expédiée demain. |
  Le service comprend une révision annuelle. |
  Je vous laisse le lien ci-dessous. |
  Je vous demande votre numéro de contrat. |
  Je transmets le reçu par courriel. |
  Votre contrat va être renouvelé. |
  La file est longue le matin. |
  Je vous confirme la date du rendez-vous. |
  Der Service umfasst eine jährliche Prüfung. |
  Ihr Paket wurde dem Zusteller übergeben. |
  Ich übertrage die Nummer in Ihr Konto. |
  Die Warteschlange im Laden ist kurz. |
  Sie sprechen mit dem virtuellen Assistenten. |
  Der Vertrag wird verlängert. |
  Ich habe den Termin auf Freitag verschoben. |
  Ihre Person ist mitversichert. |
  Ihr Schaden ist dem Vertrag zugeordnet. |
  Ich gebe Ihnen gern die Adresse. |
  Sou o assistente virtual da loja. |
  Pedi desculpa pelo atraso. |
  O serviço continua disponível. |
  A fila na loja é curta. |
  O pagamento foi transferido para a conta. |
  O seu contrato continua ativo. |
  Enviei o formulário para o seu e-mail. |
  O assistente de voz entra em modo de espera. |
  Il servizio continua a essere attivo. |
  Sono l’assistente virtuale del negozio. |
  Le segnalo che il negozio chiude alle 18. |
  Ho chiesto il duplicato della fattura. |
  La coda in negozio è breve. |
  Il supporto per la bici costa 20 euro. |
  Le passo il link. |
  Il suo contratto sarà seguito da una conferma. |
  De service is inbegrepen. |
  Ik geef u graag het adres. |
  Uw pakket is overgedragen aan de bezorger. |
  De wachtrij in de winkel is kort. |
  Ik heb het bedrag doorgegeven. |
  Per persoon geldt een eigen risico. |
  Ik stuur u het formulier. |
  De dienst kost 5 euro per maand. |
  Een persoon kan meeverzekerd worden. |
  Serwis obejmuje roczny przegląd. |
  Kolejka w sklepie jest krótka. |
  Biuro obsługi jest czynne od 8 do 16. |
  Zajmuję się Twoim pytaniem. |
  Szukam Twojej polisy. |
  Przekazuję numer zgłoszenia. |
  Wsparcie kosztuje 20 złotych. |
  Twoja polisa jest aktywna. |
  Technika płatności jest bezpieczna.
`);

test.each(BESIDES)('H3.3 does not promise either: %s', (sentence) => {
  expect(findTransferPromise(sentence)).toBeNull();
});

test.each([
  'All our agents are busy right now.',
  'You are now chatting with Ava, a virtual agent.',
  'My colleagues are available from 9 to 5.',
  'My colleague told you that yesterday.',
  'Someone must be at home now to sign for it, if you want it today.',
  'Jetzt ist kein Mitarbeiter frei.',
  'Vous parlez maintenant avec un agent virtuel.',
])('H3.3 somebody and now, and no promise: %s', (sentence) => {
  expect(findTransferPromise(sentence)).toBeNull();
});

test.each(FURTHER_PROMISES)('H3.3 promises: %s', (sentence) => {
  expect(findTransferPromise(sentence)).not.toBeNull();
});

test.each(FURTHER_HARMLESS)('H3.3 does not promise: %s', (sentence) => {
  expect(findTransferPromise(sentence)).toBeNull();
});

test('the table is as large as it is meant to be', () => {
  expect(Object.values(PROMISES).flat().length).toBeGreaterThanOrEqual(100);
  expect(Object.values(HARMLESS).flat().length).toBeGreaterThanOrEqual(60);
});

test('the promise is found among other sentences and quoted', () => {
  const text =
    'I understand that this is annoying. I am connecting you with a colleague now. Have a nice day!';
  expect(findTransferPromise(text)).toBe('I am connecting you with a colleague now');
});
