import { z } from 'zod';
import { parseJsonList } from '#libs/settings';
import { type CodeHost, codeHostSchema, type HostCredentials } from './code-host.js';

/** Where nothing else is said. */
const wellKnown: readonly CodeHost[] = [
  codeHostSchema.parse({ url: 'https://gitlab.com', registry: 'registry.gitlab.com' }),
];

/** Their repositories of the same path had the same images, and one’s would be taken for the other’s. */
const refuseSameImages = (all: readonly CodeHost[], issues: z.core.$RefinementCtx): void => {
  for (const [index, { registry, image }] of all.entries()) {
    const first = all.findIndex((other) => other.registry === registry && other.image === image);
    const message = `calls images as entry ${first} does in the same registry: say in "image" what tells them apart`;
    if (first < index) issues.addIssue({ code: 'custom', path: [index, 'image'], message });
  }
};

const listed = z.array(codeHostSchema).superRefine(refuseSameImages);

const isIn = ({ url }: CodeHost, repositoryUrl: string): boolean => repositoryUrl.startsWith(`${url}/`);

/** The code hosts that this installation knows. */
export class CodeHosts {
  constructor(readonly all: readonly CodeHost[] = wellKnown) {}

  /** Of a file's text. Throws an `Error` with a line for each thing that is wrong, which says none of the values. */
  static parse(text: string): CodeHosts {
    return new CodeHosts(parseJsonList(text, listed, '[{"url": "https://…", "registry": "…"}]'));
  }

  /** The one whose address a repository’s begins with: the longest of several. */
  of(repositoryUrl: string): CodeHost | undefined {
    const [first] = this.all.filter((host) => isIn(host, repositoryUrl)).sort((a, b) => b.url.length - a.url.length);
    return first;
  }

  /** With what the registry (`host[:port]`) is read. */
  pullFrom(registry: string): HostCredentials | undefined {
    return this.all.find((host) => host.registry === registry && host.pull !== undefined)?.pull;
  }
}
