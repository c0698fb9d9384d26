import type { ReportsMessages } from '../en/reports.ts';

/** Lo que se mide de un periodo. */
export const reportsMessages: ReportsMessages = {
  reports: {
    title: 'Informes',
    loading: 'Contando…',
    failed: 'No se ha podido leer el informe.',
    retry: 'Reintentar',
    leadsOnly: 'Los informes son para responsables. Quien ya lo es puede nombrarle en Ajustes, Operadores.',
    nothing: 'En este periodo no ha pasado nada. Elija uno más largo o quite un filtro.',
    print: 'Imprimir',
    of: (from, to) => `del ${from} al ${to}`,

    period: 'Periodo',
    periods: {
      today: 'Hoy',
      week: 'Últimos 7 días',
      month: 'Últimos 30 días',
      quarter: 'Últimos 90 días',
      own: 'Otro periodo',
    },
    from: 'Desde',
    to: 'Hasta',
    toBeforeFrom: 'El final es anterior al principio.',
    all: 'Todo',
    dimensions: {
      department: 'Departamento',
      operator: 'Operador',
      reason: 'Motivo',
      trigger: 'Disparador',
      agent: 'Agente',
      disposition: 'Resultado',
    },
    clear: 'Quitar filtros',

    none: '–',
    counted: (count, of) => `${count} de ${of}`,
    percentiles: (p90, p99) => `P90 ${p90} · P99 ${p99}`,
    middle: 'P50',
    mean: (mean, count) => `media ${mean} · ${count} medidos`,
    ends: (lower, upper) => `${lower} / ${upper}`,
    endsRight: (count) => `lo correcto: 50 % / 90 % · ${count} estimaciones`,
    ratings: (count) => `de 5 · ${count} valoraciones`,
    define: (name) => `¿Qué es «${name}»?`,

    sections: {
      volume: 'Volumen',
      waiting: 'Espera',
      work: 'Trabajo de las personas',
      outcome: 'Resultado',
      ai: 'La IA y la ayuda que da',
    },

    figures: {
      sessions: {
        name: 'Conversaciones',
        means:
          'Conversaciones en las que escribió el cliente, según la hora en que empezaron. Con un filtro por departamento, operador, motivo o disparador no queda ninguna, porque eso es propio de los traspasos.',
      },
      handoffs: {
        name: 'Traspasos',
        means:
          'Peticiones de una persona, según la hora de la petición. Una conversación puede tener varias.',
      },
      handoffRate: {
        name: 'Tasa de traspaso',
        means: 'Conversaciones en las que se pidió una persona, de todas las conversaciones.',
      },
      containment: {
        name: 'Resueltas solo por la IA',
        means:
          'Conversaciones que la IA atendió sola, de todas las conversaciones. Que sea alta no es bueno por sí mismo: léala junto al nuevo contacto y la valoración.',
      },
      acceptance: {
        name: 'Tiempo hasta la aceptación',
        means:
          'Desde la petición hasta que una persona aceptó. P50: la mitad fue más rápida. P90 y P99: lo fueron nueve de cada diez y noventa y nueve de cada cien. Exacto al 3 %.',
      },
      firstWord: {
        name: 'Tiempo hasta la primera palabra',
        means: 'Desde la petición hasta que una persona escribió al cliente por primera vez.',
      },
      serviceLevel: {
        name: 'Nivel de servicio cumplido',
        means:
          'Aceptados en el tiempo que promete el departamento, de los que se aceptaron, se dieron por perdidos o el cliente abandonó pasado ese tiempo.',
      },
      abandoned: {
        name: 'Abandono',
        means: 'Clientes que se fueron mientras esperaban, de todos los traspasos terminados.',
      },
      handling: {
        name: 'Tiempo de atención',
        means: 'Lo que las personas dedicaron a un traspaso, sumados todos sus tramos.',
      },
      transfers: {
        name: 'Transferencias',
        means: 'Veces que un traspaso pasó a otra persona o departamento.',
      },
      requeues: {
        name: 'De nuevo en cola',
        means:
          'Veces que una conversación perdió a su persona, por ejemplo por un corte de conexión, y volvió a esperar.',
      },
      declined: {
        name: 'Ofertas rechazadas',
        means: 'Ofertas que se rechazaron o caducaron sin respuesta.',
      },
      resolved: {
        name: 'Resueltos',
        means: 'Traspasos que una persona cerró como hechos, de los terminados.',
      },
      returned: { name: 'Devueltos a la IA', means: 'Traspasos que volvieron a la IA, de los terminados.' },
      recontact: {
        name: 'Nuevo contacto',
        means:
          'El mismo cliente necesitó otra vez a una persona en los siete días siguientes, de los traspasos terminados. Bajo es bueno.',
      },
      rating: {
        name: 'Valoración',
        means:
          'Lo que dieron los clientes tras un traspaso, de 1 a 5. Solo la tienen los departamentos que la piden.',
      },
      contact: {
        name: 'Prefirieron llamada o correo',
        means:
          'Clientes que pidieron una llamada o un correo en lugar de esperar, de los traspasos terminados.',
      },
      calibration: {
        name: 'Esperas estimadas',
        means:
          'A los clientes se les dice una franja, como de 3 a 10 minutos. Con qué frecuencia terminó la espera antes de su extremo inferior y del superior: lo correcto es 50 % y 90 %. Más significa que se estima con demasiada cautela; menos, que se promete demasiado.',
      },
      refused: {
        name: 'Mensajes de la IA retenidos',
        means:
          'Mensajes de la IA que llegaron mientras una persona tenía la conversación y que el servidor no dejó pasar.',
      },
      askedAgain: {
        name: 'Preguntado otra vez',
        means:
          'Preguntas de operadores cuya respuesta estaba en lo que se les entregó, de todas sus preguntas. Bajo es bueno: los clientes se repiten menos.',
      },
      suggestionsSent: {
        name: 'Sugerencias enviadas tal cual',
        means: 'Respuestas sugeridas que se enviaron sin cambios, de las que se mostraron.',
      },
      suggestionsEdited: {
        name: 'Sugerencias enviadas con cambios',
        means: 'Respuestas sugeridas que se cambiaron y luego se enviaron, de las que se mostraron.',
      },
    },

    charts: {
      volume: 'Conversaciones y traspasos en el tiempo',
      times: 'Espera en el tiempo',
      serviceLevel: 'Nivel de servicio en el tiempo',
      reasons: 'Motivos',
      triggers: 'Disparadores',
      scores: 'Valoraciones',
    },
    series: {
      sessions: 'Conversaciones',
      handoffs: 'Traspasos',
      acceptanceP50: 'Aceptación, P50',
      acceptanceP90: 'Aceptación, P90',
      firstWordP50: 'Primera palabra, P50',
      serviceLevel: 'Nivel de servicio cumplido',
      abandoned: 'Abandono',
    },
    asTable: 'Como tabla',
    asChart: 'Como gráfico',
    asTableOf: (name) => `Como tabla: ${name}`,
    asChartOf: (name) => `Como gráfico: ${name}`,
    time: 'Momento',
    count: 'Número',
    share: 'Proporción',
    stars: (stars) => (stars === 1 ? '1 estrella' : `${stars} estrellas`),

    groupTitle: 'Comparación',
    groupBy: 'Por',
    noGroups: 'No hay nada que comparar en este periodo.',
    csvSeries: 'En el tiempo (CSV)',
    csvSummary: 'Todas las cifras (CSV)',
    csvGroups: (dimension) => `${dimension} (CSV)`,
    download: 'Descargar',
  },
};
