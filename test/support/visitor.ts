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
  /** A form with one file, as a browser sends it; null for a file input left empty. */
  readonly upload: (
    url: string,
    form: Readonly<Record<string, string>>,
    file: { readonly field: string; readonly name: string; readonly content: Uint8Array | null },
  ) => Promise<LightMyRequestResponse>
  readonly cookies: Map<string, string>
  /** The token of the last form seen. */
  readonly token: () => string
}

const boundary = 'ranh-gioi-cua-bieu-mau'
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
  const send = async (method: 'GET' | 'POST', url: string, payload: string | Buffer | undefined, visit: Visit) => {
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
    upload: (url, form, file) => {
      const part = (head: string, body: Uint8Array | string): readonly Buffer[] => [
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(body),
        Buffer.from('\r\n'),
      ]
      const texts = Object.entries({ _csrf: token, ...form })
      const payload = Buffer.concat([
        ...texts.flatMap(([name, value]) => part(`name="${name}"`, value)),
        ...part(`name="${file.field}"; filename="${file.content === null ? '' : file.name}"`, file.content ?? ''),
        Buffer.from(`--${boundary}--\r\n`),
      ])
      return send('POST', url, payload, { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } })
    },
  }
}
