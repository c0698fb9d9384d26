import { setImmediate } from 'node:timers/promises';
import { questionsIn } from '../../core/learning/find-exchange.ts';
import type { App } from '../app.ts';

/** Something a customer asked this agent once. */
export interface PastQuestion {
  readonly sessionId: string;
  readonly offset: number;
  readonly text: string;
}

const MOST_SESSIONS = 500;
const MOST_QUESTIONS = 300;
const SESSIONS_A_PAGE = 50;
const MESSAGES_OF_SESSION = 100;
const CHARACTERS_OF_SESSION = 60_000;
/** "ok", "yes please": what has so few letters asks nothing that could be learnt. */
const SHORTEST = 12;

/** What was asked in the newest sessions, the newest session first. */
export async function pastQuestions(
  { sessions }: Pick<App, 'sessions'>,
  agentId: string,
): Promise<PastQuestion[]> {
  const questions: PastQuestion[] = [];
  let after: { createdAt: number; id: string } | undefined;
  for (let seen = 0; seen < MOST_SESSIONS && questions.length < MOST_QUESTIONS; seen += SESSIONS_A_PAGE) {
    const page = await sessions.listSessions({
      agentId,
      sort: 'desc',
      limit: SESSIONS_A_PAGE,
      ...(after !== undefined && { after }),
    });
    for (const { id } of page) {
      const events = await sessions.listEvents({
        sessionId: id,
        minOffset: 0,
        kinds: ['message'],
        limit: MESSAGES_OF_SESSION,
        characters: CHARACTERS_OF_SESSION,
      });
      for (const { offset, text } of questionsIn(events))
        if (text.length >= SHORTEST) questions.push({ sessionId: id, offset, text });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < SESSIONS_A_PAGE) break;
    after = { createdAt: last.createdAt, id: last.id };
    await setImmediate();
  }
  return questions.slice(0, MOST_QUESTIONS);
}
