import type { SettingsMessages } from '../en/settings.ts';
import { settingsStaffMessages } from './settings-staff.ts';
import { settingsTriggersMessages } from './settings-triggers.ts';

/** Lo que configuran responsables y administradores. */
export const settingsMessages: SettingsMessages = {
  settings: {
    title: 'Ajustes',
    nav: 'Ajustes',
    loading: 'Leyendo…',
    failed: 'No se ha podido leer.',
    retry: 'Reintentar',
    leadsOnly:
      'Los ajustes son para responsables y administradores. Quien ya lo es puede nombrarle en Ajustes, Operadores. Lo que se fija aquí decide cómo se atiende a los clientes, por eso no todos pueden cambiarlo.',
    sections: {
      departments: 'Departamentos',
      operators: 'Operadores',
      triggers: 'Disparadores',
      replies: 'Textos rápidos',
      articles: 'Artículos',
      widget: 'Chat en su web',
    },
    intro: {
      departments: 'Un departamento es un grupo de operadores con una cola, su horario y sus reglas.',
      operators:
        'Las personas que responden a los clientes. De lo que se fija aquí depende qué se les ofrece.',
      triggers: 'Cuándo la IA llama por sí misma a una persona.',
      replies: 'Textos que los operadores envían a menudo. Al escribir se encuentran con «/».',
      articles:
        'Lo que la empresa sabe, tal como lo pueden leer los clientes. La IA y los operadores responden con ello.',
      widget: 'El chat en sus propias páginas.',
    },

    addOf: {
      departments: 'Nuevo departamento',
      operators: 'Nuevo operador',
      replies: 'Nuevo texto rápido',
      articles: 'Nuevo artículo',
    },
    general: 'General',
    search: 'Buscar',
    none: 'Aún no hay nada.',
    noMatch: 'Nada coincide.',
    save: 'Guardar',
    create: 'Crear',
    cancel: 'Cancelar',
    back: 'Volver',
    remove: 'Eliminar…',
    removeSubmit: 'Eliminar',
    removeTitle: (name) => `¿Eliminar ${name}?`,
    saved: (name) => `${name}: guardado.`,
    removed: (name) => `${name}: eliminado.`,
    unsavedTitle: '¿Salir sin guardar?',
    unsaved: 'Se pierde lo que ha cambiado en esta página.',
    unsavedSubmit: 'Salir',
    checkFields: 'Revise los campos marcados.',
    agent: 'Agente',
    noAgents: 'Aún no hay ningún agente.',
    copy: 'Copiar',
    copied: 'Copiado.',
    optional: 'opcional',
    language: 'Idioma',
    languageHint: 'Dos letras, por ejemplo es.',

    faults: {
      missing: 'Hace falta.',
      tooShort: (least) => (least === 1 ? 'Hace falta.' : `Al menos ${least} caracteres.`),
      tooLong: (most) => `Como mucho ${most} caracteres.`,
      fewer: (most) => `Como mucho ${most} entradas.`,
      atLeast: (least) => `Al menos ${least}.`,
      atMost: (most) => `Como mucho ${most}.`,
      number: 'Hace falta un número entero.',
    },

    units: { seconds: 'segundos', minutes: 'minutos', hours: 'horas', days: 'días' },
    unitOf: (name) => `Unidad: ${name}`,
    never: 'Nunca',

    replies: {
      shortcut: 'Atajo',
      shortcutHint: 'Se escribe tras «/»: letras, cifras y guiones.',
      title: 'Título',
      text: 'Texto',
      textHint: '{{customer}}, {{operator}} y {{agent}} representan los nombres.',
      department: 'Para',
      everybody: 'Todos los departamentos',
      removes: 'Deja de encontrarse al escribir. Lo ya enviado se queda.',
    },

    articles: {
      article: 'Artículo',
      use: 'Dónde se usa',
      title: 'Título',
      body: 'Texto',
      bodyHint: 'Markdown: # títulos, **negrita**, - listas, [enlaces](https://…).',
      preview: 'Vista previa',
      url: 'Dirección',
      urlHint: 'Dónde lo encuentran los clientes. Se cita con la respuesta.',
      agents: 'Para estos agentes',
      agentsHint: 'Sin elegir ninguno: para todos.',
      coded: 'del código del agente',
      codedNote: 'Este artículo lo define el código del agente. Aquí se lee y allí se cambia.',
      imported: (path) => `importado: ${path}`,
      everybody: 'todos los agentes',
      removes: 'La IA deja de responder con él y ya no se muestra a los operadores.',
      found: 'Lo que se encuentra con estas palabras',
      foundScore: (share) => `cercanía ${share}`,
      likely: 'probablemente responde',
      importTitle: 'Importar una carpeta',
      importHint:
        'Todos los archivos Markdown de una carpeta (.md). Un archivo que ya se importó cambia su artículo en lugar de crear otro.',
      choose: 'Elegir una carpeta',
      chosen: (files) => (files === 1 ? 'Un archivo Markdown.' : `${files} archivos Markdown.`),
      noFiles: 'No hay archivos Markdown en esta carpeta.',
      tooMany: (most) => `Como mucho ${most} archivos a la vez.`,
      prune: 'Eliminar artículos de una importación anterior que ya no están en la carpeta',
      importSubmit: 'Importar',
      importing: 'Importando…',
      imports: (created, updated, unchanged, deleted) =>
        `${created} nuevos, ${updated} cambiados, ${unchanged} iguales, ${deleted} eliminados.`,
      refused: (count) =>
        count === 1 ? 'Un archivo no se ha tomado:' : `${count} archivos no se han tomado:`,
    },

    widget: {
      opening: 'Mensaje inicial',
      openingHint: 'Se muestra sobre una conversación que no ha empezado.',
      person: 'Mostrar un botón para pedir una persona',
      personHint: 'Sin él los clientes también consiguen una persona si escriben que la quieren.',
      attachments: 'Los clientes pueden adjuntar archivos',
      attachmentsHint: (size) => `Hasta ${size} cada uno.`,
      embed: 'Póngalo en sus páginas',
      embedHint: 'Una línea antes del final del cuerpo de la página.',
      preview: 'Abrir el chat',
    },
    ...settingsStaffMessages,
    ...settingsTriggersMessages,
  },
};
