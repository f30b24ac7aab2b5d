import type { ComponentChildren } from 'preact'
import { messages } from '#web/messages/index.ts'
import { ErrorSummary } from '#web/ui/form/error-summary.tsx'
import { Notice } from '#web/ui/parts/notice.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import type { AssetSource } from '#web/ui/shell/html.tsx'
import { type Answer, type PageRequest, page } from '../route.ts'
import type { AccountPlace } from './account-place.ts'
import type { RefusedDeed } from './refused-deed.ts'

export type DeedPage = {
  readonly title: string
  readonly lead?: string
  readonly refused?: RefusedDeed | undefined
  readonly islands?: readonly AssetSource[]
}

/** A page of the account that does one thing: what it is, what was wrong, its forms, and the way back. */
export const deedPage = (
  place: AccountPlace,
  request: PageRequest,
  { title, lead, refused, islands }: DeedPage,
  content: ComponentChildren,
): Answer => {
  const t = messages(request.locale)
  const view = (
    <div class="narrow stack">
      <PageHead t={t} title={title} lead={lead} />
      {refused?.notice !== undefined && <Notice kind="attention" text={refused.notice} />}
      <ErrorSummary t={t} errors={refused?.errors ?? []} />
      {content}
      <p>
        <a href={place.home}>{t.access.accountTitle}</a>
      </p>
    </div>
  )
  const frame = islands === undefined ? { title } : { title, islands }
  return page(place.document(request, frame, view), { status: refused === undefined ? 200 : 422 })
}

export const errorOf = (refused: RefusedDeed | undefined, name: string): string | undefined =>
  refused?.errors.find((error) => error.name === name)?.text
