import { accentColours, type Colour } from './accent.ts';

/**
 * What goes with the colour that the page has set on the widget's element, for its sheet. It comes in a file of its own,
 * for the pages that set one.
 */
export function accentStyle(host: Element, dark: boolean): string {
  const accent = readColour(host, '--baton-accent');
  if (accent === null) return '';
  const surface = readColour(host, '--baton-surface') ?? (dark ? [29, 33, 32] : [255, 255, 255]);
  const { onAccent, accentText, accentSoft } = accentColours(accent, surface, dark);
  return `
    .baton, .stage {
      --on-accent: var(--baton-on-accent, ${rgb(onAccent)});
      --accent-text: ${rgb(accentText)};
      --accent-soft: ${rgb(accentSoft)};
      --own: var(--accent);
      --own-text: var(--on-accent);
    }
    :is(.baton, .stage) :is(a, button, .scroller):focus-visible { outline-color: var(--accent-text); }`;
}

/** A property of the page as a colour, in whichever way it is written; null where it is not set or none. */
function readColour(host: Element, name: string): Colour | null {
  const written = getComputedStyle(host).getPropertyValue(name).trim();
  if (written === '' || !CSS.supports('color', written)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext('2d');
  if (brush === null) return null;
  brush.fillStyle = written;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function rgb([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}
