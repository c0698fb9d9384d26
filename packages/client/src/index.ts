export * from './baton-client.ts';
export * from './behaviour-client.ts';
export * from './follow-up-client.ts';
export * from './request-error.ts';
export * from './staff-client.ts';
export type { ConnectionOptions } from './send-request.ts';
