/** Id of the customer who stands for everybody who has not said who he is. */
export const GUEST_ID = 'guest';
