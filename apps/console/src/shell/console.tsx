import { Trans } from '@lingui/react/macro';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import { type Api, createApi } from '../api/create-api.js';
import { ReadPosition } from '../api/read-position.js';
import { InboxConnection } from '../inbox/inbox-connection.js';
import { useInboxFeed } from '../inbox/use-inbox-feed.js';
import { LiveConnection } from '../live/live-connection.js';
import { Answered } from '../page/answered.js';
import { createQueryClient } from '../page/create-query-client.js';
import { type Services, ServicesContext } from '../page/services.js';
import { UndoToasts } from '../page/undo-toast.js';
import { useEffect } from '../page/use-effect.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import type { SignIn } from '../sign-in/sign-in.js';
import { AskBeforeLeaving } from './ask-before-leaving.js';
import { Pages } from './pages.js';
import { TopBar } from './top-bar.js';
import { useLeaving } from './use-leaving.js';
import { useUndoOffers } from './use-undo-offers.js';

interface Props extends Pick<Services, 'unsaved'> {
  readonly signIn: SignIn;
}

/** The console of one signed-in person. */
export const Console = (props: Props): ReactNode => {
  const client = useMemo(() => createQueryClient(), []);
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Mine {...props} />
      </BrowserRouter>
    </QueryClientProvider>
  );
};

const Mine = ({ signIn, unsaved }: Props): ReactNode => {
  const { api, position } = useApi(signIn);
  const live = useLive(signIn);
  const query = useQuery({ queryKey: ['me'], queryFn: () => answerOf(api.GET('/api/v1/me')), staleTime: Infinity });
  const inboxConnection = useInboxFeed(live, position);
  const { data: me } = query;
  const { offers, offerUndo, endOffer } = useUndoOffers();
  const { heldUp, leave, stay } = useLeaving({ unsaved });
  // whoever has undone something, or does not want to, goes on in the page
  const keptFocus = useKeptFocus<HTMLElement>();
  const services = useMemo<Services | undefined>(
    () =>
      me === undefined
        ? undefined
        : {
            ...{ api, position, live, me, unsaved, leave, offerUndo },
            eraseMe: () => signIn.erase(),
          },
    [api, position, live, me, unsaved, leave, offerUndo, signIn],
  );
  if (services === undefined)
    return (
      <main className="page">
        <Answered query={query}>{() => null}</Answered>
      </main>
    );
  return (
    <ServicesContext value={services}>
      <InboxConnection value={inboxConnection}>
        <a className="skip" href="#content">
          <Trans>Skip to the content</Trans>
        </a>
        <TopBar me={services.me} signIn={signIn} />
        <main className="page" id="content" {...keptFocus}>
          <Pages />
          <UndoToasts offers={offers} onOver={endOffer} />
        </main>
        <AskBeforeLeaving heldUp={heldUp} onStay={stay} />
      </InboxConnection>
    </ServicesContext>
  );
};

const useApi = (signIn: SignIn): { api: Api; position: ReadPosition } =>
  useMemo(() => {
    const position = new ReadPosition();
    return { api: createApi(signIn, position), position };
  }, [signIn]);

const useLive = (signIn: SignIn): LiveConnection => {
  const live = useMemo(() => new LiveConnection(signIn), [signIn]);
  useEffect(() => {
    live.open();
    const stop = signIn.onRenewed((token) => live.authenticate(token));
    return () => {
      stop();
      live.close();
    };
  }, [live, signIn]);
  return live;
};
