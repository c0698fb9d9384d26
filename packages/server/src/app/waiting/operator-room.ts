import type { SkillLevel } from '@baton/protocol';
import type { StaffView } from '../staff/staff-view.ts';
import type { Room } from './department-line.ts';

/** What somebody who waits asks of an operator. */
export interface Wanted {
  readonly departments: readonly string[];
  readonly skills: readonly SkillLevel[];
  readonly language: string | null;
}

interface Known {
  readonly departments: readonly string[];
  readonly room: Room;
}

/** What departments are told of their operators: who is here, how many chats they can hold, how many they do. */
export class OperatorRoom {
  readonly #staff: StaffView;
  readonly #change: (department: string, room: Room, sign: 1 | -1) => void;
  /** Of operators who are here: what their departments have been told. */
  readonly #told = new Map<string, Known>();
  /** The same by department. */
  readonly #here = new Map<string, Set<string>>();
  /** Chats and offers of each operator, here or not. */
  readonly #load = new Map<string, number>();

  constructor(staff: StaffView, change: (department: string, room: Room, sign: 1 | -1) => void) {
    this.#staff = staff;
    this.#change = change;
    for (const { record } of staff.operators()) this.#tell(record.id);
    staff.subscribe((news) => {
      if ('present' in news || news.type === 'operator' || news.type === 'operator-removed')
        this.#tell(news.id);
    });
  }

  /** He has so many chats and offers more. */
  add(operatorId: string, chats: number): void {
    const load = (this.#load.get(operatorId) ?? 0) + chats;
    if (load === 0) this.#load.delete(operatorId);
    else this.#load.set(operatorId, load);
    this.#tell(operatorId);
  }

  /** Whether one who is here can do what is wanted, and whether such a one has room: asked where skills are wanted. */
  suited({ departments, skills, language }: Wanted): { readonly here: boolean; readonly free: boolean } {
    let here = false;
    for (const department of departments) {
      for (const id of this.#here.get(department) ?? []) {
        const record = this.#staff.operator(id)?.record;
        const room = this.#told.get(id)?.room;
        if (record === undefined || room === undefined) continue;
        if (language !== null && !record.languages.includes(language)) continue;
        const able = skills.every((wanted) =>
          record.skills.some(({ skill, level }) => skill === wanted.skill && level >= wanted.level),
        );
        if (!able) continue;
        here = true;
        if (room.busy < room.slots) return { here, free: true };
      }
    }
    return { here, free: false };
  }

  /** Takes back what was told of him and tells what holds now: one in several departments counts in each. */
  #tell(operatorId: string): void {
    const before = this.#told.get(operatorId);
    if (before !== undefined) {
      for (const department of before.departments) {
        this.#change(department, before.room, -1);
        this.#leave(department, operatorId);
      }
    }
    const now = this.#known(operatorId);
    if (now === null) return void this.#told.delete(operatorId);
    this.#told.set(operatorId, now);
    for (const department of now.departments) {
      this.#change(department, now.room, 1);
      const here = this.#here.get(department) ?? new Set();
      this.#here.set(department, here.add(operatorId));
    }
  }

  #leave(department: string, operatorId: string): void {
    const here = this.#here.get(department);
    here?.delete(operatorId);
    if (here?.size === 0) this.#here.delete(department);
  }

  #known(operatorId: string): Known | null {
    const member = this.#staff.operator(operatorId);
    if (member === null || !this.#staff.isPresent(operatorId)) return null;
    const { departments, maxChats: slots } = member.record;
    // Who took over more than he may hold has no room, but takes none of his colleagues'.
    return { departments, room: { slots, busy: Math.min(slots, this.#load.get(operatorId) ?? 0) } };
  }
}
