import { Binary, UUID } from 'bson';
import type Database from 'libsql';
import { bytesOf, type Doc, viewOf } from '../bson/document.js';
import { Collection } from '../collection/collection.js';
import { type IndexDefinition, indexDefinition, indexSpec } from '../collection/index-definition.js';
import { CommandError } from '../errors.js';
import { DocumentTable } from './document-table.js';
import { type WriteJournal } from './write-journal.js';

interface Entry {
  readonly id: number;
  database: string;
  name: string;
  readonly uuid: Binary;
  definitions: IndexDefinition[];
  readonly table: DocumentTable;
  /** Read from disk when first used: opening a directory costs nothing for collections that nobody asks for. */
  loaded: Collection | undefined;
}

const validate = (name: string): void => {
  if (name === '' || name.includes('\u0000') || name.includes('$') || name.startsWith('system.') || name.length > 235)
    throw new CommandError('InvalidNamespace', `Invalid collection name: '${name}'`);
};

const key = (database: string, name: string): string => `${database}.${name}`;

/** Which databases, collections and indexes exist, in memory and on disk. */
export class Catalog {
  private readonly entries = new Map<string, Entry>();
  private nextId = 1;

  constructor(
    private readonly file: Database.Database,
    private readonly journal: WriteJournal,
  ) {
    const rows = file.prepare('SELECT id, database, name, definition FROM collections ORDER BY id').raw().all();
    for (const [id, database, name, body] of rows as [number, string, string, Uint8Array | ArrayBuffer][]) {
      const definition = viewOf(new Uint8Array(body));
      this.nextId = id + 1;
      const definitions = (definition.indexes as Doc[]).map(indexDefinition);
      const table = new DocumentTable(file, journal, id, false);
      this.entries.set(key(database, name), {
        id,
        database,
        name,
        uuid: definition.uuid as Binary,
        definitions,
        table,
        loaded: undefined,
      });
    }
  }

  /** Documents that were looked at to answer what was asked, in the collections that there are. */
  get scanned(): number {
    return [...this.entries.values()].reduce((sum, { loaded }) => sum + (loaded?.scanned ?? 0), 0);
  }

  find(database: string, name: string): Collection | undefined {
    const entry = this.entries.get(key(database, name));
    return entry === undefined ? undefined : this.open(entry);
  }

  findOrCreate(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name);
  }

  /** @throws CommandError NamespaceExists, InvalidNamespace */
  create(database: string, name: string): Collection {
    validate(name);
    if (this.entries.has(key(database, name)))
      throw new CommandError('NamespaceExists', `Collection ${key(database, name)} already exists.`);
    const id = this.nextId++;
    const table = new DocumentTable(this.file, this.journal, id, true);
    const entry: Entry = { id, database, name, uuid: new UUID().toBinary(), definitions: [], table, loaded: undefined };
    this.entries.set(key(database, name), entry);
    this.save(entry);
    return this.open(entry);
  }

  drop(database: string, name: string): boolean {
    const entry = this.entries.get(key(database, name));
    if (entry === undefined) return false;
    this.entries.delete(key(database, name));
    entry.table.drop();
    this.journal.write(() => this.file.prepare('DELETE FROM collections WHERE id = ?').run(entry.id));
    return true;
  }

  /** @throws CommandError NamespaceNotFound, NamespaceExists, InvalidNamespace */
  rename(from: readonly [string, string], to: readonly [string, string], dropTarget: boolean): void {
    validate(to[1]);
    const entry = this.entries.get(key(...from));
    if (entry === undefined)
      throw new CommandError('NamespaceNotFound', `Source collection ${key(...from)} does not exist`);
    if (key(...from) === key(...to)) throw new CommandError('IllegalOperation', "Can't rename a collection to itself");
    if (this.entries.has(key(...to)) && !dropTarget)
      throw new CommandError('NamespaceExists', 'target namespace exists');
    this.drop(...to);
    this.entries.delete(key(...from));
    [entry.database, entry.name] = to;
    if (entry.loaded !== undefined) entry.loaded.namespace = key(...to);
    this.entries.set(key(...to), entry);
    this.save(entry);
  }

  createIndex(database: string, name: string, definition: IndexDefinition): void {
    const entry = this.entry(database, name);
    this.open(entry).createIndex(definition);
    entry.definitions = [...entry.definitions, definition];
    this.save(entry);
  }

  dropIndex(database: string, name: string, index: string): void {
    const entry = this.entry(database, name);
    entry.loaded?.dropIndex(index);
    entry.definitions = entry.definitions.filter((definition) => definition.name !== index);
    this.save(entry);
  }

  /** @throws CommandError NamespaceNotFound */
  indexes(database: string, name: string): readonly IndexDefinition[] {
    return this.entry(database, name).definitions;
  }

  collections(database: string): { name: string; uuid: Binary }[] {
    return [...this.entries.values()].filter((entry) => entry.database === database);
  }

  databases(): string[] {
    return [...new Set([...this.entries.values()].map((entry) => entry.database))].sort();
  }

  private entry(database: string, name: string): Entry {
    const entry = this.entries.get(key(database, name));
    if (entry === undefined) throw new CommandError('NamespaceNotFound', `ns does not exist: ${key(database, name)}`);
    return entry;
  }

  private open(entry: Entry): Collection {
    entry.loaded ??= new Collection(key(entry.database, entry.name), entry.table, entry.definitions);
    return entry.loaded;
  }

  private save({ id, database, name, uuid, definitions }: Entry): void {
    const body = bytesOf({ uuid, indexes: definitions.map(indexSpec) });
    this.journal.write(() => {
      this.file.prepare('INSERT OR REPLACE INTO collections VALUES (?, ?, ?, ?)').run(id, database, name, body);
    });
  }
}
