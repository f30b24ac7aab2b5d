import { demoPassword } from '../../src/app/demo-province/load-demo-province.ts'
import { openPortalClient, type PortalClient, signInAt } from '../../test/support/portal-client.ts'
import { benchLogin } from '../province/generate.ts'

/** An address for each, as behind the proxy of a province: a hall of people is not one person. */
export const addressOf = (number: number): string => `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`

const atOnce = 4

const signInAll = async (
  url: string,
  door: '/dang-nhap' | '/can-bo/dang-nhap',
  logins: readonly string[],
  firstAddress: number,
): Promise<readonly PortalClient[]> => {
  const clients = logins.map((_, index) =>
    openPortalClient(url, { 'x-forwarded-for': addressOf(firstAddress + index) }),
  )
  for (let from = 0; from < logins.length; from += atOnce) {
    await Promise.all(
      logins
        .slice(from, from + atOnce)
        .map((login, index) => signInAt(clients[from + index] as PortalClient, door, login, demoPassword)),
    )
  }
  return clients
}

export const signInCitizens = (url: string, count: number): Promise<readonly PortalClient[]> =>
  signInAll(
    url,
    '/dang-nhap',
    Array.from({ length: count }, (_, index) => benchLogin(index + 1)),
    1_000,
  )

export const signInOfficers = (url: string, logins: readonly string[]): Promise<readonly PortalClient[]> =>
  signInAll(url, '/can-bo/dang-nhap', logins, 9_000)
