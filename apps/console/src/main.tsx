import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { i18n } from './language/i18n.js';
import { language } from './language/language.js';
import { preloadPage } from './shell/pages.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignedOutPage } from './sign-in/signed-out-page.js';
import './page/style.css';

const root = document.getElementById('console');
if (root === null) throw new Error('index.html has no element with the id "console"');

const signIn = new SignIn();
const draw = (): void =>
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <SignedOutPage signIn={signIn} />
      </I18nProvider>
    </StrictMode>,
  );
// not awaited here: a module that waits cannot be one with what others need of it
void language.begin().then(draw);
void signIn.start();
void preloadPage();
