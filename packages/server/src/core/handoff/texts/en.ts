import type { DeskTexts } from './desk-texts.ts';

export const ENGLISH: DeskTexts = {
  because: {
    customer_requested: 'Of course.',
    low_confidence: "I'm not sure that I can answer this properly, and I don't want to guess.",
    high_frustration: "I'm sorry that this has been so frustrating.",
    max_turns_exceeded: 'I can see that I am not getting you any further.',
    policy_required: 'This is something that a person on our side has to look at.',
    sensitive_topic:
      'Thank you for telling me. If you or somebody else is in danger, please call your local emergency number right away.',
    complex_issue: 'This needs a closer look than I can give it.',
    ai_error: "I'm sorry, something went wrong on my side.",
  },
  now: "I'm handing you over to a person from our team now.",
  later:
    'Nobody is free at this moment, so I have put you in line: a person from our team will take over as soon as possible.',
  unknown: "I'm passing you on to a person from our team, who will take over as soon as they can.",
  closed: (opens) =>
    `Our team is not here at the moment${opens === null ? '' : ` (back: ${opens})`}. I have passed on your request: a person from our team will take over once we are open again.`,
  nobodyHere:
    'Nobody from our team is here at the moment. I have passed on your request: a person from our team will take over as soon as somebody is back.',
  nothingToRepeat: "They can see our whole conversation, so you won't have to repeat anything.",
  place: (position) => (position === 1 ? 'You are next in line.' : `You are at place ${position} in line.`),
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'It will probably take less than a minute.'
      : `It will probably take less than ${minutes} minutes.`,
  waitBetween: (from, to) => `It will probably take ${from} to ${to} minutes.`,
  waitOver: (minutes) => `It will probably take more than ${minutes} minutes.`,
  delayed: 'I am sorry that this takes longer than it should: nobody has been free so far.',
  stillInLine: 'You are still in line.',
  choices: {
    wait: 'keep waiting',
    callback: 'ask for a call back',
    email: 'ask for an e-mail',
    ai: 'go on with me in the meantime',
  },
  choose: (list) => `You can ${list}.`,
  how: 'Just write what you prefer, with your phone number or e-mail address.',
  nobodyCame:
    'I am sorry, nobody could come to this chat. Nothing you wrote is lost. I will go on helping you here as well as I can; ask for a person again at any time.',
  transferred:
    'I am passing you on to a colleague who can help you with this and who can read everything written here so far.',
  requeued:
    'I am sorry, we lost the connection to our colleague. I am getting another person for you; you keep your place, and everything written here is still there.',
  called: (address, when) => `Thank you. We will call you on ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Thank you. We will write to ${address}.`,
  meanwhile: 'Until then I am here if there is anything else.',
  askPhone: 'Gladly. On which phone number shall we call you?',
  askEmail: 'Gladly. To which e-mail address shall we write?',
  notThen: (nearest) =>
    `I am sorry, nobody can call you at that time.${nearest === null ? '' : ` The next time we can promise: ${nearest}.`} Which time would suit you?`,
  callDue: 'It is time for the call you asked for: a person from our team will call you.',
  withdrawn: 'All right, let us go on here.',
  rating: 'How well did we help you? You can give us 1 to 5 stars.',
  rated: 'Thank you for your rating.',
  mail: {
    subject: (reference) => `We have received your request (${reference})`,
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    taken:
      'thank you for getting in touch. We have received your request, and a person from our team will write to you at this address.',
    reference: (reference) => `Your reference: ${reference}`,
  },
};
