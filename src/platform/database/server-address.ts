import type { ServerAddress } from './connection.ts'

const isOn = (mode: string | null): boolean =>
  mode !== null && mode !== 'disable' && mode !== 'allow' && mode !== 'prefer'

/**
 * Reads `postgresql://user:password@host:5432/database?sslmode=require`; a socket is written as `?host=/folder` or as a host with `%2F`.
 * Null when it is not such an address.
 */
export const parseServerAddress = (text: string): ServerAddress | null => {
  if (!/^postgres(ql)?:\/\//.test(text)) return null
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const database = decodeURIComponent(url.pathname.slice(1))
  const user = decodeURIComponent(url.username) || (url.searchParams.get('user') ?? '')
  if (host === '' || database === '' || user === '') return null
  return {
    host,
    user,
    database,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(isOn(url.searchParams.get('sslmode')) ? { ssl: true } : {}),
  }
}
