import { type FunctionComponent, lazy } from 'react';
import { NotLoaded } from './not-loaded.js';

/** A page, or a dialog, whose code is loaded when it is gone to first. */
export const lazyPage = <Name extends string, Props extends object>(
  load: () => Promise<Readonly<Record<Name, FunctionComponent<Props>>>>,
  name: Name,
): FunctionComponent<Props> =>
  lazy<FunctionComponent<Props>>(async () => {
    try {
      return { default: (await load())[name] };
    } catch (error) {
      throw new NotLoaded(error);
    }
  });
