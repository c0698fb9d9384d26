import type { AgentAuthor } from '@baton/server';
/** An insurance company's first line: claims, policies, and a person when that is better. */
export declare function createInsuranceAgent(server: AgentAuthor): Promise<void>;
//# sourceMappingURL=agent.d.ts.map
