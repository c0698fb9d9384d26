import type { PaletteMessages } from '../en/palette.ts';

/** El camino a cada página y cada acción, por su nombre. */
export const paletteMessages: PaletteMessages = {
  palette: {
    title: 'Buscar una página, una conversación o una acción',
    open: 'Buscar de todo',
    placeholder: 'Escriba una página, un cliente o una acción…',
    nothing: 'Nada coincide con lo escrito.',
    found: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),
    groups: {
      acts: 'En esta conversación',
      pages: 'Páginas',
      conversations: 'Conversaciones',
      settings: 'Ajustes',
    },
    presence: (status) => `Estado: ${status}`,
    theme: (theme) => `Colores: ${theme}`,
    bellOn: 'Activar el sonido y las notificaciones',
    bellOff: 'Desactivar el sonido y las notificaciones',
    keysOn: 'Activar los atajos de una tecla',
    keysOff: 'Desactivar los atajos de una tecla',
  },
};
