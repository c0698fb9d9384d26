import type { AllMessages } from '../../messages.ts';

export const MESSAGES: AllMessages = {
  language: 'es',
  conversation: 'Conversación',
  message: 'Mensaje',
  messagePlaceholder: 'Escriba un mensaje…',
  send: 'Enviar',
  ai: 'IA',
  aiAssistant: 'Asistente de IA',
  you: 'Usted',
  person: 'Una persona',
  supportTeam: 'equipo de atención',
  atTheTeam: (name) => `${name} · equipo de atención`,
  says: (name) => `${name}: `,
  welcome: '¿En qué podemos ayudarle?',
  welcomeText:
    'Está escribiendo a un asistente de IA. Puede pedir hablar con una persona en cualquier momento, y no tendrá que repetir nada.',
  opening: 'Abriendo el chat…',
  loading: 'Cargando su conversación…',
  unavailable: 'Este chat no está disponible',
  unavailableText: 'Inténtelo de nuevo más tarde o contacte con nosotros por otra vía.',
  typing: (name) => `${name} está escribiendo…`,
  newMessages: 'Mensajes nuevos',
  earlierMessages: 'Mensajes anteriores',
  today: 'Hoy',
  yesterday: 'Ayer',
  sending: 'Enviando…',
  waitingForConnection: 'Esperando la conexión',
  notSent: 'No enviado.',
  tryAgain: 'Intentar de nuevo',
  tooLong: 'No enviado: el mensaje es demasiado largo.',
  refused: 'No enviado: el mensaje no se ha aceptado.',
  remove: 'Quitar',
  reconnecting: 'Conectando de nuevo…',
  offline: 'No tiene conexión. Lo que escriba se enviará cuando vuelva.',
  attachFiles: 'Adjuntar archivos',
  files: 'Archivos por enviar',
  dropFiles: 'Suelte los archivos aquí',
  attached: (name) => `${name} está adjunto`,
  removeFile: (name) => `Quitar ${name}`,
  sources: 'Fuentes',
  openFile: (name) => `Abrir ${name}`,
  uploadRefused: (refusal, limit) => {
    switch (refusal) {
      case 'too-large':
        return `Ocupa más de ${limit}`;
      case 'unsupported':
        return 'No se acepta este tipo de archivo';
      case 'full':
        return 'Diez archivos a la vez como máximo';
      case 'failed':
        return 'No se ha subido; inténtelo de nuevo';
    }
  },
  moreOptions: 'Más opciones',
  saveConversation: 'Descargar la conversación',
  conversationWith: (name) => `Conversación con ${name}`,
  passedOn: 'Lo que hemos transmitido',
  line: {
    summary: 'Resumen',
    intent: 'Lo que necesita',
    open_question: 'Su pregunta',
    order: 'Pedido',
    policy: 'Póliza',
    claim: 'Siniestro',
    invoice: 'Factura',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    amount: 'Importe',
    date: 'Fecha',
    name: 'Nombre',
    number: 'Número',
    url: 'Dirección',
  },
  correctThis: 'Corregir',
  corrected: 'Corregido',
  takenOut: 'Eliminado',
  notTrue: 'No es cierto',
  save: 'Guardar',
  newConversation: 'Nueva conversación',
  newConversationText: '¿Empezar una conversación nueva? Esta dejará de mostrarse aquí.',
  newConversationUnsent: 'Aún se está enviando un mensaje. Espere a que termine.',
  startNew: 'Empezar de nuevo',
  cancel: 'Cancelar',
  askForPerson: 'Hablar con una persona',
  waitingTitle: 'Estamos buscando a una persona para usted',
  waitingText: 'Puede seguir escribiendo. Verá todo lo que se ha dicho aquí.',
  position: (place) =>
    place === 1 ? 'Es usted la siguiente persona en la cola.' : `Está en el puesto ${place} de la cola.`,
  wait(from, to) {
    const minutes = (count: number): string => (count === 1 ? '1 minuto' : `${count} minutos`);
    const least = Math.round(from / 60);
    if (to === null) return least < 1 ? '' : `Puede tardar más de ${minutes(least)}.`;
    const most = Math.max(1, Math.ceil(to / 60));
    if (least < 1) return most === 1 ? 'Tarda alrededor de un minuto.' : `Tarda hasta ${minutes(most)}.`;
    return least === most ? `Tarda unos ${minutes(most)}.` : `Tarda de ${least} a ${minutes(most)}.`;
  },
  choicesTitle: 'Ha pedido hablar con una persona',
  choices: 'Puede esperar o elegir otra vía.',
  choicesOnly: 'Ahora mismo no hay nadie del equipo. ¿Cómo prefiere continuar?',
  returningTitle: 'Este chat vuelve pronto al asistente',
  returningText: (name) => `Escriba aquí si todavía necesita a ${name ?? 'una persona'}.`,
  ratingTitle: '¿Qué tal le hemos ayudado?',
  stars: (score) => (score === 1 ? '1 estrella de 5' : `${score} estrellas de 5`),
  ratingThanks: 'Gracias por su valoración.',
  delayedTitle: 'Seguimos buscando a una persona para usted',
  delayedText: 'Puede esperar o elegir otra vía.',
  contactTitle: '¿Dónde podemos localizarle?',
  contactText: 'Dejará la cola, y una persona se pondrá en contacto con usted.',
  otherOptions: 'Otras opciones',
  keepWaiting: 'Seguir esperando',
  callMeBack: 'Que me llamen',
  emailMe: 'Que me escriban',
  goOnWithAi: 'Seguir con el asistente',
  phone: 'Número de teléfono',
  when: 'Cuándo (opcional)',
  emailAddress: 'Correo electrónico',
  back: 'Volver',
  badPhone: 'Escriba un número de teléfono con su prefijo.',
  badTime: 'Elija un momento que aún no haya pasado.',
  badEmail: 'Escriba un correo electrónico, como nombre@example.com.',
  dismiss: 'Cerrar',
  problem: {
    'conversation-gone': 'La conversación anterior ya no está disponible. Esta es nueva.',
    'moved-on': 'La situación acaba de cambiar; mire la conversación.',
    'no-such-time': 'Nadie puede llamar a esa hora. Elija otra.',
    'too-often': 'Ha sido demasiado seguido. Inténtelo de nuevo en unos minutos.',
    'not-done': 'No ha funcionado. Inténtelo de nuevo.',
  },
  possibleTime: (time) => `El momento más próximo posible es ${time}.`,
  turn: (turn) => {
    switch (turn.type) {
      case 'joined':
        return `${turn.name ?? 'Una persona'} se ha unido`;
      case 'left':
        return `${turn.name ?? 'La persona'} ha tenido que irse`;
      case 'passed-on':
        return 'Le pasamos con otra persona del equipo';
      case 'ai-again':
        return 'Vuelve a hablar con el asistente';
    }
  },
  closeChat: 'Cerrar el chat',
};
