import type { ComponentChildren, VNode } from 'preact'
import type { CitizenActor, OfficerActor } from '#modules/identity/domain/index.ts'
import type { OwnSession, RelyingParty } from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormTarget } from '#web/ui/form/form.tsx'
import type { AssetSource } from '#web/ui/shell/html.tsx'
import type { PageRequest, RouteAccess } from '../route.ts'

/** Where people of one kind keep their account: the same pages stand at the door of citizens and at that of officers. */
export type AccountPlace = {
  readonly home: string
  readonly password: string
  /** Where one works afterwards. */
  readonly work: string
  readonly access: RouteAccess
  readonly document: (
    request: PageRequest,
    frame: { readonly title: string; readonly islands?: readonly AssetSource[] },
    content: ComponentChildren,
  ) => VNode
  /** What stands on the page of the account above what keeps it safe, and below the title. */
  readonly facts: (request: PageRequest, t: Messages) => Promise<ComponentChildren>
}

export const accountPathsUnder = (home: string) =>
  ({
    app: `${home}/ung-dung`,
    appRemove: `${home}/ung-dung/tat`,
    codes: `${home}/ma-khoi-phuc`,
    passkeys: `${home}/khoa-truy-cap`,
    sessions: `${home}/phien`,
    othersEnd: `${home}/phien/dung-het`,
  }) as const

/** Whose account a page of the account is about, and the session in which it is asked. */
export type Owner = {
  readonly person: CitizenActor | OfficerActor
  readonly login: string
  readonly session: OwnSession
}

export const ownerOf = ({ session, sourceHash }: PageRequest): Owner => {
  if (session === undefined) throw new Error('a page of an account without a session')
  const { actor: person, login, tokenHash } = session
  return { person, login, session: { tokenHash, source: sourceHash } }
}

/** The site as authenticators know it. Null under a bare address: no passkey can be made for one. */
export const siteOf = ({ origin, province }: PageRequest): RelyingParty | null => {
  const { hostname } = new URL(origin)
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  const name = messages('vi').layout.siteName(province.province.name)
  return isAddress ? null : { id: hostname, origin, name }
}

export const formTo = ({ csrfToken: csrf }: PageRequest, action: string): FormTarget => ({ action, csrf })

/** A password or another text that is taken as typed, spaces included. */
export const typedAs = ({ form }: PageRequest, name: string): string => {
  const typed = form[name]
  return typeof typed === 'string' ? typed : ''
}
