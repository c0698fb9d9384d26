import { z } from 'zod';

/* Servers elsewhere whose tools the agents may use: `/services`. */

export const TOOL_SERVICE_KINDS = ['sdk', 'openapi', 'mcp'] as const;
export type ToolServiceKind = (typeof TOOL_SERVICE_KINDS)[number];

/** Other types of a tool's own schema are told as the nearest of these. */
export const TOOL_PARAMETER_TYPES = ['string', 'number', 'integer', 'boolean', 'array'] as const;
export type ToolParameterType = (typeof TOOL_PARAMETER_TYPES)[number];

export interface ToolParameter {
  type: ToolParameterType;
  description: string | null;
  enum: (string | number)[] | null;
}

/** A tool as it is listed. */
export interface Tool {
  creation_utc: string;
  name: string;
  description: string;
  parameters: Record<string, ToolParameter>;
  required: string[];
}

export const ToolSchema: z.ZodType<Tool> = z.object({
  creation_utc: z.string(),
  name: z.string(),
  description: z.string(),
  parameters: z.record(
    z.string(),
    z.object({
      type: z.enum(TOOL_PARAMETER_TYPES),
      description: z.string().nullable(),
      enum: z.array(z.union([z.string(), z.number()])).nullable(),
    }),
  ),
  required: z.array(z.string()),
});

export interface ToolService {
  name: string;
  kind: ToolServiceKind;
  url: string;
  /** Null where they are not asked for, or not known yet. */
  tools: Tool[] | null;
}

const url = z.string().min(1).max(2000);

/** `PUT /services/{name}`: the block that the kind names has to be there. */
export interface PutToolService {
  kind: ToolServiceKind;
  sdk?: { url: string } | null | undefined;
  /** `source`: where its description is, a URL. */
  openapi?: { url: string; source: string } | null | undefined;
  mcp?: { url: string } | null | undefined;
}
export const PutToolServiceSchema: z.ZodType<PutToolService> = z.object({
  kind: z.enum(TOOL_SERVICE_KINDS),
  sdk: z.object({ url }).nullish(),
  openapi: z.object({ url, source: url }).nullish(),
  mcp: z.object({ url }).nullish(),
});

export const ToolServiceSchema: z.ZodType<ToolService> = z.object({
  name: z.string(),
  kind: z.enum(TOOL_SERVICE_KINDS),
  url: z.string(),
  tools: z.array(ToolSchema).nullable(),
});
