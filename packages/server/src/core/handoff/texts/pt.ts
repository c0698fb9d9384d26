import type { DeskTexts } from './desk-texts.ts';

export const PORTUGUESE: DeskTexts = {
  because: {
    customer_requested: 'Claro.',
    low_confidence: 'Não tenho a certeza de poder responder bem a isto e não quero adivinhar.',
    high_frustration: 'Lamento que isto tenha sido tão frustrante.',
    policy_required: 'Isto tem de ser visto por uma pessoa da nossa equipa.',
    sensitive_topic:
      'Obrigado por me contar. Se você ou outra pessoa está em perigo, ligue já para o número de emergência.',
    ai_error: 'Lamento, algo correu mal do meu lado.',
  },
  now: 'Vou passar a conversa agora a uma pessoa da nossa equipa.',
  later:
    'Neste momento não há ninguém livre, por isso ficou na fila: uma pessoa da nossa equipa vai assumir assim que possível.',
  unknown: 'Vou passar a conversa a uma pessoa da nossa equipa, que vai assumir assim que possível.',
  closed: (opens) =>
    `A nossa equipa não está neste momento${opens === null ? '' : ` (volta: ${opens})`}. O seu pedido ficou registado: uma pessoa da nossa equipa vai assumir quando reabrirmos.`,
  nobodyHere:
    'Neste momento não está ninguém da nossa equipa. O seu pedido ficou registado: uma pessoa da nossa equipa vai assumir assim que alguém voltar.',
  nothingToRepeat: 'Ela vê toda a nossa conversa, por isso não precisa de repetir nada.',
  place: (position) =>
    position === 1 ? 'É a próxima pessoa na fila.' : `Está no lugar ${position} da fila.`,
  waitUpTo: (minutes) =>
    minutes === 1 ? 'Deve demorar menos de um minuto.' : `Deve demorar menos de ${minutes} minutos.`,
  waitBetween: (from, to) => `Deve demorar de ${from} a ${to} minutos.`,
  waitOver: (minutes) => `Deve demorar mais de ${minutes} minutos.`,
  delayed: 'Lamento que isto demore mais do que devia: até aqui ninguém ficou livre.',
  stillInLine: 'Continua na fila.',
  choices: {
    wait: 'continuar à espera',
    callback: 'pedir que lhe liguemos',
    email: 'pedir um e-mail',
    ai: 'continuar comigo entretanto',
  },
  choose: (list) => `Pode ${list}.`,
  how: 'Escreva o que prefere, com o seu número de telefone ou endereço de e-mail.',
  nobodyCame:
    'Lamento, ninguém pôde vir a esta conversa. Nada do que escreveu se perdeu. Continuo a ajudar aqui o melhor que puder; pode pedir uma pessoa outra vez quando quiser.',
  transferred:
    'Vou passar a conversa a alguém da equipa que pode ajudar e que pode ler tudo o que foi escrito aqui.',
  requeued:
    'Lamento, perdemos a ligação com o nosso colega. Vou procurar outra pessoa; mantém o seu lugar e tudo o que foi escrito continua aqui.',
  called: (address, when) => `Obrigado. Vamos ligar para ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Obrigado. Vamos escrever para ${address}.`,
  meanwhile: 'Até lá estou aqui, se precisar de mais alguma coisa.',
  askPhone: 'Com todo o gosto. Para que número de telefone devemos ligar?',
  askEmail: 'Com todo o gosto. Para que endereço de e-mail devemos escrever?',
  notThen: (nearest) =>
    `Lamento, a essa hora ninguém pode ligar.${nearest === null ? '' : ` A próxima hora que podemos prometer: ${nearest}.`} Que hora lhe convém?`,
  callDue: 'Está na hora da chamada que pediu: uma pessoa da nossa equipa vai ligar-lhe.',
  withdrawn: 'Está bem, vamos continuar aqui.',
  rating: 'Como correu a nossa ajuda? Pode dar-nos de 1 a 5 estrelas.',
  rated: 'Obrigado pela sua avaliação.',
  mail: {
    subject: (reference) => `Recebemos o seu pedido (${reference})`,
    greeting: (name) => (name === null ? 'Olá,' : `Olá ${name},`),
    taken:
      'obrigado pelo seu contacto. Recebemos o seu pedido e uma pessoa da nossa equipa vai escrever-lhe para este endereço.',
    reference: (reference) => `A sua referência: ${reference}`,
  },
};
