import type { ArticleRecord } from '../../packages/server/src/core/behaviour/article-record.ts';
import type { Context } from '../../packages/server/src/context.ts';
import { topicOf } from '../parts/topics.ts';
import { AGENT_ID } from './create-sessions.ts';

/** Writes articles for the agent, of three paragraphs each; resolves once all of them are searched by meaning. */
export async function writeArticles({ app, behaviours }: Context, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, index) => articleOf(index, app.clock.now()));
  await behaviours.apply(records.map((record) => ({ op: 'put', kind: 'article', record })));
  const agent = await app.directory.readAgent(AGENT_ID);
  if (agent === null) throw new Error('there is no agent');
  await app.articleSearch.prepare(behaviours.of(agent).articles);
}

function articleOf(index: number, at: number): ArticleRecord {
  const { deed, thing, place } = topicOf(index);
  const body = [
    `You can ${deed} your ${thing} in the ${place}. Open your account, choose the ${thing} and follow what is shown there. It takes about ${2 + (index % 20)} minutes.`,
    `Have your customer number at hand. If the ${thing} was bought by somebody else, that person has to ${deed} it. Nothing is charged for it in the first 30 days; after that it depends on the contract.`,
    `Once it is done you are sent a confirmation. Should it not come within ${1 + (index % 5)} working days, write to us with the number of your ${thing}.`,
  ].join('\n\n');
  return {
    id: `article-${index}`,
    createdAt: at,
    updatedAt: at,
    title: `How to ${deed} your ${thing} in the ${place}`,
    body,
    url: `https://help.example/articles/${index}`,
    tags: [],
    language: 'en',
    path: null,
  };
}
