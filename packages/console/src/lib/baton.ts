import { BatonClient, FollowUpClient, StaffClient } from '@baton/client';

/** The server that delivered this page; who we are travels in its cookie. */
export const baton = new BatonClient({ baseUrl: '' });
export const staff = new StaffClient({ baseUrl: '' });
export const followUps = new FollowUpClient({ baseUrl: '' });
