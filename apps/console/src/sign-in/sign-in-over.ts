/** The provider refused: the sign-in is over, and only a new one helps. */
export class SignInOver extends Error {
  override readonly name = 'SignInOver';
}
