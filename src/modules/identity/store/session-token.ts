import { createHash, randomBytes } from 'node:crypto'

/** What the browser carries: 32 random bytes. The database knows only its hash, so that reading the table lets nobody in. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url')

export const newCsrfSecret = (): string => randomBytes(32).toString('base64url')

/** Whether a text can be a token at all; what cannot is not asked about. */
export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
