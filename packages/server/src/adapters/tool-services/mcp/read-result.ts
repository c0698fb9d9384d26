import type { Json } from '@baton/protocol';
import type { ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { cleanJson, cleanText } from '../clean-json.ts';

/**
 * What the AI is told of a tool's result: the structured content if there is any, else the text; several parts as
 * a list. Pictures and sounds are named, not passed on.
 */
export function dataOf(content: readonly ContentBlock[], structured: unknown): Json {
  if (structured !== undefined && structured !== null) return cleanJson(structured);
  const parts = content.map(partOf);
  const [only = null] = parts;
  return parts.length > 1 ? parts : only;
}

function partOf(block: ContentBlock): Json {
  switch (block.type) {
    case 'text':
      return cleanText(block.text);
    case 'resource':
      return 'text' in block.resource
        ? { uri: cleanText(block.resource.uri), text: cleanText(block.resource.text) }
        : { uri: cleanText(block.resource.uri) };
    case 'resource_link':
      return { uri: cleanText(block.uri), name: cleanText(block.name) };
    case 'image':
    case 'audio':
      return { type: block.type, mime_type: cleanText(block.mimeType) };
  }
}
