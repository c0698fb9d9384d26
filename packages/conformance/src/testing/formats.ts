/* What values look like on the wire (W1.1). */

/** UTC, ISO 8601 with microseconds and `Z`. */
export const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
/** Ten characters of 0-9a-zA-Z. */
export const ID = /^[0-9A-Za-z]{10}$/;
/** 32 lower-case hexadecimal digits. */
export const TRACE_ID = /^[0-9a-f]{32}$/;
