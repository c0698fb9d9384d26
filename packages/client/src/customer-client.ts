import type {
  ChooseContact,
  CorrectLine,
  Handoff,
  HandoffLine,
  HandoffLines,
  RateHandoff,
  RequestHandoff,
} from '@baton/protocol';
import { TalkClient } from './talk-client.ts';

/** What a customer's page does, with types: he talks, and decides about a person. */
export class CustomerClient extends TalkClient {
  requestHandoff(sessionId: string, body: RequestHandoff = {}): Promise<Handoff> {
    return this.json('POST', `/sessions/${sessionId}/handoff`, body);
  }

  /** The session's open handoff, as its customer may see it; null when there is none. */
  async readOpenHandoff(sessionId: string): Promise<Handoff | null> {
    const { handoff } = await this.json<{ handoff: Handoff | null }>('GET', `/sessions/${sessionId}/handoff`);
    return handoff;
  }

  /** The customer goes on with the AI. */
  withdraw(handoffId: string): Promise<Handoff> {
    return this.json('POST', `/handoffs/${handoffId}/withdraw`, {});
  }

  /** The customer has left the conversation. */
  leave(handoffId: string): Promise<Handoff> {
    return this.json('POST', `/handoffs/${handoffId}/leave`, {});
  }

  /** The customer says how well he was helped. */
  rate(handoffId: string, body: RateHandoff): Promise<Handoff> {
    return this.json('POST', `/handoffs/${handoffId}/rating`, body);
  }

  /** What was handed over of the conversation, as its customer may see it. */
  async readLines(handoffId: string): Promise<HandoffLine[]> {
    return (await this.json<HandoffLines>('GET', `/handoffs/${handoffId}/lines`)).lines;
  }

  /** One line of it is put right. */
  async correctLine(handoffId: string, body: CorrectLine): Promise<HandoffLine[]> {
    return (await this.json<HandoffLines>('POST', `/handoffs/${handoffId}/corrections`, body)).lines;
  }

  chooseCallback(handoffId: string, body: ChooseContact): Promise<Handoff> {
    return this.json('POST', `/handoffs/${handoffId}/callback`, body);
  }

  chooseEmail(handoffId: string, body: ChooseContact): Promise<Handoff> {
    return this.json('POST', `/handoffs/${handoffId}/email`, body);
  }
}
