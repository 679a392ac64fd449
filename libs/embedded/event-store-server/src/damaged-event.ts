/** What is stored at a position is not what was written there. */
export class DamagedEvent extends Error {
  override readonly name = 'DamagedEvent';

  constructor(position: number) {
    super(
      `The event at position ${position} of the log is damaged: it is not what was written. ` +
        'Restore the data directory from a backup.',
    );
  }
}
