import { CapabilitySchema, CreateCapabilitySchema, UpdateCapabilitySchema } from '@baton/protocol';
import type { CreateCapability } from '@baton/protocol';
import type { z } from 'zod';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import {
  changingRoute,
  creatingRoute,
  deletingRoute,
  listingRoute,
  readingRoute,
} from '../behaviour-entity.ts';
import { capabilityView } from '../behaviour-views.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeTags } from '../tag-lists.ts';

const CAPABILITY: BehaviourEntity<'capability'> = {
  kind: 'capability',
  path: '/capabilities',
  parameter: 'capability_id',
  noun: 'Capability',
  response: CapabilitySchema,
  view: capabilityView,
};

/** The id of a capability is never chosen. */
const createBody: z.ZodType<CreateCapability & { id?: undefined }> = CreateCapabilitySchema;

export function capabilityRoutes(parts: ServerParts): void {
  creatingRoute(parts, CAPABILITY, {
    body: createBody,
    content: ({ title, description, signals, tags }) => [
      title,
      description,
      JSON.stringify([signals, tags ?? []]),
    ],
    make: (body, id, createdAt) => ({
      id,
      createdAt,
      title: body.title,
      description: body.description,
      signals: [...new Set(body.signals)],
      tags: [...new Set(body.tags ?? [])],
    }),
  });
  listingRoute(parts, CAPABILITY);
  readingRoute(parts, CAPABILITY);
  changingRoute(parts, CAPABILITY, {
    body: UpdateCapabilitySchema,
    change: (capability, body) => ({
      ...capability,
      title: body.title ?? capability.title,
      description: body.description ?? capability.description,
      signals: body.signals ?? capability.signals,
      tags: changeTags(capability.tags, body.tags),
    }),
  });
  deletingRoute(parts, CAPABILITY);
}
