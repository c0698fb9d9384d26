import { z } from 'zod';

/** Whether a value of this schema is a Date, which JSON Schema has no word for. */
export function isDateSchema(schema: z.core.$ZodType | undefined): boolean {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodNullable ||
    current instanceof z.ZodDefault
  )
    current = current.unwrap();
  return current instanceof z.ZodDate;
}
