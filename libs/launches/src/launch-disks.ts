import type { Launch } from './launch.js';

/** A user's /work for one session. It outlives runs. */
export interface Disk {
  readonly diskId: string;
  readonly sessionId: string;
  /** Since when nothing uses it; undefined while a run has it. Its retention counts from here. */
  readonly keptSince?: string | undefined;
  /** It is to be deleted now. */
  readonly discard: boolean;
  /** The latest run that was ready with it: whatever a person did there is on it. */
  readonly filesOfRun?: number | undefined;
}

/** Keeps what is derived from the disks next to them. */
export const withDisks = (disks: readonly Disk[]): Pick<Launch, 'disks' | 'diskKeptSince'> => ({
  disks,
  diskKeptSince: disks.flatMap((disk) => (disk.discard ? [''] : (disk.keptSince ?? []))).sort()[0],
});

/** A disk that is to be deleted keeps its mark: the new run gets an empty one, as was asked. */
export const occupy = (disks: readonly Disk[], diskId: string, sessionId: string, at: string): Disk[] => [
  ...disks.filter((disk) => disk.diskId !== diskId).map((disk) => ({ ...disk, keptSince: disk.keptSince ?? at })),
  { discard: false, ...disks.find((disk) => disk.diskId === diskId), diskId, sessionId, keptSince: undefined },
];

export const fill = (disks: readonly Disk[], diskId: string, run: number): readonly Disk[] =>
  disks.map((disk) => (disk.diskId === diskId ? { ...disk, filesOfRun: run } : disk));

/** One that a live run has was deleted before that run was made: it gets an empty one. */
export const empty = (disks: readonly Disk[], diskId: string): readonly Disk[] =>
  disks.flatMap((disk) => {
    if (disk.diskId !== diskId) return [disk];
    return disk.keptSince === undefined ? [{ ...disk, discard: false, filesOfRun: undefined }] : [];
  });
