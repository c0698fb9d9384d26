/** When a person is called. */
export const settingsTriggersMessages = {
  triggers: {
    how: 'What is not set here is as in the agent’s code, or as by default. A change counts from the next turn on.',
    set: 'set here',
    asCoded: (mode: string) => `As in the code (${mode})`,
    asCodedNow: 'As in the code',
    modes: { act: 'Acts', shadow: 'Shadow', off: 'Off' },
    modeHints:
      'Acts: brings a person. Shadow: is noted in the turn’s record, and nothing comes of it. Off: is not looked for.',
    modeOf: (name: string) => `Mode: ${name}`,
    names: {
      sensitive_topic: { name: 'Danger', hint: 'Somebody may be in danger.' },
      explicit_request: {
        name: 'Asks for a person',
        hint: 'The customer asks for a person, in whatever words.',
      },
      policy_topic: {
        name: 'Topics',
        hint: 'The law, the deletion of data, a compromised account and the like, and the topics below.',
      },
      custom: { name: 'Rules in the code', hint: 'A function of the agent’s own code says so.' },
      failing_tools: { name: 'Failing tools', hint: 'So many calls of tools failed in a row.' },
      frustration: { name: 'Frustration', hint: 'The customer’s last messages show it.' },
      repeated_question: {
        name: 'The same question again',
        hint: 'It is put so often, also in other words.',
      },
      rising_frustration: {
        name: 'Rising frustration',
        hint: 'It has grown by so much over a few messages.',
      },
      low_confidence: { name: 'Unsure answers', hint: 'So many answers in a row were less sure.' },
      no_progress: { name: 'No progress', hint: 'So many turns in a row brought the customer no further.' },
      most_turns: { name: 'Many answers', hint: 'The AI has answered more often, progress or not.' },
    },
    thresholds: {
      request: { name: 'Score from', unit: '0 to 1' },
      frustration: { name: 'Score from', unit: '0 to 1' },
      frustration_rise: { name: 'Rise from', unit: '0 to 1' },
      repeated_questions: { name: 'Times', unit: '2 to 12' },
      failing_tools: { name: 'Calls', unit: '1 to 100' },
      confidence: { name: 'Less sure than', unit: '0 to 1' },
      unsure_turns: { name: 'Answers in a row', unit: '1 to 10' },
      stalled_turns: { name: 'Turns', unit: '1 to 1000' },
      most_turns: { name: 'Answers', unit: '1 to 1000' },
    },
    customTitle: 'Rules in the agent’s code',
    topics: 'Topics',
    topicsHint:
      'What always goes to a person. A topic with nothing but a name and a mode changes the one of that name.',
    topicName: 'Name',
    topicReason: 'Reason',
    topicReasonHint: 'Default: policy_required.',
    topicExamples: 'Examples',
    topicExamplesHint: 'Sentences that customers might write, one a line.',
    topicPatterns: 'Patterns',
    topicPatternsHint: 'One a line. * stands for up to three words, (a|b) for one of several.',
    topicMode: 'Mode',
    topicAsTopics: 'As all topics',
    addTopic: 'Add a topic',
    removeTopicOf: (name: string) => `Remove the topic ${name}`,
    codedTopics: 'Topics in the code',
    phrases: 'Phrases that ask for a person',
    phrasesHint: 'One a line, in any language. They replace those of the agent.',
    phrasesOwn: 'Own phrases',
    phrasesCoded: (phrases: string) => `Now: ${phrases}`,
    shadow: 'Try another policy beside it',
    shadowHint:
      'What it would do is noted with each turn, and nothing comes of it. What is not set is as in the policy above.',
    shadowOn: 'Shadow policy',
    replay: 'Try it on the past',
    replayHint:
      'The command plays a policy over stored conversations and says what it would have done, how often it would have been right, and how much earlier. The policy is a file with what is set here.',
    replayMore: 'How it counts stands in docs/triggers.md of the project.',
    policyFile: 'What is set here, as a file',
  },
};

export type SettingsTriggersMessages = typeof settingsTriggersMessages;
