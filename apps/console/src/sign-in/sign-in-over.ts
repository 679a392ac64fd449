/** The provider refused: the sign-in is over, and only a new one helps. What was asked for waits for that, so it has no words. */
export class SignInOver extends Error {
  override readonly name = 'SignInOver';
}
