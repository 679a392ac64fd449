import { UNREADABLE_EVENT } from '#libs/history';
import type { SigningKeys } from '../signing/signing-keys.js';
import { type ExportHeader, FORMAT, MANIFEST_FORMAT, VERSION } from './export-format.js';
import { chained, sealed } from './sealed-line.js';

/** An event as the history's lines have it. */
export interface ExportedEntry {
  readonly position: string;
  readonly type: string;
}

export interface ExportParts<Entry extends ExportedEntry> {
  readonly about: Omit<ExportHeader, 'format' | 'version' | 'number'>;
  readonly pages: AsyncIterable<readonly Entry[]>;
  /** The people that an entry names by their ids. */
  readonly peopleIn: (entry: Entry) => readonly string[];
  /** What they are called, asked once at the end: whoever is erased meanwhile has no name in it. */
  readonly called: (ids: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  readonly keys: Pick<SigningKeys, 'keyId' | 'sign'>;
}

/** The lines so far: how many, the hash of the last one, and what the manifest says of them. */
class Chain<Entry extends ExportedEntry> {
  private head = '';
  private length = 0;
  private header = '';
  private events = 0;
  private unreadable = 0;
  private first: Entry | undefined;
  private last: Entry | undefined;
  private readonly people = new Set<string>();

  constructor(private readonly parts: ExportParts<Entry>) {}

  begin(): string {
    const line = this.line({ format: FORMAT, version: VERSION, ...this.parts.about });
    this.header = this.head;
    return line;
  }

  page(entries: readonly Entry[]): string {
    for (const entry of entries) for (const id of this.parts.peopleIn(entry)) this.people.add(id);
    this.first ??= entries[0];
    this.last = entries.at(-1) ?? this.last;
    this.events += entries.length;
    this.unreadable += entries.filter(({ type }) => type === UNREADABLE_EVENT).length;
    return entries.map((entry) => this.line(entry)).join('');
  }

  async end(): Promise<string> {
    const { called, keys } = this.parts;
    const people = this.line({ people: await called([...this.people].sort()) });
    const { header, events, first, last, head, length: number } = this;
    const unreadable = this.unreadable === 0 ? undefined : this.unreadable;
    const said = { events, unreadable, firstPosition: first?.position, lastPosition: last?.position };
    const body = JSON.stringify({ format: MANIFEST_FORMAT, header, ...said, head, keyId: keys.keyId, number });
    return `${people}${sealed(body, 'signature', keys.sign(body))}\n`;
  }

  /** The line that these members are, after all before it. */
  private line(members: object): string {
    // no member is written after these, so nothing is copied to add one
    const body = `${JSON.stringify(members).slice(0, -1)},"number":${this.length}}`;
    this.head = chained(this.head, body);
    this.length += 1;
    return `${sealed(body, 'hash', this.head)}\n`;
  }
}

/**
 * The text of an export, a page at a time: header, events, names, manifest. No more than a page is in memory, and the ids of the people that
 * it names. One that breaks off has no manifest.
 */
export async function* writeExport<Entry extends ExportedEntry>(parts: ExportParts<Entry>): AsyncGenerator<string> {
  const chain = new Chain(parts);
  yield chain.begin();
  for await (const page of parts.pages) if (page.length > 0) yield chain.page(page);
  yield await chain.end();
}
