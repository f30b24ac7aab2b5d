import type { AddressInfo } from 'node:net'
import {
  type DemoDesktopSigner,
  type DemoToken,
  openDemoDesktopSigner,
} from '#app/demo-desktop-signer/demo-desktop-signer.ts'
import { acceptedValue } from '#kernel/result.ts'
import { ensureDesktopKey, type TokenKind } from '#modules/signatures/index.ts'
import { readPkcs12 } from '#platform/signing/pkcs12.ts'
import type { DemoHouse } from './demo-house.ts'
import type { serveDemoHouse } from './officer-browser.ts'

/** A token whose certificate the province of a demo house knows: of an officer, or of the agency whose seal a clerk keeps. */
export const openDemoToken = async (house: DemoHouse, login: string, kind: TokenKind): Promise<DemoToken> => {
  const password = 'mật khẩu của bài thử'
  const deps = { ...house.deps, database: house.open.database }
  const token = await ensureDesktopKey(deps, login, { kept: null, password }, kind)
  if (token === null) throw new Error('no token')
  return { key: acceptedValue(await readPkcs12(token.file, password)), holder: token.holder }
}

export type DesktopTool = DemoDesktopSigner & { readonly url: string }

/** The twin of VGCA Sign Service on a port of its own. */
export const openDesktopTool = async (
  house: DemoHouse,
  tokens: { readonly token: DemoToken | null; readonly seal?: DemoToken | null },
): Promise<DesktopTool> => {
  const tool = openDemoDesktopSigner({ ...tokens, clock: house.deps.clock })
  return { ...tool, url: (await tool.app.listen({ host: '127.0.0.1', port: 0 })).replace('http', 'ws') }
}

export type ToolAnswer = { readonly Status: number; readonly Message: string } | null
type Question = { readonly tool: string; readonly question: string }

/** What the page would ask the tool. */
export const questionsIn = (body: string): readonly Question[] =>
  JSON.parse(/data-desktop-questions="([^"]*)"/.exec(body)?.[1]?.replaceAll('&quot;', '"') ?? '[]')

const askOne = (app: ReturnType<typeof serveDemoHouse>, { tool, question }: Question): Promise<ToolAnswer> =>
  new Promise((resolve) => {
    const { port } = app.server.address() as AddressInfo
    const socket = new WebSocket(tool)
    socket.addEventListener('open', () =>
      socket.send(question.replaceAll('http://localhost/', `http://127.0.0.1:${port}/`)),
    )
    socket.addEventListener('message', ({ data }) => {
      resolve(JSON.parse(String(data)))
      socket.close()
    })
    socket.addEventListener('close', () => resolve(null))
  })

/** What the island does: asks the tool about each file, which fetches and brings it through doors of its own; the last answer. */
export const askTool = async (app: ReturnType<typeof serveDemoHouse>, body: string): Promise<ToolAnswer> => {
  let told: ToolAnswer = null
  for (const question of questionsIn(body)) {
    told = await askOne(app, question)
    if (told?.Status !== 0) return told
  }
  return told
}
