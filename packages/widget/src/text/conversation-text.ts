import type { AllMessages } from '../messages.ts';
import type { LogEntry } from '../state/log-entry.ts';
import { timelineOf, type Row } from '../state/timeline.ts';

/** The conversation as a text to keep: who said what and when, day by day. */
export function conversationText(
  entries: readonly LogEntry[],
  agentName: string,
  words: AllMessages,
): string {
  const lines = timelineOf(entries, agentName).map((row) => lineOf(row, words));
  return `${words.conversationWith(agentName)}\n${lines.join('\n')}\n`;
}

function lineOf(row: Row, words: AllMessages): string {
  switch (row.kind) {
    case 'day':
      return `\n${new Date(row.at).toLocaleDateString(words.language, { dateStyle: 'full' })}\n`;
    case 'turn':
      return `-- ${words.turn(row.turn)} --`;
    case 'system':
      return `-- ${row.text} --`;
    case 'message': {
      const { at, speaker, text, citations, files } = row.entry;
      const time = new Date(at).toLocaleTimeString(words.language, { timeStyle: 'short' });
      const who =
        speaker === 'customer' ? words.you : speaker === 'ai' ? `${row.name} (${words.ai})` : row.name;
      const sources = citations.map(({ title, href }) => (href === null ? title : `${title}: ${href}`));
      const said = [text, ...sources, ...files.map(({ name }) => `[${name}]`)].filter((part) => part !== '');
      return `${time}  ${who || words.person}: ${said.join('\n')}`;
    }
  }
}
