const LENGTH = 300;

/** A customer's message as a chat page sends it: 300 bytes of JSON. */
export const MESSAGE_BODY: string = withLength(LENGTH);

function withLength(length: number): string {
  const message =
    'Hello, my parcel has not arrived yet although it was due on Monday. Could somebody look into it please?';
  const body = {
    kind: 'message',
    source: 'customer',
    message,
    metadata: { channel: 'web', locale: 'en-GB', page: '' },
  };
  body.metadata.page = '/'.padEnd(length - JSON.stringify(body).length, 'orders/');
  return JSON.stringify(body);
}
