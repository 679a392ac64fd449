import type { PipeTransform } from '@nestjs/common';
import { ProblemError } from '#libs/rest';
import { connectionHost } from '../connection-host.js';

/** `@Param('host', Host) host: string` */
export const Host: PipeTransform<string, string> = {
  transform: (text) => {
    const host = connectionHost(text);
    if (host !== undefined) return host;
    throw new ProblemError(
      'invalid-request',
      'The address ends with a host, with its port where it has one: /me/connections/gitlab.example.org.',
    );
  },
};
