import { Inject, Injectable, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { FactFinder } from '#libs/slice';
import type { KnownPerson } from '../write/set-member-role.js';

/** Whether the user directory knows an id. Without a directory every id is taken for somebody's. */
@Injectable()
export class FindPerson implements FactFinder<{ readonly userId: string }, KnownPerson> {
  constructor(@Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined) {}

  async find({ userId }: { readonly userId: string }): Promise<KnownPerson> {
    return { isPerson: this.directory === undefined || (await this.directory.find(userId)) !== undefined };
  }
}
