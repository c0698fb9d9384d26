import type { Surroundings, UnsentRecord } from '../effects/surroundings.ts';

/** What the tabs of one browser share. */
export class FakeBrowser {
  session: string | null = null;
  readonly tabs = new Set<FakeTab>();
  lock: Promise<unknown> = Promise.resolve();
}

/** One tab. Time is that of the test's fake timers. */
export class FakeTab implements Surroundings {
  readonly #browser: FakeBrowser;
  readonly #name: string;
  readonly #listeners = new Set<(what: 'online' | 'visible' | 'session') => void>();
  unsent: UnsentRecord | null = null;
  draft = '';
  isOnline = true;
  isVisible = true;
  #keys = 0;

  constructor(browser: FakeBrowser = new FakeBrowser(), name = 'tab') {
    this.#browser = browser;
    this.#name = name;
    browser.tabs.add(this);
  }

  now = (): number => Date.now();
  newKey = (): string => `${this.#name}-${this.#keys++}`;
  online = (): boolean => this.isOnline;
  visible = (): boolean => this.isVisible;
  readSession = (): string | null => this.#browser.session;
  readUnsent = (): UnsentRecord | null => this.unsent;
  readDraft = (): string => this.draft;

  writeSession(id: string | null): void {
    this.#browser.session = id;
    for (const tab of this.#browser.tabs) if (tab !== this) tab.tell('session');
  }

  writeUnsent(record: UnsentRecord): void {
    this.unsent = record;
  }

  writeDraft(text: string): void {
    this.draft = text;
  }

  exclusively<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#browser.lock.then(task, task);
    this.#browser.lock = turn;
    return turn;
  }

  subscribe(listener: (what: 'online' | 'visible' | 'session') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setOnline(online: boolean): void {
    this.isOnline = online;
    this.tell('online');
  }

  setVisible(visible: boolean): void {
    this.isVisible = visible;
    this.tell('visible');
  }

  tell(what: 'online' | 'visible' | 'session'): void {
    for (const listener of this.#listeners) listener(what);
  }
}
