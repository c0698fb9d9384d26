import type { SettingsStaffMessages } from '../en/settings-staff.ts';

/** Cómo se configuran departamentos y operadores. */
export const settingsStaffMessages: SettingsStaffMessages = {
  departments: {
    name: 'Nombre',
    id: 'Id',
    idHint: 'Se forma del nombre si no se da. Minúsculas, cifras y guiones; no cambia nunca.',
    default: 'predeterminado',
    defaultNote: 'Aquí llegan las peticiones que no nombran departamento. No se puede eliminar.',
    people: (count) => (count === 1 ? 'un operador' : `${count} operadores`),
    always: 'siempre abierto',
    byHours: (zone) => `según su horario, ${zone}`,
    agents: 'Agentes',
    agentsHint: 'Aquí llegan sus peticiones cuando no nombran departamento. Un agente tiene un departamento.',
    removes: (name) =>
      `Sus conversaciones abiertas pasan al departamento predeterminado. ${name} se quita de los registros de sus operadores y de los departamentos a los que ayuda.`,
    hours: 'Horario',
    opening: 'Abierto',
    openingAlways: 'Siempre',
    openingByWeek: 'Según la semana',
    zone: 'Zona horaria',
    zoneHint: 'El reloj de pared del departamento, por ejemplo Europe/Madrid.',
    closed: 'cerrado',
    from: 'Desde',
    until: 'Hasta',
    fromOf: (day) => `${day}, desde`,
    untilOf: (day) => `${day}, hasta`,
    addHours: 'Añadir horas',
    addHoursOf: (day) => `Añadir horas: ${day}`,
    removeHoursOf: (day) => `Quitar horas: ${day}`,
    copyDown: 'Las horas del lunes, de martes a viernes',
    hoursHint:
      'Un final anterior al principio es del día siguiente; 00:00 es la medianoche al final del día.',
    holidays: 'Festivos',
    holidaysHint: 'En estas fechas rigen sus propias horas en lugar de las de la semana. Sin horas: cerrado.',
    date: 'Fecha',
    addHoliday: 'Añadir un festivo',
    removeHolidayOf: (date) => `Quitar el festivo ${date}`,
    rules: 'Reglas',
    rulesHint: 'Rigen para los traspasos que lleguen después del cambio.',
    parts: {
      promise: 'Lo que se promete',
      offers: 'Cómo se ofrecen las conversaciones',
      relaxing: 'Cuando nadie encaja',
      waiting: 'Mientras alguien espera',
      ending: 'Cuando ya nadie escribe',
      resolving: 'Cuando se resuelve una conversación',
    },
    policy: {
      service_level_seconds: {
        name: 'Nivel de servicio',
        hint: 'Desde la petición hasta que una persona acepta. Los informes miden con esto.',
      },
      match_language: {
        name: 'Exigir el idioma del cliente',
        hint: 'Ofrecer solo a operadores que lo hablen, si se conoce.',
      },
      dispositions: {
        name: 'Resultados',
        hint: 'Uno por línea, en el orden en que se ofrecen; el primero está elegido al principio. Como mucho 30.',
      },
      ask_rating: {
        name: 'Pedir una valoración',
        hint: 'De una a cinco estrellas, al resolver una conversación.',
      },
      offer_seconds: {
        name: 'Tiempo para contestar a una oferta',
        hint: 'Después se pregunta al siguiente operador.',
      },
      auto_accept: {
        name: 'Aceptar sin clic',
        hint: 'Las ofertas no necesitan un clic: quien está libre la tiene al momento.',
      },
      sticky_seconds: {
        name: 'Preguntar otra vez a la misma persona',
        hint: 'Un cliente que vuelve en este tiempo se ofrece a quien lo atendió. 0: nunca.',
      },
      relax_skills_seconds: {
        name: 'Dejar de exigir habilidades tras',
        hint: 'Quien ha esperado tanto puede ir a alguien sin la habilidad.',
      },
      relax_language_seconds: {
        name: 'Dejar de exigir el idioma tras',
        hint: 'Quien ha esperado tanto puede ir a alguien que no lo habla.',
      },
      relax_department_seconds: {
        name: 'Preguntar a otros departamentos tras',
        hint: 'Quien ha esperado tanto se ofrece también a los elegidos abajo.',
      },
      overflow: { name: 'Departamentos que ayudan', hint: '' },
      tell_seconds: { name: 'Decir cómo va, como mucho cada', hint: 'Solo cuando hay algo nuevo que decir.' },
      reminder_seconds: {
        name: 'Recordar tras el nivel de servicio, cada',
        hint: 'Que tarda más, y qué se puede elegir en su lugar.',
      },
      give_up_seconds: {
        name: 'Darlo por perdido tras',
        hint: 'Si para entonces no ha venido nadie, sigue la IA y se avisa al cliente.',
      },
      offer_callback: { name: 'Ofrecer una llamada', hint: 'En lugar de esperar.' },
      offer_email: { name: 'Ofrecer responder por correo', hint: 'En lugar de esperar.' },
      offer_ai: {
        name: 'Ofrecer seguir con la IA',
        hint: 'No cuando una norma o un tema delicado pide una persona.',
      },
      idle_seconds: {
        name: 'Mirar por el cliente cada',
        hint: 'Se recuerda al operador quien no tiene respuesta.',
      },
      idle_return_seconds: {
        name: 'Volver a la IA tras',
        hint: 'Una conversación en la que nadie ha escrito durante tanto tiempo.',
      },
      return_notice_seconds: {
        name: 'Avisar antes al operador',
        hint: 'Puede quedarse la conversación con un clic.',
      },
    },
  },

  operators: {
    work: 'Qué se le ofrece',
    name: 'Nombre',
    nameHint: 'Lo ven los clientes. Su clave debe llevar el mismo nombre.',
    email: 'Correo',
    emailHint: 'Para avisos de lo pendiente. Los clientes no lo ven.',
    lead: 'Responsable',
    leadHint: 'Puede ver el panel y los informes, pasar lo que tienen otros y cambiar estos ajustes.',
    departments: 'Departamentos',
    departmentsHint: 'En ninguno: no se ofrece nada, y aun así se puede tomar cualquier conversación.',
    skills: 'Habilidades',
    skill: 'Habilidad',
    level: 'Nivel',
    levelOf: (level) => `Nivel ${level}`,
    addSkill: 'Añadir una habilidad',
    removeSkillOf: (skill) => `Quitar la habilidad ${skill}`,
    languages: 'Idiomas',
    languagesHint: 'Dos letras cada uno, con comas: es, en.',
    maxChats: 'Conversaciones a la vez',
    maxChatsHint: '0: no se ofrece nada.',
    chats: (most) => (most === 1 ? 'una conversación a la vez' : `${most} conversaciones a la vez`),
    leadBadge: 'responsable',
    noDepartment: 'sin departamento',
    removes: (name) =>
      `Lo que tiene ${name} vuelve a la cola. Retire también la clave: si se usa de nuevo, el operador empieza de cero.`,
  },
};
