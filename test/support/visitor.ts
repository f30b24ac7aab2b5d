import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

export type Visit = {
  readonly headers?: Readonly<Record<string, string>>
  readonly from?: string
}

/** A browser without a window: keeps cookies and sends forms, with the token of the page it last saw. */
export type Visitor = {
  readonly get: (url: string, visit?: Visit) => Promise<LightMyRequestResponse>
  readonly post: (
    url: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    visit?: Visit,
  ) => Promise<LightMyRequestResponse>
  readonly cookies: Map<string, string>
  /** The token of the last form seen. */
  readonly token: () => string
}

const hiddenToken = /name="_csrf" value="([^"]+)"/

export const openVisitor = (app: FastifyInstance, host = 'localhost'): Visitor => {
  const cookies = new Map<string, string>()
  let token = ''
  const remember = (answer: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value, maxAge, expires } of answer.cookies) {
      const gone = value === '' || maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)
      if (gone) cookies.delete(name)
      else cookies.set(name, value)
    }
    token = hiddenToken.exec(answer.body)?.[1] ?? token
    return answer
  }
  const send = async (method: 'GET' | 'POST', url: string, payload: string | undefined, visit: Visit) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url,
      headers: {
        host,
        ...(cookie === '' ? {} : { cookie }),
        ...(payload === undefined
          ? {}
          : {
              'content-type': 'application/x-www-form-urlencoded',
              origin: `http://${host}`,
              'sec-fetch-site': 'same-origin',
            }),
        ...visit.headers,
      },
      ...(payload === undefined ? {} : { payload }),
      ...(visit.from === undefined ? {} : { remoteAddress: visit.from }),
    })
    return remember(answer)
  }
  const encode = (form: Readonly<Record<string, string | readonly string[]>>): string => {
    const fields = new URLSearchParams()
    for (const [name, value] of Object.entries(form))
      for (const one of typeof value === 'string' ? [value] : value) fields.append(name, one)
    return fields.toString()
  }
  return {
    cookies,
    token: () => token,
    get: (url, visit = {}) => send('GET', url, undefined, visit),
    post: (url, form, visit = {}) => send('POST', url, encode({ _csrf: token, ...form }), visit),
  }
}
