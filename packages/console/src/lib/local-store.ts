/** localStorage that may be full, switched off or empty: reading gives null, writing gives up. */
export const localStore = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // A draft that cannot be kept is still on screen.
    }
  },
};
