import type { GeneralMessages } from '../en/general.ts';

/** Lo que dice cada página. */
export const generalMessages: GeneralMessages = {
  product: 'Baton',

  guest: (suffix) => `Visitante ${suffix}`,

  titleOffer: (customer) => `Para usted: ${customer}`,

  title: (waiting) => (waiting === 0 ? 'Baton' : `(${waiting}) en espera · Baton`),

  reason: {
    customer_requested: 'Pidió hablar con una persona',
    low_confidence: 'La IA no estaba segura',
    high_frustration: 'El cliente está molesto',
    max_turns_exceeded: 'Muchas respuestas sin avanzar',
    policy_required: 'Una norma exige una persona',
    sensitive_topic: 'Tema delicado',
    complex_issue: 'Demasiado complejo para la IA',
    ai_error: 'La IA falló',
    operator_takeover: 'La tomó una persona del equipo',
    api: 'La pidió otro sistema',
  },

  stage: {
    requested: 'Solicitada',
    queued: 'En espera',
    offered: 'Ofrecida',
    active: 'En curso',
    returning: 'Vuelve a la IA',
    resolved: 'Resuelta',
    returned: 'Devuelta a la IA',
    abandoned: 'El cliente se fue',
    withdrawn: 'Siguió con la IA',
    callback: 'Eligió una llamada',
    email: 'Eligió un correo',
    failed: 'Fallida',
  },

  trigger: {
    known: {
      'explicit-request': 'Lo que escribió el cliente',
      'low-confidence': 'La seguridad de la IA en su respuesta',
      'no-progress': 'Respuestas sin avanzar',
      'most-turns': 'Respuestas de la IA',
      'failing-tools': 'Herramientas que fallaron seguidas',
      'repeated-question': 'Veces que se preguntó lo mismo',
      frustration: 'Tono de los mensajes',
      'rising-frustration': 'Tono de los mensajes, cada vez más molesto',
      'transfer-promise': 'La IA iba a prometer una persona',
      'turn-failed': 'Error al responder',
      'mode-set-to-manual': 'Un sistema externo tomó el control',
      operator: 'Por una persona del equipo',
      api: 'Por otro sistema',
    },
    topic: (name) => `Tema: ${name}`,
    tool: (name) => `Herramienta ${name}`,
    repeated: (times) => `Preguntó lo mismo ${times} veces`,
    custom: (name) => `Regla: ${name}`,
  },

  time: {
    underMillisecond: '<1 ms',
    milliseconds: (n) => `${n} ms`,
    preciseSeconds: (n) => `${n.replace('.', ',')} s`,
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 día' : `${n} días`),
    today: 'Hoy',
    yesterday: 'Ayer',
  },

  wait: {
    left: (time) => `quedan ${time}`,
    late: (time) => `${time} de retraso`,
    waiting: (time) => `Espera ${time}`,
    held: (time) => `desde hace ${time}`,
    ended: (time) => `hace ${time}`,
    justNow: 'ahora mismo',
    answerDue: (time) => `Espera respuesta · ${time}`,
    answered: 'Respondida',
  },

  identity: {
    loading: 'Abriendo la consola…',
    failed: 'El servidor no responde.',
    retry: 'Reintentar',
    nameTitle: '¿Quién responde?',
    nameHint:
      'Los clientes ven este nombre cuando se responde en nombre propio. Se guarda en este navegador.',
    name: 'Su nombre',
    start: 'Empezar',
    keyTitle: 'Iniciar sesión',
    keyHint: 'Use la clave de acceso que recibió para esta consola.',
    key: 'Clave de acceso',
    signIn: 'Iniciar sesión',
    signingIn: 'Iniciando sesión…',
    keyRefused: 'La clave no fue aceptada. Compruébela e inténtelo de nuevo.',
    keyNotOperator: 'Con esta clave no se puede trabajar aquí.',
    changeName: 'Cambiar el nombre',
    signOut: 'Cerrar sesión',
    skip: 'Ir a la conversación',
  },

  connection: {
    lost: 'Reconectando… Lo que ve puede no estar al día.',
    back: 'Conexión recuperada.',
  },

  refusal: {
    'already-held': 'Otra persona del equipo tomó antes esta conversación.',
    'not-holder': 'Esta conversación ya no es suya.',
    'wrong-stage': 'Ya no es posible: el traspaso ha avanzado.',
    'over-capacity': 'Tiene tantas conversaciones como puede. Termine una antes.',
    'not-suited': 'Requiere un departamento, una competencia o un idioma que usted no tiene.',
    'offered-elsewhere': 'Ahora mismo se ofrece a otra persona.',
    'not-offered': 'Ya no se le ofrece.',
    'not-present': 'Esa persona no está. Elija otra, o un departamento.',
    'commitment-open': 'Algo que se prometió sigue pendiente.',
    'rate-limited': 'Demasiadas solicitudes. Espere un momento e inténtelo de nuevo.',
    overloaded: 'El servidor está saturado. Inténtelo de nuevo en un momento.',
    draining: 'El servidor se está reiniciando. Inténtelo de nuevo en un momento.',
    forbidden: 'No tiene permiso para hacerlo.',
    unauthenticated: 'Su sesión ha terminado.',
  },
};
