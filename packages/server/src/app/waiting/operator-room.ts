import type { StaffView } from '../staff/staff-view.ts';
import type { Room } from './department-line.ts';

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

  /** Takes back what was told of him and tells what holds now: one in several departments counts in each. */
  #tell(operatorId: string): void {
    const before = this.#told.get(operatorId);
    if (before !== undefined) {
      for (const department of before.departments) this.#change(department, before.room, -1);
    }
    const now = this.#known(operatorId);
    if (now === null) return void this.#told.delete(operatorId);
    this.#told.set(operatorId, now);
    for (const department of now.departments) this.#change(department, now.room, 1);
  }

  #known(operatorId: string): Known | null {
    const member = this.#staff.operator(operatorId);
    if (member === null || !this.#staff.isPresent(operatorId)) return null;
    const { departments, maxChats: slots } = member.record;
    // Who took over more than he may hold has no room, but takes none of his colleagues'.
    return { departments, room: { slots, busy: Math.min(slots, this.#load.get(operatorId) ?? 0) } };
  }
}
