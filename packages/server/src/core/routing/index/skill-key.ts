/** The language's number of what may be taken in any. */
export const ANY_LANGUAGE = -1;

/** A skill's number with a level in the lowest three bits: sorted, they are sorted by skill. */
export type SkillKey = number;

export function skillKey(skill: number, level: number): SkillKey {
  return skill * 8 + level;
}

export function skillOf(key: SkillKey): number {
  return key >> 3;
}

export function levelOf(key: SkillKey): number {
  return key & 7;
}

/** The levels of up to ten skills in one number, three bits each; the first key's in the lowest. */
export function packLevels(keys: readonly SkillKey[]): number {
  return keys.reduce((packed, key, at) => packed | packLevel(levelOf(key), at), 0);
}

export function packLevel(level: number, at: number): number {
  return level << (3 * at);
}

/** Whether none of the packed levels is below the one that is needed. */
export function areEnough(levels: number, needed: number): boolean {
  let [had, left] = [levels, needed];
  for (; left !== 0; left >>>= 3) {
    if ((had & 7) < (left & 7)) return false;
    had >>>= 3;
  }
  return true;
}
