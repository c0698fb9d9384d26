export const SECTIONS = ['departments', 'operators', 'triggers', 'replies', 'articles', 'widget'] as const;
export type Section = (typeof SECTIONS)[number];

/** Of an item that is yet to be made. */
export const NEW = 'new';

/** Which part of the settings is open. Absent: departments, the list. */
export interface SettingsSearch {
  section?: Exclude<Section, 'departments'> | undefined;
  /** Id of what is edited, or NEW; of triggers and the widget that of the agent. */
  item?: string | undefined;
}

const LONGEST_ID = 200;

/** Reads an address that anybody may have written. */
export function settingsSearchFrom(raw: Readonly<Record<string, unknown>>): SettingsSearch {
  const search: SettingsSearch = {};
  const section = SECTIONS.find((each) => each === raw['section']);
  if (section !== undefined && section !== 'departments') search.section = section;
  // The router reads what looks like a number as one.
  const item = typeof raw['item'] === 'number' ? String(raw['item']) : raw['item'];
  if (typeof item === 'string' && item !== '' && item.length <= LONGEST_ID) search.item = item;
  return search;
}

/** The address of a part. */
export function placeOf(section: Section, item?: string): SettingsSearch {
  return {
    section: section === 'departments' ? undefined : section,
    item: item === undefined || item === '' ? undefined : item,
  };
}
