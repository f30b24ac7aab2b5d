import { randomInt } from 'node:crypto'
import { faultsOfPassword } from '../domain/password-policy.ts'

// Read out and typed by people: nothing that looks like something else (O 0 o, I l 1, S 5).
const letters = 'ABCDEFGHJKLMNPQRTUVWXYZabcdefghijkmnpqrtuvwxyz2346789'
const groups = 4
const groupLength = 4

const group = (): string => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')

/** A password for one sign-in, as `Kd7m-…`: some 91 bits, and good by the rules of every other password. */
export const newOneTimePassword = (): string => {
  for (;;) {
    const password = Array.from({ length: groups }, group).join('-')
    if (faultsOfPassword(password, '').length === 0) return password
  }
}
