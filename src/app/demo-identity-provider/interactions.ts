import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { sameSecret } from '#platform/secrets/sealing.ts'
import type { DemoCitizen } from './demo-citizen.ts'
import { consentPage, signInPage, stylePath, styleSheet, troublePage } from './pages.tsx'

/** What a person types in place of the code on the telephone. */
export const demoCode = '123456'

export type InteractionDeps = {
  readonly provider: Provider
  readonly citizens: readonly DemoCitizen[]
  readonly siteName: string
}

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' http: https:",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

export const sendPage = (response: ServerResponse, status: number, page: string): void => {
  response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page)
}

export const sendStyle = (response: ServerResponse): void => {
  response.writeHead(200, { ...headers, 'content-type': 'text/css; charset=utf-8' }).end(styleSheet)
}

const mostFormBytes = 4_096

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > mostFormBytes) throw new Error('the form is too large')
  }
  return new URLSearchParams(body)
}

export const interactionAddress = (uid: string, deed = ''): string =>
  `/dang-nhap/${uid}${deed === '' ? '' : `/${deed}`}`

/** `/dang-nhap/<uid>`, with a deed behind it for what is posted. */
const readAddress = (url: string): { readonly uid: string; readonly deed: string } | null => {
  const match = /^\/dang-nhap\/([A-Za-z0-9_-]{1,80})(?:\/(vao|dong-y|thoi))?$/.exec(url.split('?', 1)[0] ?? '')
  return match === null ? null : { uid: match[1] ?? '', deed: match[2] ?? '' }
}

const show = (deps: InteractionDeps, response: ServerResponse, uid: string, chosen = '', isCodeWrong = false): void => {
  const page = signInPage({
    action: interactionAddress(uid, 'vao'),
    cancelAction: interactionAddress(uid, 'thoi'),
    citizens: deps.citizens,
    chosen,
    code: demoCode,
    isCodeWrong,
  })
  sendPage(response, isCodeWrong ? 422 : 200, page)
}

const takeSignIn = async (deps: InteractionDeps, request: IncomingMessage, response: ServerResponse, uid: string) => {
  const form = await readForm(request)
  const citizen = deps.citizens.find(({ login }) => login === form.get('login'))
  const isRight = sameSecret(form.get('code')?.trim() ?? '', demoCode)
  if (citizen === undefined || !isRight) return show(deps, response, uid, form.get('login') ?? '', true)
  await deps.provider.interactionFinished(
    request,
    response,
    { login: { accountId: citizen.login, remember: false } },
    { mergeWithLastSubmission: false },
  )
}

const takeConsent = async ({ provider }: InteractionDeps, request: IncomingMessage, response: ServerResponse) => {
  const { session, params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) })
  grant.addOIDCScope('openid')
  const grantId = await grant.save()
  await provider.interactionFinished(request, response, { consent: { grantId } })
}

const cancel = ({ provider }: InteractionDeps, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  provider.interactionFinished(
    request,
    response,
    { error: 'access_denied', error_description: 'the person stopped' },
    { mergeWithLastSubmission: false },
  )

const open = async (deps: InteractionDeps, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { uid, prompt, session } = await deps.provider.interactionDetails(request, response)
  const citizen = deps.citizens.find(({ login }) => login === session?.accountId)
  if (prompt.name === 'login' || citizen === undefined) return show(deps, response, uid)
  const page = consentPage({
    action: interactionAddress(uid, 'dong-y'),
    cancelAction: interactionAddress(uid, 'thoi'),
    citizen,
    siteName: deps.siteName,
  })
  sendPage(response, 200, page)
}

/** Answers the pages of the twin; false for what belongs to the protocol. */
export const answerInteraction = async (
  deps: InteractionDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  if (request.url === stylePath) {
    sendStyle(response)
    return true
  }
  const address = readAddress(request.url ?? '')
  if (address === null) return false
  try {
    const isPost = request.method === 'POST'
    if (isPost && address.deed === 'vao') await takeSignIn(deps, request, response, address.uid)
    else if (isPost && address.deed === 'dong-y') await takeConsent(deps, request, response)
    else if (isPost && address.deed === 'thoi') await cancel(deps, request, response)
    else await open(deps, request, response)
  } catch {
    // An interaction that is over, or a browser that did not begin it.
    if (!response.headersSent) sendPage(response, 400, troublePage())
  }
  return true
}
