import type { PortalClient } from '../support/portal-client.ts'

const saidOn = (page: string): string =>
  (/role="alert"[^>]*>([\s\S]{0,2000})/.exec(page)?.[1] ?? page.slice(0, 500))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200)

/**
 * The one act of a clerk: answered with a redirect it is done; refused, it has been done before when the rows say so. Whatever else is answered throws
 * what the page says, and is pressed again.
 */
export const pressOnce = async (
  client: PortalClient,
  path: string,
  isDone: () => Promise<boolean>,
): Promise<'done' | 'done before'> => {
  const { status, body } = await client.post(path, {})
  if (status === 302 || status === 303) return 'done'
  if (status >= 400 && status < 500 && (await isDone())) return 'done before'
  throw new Error(`refused with ${status}: ${saidOn(body)}`)
}

const mostPresses = 5

/** As a clerk does whose page said that something went wrong; the last fault is thrown. */
export const pressAgain = async <Outcome>(press: () => Promise<Outcome>): Promise<Outcome> => {
  for (let left = mostPresses; ; left -= 1)
    try {
      return await press()
    } catch (error) {
      if (left === 1) throw error
    }
}
