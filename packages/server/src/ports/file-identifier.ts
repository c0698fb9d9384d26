/** Port: tells what a file is by how it begins. */
export interface FileIdentifier {
  /** Its media type; null for one that no format's marks tell, such as text. */
  identify(head: Uint8Array): Promise<string | null>;
}
