import type { DeskTexts } from './desk-texts.ts';

export const SPANISH: DeskTexts = {
  because: {
    customer_requested: 'Por supuesto.',
    low_confidence: 'No estoy seguro de poder responder bien a esto y no quiero adivinar.',
    high_frustration: 'Siento que esto haya sido tan frustrante.',
    policy_required: 'De esto tiene que ocuparse una persona de nuestro equipo.',
    sensitive_topic:
      'Gracias por contármelo. Si usted u otra persona está en peligro, llame ahora mismo al número de emergencias.',
    ai_error: 'Lo siento, algo ha fallado por mi parte.',
  },
  now: 'Le paso ahora con una persona de nuestro equipo.',
  later:
    'En este momento no hay nadie libre, así que queda en la cola: una persona de nuestro equipo se hará cargo en cuanto pueda.',
  unknown: 'Le paso con una persona de nuestro equipo, que se hará cargo en cuanto pueda.',
  closed: (opens) =>
    `Nuestro equipo no está en este momento${opens === null ? '' : ` (vuelve: ${opens})`}. He dejado registrada su solicitud: una persona de nuestro equipo se hará cargo cuando volvamos a abrir.`,
  nobodyHere:
    'En este momento no hay nadie de nuestro equipo. He dejado registrada su solicitud: una persona de nuestro equipo se hará cargo en cuanto vuelva alguien.',
  nothingToRepeat: 'Verá toda nuestra conversación, así que no tendrá que repetir nada.',
  place: (position) =>
    position === 1 ? 'Es la siguiente persona en la cola.' : `Está en el puesto ${position} de la cola.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'Probablemente tardará menos de un minuto.'
      : `Probablemente tardará menos de ${minutes} minutos.`,
  waitBetween: (from, to) => `Probablemente tardará de ${from} a ${to} minutos.`,
  waitOver: (minutes) => `Probablemente tardará más de ${minutes} minutos.`,
  delayed: 'Siento que esto tarde más de lo debido: por ahora no ha quedado nadie libre.',
  stillInLine: 'Sigue en la cola.',
  choices: {
    wait: 'seguir esperando',
    callback: 'pedir que le llamemos',
    email: 'pedir que le escribamos un correo',
    ai: 'continuar conmigo mientras tanto',
  },
  choose: (list) => `Puede ${list}.`,
  how: 'Escriba lo que prefiera, con su número de teléfono o su dirección de correo.',
  nobodyCame:
    'Lo siento, nadie ha podido venir a este chat. Nada de lo que ha escrito se ha perdido. Seguiré ayudándole aquí lo mejor que pueda; puede volver a pedir una persona cuando quiera.',
  transferred:
    'Le paso con alguien del equipo que puede ayudarle con esto y que puede leer todo lo escrito aquí hasta ahora.',
  requeued:
    'Lo siento, hemos perdido la conexión con nuestro compañero. Le busco a otra persona; conserva su puesto y todo lo escrito sigue aquí.',
  called: (address, when) => `Gracias. Le llamaremos al ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Gracias. Le escribiremos a ${address}.`,
  meanwhile: 'Hasta entonces estoy aquí por si necesita algo más.',
  askPhone: 'Con gusto. ¿A qué número de teléfono le llamamos?',
  askEmail: 'Con gusto. ¿A qué dirección de correo le escribimos?',
  notThen: (nearest) =>
    `Lo siento, a esa hora no puede llamarle nadie.${nearest === null ? '' : ` La próxima hora que podemos prometer: ${nearest}.`} ¿Qué hora le viene bien?`,
  callDue: 'Es la hora de la llamada que pidió: una persona de nuestro equipo le llamará.',
  withdrawn: 'De acuerdo, sigamos aquí.',
  rating: '¿Qué tal le hemos ayudado? Puede darnos de 1 a 5 estrellas.',
  rated: 'Gracias por su valoración.',
  mail: {
    subject: (reference) => `Hemos recibido su solicitud (${reference})`,
    greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
    taken:
      'Gracias por ponerse en contacto con nosotros. Hemos recibido su solicitud y una persona de nuestro equipo le escribirá a esta dirección.',
    reference: (reference) => `Su referencia: ${reference}`,
  },
};
