/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export interface AccentColours {
  onAccent: Colour;
  /** For words in the accent's colour on the surface. */
  accentText: Colour;
  accentSoft: Colour;
}

const WHITE: Colour = [255, 255, 255];
/** Of white and black one is always readable; of white and a softer black, on a few colours neither is. */
const BLACK: Colour = [0, 0, 0];
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

/** What goes with a company's own colour, so that every word stays readable whatever the colour is. */
export function accentColours(accent: Colour, surface: Colour, dark: boolean): AccentColours {
  const accentSoft = mix(surface, accent, dark ? 0.25 : 0.12);
  const end = dark ? WHITE : BLACK;
  let accentText = accent;
  for (let share = 0.05; share <= 1; share += 0.05) {
    if (contrast(accentText, surface) >= READABLE && contrast(accentText, accentSoft) >= READABLE) break;
    accentText = mix(accent, end, share);
  }
  const onAccent = contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK;
  return { onAccent, accentText, accentSoft };
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of `other`, the rest of `colour`. */
function mix(colour: Colour, other: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2): number => Math.round(colour[index] * (1 - share) + other[index] * share);
  return [part(0), part(1), part(2)];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
