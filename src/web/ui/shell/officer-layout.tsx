import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/index.ts'
import { Button } from '../form/button.tsx'
import { Form, type FormTarget } from '../form/form.tsx'
import { KeyHint } from '../form/key-hint.tsx'
import { Badge } from '../parts/badge.tsx'
import { Notice, type NoticeView } from '../parts/notice.tsx'
import { Icon } from './icon.tsx'
import { IdleWarning, type IdleWarningView } from './idle-warning.tsx'
import { KeyHelp } from './key-help.tsx'
import { Mark } from './mark.tsx'
import { type OfficerPlace, type OfficerPlaceGroup, OfficerRail, QuickPlaces } from './officer-rail.tsx'

export type OfficerPerson = {
  readonly name: string
  readonly initials: string
  readonly post: string
  /** The agency whose work is shown. */
  readonly agency: string
  /** Other agencies or posts one may act in. */
  readonly otherPosts?: readonly { readonly href: string; readonly text: string }[] | undefined
  /** For whom one acts by delegation. */
  readonly actingFor?: readonly string[] | undefined
  readonly guideHref: string
  readonly accountHref: string
  readonly signOut: FormTarget
}

export type OfficerLayoutProps = {
  readonly t: Messages
  readonly homeHref: string
  readonly places: { readonly groups: readonly OfficerPlaceGroup[]; readonly quick: readonly OfficerPlace[] }
  readonly rail: { readonly isNarrow: boolean; readonly toggle: FormTarget }
  readonly person: OfficerPerson
  readonly idle?: IdleWarningView | undefined
  readonly notices?: readonly NoticeView[] | undefined
  /** The page fills the window from edge to edge, as the work list does. */
  readonly full?: boolean | undefined
  readonly children: ComponentChildren
}

const PersonMenu = ({ t, person }: Pick<OfficerLayoutProps, 't' | 'person'>) => (
  <details class="officer-menu">
    <summary>
      <span class="initials" aria-hidden="true">
        {person.initials}
      </span>
      <span class="sr-only">{t.officer.menuOf(person.name)}</span>
      <span class="label" aria-hidden="true">
        {person.name}
        <small>{person.post}</small>
      </span>
      <Icon name="down" />
    </summary>
    <div class="stack">
      <p>
        <strong>{person.name}</strong>
        <br />
        <span class="soft">
          {person.post}, {person.agency}
        </span>
      </p>
      {person.actingFor?.map((text) => (
        <p key={text}>
          <Badge tone="gold">{text}</Badge>
        </p>
      ))}
      {person.otherPosts?.map((post) => (
        <p key={post.href}>
          <a href={post.href}>{t.officer.actAs(post.text)}</a>
        </p>
      ))}
      <p>
        <a href={person.guideHref}>{t.officer.guide}</a>
      </p>
      <p class="key-help">
        <button type="button" class="ds-button" data-variant="tertiary" data-tell-keys hidden>
          {t.officer.keys.title}
          <KeyHint name="?" />
        </button>
      </p>
      <p>
        <a href={person.accountHref}>{t.access.accountTitle}</a>
      </p>
      <Form target={person.signOut}>
        <Button variant="secondary" wide>
          {t.layout.signOut}
        </Button>
      </Form>
    </div>
  </details>
)

/** The frame of every page for officers and administrators. */
export const OfficerLayout = (props: OfficerLayoutProps) => {
  const { t, person } = props
  return (
    <div class="officer" data-rail={props.rail.isNarrow ? 'narrow' : undefined}>
      <a class="skip" href="#main">
        {t.layout.skip}
      </a>
      <header class="rail">
        <a class="brand" href={props.homeHref}>
          <Mark />
          <span class="label">
            {t.layout.product}
            <small>{person.agency}</small>
          </span>
        </a>
        <OfficerRail t={t} groups={props.places.groups} toggle={props.rail.toggle} />
        <PersonMenu t={t} person={person} />
      </header>
      <div class="stage">
        {props.idle !== undefined && <IdleWarning t={t} {...props.idle} />}
        <main id="main" tabIndex={-1}>
          {props.notices !== undefined && props.notices.length > 0 && (
            <div class="page-notices stack">
              {props.notices.map((notice) => (
                <Notice key={notice.text} {...notice} />
              ))}
            </div>
          )}
          {props.full === true ? props.children : <div class="desk">{props.children}</div>}
        </main>
        <QuickPlaces t={t} places={props.places.quick} />
      </div>
      <KeyHelp t={t} />
    </div>
  )
}
