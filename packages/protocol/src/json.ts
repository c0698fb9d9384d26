/** Any value that survives a round trip through JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object: what `metadata` and structured event data are made of. */
export type JsonObject = { [key: string]: Json };
