import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SignIn } from './sign-in/sign-in.js';
import { SignedOutPage } from './sign-in/signed-out-page.js';
import './page/style.css';

const root = document.getElementById('console');
if (root === null) throw new Error('index.html has no element with the id "console"');

const signIn = new SignIn();
createRoot(root).render(
  <StrictMode>
    <SignedOutPage signIn={signIn} />
  </StrictMode>,
);
void signIn.start();
