export * from './baton-client.ts';
export * from './request-error.ts';
