export type PasswordFault =
  | 'too-short'
  | 'too-long'
  | 'no-upper-case'
  | 'no-lower-case'
  | 'no-digit'
  | 'no-special'
  | 'contains-login'

export const shortestPassword = 8
/** Long enough for any sentence, short enough that hashing cannot be made a burden. */
export const longestPassword = 200

/**
 * What a password lacks, all at once, so that it need not be guessed one rule at a time. Letters are those of any script.
 * @legal QCVN-12-2026 3.6.2.1
 */
export const faultsOfPassword = (password: string, login: string): readonly PasswordFault[] => {
  const characters = [...password].length
  const rules: readonly (readonly [PasswordFault, boolean])[] = [
    ['too-short', characters < shortestPassword],
    ['too-long', characters > longestPassword],
    ['no-upper-case', !/\p{Lu}/u.test(password)],
    ['no-lower-case', !/\p{Ll}/u.test(password)],
    ['no-digit', !/\p{Nd}/u.test(password)],
    ['no-special', !/[^\p{L}\p{N}]/u.test(password)],
    ['contains-login', login.length >= 4 && password.toLowerCase().includes(login.toLowerCase())],
  ]
  return rules.filter(([, broken]) => broken).map(([fault]) => fault)
}
