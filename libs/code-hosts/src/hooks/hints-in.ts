import { z } from 'zod';

/** What to look at again. Nothing else that a hook says is believed. */
export type Hint =
  /** A code repository, by its address. */
  | { readonly kind: 'repository'; readonly url: string }
  /** A path in the registry, without its host: registries are known by several names. */
  | { readonly kind: 'image'; readonly path: string };

const text = z.string().min(1).max(500);
const MAX_HINTS = 100;
/** Of one notification, which has a few: more are not worth their time. */
const MAX_EVENTS = 1_000;

const image = (path: string): Hint => ({ kind: 'image', path: path.toLowerCase() });
const repository = (url: string): Hint => ({ kind: 'repository', url });

/** Distribution's notifications: also of pulls, of blobs, and of a manifest's parts, which have no tag. */
const distributionEvent = z
  .object({ action: z.literal('push'), target: z.object({ repository: text, tag: text }) })
  .transform(({ target }) => [image(target.repository)])
  .catch([]);

const distributionEvents = z
  .array(z.unknown())
  .transform((events) => events.slice(0, MAX_EVENTS))
  .pipe(z.array(distributionEvent));

/** The first that fits counts. */
const hook = z.union([
  z.object({ events: distributionEvents }).transform(({ events }) => events.flat()),
  // GitLab
  z
    .object({ project: z.object({ git_http_url: text }) })
    .transform(({ project }) => [repository(project.git_http_url)]),
  // GitHub and Gitea
  z
    .object({ repository: z.object({ clone_url: text }) })
    .transform(({ repository: { clone_url: url } }) => [repository(url)]),
  // Harbor
  z
    .object({ event_data: z.object({ repository: z.object({ repo_full_name: text }) }) })
    .transform(({ event_data: { repository: of } }) => [image(of.repo_full_name)]),
  // Docker Hub
  z.object({ repository: z.object({ repo_name: text }) }).transform(({ repository: of }) => [image(of.repo_name)]),
  // Quay
  z.object({ repository: text, docker_url: text }).transform(({ repository: path }) => [image(path)]),
]);

/** Of any body at all, each once: hints that there are; none where it is of no kind that is known. */
export const hintsIn = (body: unknown): readonly Hint[] => {
  const said = hook.safeParse(body).data ?? [];
  return [...new Map(said.map((hint) => [JSON.stringify(hint), hint])).values()].slice(0, MAX_HINTS);
};
