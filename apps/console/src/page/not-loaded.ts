import { t } from '@lingui/core/macro';
/** The code of a page could not be loaded: the server is away, or has another version by now. Only a reload helps. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';

  constructor(cause: unknown) {
    super(t`A part of this page could not be loaded.`, { cause });
  }
}
