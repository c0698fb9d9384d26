import { icon } from './icons.tsx';

/* Those of what is loaded when it is first shown: their paths are half of its size. */
export const NewIcon = icon(
  'M12 20h8M14.2 5.6l4.2 4.2M4 20l1-4.6L15.4 5a2 2 0 0 1 2.8 0l.8.8a2 2 0 0 1 0 2.8L8.6 19z',
);
export const ClockIcon = icon('M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18');
export const PhoneIcon = icon(
  'M6.2 3.8h2.6l1.6 4-2 1.6a12 12 0 0 0 6.2 6.2l1.6-2 4 1.6v2.6a2 2 0 0 1-2.2 2A16.4 16.4 0 0 1 4.2 6a2 2 0 0 1 2-2.2',
);
export const MailIcon = icon('M4.5 6h15v12h-15zM4.5 7.5 12 13l7.5-5.5');
export const StarIcon = icon('M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z');
export const SaveIcon = icon('M12 4v11M7 10.5l5 4.5 5-4.5M5 19.5h14');
