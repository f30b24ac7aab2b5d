import type { ComponentChildren, VNode } from 'preact'
import type { HeldPost } from '#modules/identity/domain/index.ts'
import { messages } from '#web/messages/index.ts'
import { type AssetSource, Html } from '#web/ui/shell/html.tsx'
import { OfficerLayout } from '#web/ui/shell/officer-layout.tsx'
import { signInAddress } from '../guard/return-to.ts'
import type { PageRequest } from '../route.ts'
import { type PlaceCounts, placesOf, todayPath } from './officer-places.ts'
import { isRailNarrow, railTarget } from './rail-width.ts'

export { documentRoles, fileRoles, moneyRoles, registerRoles, taskRoles } from './officer-places.ts'

export type OfficerFrame = {
  readonly title: string
  /** The page fills the window from edge to edge, as the work list does. */
  readonly full?: boolean
  readonly islands?: readonly AssetSource[]
  /** What waits at places of the rail, by their address. */
  readonly counts?: PlaceCounts
  /** Asks for itself again while something goes on, also without scripts. */
  readonly refreshSeconds?: number
}

/** `Trần Văn Đức` → `VĐ`: the two words by which people are told apart. */
const initialsOf = (name: string): string =>
  name
    .split(' ')
    .slice(-2)
    .map((word) => word.charAt(0))
    .join('')

const describePost = (post: HeldPost | undefined): string =>
  post === undefined ? '' : post.unitName === '' ? post.title : `${post.title}, ${post.unitName}`

/** A whole page for officers around its content. Only for routes that officers alone may come to. */
export const officerDocument = (request: PageRequest, frame: OfficerFrame, content: ComponentChildren): VNode => {
  const { actor, session, locale, path, notice } = request
  if (actor.kind !== 'officer' || session === undefined) throw new Error('a page for officers without an officer')
  const t = messages(locale)
  const post = actor.posts[0]
  return (
    <Html
      locale={locale}
      title={t.common.pageTitle(frame.title, t.layout.siteName(request.province.province.name))}
      assets={request.assets}
      style="officer"
      islands={frame.islands ?? ['islands/officer.ts']}
      refreshSeconds={frame.refreshSeconds}
      hidden
    >
      <OfficerLayout
        t={t}
        homeHref={todayPath}
        places={placesOf(t, actor, path, frame.counts)}
        rail={{ isNarrow: isRailNarrow(request), toggle: railTarget(request) }}
        person={{
          name: actor.fullName,
          initials: initialsOf(actor.fullName),
          post: describePost(post),
          actingFor: actor.posts.filter((one) => one.isDelegated).map((one) => t.officer.actsFor(describePost(one))),
          agency: post?.agencyName ?? '',
          guideHref: '/can-bo/huong-dan',
          accountHref: '/can-bo/tai-khoan',
          signOut: { action: '/dang-xuat', csrf: request.csrfToken },
        }}
        idle={{
          minutes: session.idleMinutes,
          keepHref: '/can-bo/giu-phien',
          signInHref: signInAddress('officer', request.address),
        }}
        notices={notice === undefined ? undefined : [{ ...notice, live: true }]}
        full={frame.full}
      >
        {content}
      </OfficerLayout>
    </Html>
  )
}
