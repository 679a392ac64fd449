import { deciderSpec } from '#libs/event-sourcing/testing';
import { resourceClasses } from './resource-classes.js';
import type { ResourcesEvent } from './resources.events.js';

/** Builders for this slice's specs. */
export const [smallId, largeId] = ['7d1a1c7e-0000-4000-8000-0000000000c1', '7d1a1c7e-0000-4000-8000-0000000000c2'];
export const GIB = 2 ** 30;

type Data = Extract<ResourcesEvent, { type: 'ResourceClassPublished' }>['data'];

export const small: Data = { resourceClassId: smallId, name: 'small', cpu: 1, memory: 2 * GIB, gpu: 0 };
export const large: Data = { ...small, resourceClassId: largeId, name: 'large', cpu: 8, memory: 32 * GIB };

export const published = (data: Data = small) => ({ type: 'ResourceClassPublished', data }) as const;
export const revised = (data: Data) => ({ type: 'ResourceClassRevised', data }) as const;
export const archived = () => ({ type: 'ResourceClassArchived', data: { resourceClassId: smallId } }) as const;

export const spec = deciderSpec(resourceClasses);
