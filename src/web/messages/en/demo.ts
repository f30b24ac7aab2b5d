/** Pages of the demonstration. */
export const demo = {
  title: 'Demonstration',
  lead: (password: string) =>
    `Every person and agency here is sample data. Sign in with any account; the password of all is ${password}.`,
  mail: 'See the letters that were sent',
  citizens: 'Citizens',
  officers: 'Officers',
  login: 'Sign-in name',
  about: 'Who it is',
  signIn: 'Go to sign-in',
}
