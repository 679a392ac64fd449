import { Injectable } from '@nestjs/common';
import { ProblemError } from '#libs/rest';
import { launchProblems } from '../launch.rejections.js';
import { isLive } from '../launch-states.js';
import { FindEnterable } from './find-enterable.js';

/** The disk of a launch that does not run, where its user may enter it, as the log says. */
@Injectable()
export class FindKeptDisk {
  constructor(private readonly enterable: FindEnterable) {}

  /** Its id. Throws the problems `launch-not-found`, `not-reachable`, `files-in-use` and `no-files`. */
  async of(launchId: string, userId: string): Promise<string> {
    const launch = await this.enterable.of(launchId, userId);
    if (isLive(launch.status))
      throw new ProblemError(launchProblems['files-in-use'], 'Take them inside the session, or pause it first.');
    const disk = launch.disks.find(({ diskId }) => diskId === launch.diskId);
    if (disk === undefined || disk.discard)
      throw new ProblemError(launchProblems['no-files'], 'They were deleted, or there never were any.');
    return disk.diskId;
  }
}
