import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { connectReadModels, type ReadModelsConnection } from '../connect-read-models.js';
import { CommandTap } from './command-tap.js';

/** An embedded server with a connection to it, of which one sees what it asks. */
export class TappedDatabase {
  private constructor(
    private readonly dataDir: string,
    private readonly server: DocumentServer,
    readonly tap: CommandTap,
    readonly connection: ReadModelsConnection,
  ) {}

  static async start(databaseName: string): Promise<TappedDatabase> {
    const dataDir = await mkdtemp(join(tmpdir(), `read-models-${databaseName}-`));
    const server = await startDocumentServer({ dataDir });
    const tap = await CommandTap.before(server.connectionString);
    return new TappedDatabase(dataDir, server, tap, connectReadModels({ url: tap.url, databaseName }));
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.tap.close();
    await this.server.close();
    await rm(this.dataDir, { recursive: true });
  }
}
