import type { SettingsTriggersMessages } from '../en/settings-triggers.ts';

/** Cuándo se llama a una persona. */
export const settingsTriggersMessages: SettingsTriggersMessages = {
  triggers: {
    how: 'Lo que no se fija aquí es como en el código del agente, o como por defecto. Un cambio cuenta desde el próximo turno.',
    set: 'fijado aquí',
    asCoded: (mode) => `Como en el código (${mode})`,
    asCodedNow: 'Como en el código',
    modes: { act: 'Actúa', shadow: 'En sombra', off: 'Apagado' },
    modeHints:
      'Actúa: trae a una persona. En sombra: se anota en el registro del turno y no pasa nada. Apagado: no se busca.',
    modeOf: (name) => `Modo: ${name}`,
    names: {
      sensitive_topic: { name: 'Peligro', hint: 'Alguien puede estar en peligro.' },
      explicit_request: {
        name: 'Pide una persona',
        hint: 'El cliente pide una persona, con las palabras que sea.',
      },
      policy_topic: {
        name: 'Temas',
        hint: 'Lo legal, el borrado de datos, una cuenta comprometida y similares, y los temas de abajo.',
      },
      custom: { name: 'Reglas del código', hint: 'Lo dice una función del código del agente.' },
      failing_tools: { name: 'Herramientas que fallan', hint: 'Fallaron tantas llamadas seguidas.' },
      frustration: { name: 'Frustración', hint: 'La muestran los últimos mensajes del cliente.' },
      repeated_question: {
        name: 'La misma pregunta otra vez',
        hint: 'Se hace tantas veces, también con otras palabras.',
      },
      rising_frustration: {
        name: 'Frustración en aumento',
        hint: 'Ha crecido tanto en unos pocos mensajes.',
      },
      low_confidence: {
        name: 'Respuestas inseguras',
        hint: 'Tantas respuestas seguidas fueron menos seguras.',
      },
      no_progress: { name: 'Sin avance', hint: 'Tantos turnos seguidos no llevaron al cliente más lejos.' },
      most_turns: { name: 'Muchas respuestas', hint: 'La IA ha respondido más veces, con avance o sin él.' },
    },
    thresholds: {
      request: { name: 'Desde', unit: 'de 0 a 1' },
      frustration: { name: 'Desde', unit: 'de 0 a 1' },
      frustration_rise: { name: 'Aumento desde', unit: 'de 0 a 1' },
      repeated_questions: { name: 'Veces', unit: 'de 2 a 12' },
      failing_tools: { name: 'Llamadas', unit: 'de 1 a 100' },
      confidence: { name: 'Menos seguras que', unit: 'de 0 a 1' },
      unsure_turns: { name: 'Seguidas', unit: 'de 1 a 10' },
      stalled_turns: { name: 'Turnos', unit: 'de 1 a 1000' },
      most_turns: { name: 'Respuestas', unit: 'de 1 a 1000' },
    },
    customTitle: 'Reglas en el código del agente',
    topics: 'Temas',
    topicsHint: 'Lo que siempre va a una persona. Un tema con solo nombre y modo cambia el que se llama así.',
    topicName: 'Nombre',
    topicReason: 'Motivo',
    topicReasonHint: 'Por defecto: policy_required.',
    topicExamples: 'Ejemplos',
    topicExamplesHint: 'Frases que podrían escribir los clientes, una por línea.',
    topicPatterns: 'Patrones',
    topicPatternsHint: 'Uno por línea. * vale por hasta tres palabras, (a|b) por una de varias.',
    topicMode: 'Modo',
    topicAsTopics: 'Como todos los temas',
    addTopic: 'Añadir un tema',
    removeTopicOf: (name) => `Quitar el tema ${name}`,
    codedTopics: 'Temas del código',
    phrases: 'Frases que piden una persona',
    phrasesHint: 'Una por línea, en cualquier idioma. Sustituyen a las del agente.',
    phrasesOwn: 'Frases propias',
    phrasesCoded: (phrases) => `Ahora: ${phrases}`,
    shadow: 'Probar otra política al lado',
    shadowHint:
      'Lo que haría se anota con cada turno y no pasa nada. Lo que no se fija es como en la política de arriba.',
    shadowOn: 'Política en sombra',
    replay: 'Probarla con el pasado',
    replayHint:
      'El comando aplica una política a conversaciones guardadas y dice qué habría hecho, cuántas veces habría acertado y cuánto antes. La política es un archivo con lo que se fija aquí.',
    replayMore: 'Cómo se cuenta está en docs/triggers.md del proyecto.',
    policyFile: 'Lo fijado aquí, como archivo',
  },
};
