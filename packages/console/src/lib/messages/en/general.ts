import type { HandoffStage } from '@baton/protocol';

/** What every page says. */
export const generalMessages = {
  product: 'Baton',

  guest: (suffix: string) => `Guest ${suffix}`,

  titleOffer: (customer: string) => `Offered to you: ${customer}`,

  title: (waiting: number) => (waiting === 0 ? 'Baton' : `(${waiting}) waiting · Baton`),

  reason: {
    customer_requested: 'Asked for a person',
    low_confidence: 'The AI was not sure',
    high_frustration: 'The customer is frustrated',
    max_turns_exceeded: 'No progress after many turns',
    policy_required: 'A policy asks for a person',
    sensitive_topic: 'Sensitive topic',
    complex_issue: 'Too complex for the AI',
    ai_error: 'The AI failed',
    operator_takeover: 'Taken over by an operator',
    api: 'Requested by another system',
  } as Readonly<Record<string, string>>,

  stage: {
    requested: 'Requested',
    queued: 'Waiting',
    offered: 'Offered',
    active: 'Active',
    returning: 'Returning to the AI',
    resolved: 'Resolved',
    returned: 'Returned to the AI',
    abandoned: 'Customer left',
    withdrawn: 'Went on with the AI',
    callback: 'Callback chosen',
    email: 'E-mail chosen',
    failed: 'Failed',
  } as Readonly<Record<HandoffStage, string>>,

  trigger: {
    known: {
      'explicit-request': 'What the customer wrote',
      'low-confidence': 'How sure the AI was of its answer',
      'no-progress': 'Turns without progress',
      'most-turns': 'Answers of the AI',
      'failing-tools': 'Tools that failed in a row',
      'repeated-question': 'Times the same thing was asked',
      frustration: 'Tone of the messages',
      'rising-frustration': 'Tone of the messages, getting worse',
      'transfer-promise': 'The AI was about to promise a person',
      'turn-failed': 'Error while answering',
      'mode-set-to-manual': 'An outside system took over',
      operator: 'By an operator',
      api: 'By another system',
    } as Readonly<Record<string, string>>,
    topic: (name: string) => `Topic: ${name}`,
    tool: (name: string) => `Tool ${name}`,
    repeated: (times: string) => `Asked the same thing ${times} times`,
    custom: (name: string) => `Rule: ${name}`,
  },

  time: {
    underMillisecond: '<1 ms',
    milliseconds: (n: number) => `${n} ms`,
    preciseSeconds: (n: string) => `${n} s`,
    seconds: (n: number) => `${n} s`,
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => `${n} d`,
    today: 'Today',
    yesterday: 'Yesterday',
  },

  wait: {
    left: (time: string) => `${time} left`,
    late: (time: string) => `${time} late`,
    waiting: (time: string) => `Waiting ${time}`,
    held: (time: string) => `for ${time}`,
    ended: (time: string) => `${time} ago`,
    justNow: 'just now',
    answerDue: (time: string) => `Needs an answer · ${time}`,
    answered: 'Answered',
  },

  identity: {
    loading: 'Opening the console…',
    failed: 'The server does not answer.',
    retry: 'Try again',
    nameTitle: 'Who is answering?',
    nameHint: 'Customers see this name when you reply as yourself. It is kept in this browser.',
    name: 'Your name',
    start: 'Start',
    keyTitle: 'Sign in',
    keyHint: 'Use the access key you were given for this console.',
    key: 'Access key',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    keyRefused: 'This key was not accepted. Check it and try again.',
    keyNotOperator: 'This key does not belong to an operator.',
    changeName: 'Change name',
    signOut: 'Sign out',
    skip: 'Skip to the conversation',
  },

  connection: {
    lost: 'Reconnecting… What you see may be out of date.',
    back: 'Connected again.',
  },

  refusal: {
    'already-held': 'A colleague took this conversation first.',
    'not-holder': 'You do not hold this conversation any more.',
    'wrong-stage': 'This is no longer possible: the handoff has moved on.',
    'over-capacity': 'You have as many conversations as you may. End one first.',
    'not-suited': 'It asks for a department, skill or language that you do not have.',
    'offered-elsewhere': 'It is offered to a colleague right now.',
    'not-offered': 'It is not offered to you any more.',
    'not-present': 'This colleague is not here. Choose another one, or a department.',
    'commitment-open': 'Something that was promised is still open.',
    'rate-limited': 'Too many requests. Wait a moment and try again.',
    overloaded: 'The server is busy. Try again in a moment.',
    draining: 'The server is restarting. Try again in a moment.',
    forbidden: 'You are not allowed to do this.',
    unauthenticated: 'Your sign-in has ended.',
  } as Readonly<Record<string, string>>,
};

/** Every language has another object of this shape. */
export type GeneralMessages = typeof generalMessages;
