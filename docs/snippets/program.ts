// #region program
import { runServer } from '@baton/server';

await runServer({
  title: 'Tarnbrook Mutual',
  author: async (server) => {
    const agent = await server.createAgent({
      name: 'Ines',
      description: 'Helps with claims and policies.',
    });
    await agent.createGuideline({
      condition: 'The customer asks when we are open',
      say: 'From Monday to Friday, 8 am to 6 pm.',
      examples: ['When are you open?', 'What are your opening hours?'],
    });
  },
});
// #endregion
