import { Agent, request as send } from 'node:http'

export type PortalAnswer = {
  readonly status: number
  readonly location: string
  readonly body: string
}

export type PortalFile = {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

/** A browser without a screen: keeps its cookies and its connection, sends the token of its session with every form. */
export type PortalClient = {
  readonly get: (path: string) => Promise<PortalAnswer>
  /** Form posts carry the token of the last page that showed one. */
  readonly post: (path: string, form: Readonly<Record<string, string | readonly string[]>>) => Promise<PortalAnswer>
  readonly postJson: (path: string, value: unknown) => Promise<PortalAnswer>
  readonly upload: (
    path: string,
    fields: Readonly<Record<string, string>>,
    files: readonly PortalFile[],
  ) => Promise<PortalAnswer>
  readonly close: () => void
}

type Sending = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly type?: string
  readonly body?: Buffer
}

const answerPatienceMs = 60_000

const exchange = (
  origin: URL,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  { method, path, type, body }: Sending,
) =>
  new Promise<PortalAnswer & { readonly cookies: readonly string[] }>((resolve, reject) => {
    const request = send(
      {
        host: origin.hostname,
        port: origin.port,
        method,
        path,
        agent,
        timeout: answerPatienceMs,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': type ?? '', 'content-length': body.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
            cookies: response.headers['set-cookie'] ?? [],
          }),
        )
      },
    )
    request.on('error', reject)
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.end(body)
  })

const boundary = '----motcua-boundary-7d1f0c'

const multipart = (fields: Readonly<Record<string, string>>, files: readonly PortalFile[]): Buffer => {
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields)) {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  }
  for (const { field, name, type, content } of files) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
    parts.push(Buffer.from(head), content, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

const tokenPattern = /name="_csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_csrf"/

/** `headers` go with every request, such as the address that a proxy would name. */
export const openPortalClient = (url: string, headers: Readonly<Record<string, string>> = {}): PortalClient => {
  const origin = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookies = new Map<string, string>()
  let token = ''
  const exchanged = async (sending: Sending): Promise<PortalAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await exchange(origin, agent, cookie === '' ? headers : { ...headers, cookie }, sending)
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const found = tokenPattern.exec(answer.body)
    token = found?.[1] ?? found?.[2] ?? token
    return answer
  }
  return {
    get: (path) => exchanged({ method: 'GET', path }),
    post: (path, form) => {
      const body = new URLSearchParams({ _csrf: token })
      for (const [name, value] of Object.entries(form)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
      }
      return exchanged({
        method: 'POST',
        path,
        type: 'application/x-www-form-urlencoded',
        body: Buffer.from(body.toString()),
      })
    },
    postJson: (path, value) =>
      exchanged({ method: 'POST', path, type: 'application/json', body: Buffer.from(JSON.stringify(value)) }),
    upload: (path, fields, files) =>
      exchanged({
        method: 'POST',
        path,
        type: `multipart/form-data; boundary=${boundary}`,
        body: multipart({ _csrf: token, ...fields }, files),
      }),
    close: () => agent.destroy(),
  }
}

/** Signs in as a person would, and keeps the token of the first page behind the door. */
export const signInAt = async (
  client: PortalClient,
  door: '/dang-nhap' | '/can-bo/dang-nhap',
  login: string,
  password: string,
): Promise<void> => {
  await client.get(door)
  const answer = await client.post(door, { login, password })
  if (answer.status !== 303 && answer.status !== 302)
    throw new Error(`${login} could not sign in: ${answer.status} ${answer.body.slice(0, 2_000)}`)
  await client.get(answer.location)
}
