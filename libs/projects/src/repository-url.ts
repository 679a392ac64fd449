import { deriveId } from '#libs/event-sourcing';

/** A git repository on the web. */
export interface RepositoryUrl {
  /** What git clones. */
  readonly url: string;
  /** The same for every spelling of the same URL, in every project. */
  readonly repositoryId: string;
  /** The path's last segment without `.git`. */
  readonly lastSegment: string;
}

const withoutGit = (path: string): string => path.replace(/\/+$/, '').replace(/\.git$/i, '');

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** On these every repository is one of an owner, and what follows its name is a page of it. */
const ownersAndNames: ReadonlySet<string> = new Set(['github.com', 'bitbucket.org', 'codeberg.org', 'gitee.com']);

/** The repository's path where the address, as a browser shows it, is that of one of its pages. GitLab has those behind `/-/`. */
const repositoryOfPage = ({ hostname, pathname }: URL): string | undefined => {
  const [behindDash] = /^\/.+?(?=\/-\/)/.exec(pathname) ?? [];
  if (behindDash !== undefined || !ownersAndNames.has(hostname)) return behindDash;
  return /^(\/[^/]+\/[^/]+)\/+[^/]/.exec(pathname)?.[1];
};

/** What is wrong with an address, and the sentence that says so; the first that holds counts. */
const refusals: readonly (readonly [(url: URL) => boolean, string])[] = [
  [
    ({ protocol }) => protocol !== 'https:' && protocol !== 'http:',
    'Only http and https addresses are accepted: use the HTTPS address that the git host shows.',
  ],
  [
    ({ username, password }) => username !== '' || password !== '',
    'The address carries credentials. They would be seen by everybody in the project: leave them out.',
  ],
  [({ hostname }) => hostname.startsWith('-'), 'No host’s name starts with "-": programs would take it for an option.'],
  [({ search, hash }) => search !== '' || hash !== '', 'Leave out what follows ? or #: git has no use for it.'],
  [({ pathname }) => lastSegment(withoutGit(pathname)) === '', 'The address names no repository.'],
];

const refusalOfPage = (url: URL): string | undefined => {
  const path = repositoryOfPage(url);
  return path && `This is a page of a repository. The repository itself is ${url.origin}${path}.`;
};

/**
 * A repository's address, or one sentence on why it is refused (rule 7). The id follows from scheme, host and path;
 * the host's case, default ports, trailing slashes and `.git` make no difference, the path's case does.
 */
export const parseRepositoryUrl = (text: string): RepositoryUrl | { readonly refused: string } => {
  if (/[\s\\]/.test(text) || !URL.canParse(text))
    return { refused: 'This is no URL. Write it like https://gitlab.example.org/group/repository.' };
  const url = new URL(text);
  const refused = refusals.find(([holds]) => holds(url))?.[1] ?? refusalOfPage(url);
  if (refused !== undefined) return { refused };
  const path = withoutGit(url.pathname);
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    repositoryId: deriveId('repository', `${url.origin}${path}`),
    lastSegment: lastSegment(path),
  };
};

/** Of an address that was accepted. */
export const repositoryIdOf = (url: string): string => {
  const parsed = parseRepositoryUrl(url);
  if ('refused' in parsed) throw new TypeError(`not a repository address: ${parsed.refused}`);
  return parsed.repositoryId;
};
