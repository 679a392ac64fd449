import type { CodeHost } from './code-host.js';

/** The state of a branch. */
export interface Head {
  readonly branch: string;
  /** Its hash, whole. */
  readonly commit: string;
}

type Naming = Pick<CodeHost, 'url' | 'registry' | 'image' | 'tag'>;

/** As GitLab makes `CI_COMMIT_REF_SLUG`: what a tag may contain. */
const slug = (branch: string): string =>
  branch
    .toLowerCase()
    // an emoji is one character
    .replace(/[^a-z0-9]/gu, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');

const pathIn = ({ url }: Naming, repositoryUrl: string): string =>
  repositoryUrl
    .slice(url.length)
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '')
    .toLowerCase();

/** `host/path`: where the images of a repository are. */
export const imageRepositoryOf = (host: Naming, repositoryUrl: string): string =>
  `${host.registry}/${host.image.replaceAll('{path}', () => pathIn(host, repositoryUrl))}`;

/** `host/path:tag`: what the pipeline of the branch calls the image of its head. */
export const builtImageOf = (host: Naming, repositoryUrl: string, { branch, commit }: Head): string => {
  const tag = host.tag
    .replace(/\{commit(?::(\d+))?\}/g, (_, length?: string) =>
      length === undefined ? commit : commit.slice(0, Number(length)),
    )
    .replaceAll('{branch}', () => slug(branch));
  return `${imageRepositoryOf(host, repositoryUrl)}:${tag}`;
};
