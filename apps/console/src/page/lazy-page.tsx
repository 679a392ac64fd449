import { type FunctionComponent, type ReactNode, useState } from 'react';
import { NotLoaded } from './not-loaded.js';
import { useLayoutEffect } from './use-layout-effect.js';
import { Waiting } from './waiting.js';

/**
 * A page, or a dialog, whose code is loaded when it is gone to first. React's own `lazy` shows it 300 ms later where something else was
 * waited for just before, also where its code is there already.
 */
export const lazyPage = <Name extends string, Props extends object>(
  load: () => Promise<Readonly<Record<Name, FunctionComponent<Props>>>>,
  name: Name,
): FunctionComponent<Props> => {
  let loaded: FunctionComponent<Props> | undefined;
  const LazyPage = (props: Props): ReactNode => {
    const [Page, setPage] = useState(() => loaded);
    const [failure, setFailure] = useState<NotLoaded>();
    useLayoutEffect(() => {
      if (Page !== undefined) return;
      load().then(
        (code) => {
          loaded = code[name];
          setPage(() => loaded);
        },
        (error: unknown) => setFailure(new NotLoaded(error)),
      );
    }, []);
    if (failure !== undefined) throw failure;
    return Page === undefined ? <Waiting /> : <Page {...props} />;
  };
  return LazyPage;
};
