import type { DeskTexts } from './desk-texts.ts';

export const FRENCH: DeskTexts = {
  because: {
    customer_requested: 'Bien sûr.',
    low_confidence: 'Je ne suis pas sûr de pouvoir bien répondre et je ne veux pas deviner.',
    high_frustration: 'Je suis désolé que cela soit si frustrant.',
    policy_required: 'Une personne de notre équipe doit s’en occuper.',
    sensitive_topic:
      "Merci de me l'avoir dit. Si vous ou quelqu'un d'autre êtes en danger, appelez tout de suite le numéro d'urgence.",
    ai_error: 'Je suis désolé, quelque chose a mal fonctionné de mon côté.',
  },
  now: 'Je vous passe maintenant une personne de notre équipe.',
  later:
    "Personne n'est libre en ce moment, vous êtes donc dans la file : une personne de notre équipe prendra le relais dès que possible.",
  unknown: 'Je vous transmets à une personne de notre équipe, qui prendra le relais dès que possible.',
  closed: (opens) =>
    `Notre équipe n'est pas là en ce moment${opens === null ? '' : ` (de retour : ${opens})`}. Votre demande est transmise : une personne de notre équipe prendra le relais à la réouverture.`,
  nobodyHere:
    "Personne de notre équipe n'est là en ce moment. Votre demande est transmise : une personne de notre équipe prendra le relais dès que quelqu'un sera de retour.",
  nothingToRepeat: "Elle voit toute notre conversation, vous n'aurez donc rien à répéter.",
  place: (position) =>
    position === 1 ? 'Vous êtes le prochain dans la file.' : `Vous êtes à la place ${position} dans la file.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? "Cela prendra probablement moins d'une minute."
      : `Cela prendra probablement moins de ${minutes} minutes.`,
  waitBetween: (from, to) => `Cela prendra probablement de ${from} à ${to} minutes.`,
  waitOver: (minutes) => `Cela prendra probablement plus de ${minutes} minutes.`,
  delayed: "Je suis désolé que cela prenne plus de temps que prévu : personne n'a encore été libre.",
  stillInLine: 'Vous êtes toujours dans la file.',
  choices: {
    wait: 'continuer à attendre',
    callback: 'demander un appel de notre part',
    email: 'demander un e-mail',
    ai: 'continuer avec moi en attendant',
  },
  choose: (list) => `Vous pouvez ${list}.`,
  how: 'Écrivez simplement ce que vous préférez, avec votre numéro de téléphone ou votre adresse e-mail.',
  nobodyCame:
    "Je suis désolé, personne n'a pu venir dans cette conversation. Rien de ce que vous avez écrit n'est perdu. Je continue à vous aider ici du mieux que je peux ; vous pouvez redemander une personne à tout moment.",
  transferred:
    "Je vous transmets à quelqu'un de l'équipe qui peut vous aider et qui peut lire tout ce qui a été écrit ici.",
  requeued:
    'Je suis désolé, nous avons perdu la connexion avec notre collègue. Je vous cherche une autre personne ; vous gardez votre place et tout ce qui a été écrit est toujours là.',
  called: (address, when) =>
    `Merci. Nous vous appellerons au ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Merci. Nous écrirons à ${address}.`,
  meanwhile: "D'ici là, je suis à votre disposition si vous avez besoin d'autre chose.",
  askPhone: 'Volontiers. À quel numéro de téléphone pouvons-nous vous appeler ?',
  askEmail: 'Volontiers. À quelle adresse e-mail pouvons-nous vous écrire ?',
  notThen: (nearest) =>
    `Je suis désolé, personne ne peut vous appeler à cette heure-là.${nearest === null ? '' : ` Le prochain moment que nous pouvons promettre : ${nearest}.`} Quel moment vous conviendrait ?`,
  callDue: "C'est l'heure de l'appel que vous avez demandé : une personne de notre équipe va vous appeler.",
  withdrawn: "D'accord, continuons ici.",
  rating: 'Comment vous avons-nous aidé ? Vous pouvez nous donner de 1 à 5 étoiles.',
  rated: 'Merci pour votre évaluation.',
  mail: {
    subject: (reference) => `Nous avons bien reçu votre demande (${reference})`,
    greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
    taken:
      'merci de nous avoir contactés. Nous avons bien reçu votre demande et une personne de notre équipe vous écrira à cette adresse.',
    reference: (reference) => `Votre référence : ${reference}`,
  },
};
