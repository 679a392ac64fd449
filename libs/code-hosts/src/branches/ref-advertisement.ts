/** The branches of a repository, as its server says them. */
export interface Branches {
  /** Branch → hash of its head. */
  readonly heads: ReadonlyMap<string, string>;
  /** The one that a clone checks out; undefined where there is none, as in an empty repository. */
  readonly defaultBranch: string | undefined;
}

const MAX_NAME_LENGTH = 250;

/** Without line ends; undefined where it is cut off or is none. */
const packetLines = (body: Buffer): readonly string[] | undefined => {
  const lines: string[] = [];
  for (let at = 0; at < body.length; ) {
    const digits = body.toString('latin1', at, at + 4);
    const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    // 0000 ends a section
    const size = length === 0 ? 4 : length;
    if (!(size >= 4) || at + size > body.length) return undefined;
    if (length > 4) lines.push(body.toString('utf8', at + 4, at + size).replace(/\n$/, ''));
    at += size;
  }
  return lines;
};

const defaultIn = (capabilities: string): string | undefined =>
  / symref=HEAD:refs\/heads\/(\S+)/.exec(` ${capabilities}`)?.[1];

/** As `git check-ref-format` has it: a host may say anything, and names are shown, logged and asked for. */
const isBranchName = (name: string): boolean =>
  name.length <= MAX_NAME_LENGTH &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^\/|[/.]$/.test(name) &&
  name.split('/').every((part) => !/^\.|\.lock$/.test(part));

const headIn = (line: string): readonly [string, string] | undefined => {
  const [, commit, branch = ''] = /^([0-9a-f]{40}|[0-9a-f]{64}) refs\/heads\/([^\0]+)/.exec(line) ?? [];
  return commit === undefined || !isBranchName(branch) ? undefined : [branch, commit];
};

/**
 * What `GET <repository>/info/refs?service=git-upload-pack` answers, protocol version 0 or 1 (gitprotocol-http, gitprotocol-pack);
 * undefined where it is something else.
 */
export const branchesIn = (body: Buffer): Branches | undefined => {
  const [service, ...refs] = packetLines(body) ?? [];
  if (service !== '# service=git-upload-pack') return undefined;
  const heads = new Map(refs.map(headIn).filter((head) => head !== undefined));
  return { heads, defaultBranch: defaultIn(refs[0]?.split('\0')[1] ?? '') };
};
