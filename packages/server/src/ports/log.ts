/** Where the server writes what an operator of the machine should know. Never conversation text, never a key. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
