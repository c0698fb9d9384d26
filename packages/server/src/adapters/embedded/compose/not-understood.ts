/** Said when a message in a language the agent has no answers in was not understood: offers a person. */
export const NOT_UNDERSTOOD: Readonly<Record<string, string>> = {
  es: 'Lo siento, no estoy seguro de haberle entendido. ¿Quiere hablar con una persona de nuestro equipo?',
  fr: "Je suis désolé, je ne suis pas sûr d'avoir compris. Souhaitez-vous parler à une personne de notre équipe ?",
  de: 'Es tut mir leid, ich bin nicht sicher, ob ich Sie richtig verstanden habe. Möchten Sie mit einem Menschen aus unserem Team sprechen?',
  pt: 'Desculpe, não tenho a certeza de ter entendido. Gostaria de falar com uma pessoa da nossa equipa?',
  it: 'Mi dispiace, non sono sicuro di aver capito. Desidera parlare con una persona del nostro team?',
  nl: 'Sorry, ik weet niet zeker of ik u goed begrijp. Wilt u met iemand van ons team spreken?',
  pl: 'Przepraszam, nie mam pewności, czy dobrze rozumiem. Czy chce Pan/Pani porozmawiać z osobą z naszego zespołu?',
};
