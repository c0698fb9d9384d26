/** The data of a tool's call that failed, in the log and wherever calls are read. */
export const FAILED_CALL = 'Tool call error';
