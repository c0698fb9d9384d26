/** What the AI may learn from people. */
export const learningMessages = {
  learning: {
    title: 'Learning',
    intro:
      'Operators propose answers of theirs from which the AI may learn. Nothing is used until a lead has approved it, and what was approved can be taken back.',
    leadsOnly:
      'What the AI learns is decided by leads. You can propose an answer of yours in its conversation.',
    loading: 'Reading…',
    failed: 'The proposals could not be read.',
    retry: 'Try again',
    show: 'Show',
    views: { proposed: 'Proposed', decided: 'Decided' },
    noneProposed:
      'Nothing is proposed. Under any answer of a person in a conversation, “Teach the AI” proposes it.',
    noneDecided: 'Nothing has been decided yet.',
    kind: 'Becomes',
    kinds: {
      article: 'Article',
      canned_response: 'Canned response',
      guideline: 'Guideline',
    },
    titles: { article: 'Title', canned_response: 'Question it answers', guideline: 'When' },
    texts: { article: 'Text', canned_response: 'Answer', guideline: 'Then' },
    states: {
      proposed: 'Proposed',
      approved: 'Approved',
      rejected: 'Rejected',
      undone: 'Taken back',
    },
    proposedBy: (name: string, when: string) => `proposed by ${name}, ${when}`,
    decidedBy: (name: string, when: string) => `by ${name}, ${when}`,
    source: 'Where it comes from',
    question: 'The customer asked',
    answer: 'A person answered',
    toConversation: 'To the conversation',
    edit: 'Change',
    editTitle: 'Change the proposal',
    save: 'Save',
    replay: 'Try it on past questions',
    replaying: 'Trying…',
    replayed: (changed: string, questions: string) =>
      `${changed} of ${questions} past questions would be answered otherwise.`,
    replayNone: 'There is no past question near to it.',
    before: 'Before',
    after: 'With it',
    noAnswer: 'no answer from this',
    unchanged: 'as before',
    changed: 'changed',
    approve: 'Approve',
    approveTitle: 'Let the AI use this?',
    approveMeans: {
      article: 'It becomes an article, and the AI answers from it from the next message on.',
      canned_response:
        'It becomes a canned response, which the AI may use word for word from the next message on.',
      guideline: 'It becomes a guideline, which the AI follows from the next message on.',
    },
    approveUntried: 'You have not tried it on past questions.',
    reject: 'Reject',
    undo: 'Take back…',
    undoTitle: 'Take it back?',
    undoMeans: 'What approval made is deleted, and the AI no longer uses it.',
    undoSubmit: 'Take back',
    approved: 'Approved.',
    rejected: 'Rejected.',
    undone: 'Taken back.',
    saved: 'The proposal has been saved.',
  },
};

export type LearningMessages = typeof learningMessages;
