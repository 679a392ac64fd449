import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import type { Me } from '../api/schema.js';
import { InboxBell } from '../inbox/inbox-bell.js';
import { knownWords } from '../language/known-words.js';
import { LanguageChoice } from '../language/language-choice.js';
import { addresses } from '../page/addresses.js';
import { CommandButton } from '../page/command-button.js';
import { Logo } from '../page/logo.js';
import { ThemeChoice } from '../page/theme-choice.js';
import { useEffect } from '../page/use-effect.js';
import { PaletteButton } from '../palette/palette-button.js';
import type { SignIn } from '../sign-in/sign-in.js';

interface Props {
  readonly me: Me;
  readonly signIn: SignIn;
}

const roleWords = knownWords({ admin: msg`Administrator`, auditor: msg`Auditor` });

export const TopBar = ({ me, signIn }: Props): ReactNode => (
  <header className="top-bar">
    <Link to={addresses.home} className="brand">
      <Logo />
      <span>
        <Trans>Renku sessions</Trans>
      </span>
    </Link>
    <div className="own">
      <PaletteButton />
      <InboxBell />
      <Account me={me} signIn={signIn} />
    </div>
  </header>
);

const Account = ({ me, signIn }: Props): ReactNode => {
  const menu = useRef<HTMLDetailsElement>(null);
  useCloseOutside(menu);
  useCloseWhenGone(menu);
  const roles = me.roles.map((role) => roleWords(role) ?? role).join(', ');
  return (
    <details
      ref={menu}
      className="account"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close(menu);
      }}
    >
      <summary>
        <span className="face" aria-hidden="true">
          {me.displayName.slice(0, 1)}
        </span>
        <span className="person">{me.displayName}</span>
      </summary>
      <div className="menu">
        {roles !== '' && <p className="soft small">{roles}</p>}
        <Link to={addresses.usage}>
          <Trans>Usage</Trans>
        </Link>
        {me.roles.includes('admin') && (
          <Link to={addresses.admin}>
            <Trans>Administration</Trans>
          </Link>
        )}
        <Link to={addresses.account}>
          <Trans>Account</Trans>
        </Link>
        <Link to={addresses.connections()}>
          <Trans>Connections</Trans>
        </Link>
        <Link to={addresses.notificationSettings}>
          <Trans>Notification settings</Trans>
        </Link>
        <a href="/docs" target="_blank" rel="noreferrer">
          <Trans>API reference</Trans>
        </a>
        <ThemeChoice />
        <LanguageChoice />
        <CommandButton words={t`Switch user`} onPress={() => signIn.begin({ switchUser: true })} />
        <CommandButton words={t`Sign out`} onPress={() => signIn.signOut()} />
      </div>
    </details>
  );
};

interface Menu {
  readonly current: HTMLDetailsElement | null;
}

/** Whoever is in it goes on from what opens it. */
const close = ({ current: element }: Menu): void => {
  if (element === null) return;
  if (element.contains(document.activeElement)) element.querySelector('summary')?.focus();
  element.open = false;
};

/** A click elsewhere puts the menu away. */
const useCloseOutside = (menu: Menu): void => {
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (menu.current?.contains(event.target as Node) === false) menu.current.open = false;
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [menu]);
};

/** It does not stand over the page that it led to. */
const useCloseWhenGone = (menu: Menu): void => {
  const { key } = useLocation();
  useEffect(() => {
    close(menu);
  }, [menu, key]);
};
