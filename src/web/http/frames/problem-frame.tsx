import type { VNode } from 'preact'
import type { OpenSession } from '#modules/identity/domain/index.ts'
import { type Locale, messages } from '#web/messages/index.ts'
import type { FormTarget } from '#web/ui/form/form.tsx'
import { CitizenLayout } from '#web/ui/shell/citizen-layout.tsx'
import { type Assets, Html } from '#web/ui/shell/html.tsx'
import { ProblemPage } from '#web/ui/views/citizen/problem.tsx'
import type { ProblemStatus } from '../answer.ts'
import { maskToken } from '../guard/csrf.ts'
import { signInPath } from '../guard/return-to.ts'
import type { FormBody } from '../route.ts'
import { todayPath } from './officer-places.ts'

export type ProblemFrame = {
  readonly status: ProblemStatus
  readonly locale: Locale
  readonly assets: Assets
  readonly provinceName: string
  readonly session: OpenSession | undefined
  readonly waitSeconds: number | undefined
  /** By which the fault is found in the log. */
  readonly reference: string
  readonly isOfficerPath: boolean
  /** What was posted to where, to be offered again; nothing of it was done. */
  readonly again: { readonly action: string; readonly typed: FormBody | undefined } | undefined
}

/** Secrets are typed again: they do not stand in a page. */
const isSecret = (name: string): boolean => /password|mat-khau|passphrase|pin|oneTimeCode|^code$/i.test(name)

const againTarget = ({ again }: ProblemFrame): FormTarget | undefined => {
  if (again?.typed === undefined) return undefined
  const hidden = Object.fromEntries(Object.entries(again.typed).filter(([name]) => !isSecret(name)))
  return Object.keys(hidden).length === 0 ? undefined : { action: again.action, hidden }
}

/** What cannot be done with the method, or read at all, is told in the words of what people can act on. */
const shownStatus = (status: ProblemStatus) => (status === 405 ? 404 : status === 415 ? 400 : status)

export const problemDocument = (frame: ProblemFrame): VNode => {
  const { locale, session, status, isOfficerPath } = frame
  const t = messages(locale)
  const person =
    session === undefined
      ? undefined
      : { name: session.actor.fullName, signOut: { action: '/dang-xuat', csrf: maskToken(session.csrfSecret) } }
  const view = {
    status: shownStatus(status),
    homeHref: isOfficerPath ? todayPath : locale === 'vi' ? '/' : '/en',
    signInHref: isOfficerPath ? signInPath.officer : signInPath.citizen,
    again: againTarget(frame),
    waitSeconds: frame.waitSeconds,
    reference: status >= 500 ? frame.reference : undefined,
  } as const
  return (
    <Html
      locale={locale}
      title={t.common.pageTitle(t.errors.title, t.layout.siteName(frame.provinceName))}
      assets={frame.assets}
      style="citizen"
      hidden
    >
      <CitizenLayout t={t} locale={locale} provinceName={frame.provinceName} person={person}>
        <ProblemPage t={t} view={view} />
      </CitizenLayout>
    </Html>
  )
}
