import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useRef, useState, useSyncExternalStore } from 'react';
import { Logo } from '../page/logo.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useLayoutEffect } from '../page/use-layout-effect.js';
import { useModal } from '../page/use-modal.js';
import { Waiting } from '../page/waiting.js';
import { Console } from '../shell/console.js';
import type { SignIn, SignInState } from './sign-in.js';

interface Props {
  readonly signIn: SignIn;
}

type Out = Exclude<SignInState, { kind: 'signed-in' }>;

/**
 * The console itself once it is known who it is. Where a sign-in ends while something typed is not saved, it stays behind, unseen: the same
 * person goes on with it.
 */
export const SignedOutPage = ({ signIn }: Props): ReactNode => {
  const state = useSyncExternalStore(signIn.watch, () => signIn.state);
  const [unsaved] = useState(() => new Set<string>());
  const isIn = state.kind === 'signed-in';
  const isKept = state.kind === 'signed-out' && state.hasEnded && unsaved.size > 0;
  return (
    <>
      {(isIn || isKept) && <Console signIn={signIn} unsaved={unsaved} />}
      {isKept && <SignInBeside signIn={signIn} state={state} />}
      {!(isIn || isKept) && <SignInPage signIn={signIn} state={state} />}
    </>
  );
};

const SignInPage = ({ signIn, state }: Props & { readonly state: Out }): ReactNode => {
  const keptFocus = useKeptFocus<HTMLElement>();
  return (
    <main className="signed-out" {...keptFocus}>
      <SignInCard signIn={signIn} state={state} onBegin={() => void signIn.begin()} />
    </main>
  );
};

/** Over everything else, dialogs too, until one is signed in again. */
const SignInBeside = ({ signIn, state }: Props & { readonly state: Out }): ReactNode => {
  const element = useModal();
  return (
    <dialog
      ref={element}
      className="signed-out"
      aria-label={t`Sign in`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
      onCancel={(event) => event.preventDefault()}
      onClose={() => element.current?.showModal()}
    >
      <SignInCard signIn={signIn} state={state} onBegin={() => signIn.beginBeside()}>
        <p className="soft small">
          <Trans>A new tab opens for it. What you typed is still here when you come back.</Trans>
        </p>
      </SignInCard>
    </dialog>
  );
};

interface CardProps extends Props {
  readonly state: Out;
  readonly onBegin: () => void;
  /** What is to be known about signing in. */
  readonly children?: ReactNode;
}

const SignInCard = ({ signIn, state, onBegin, children }: CardProps): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  // it takes the place of a page: see PageTitle
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
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
      {state.kind === 'signed-out' && <SignInChoice state={state} onBegin={onBegin} />}
      {children}
    </div>
  );
};

const SignInChoice = ({
  state,
  onBegin,
}: Pick<CardProps, 'onBegin'> & { readonly state: Extract<SignInState, { kind: 'signed-out' }> }): ReactNode => (
  <>
    {state.message !== undefined && (
      <p role="alert" className="alert">
        {state.message}
      </p>
    )}
    <button type="button" className="primary wide" onClick={onBegin}>
      <Trans>Sign in</Trans>
    </button>
    {state.isDemo && (
      <p className="soft small">
        <Trans>On this computer you sign in as a demo user, without a password.</Trans>
      </p>
    )}
  </>
);
