import type { ComponentChildren, VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { CitizenLayout, type CitizenSection } from '#web/ui/shell/citizen-layout.tsx'
import { type AssetSource, Html } from '#web/ui/shell/html.tsx'
import { inOtherLanguage } from '../guard/locale.ts'
import type { PageRequest } from '../route.ts'

export type CitizenFrame = {
  /** What the page answers; the name of the site is put behind it. */
  readonly title: string
  readonly description?: string
  readonly section?: CitizenSection
  readonly islands?: readonly AssetSource[]
  /** The page paints its own top, from edge to edge. */
  readonly flush?: boolean
  /** The same page stands in the other language: offer it. */
  readonly isBilingual?: boolean
  readonly refreshSeconds?: number
  /** Kept out of search engines; pages of signed-in people always are. */
  readonly hidden?: boolean
}

/** A whole page for citizens around its content: head, header with the person, notices of the step before, footer. */
export const citizenDocument = (request: PageRequest, frame: CitizenFrame, content: ComponentChildren): VNode => {
  const { locale, session, province, notice } = request
  const t = messages(locale)
  const provinceName = province.province.name
  const other = inOtherLanguage(request.path)
  const person =
    session === undefined
      ? undefined
      : { name: session.actor.fullName, signOut: { action: '/dang-xuat', csrf: request.csrfToken } }
  return (
    <Html
      locale={locale}
      title={t.common.pageTitle(frame.title, t.layout.siteName(provinceName))}
      description={frame.description}
      assets={request.assets}
      style="citizen"
      islands={frame.islands ?? ['islands/citizen.ts']}
      alternates={frame.isBilingual === true ? [{ locale: other.to, href: other.href }] : undefined}
      refreshSeconds={frame.refreshSeconds}
      hidden={frame.hidden === true || session !== undefined}
    >
      <CitizenLayout
        t={t}
        locale={locale}
        provinceName={provinceName}
        section={frame.section}
        person={person}
        language={frame.isBilingual === true ? other : undefined}
        notices={notice === undefined ? undefined : [{ ...notice, live: true }]}
        flush={frame.flush}
      >
        {content}
      </CitizenLayout>
    </Html>
  )
}
