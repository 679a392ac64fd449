import { Injectable } from '@nestjs/common';
import { ProblemError } from '#libs/rest';
import type { Launch } from '../launch.js';
import { launchProblems } from '../launch.rejections.js';
import { FindEnterable } from './find-enterable.js';

/** A launch that its user may enter right now, as the log says. */
@Injectable()
export class FindRunning {
  constructor(private readonly enterable: FindEnterable) {}

  /** Throws the problems `launch-not-found` and `not-reachable`. */
  async of(launchId: string, userId: string): Promise<Launch> {
    const launch = await this.enterable.of(launchId, userId);
    if (launch.status !== 'running')
      throw new ProblemError(launchProblems['not-reachable'], 'It is not running. Launch it, or wait.');
    return launch;
  }
}
