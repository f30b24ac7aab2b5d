import { z } from 'zod'
import { parseServerAddress } from '#platform/database/server-address.ts'
import { parseClamdAddress } from '#platform/file-types/virus-scanner.ts'

export const address = (protocol: RegExp) => z.url({ protocol })

export const serverAddress = z.string().transform((text, context) => {
  const parsed = parseServerAddress(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'address' })
  return z.NEVER
})

export const clamdAddress = z.string().transform((text, context) => {
  const parsed = parseClamdAddress(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'address' })
  return z.NEVER
})

export const networkList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(
    z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])])),
  )

/** With a name and a password in it. */
const mailboxAddress = address(/^imaps?$/).refine((url) => {
  const { username, password } = new URL(url)
  return username !== '' && password !== ''
})

/** Behind the province and the agency that it is lent to: `phu-tho/H44.12=imaps://…`. */
const lentMailbox = z
  .string()
  .transform((text) => /^(?<province>[a-z0-9-]+)\/(?<agencyCode>[^/=\s]+)=(?<url>.+)$/u.exec(text)?.groups)
  .pipe(z.object({ province: z.string(), agencyCode: z.string(), url: mailboxAddress }))

/** Separated by spaces. */
export const lentMailboxes = z
  .string()
  .transform((text) => text.split(/\s+/).filter((part) => part !== ''))
  .pipe(z.array(lentMailbox))
