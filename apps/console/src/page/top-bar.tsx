import { type ReactNode, useRef } from 'react';
import type { Me } from '../api/views.js';
import { InboxBell } from '../inbox/inbox-bell.js';
import type { SignIn } from '../sign-in/sign-in.js';
import { connectionsAddress } from './address.js';
import { Link } from './link.js';
import { Logo } from './logo.js';
import { useEffect } from './use-effect.js';

interface Props {
  readonly me: Me;
  readonly signIn: SignIn;
}

const roleWords: Readonly<Record<string, string>> = { admin: 'Administrator', auditor: 'Auditor' };

export const TopBar = ({ me, signIn }: Props): ReactNode => (
  <header className="top-bar">
    <Link href="/" className="brand">
      <Logo />
      <span>Renku sessions</span>
    </Link>
    <div className="own">
      <InboxBell />
      <Account me={me} signIn={signIn} />
    </div>
  </header>
);

const Account = ({ me, signIn }: Props): ReactNode => {
  const menu = useRef<HTMLDetailsElement>(null);
  useCloseOutside(menu);
  const roles = me.roles.map((role) => roleWords[role] ?? role).join(', ');
  return (
    <details
      ref={menu}
      className="account"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || menu.current === null) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary>
        <span className="face" aria-hidden="true">
          {me.displayName.slice(0, 1)}
        </span>
        <span>{me.displayName}</span>
      </summary>
      <div className="menu">
        {roles !== '' && <p className="soft small">{roles}</p>}
        <Link href={connectionsAddress()}>Connections</Link>
        <a href="/docs" target="_blank" rel="noreferrer">
          API reference
        </a>
        <button type="button" onClick={() => void signIn.begin({ switchUser: true })}>
          Switch user
        </button>
        <button type="button" onClick={() => signIn.signOut()}>
          Sign out
        </button>
      </div>
    </details>
  );
};

/** A click elsewhere puts the menu away. */
const useCloseOutside = (menu: { readonly current: HTMLDetailsElement | null }): void => {
  useEffect(() => {
    const close = (event: PointerEvent): void => {
      const element = menu.current;
      if (element !== null && !element.contains(event.target as Node)) element.open = false;
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [menu]);
};
