import { insertedOnce } from '#libs/event-sourcing';
import type { Progress } from '../read-image-contents.js';
import type { RowCollection } from './row-collection.js';
import type { ReadingRow } from './rows.js';

/** Who reads which image just now, of all processes: none is read twice at once. */
export class ReadingsStore {
  constructor(private readonly rows: RowCollection<ReadingRow>) {}

  async find(reading: string): Promise<ReadingRow | undefined> {
    return (await this.rows.findOne({ _id: reading })) ?? undefined;
  }

  /** False: somebody else was faster. `dead`: the row of who does not go on reading. */
  async claim(reading: string, holder: string, dead: ReadingRow | undefined): Promise<boolean> {
    const row = { _id: reading, holder, beat: 0, asks: 0, doneBytes: 0, totalBytes: 0 };
    if (dead !== undefined) {
      const { _id, ...begun } = row;
      return (
        (await this.rows.updateOne({ _id, holder: dead.holder, beat: dead.beat }, { $set: begun })).matchedCount === 1
      );
    }
    return insertedOnce(this.rows, row);
  }

  /** A sign of life. How often somebody asked; undefined: somebody else reads it now. */
  async beat(reading: string, holder: string, progress: Progress): Promise<number | undefined> {
    const { doneBytes, totalBytes } = progress;
    const update = { $set: { doneBytes, totalBytes }, $inc: { beat: 1 } };
    const { matchedCount } = await this.rows.updateOne({ _id: reading, holder }, update);
    return matchedCount === 0 ? undefined : (await this.find(reading))?.asks;
  }

  /** Tells who reads it, in whatever process, that somebody waits. */
  async ask(reading: string): Promise<void> {
    await this.rows.updateOne({ _id: reading }, { $inc: { asks: 1 } });
  }

  async end(reading: string, holder: string): Promise<void> {
    await this.rows.deleteOne({ _id: reading, holder });
  }
}
