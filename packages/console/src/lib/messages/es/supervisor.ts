import type { SupervisorMessages } from '../en/supervisor.ts';

/** El panel de quien dirige. */
export const supervisorMessages: SupervisorMessages = {
  supervisor: {
    title: 'Panel',
    show: 'Departamento',
    everywhere: 'Todos los departamentos',
    loading: 'Abriendo el panel…',
    leadsOnly:
      'El panel es para responsables. Quien ya lo es puede nombrarle en Ajustes, Operadores; también se abre con la clave de un administrador.',

    departments: 'Departamentos',
    open: 'Abierto',
    closed: 'Cerrado',
    opens: (time) => `abre ${time}`,
    waiting: 'En espera',
    longest: 'Espera más larga',
    promised: (time) => `prometido: ${time}`,
    nobodyWaits: 'nadie espera',
    levels: { calm: 'a tiempo', near: 'cerca del límite', late: 'demasiado' },
    serviceLevel: 'Nivel de servicio',
    serviceLevelSince: (time, kept, of) => `${kept} de ${of} desde las ${time}`,
    serviceLevelNone: (time) => `nadie desde las ${time}`,
    serviceLevels: { calm: 'cumplido', near: 'menos del 80 %', late: 'menos del 60 %' },
    unknown: '–',
    load: 'Conversaciones',
    loadOf: (busy, slots) => `${busy} de ${slots}`,
    here: (count) =>
      count === 0 ? 'no hay nadie' : count === 1 ? 'una persona presente' : `${count} personas presentes`,
    band: 'A quien pregunta ahora se le dice',
    bandOf: (from, to) => `de ${from} a ${to}`,
    bandMore: (from) => `más de ${from}`,
    bandLess: (to) => `menos de ${to}`,
    bandUnknown: 'ningún tiempo: se sabe muy poco',

    conversations: 'Conversaciones',
    waitingTitle: 'En espera',
    heldTitle: 'Con una persona',
    noneWaiting: 'Nadie está esperando.',
    noneHeld: 'Ahora ninguna conversación está con una persona.',
    offeredTo: (name) => `ofrecida a ${name}`,
    heldBy: (name) => `con ${name}`,
    heldOutside: 'en un sistema externo',
    since: (time) => `desde hace ${time}`,
    more: (count) => (count === 1 ? 'y una más' : `y ${count} más`),

    operators: 'Operadores',
    noOperators: 'Aún no trabaja nadie aquí.',
    nobodyHere: 'Ahora no hay nadie.',
    offline: (count) => `Sin conexión (${count})`,
    lead: 'responsable',
    chats: (chats, most) => `${chats} de ${most} conversaciones`,
    offers: (count) => (count === 1 ? '+ 1 ofrecida' : `+ ${count} ofrecidas`),

    alerts: 'Avisos',
    noAlerts: 'Nada requiere su atención.',

    actionsOf: (name) => `Acciones: ${name}`,
    watch: 'Observar',
    watchOf: (name) => `Observar: ${name}`,
    reassign: 'Pasar a otro…',
    priority: 'Prioridad…',
    whisper: 'Susurrar…',
    sendAway: 'Desconectar…',

    reassignTitle: (name) => `Pasar a otro: ${name}`,
    department: 'Departamento',
    person: 'Persona',
    anybody: 'Quien esté libre',
    note: 'Nota para quien la tome',
    noteHint: 'La ven los compañeros, no el cliente.',
    reassignSubmit: 'Pasar',
    notPresent: 'Nadie de este departamento está disponible.',

    priorityTitle: (name) => `Prioridad: ${name}`,
    priorityLabel: 'Prioridad',
    priorityHint: 'Una prioridad más alta pasa delante de todas las más bajas, por mucho que hayan esperado.',
    priorities: { urgent: 'Urgente', high: 'Alta', normal: 'Normal', low: 'Baja' },
    priorityOwn: (priority) => `Como está (${priority})`,
    prioritySubmit: 'Fijar la prioridad',

    whisperTitle: (name) => `Susurrar a ${name}`,
    whisperText: 'Sus palabras',
    whisperHint: 'Solo se avisa a quien tiene la conversación. El cliente no lo ve nunca.',
    whisperSubmit: 'Susurrar',
    whispered: (name) => `Se ha avisado a ${name}.`,

    awayTitle: (name) => `¿Desconectar a ${name}?`,
    awayHolding: (count) =>
      count === 1
        ? 'Una conversación vuelve a la cola, con la antigüedad que tiene, pasados los 30 segundos de gracia.'
        : `${count} conversaciones vuelven a la cola, con la antigüedad que tienen, pasados los 30 segundos de gracia.`,
    awayIdle: 'Ya no se le ofrecerá nada. No tiene conversaciones, así que nada vuelve a la cola.',
    awayBack: 'Para volver basta un clic en Disponible.',
    awaySubmit: 'Desconectar',
    awayDone: (name) => `${name} está sin conexión.`,
    passedOn: (name) => `${name} ha pasado a otro.`,
    prioritised: (name) => `Se ha fijado la prioridad de ${name}.`,

    refusal: {
      'not-holder':
        'Solo puede hacerlo quien la tiene o un responsable. En Ajustes, Operadores se le puede nombrar responsable.',
      'over-capacity': 'Este compañero tiene tantas conversaciones como puede.',
      'not-suited': 'A este compañero le falta el departamento, una habilidad o el idioma que se pide.',
      'offered-elsewhere': 'Ahora mismo está ofrecida a alguien. Espere a que termine.',
      'not-present': 'Este compañero no está. Elija a otro, o un departamento.',
      'already-held': 'Entretanto alguien ha tomado esta conversación.',
    },
  },
};
