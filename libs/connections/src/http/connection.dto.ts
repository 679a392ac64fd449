import { z } from 'zod';
import { mayCarrySecret } from '#libs/outbound';
import type { Connection } from '../connection.js';

const printable = /^[\x21-\x7e]+$/;

const repository = z
  .string()
  .max(2000)
  .refine((text) => printable.test(text) && URL.canParse(text), 'must be the whole address of a repository')
  .refine(
    (text) => !URL.canParse(text) || mayCarrySecret(new URL(text)),
    'must be an https address: a token is not sent in the clear',
  )
  .refine(
    (text) => !URL.canParse(text) || isAddressAlone(new URL(text)),
    'must be an address without credentials, ? and #',
  );

const isAddressAlone = ({ username, password, search, hash }: URL): boolean =>
  [username, password, search, hash].every((part) => part === '');

export const connectBody = z
  .strictObject({
    token: z
      .string()
      .min(1)
      .max(2000)
      .regex(printable, 'must be printable characters without spaces')
      .meta({ description: 'Is kept encrypted, given to clones of your sessions alone and never shown again' }),
    username: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[\x21-\x39\x3b-\x7e]+$/, 'must be printable characters without spaces and colons')
      .optional()
      .meta({ description: 'Where the host wants the one that goes with the token; most take any' }),
    repository: repository
      .optional()
      .meta({ description: 'Of a private repository at this host, on which the token is tried' }),
  })
  .meta({ id: 'ConnectHost' });

export const connectionView = z
  .object({
    host: z.string().meta({ examples: ['gitlab.example.org'] }),
    username: z.string().optional(),
    addedAt: z.string().meta({ format: 'date-time' }),
    checkedAt: z.string().optional().meta({ format: 'date-time', description: 'Absent where it could not be tried' }),
    state: z.enum(['works', 'refused', 'unchecked']).meta({
      description:
        'What the host said of the token when it was tried last: when it was given, or by a clone of yours since',
    }),
    refusedSince: z
      .string()
      .optional()
      .meta({ format: 'date-time', description: 'When the host refused it first; it did not take it since' }),
    advice: z.string().optional(),
  })
  .meta({ id: 'Connection' });

export type ConnectionView = z.infer<typeof connectionView>;

export const viewOf = ({ addedAt, checkedAt, refusedSince, ...said }: Connection): ConnectionView =>
  connectionView.parse({
    ...said,
    addedAt: addedAt.toISOString(),
    checkedAt: checkedAt?.toISOString(),
    refusedSince: refusedSince?.toISOString(),
  });
