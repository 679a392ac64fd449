import { Trans } from '@lingui/react/macro';
import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import { Logo } from '../page/logo.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useLayoutEffect } from '../page/use-layout-effect.js';
import { Waiting } from '../page/waiting.js';
import { Console } from '../shell/console.js';
import type { SignIn, SignInState } from './sign-in.js';

interface Props {
  readonly signIn: SignIn;
}

/** The console itself once it is known who it is. */
export const SignedOutPage = ({ signIn }: Props): ReactNode => {
  const state = useSyncExternalStore(signIn.watch, () => signIn.state);
  return state.kind === 'signed-in' ? <Console signIn={signIn} /> : <SignInCard signIn={signIn} state={state} />;
};

const SignInCard = ({
  signIn,
  state,
}: Props & { readonly state: Exclude<SignInState, { kind: 'signed-in' }> }): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  const keptFocus = useKeptFocus<HTMLElement>();
  // it takes the place of a page: see PageTitle
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className="signed-out" {...keptFocus}>
      <div className="sign-in-card">
        <Logo size={56} />
        <h1 ref={heading} tabIndex={-1}>
          <Trans>Renku sessions</Trans>
        </h1>
        <p className="soft">
          <Trans>Ready-made compute environments for your project: one click, and you work where your code is.</Trans>
        </p>
        {state.kind === 'starting' && <Waiting />}
        {state.kind === 'unavailable' && (
          <>
            <p role="alert" className="alert">
              <Trans>Signing in is not possible now.</Trans> {state.message}
            </p>
            <button type="button" className="primary wide" onClick={() => void signIn.start()}>
              <Trans>Try again</Trans>
            </button>
          </>
        )}
        {state.kind === 'signed-out' && <SignInChoice signIn={signIn} state={state} />}
      </div>
    </main>
  );
};

const SignInChoice = ({
  signIn,
  state,
}: Props & { readonly state: Extract<SignInState, { kind: 'signed-out' }> }): ReactNode => (
  <>
    {state.message !== undefined && (
      <p role="alert" className="alert">
        {state.message}
      </p>
    )}
    <button type="button" className="primary wide" onClick={() => void signIn.begin()}>
      <Trans>Sign in</Trans>
    </button>
    {state.isDemo && (
      <p className="soft small">
        <Trans>On this computer you sign in as a demo user, without a password.</Trans>
      </p>
    )}
  </>
);
