import { z } from 'zod';
import { idInput } from '#libs/rest';

const position = z.string().regex(/^\d{1,19}$/, 'must be a decimal position');

/** What there is to listen to, by what it is asked for with. */
const subject = { project: idInput.optional(), inbox: z.literal(true).optional() };

/** A project, or one's own inbox. */
export type Subject = { readonly project: string } | { readonly inbox: true };

const oneSubject = ({ project, inbox }: { project?: string | undefined; inbox?: true | undefined }): boolean =>
  (project === undefined) !== (inbox === undefined);

const message = 'say what: either {project: <id>}, or {inbox: true} for your own inbox';

export const subjectOf = ({ project }: { project?: string | undefined }): Subject =>
  project === undefined ? { inbox: true } : { project };

/** What a listener may send. */
export const liveMessages = {
  subscribe: z.strictObject({ ...subject, after: position.optional() }).refine(oneSubject, message),
  unsubscribe: z.strictObject(subject).refine(oneSubject, message),
  authenticate: z.strictObject({ token: z.string().max(16_384) }),
};
