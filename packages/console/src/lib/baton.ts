import {
  AnalyticsClient,
  AssistClient,
  AttachmentClient,
  BatonClient,
  BehaviourClient,
  FollowUpClient,
  KnowledgeClient,
  StaffClient,
} from '@baton/client';

/** The server that delivered this page; who we are travels in its cookie. */
export const baton = new BatonClient({ baseUrl: '' });
export const staff = new StaffClient({ baseUrl: '' });
export const followUps = new FollowUpClient({ baseUrl: '' });
export const knowledge = new KnowledgeClient({ baseUrl: '' });
export const assist = new AssistClient({ baseUrl: '' });
export const analytics = new AnalyticsClient({ baseUrl: '' });
export const attachments = new AttachmentClient({ baseUrl: '' });
export const behaviour = new BehaviourClient({ baseUrl: '' });
