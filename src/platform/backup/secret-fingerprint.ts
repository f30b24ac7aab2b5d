import { scryptSync } from 'node:crypto'

/** Tells two secrets apart without telling the secret: slow to compute, so that a weak one is not guessed from an archive. */
export const secretFingerprint = (secret: string): string =>
  scryptSync(secret, 'motcua/backup', 16, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }).toString('hex')
