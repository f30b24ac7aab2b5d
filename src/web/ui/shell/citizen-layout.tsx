import type { ComponentChildren } from 'preact'
import type { Locale, Messages } from '../../messages/index.ts'
import { Button } from '../form/button.tsx'
import { Form, type FormTarget } from '../form/form.tsx'
import { Notice, type NoticeView } from '../parts/notice.tsx'
import { Icon } from './icon.tsx'
import { LanguageSwitch, type LanguageSwitchProps } from './language-switch.tsx'
import { Mark } from './mark.tsx'
import { type PublicPaths, publicPaths } from './paths.ts'

export type CitizenSection = 'procedures' | 'track' | 'transparency' | 'account'

export type CitizenPerson = {
  readonly name: string
  readonly signOut: FormTarget
}

export type CitizenLayoutProps = {
  readonly t: Messages
  readonly locale: Locale
  readonly provinceName: string
  readonly section?: CitizenSection | undefined
  readonly person?: CitizenPerson | undefined
  readonly language?: LanguageSwitchProps | undefined
  readonly notices?: readonly NoticeView[] | undefined
  readonly contact?: { readonly phone?: string | undefined; readonly email?: string | undefined } | undefined
  /** The page paints its own top, from edge to edge. */
  readonly flush?: boolean | undefined
  readonly children: ComponentChildren
}

const Navigation = ({ t, section, language, paths }: CitizenLayoutProps & { readonly paths: PublicPaths }) => {
  const entries = [
    ['procedures', paths.procedures, t.layout.procedures],
    ['track', paths.track, t.layout.track],
    ['transparency', paths.transparency, t.layout.transparency],
  ] as const
  return (
    <nav class="site-nav" aria-label={t.layout.mainNavigation}>
      <ul>
        {entries.map(([name, href, text]) => (
          <li key={name}>
            <a href={href} aria-current={section === name ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
        {language !== undefined && (
          <li>
            <LanguageSwitch {...language} />
          </li>
        )}
      </ul>
    </nav>
  )
}

const Account = ({ t, person, paths }: CitizenLayoutProps & { readonly paths: PublicPaths }) =>
  person === undefined ? (
    <div class="site-account">
      <a class="ds-button" data-variant="secondary" href={paths.signIn}>
        {t.layout.signIn}
      </a>
    </div>
  ) : (
    <details class="site-account menu">
      <summary class="ds-button" data-variant="secondary">
        <Icon name="user" />
        <span class="who">{person.name}</span>
      </summary>
      <div class="stack">
        <a class="ds-button" data-wide href={paths.myDossiers}>
          {t.layout.myDossiers}
        </a>
        <Form target={person.signOut}>
          <Button variant="secondary" wide>
            {t.layout.signOut}
          </Button>
        </Form>
      </div>
    </details>
  )

const Footer = ({ t, provinceName, contact, paths }: CitizenLayoutProps & { paths: PublicPaths }) => (
  <footer class="site-footer">
    <div class="page">
      <div>
        <h2>{t.layout.siteName(provinceName)}</h2>
        <p>{t.layout.about}</p>
      </div>
      {contact !== undefined && (
        <div>
          <h2>{t.layout.help}</h2>
          <ul>
            {contact.phone !== undefined && (
              <li>
                <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>{t.layout.callUs(contact.phone)}</a>
              </li>
            )}
            {contact.email !== undefined && (
              <li>
                <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </li>
            )}
          </ul>
        </div>
      )}
      <div>
        <h2>{t.layout.more}</h2>
        <ul>
          <li>
            <a href={paths.guide}>{t.layout.guide}</a>
          </li>
          <li>
            <a href={paths.verify}>{t.layout.verify}</a>
          </li>
          <li>
            <a href={paths.api}>{t.layout.api}</a>
          </li>
          <li>
            <a href={paths.officers}>{t.layout.forOfficers}</a>
          </li>
        </ul>
      </div>
    </div>
  </footer>
)

/** The frame of every page for citizens. */
export const CitizenLayout = (props: CitizenLayoutProps) => {
  const { t } = props
  const paths = publicPaths(props.locale)
  return (
    <div class="citizen">
      <a class="skip" href="#main">
        {t.layout.skip}
      </a>
      <header class="site-header">
        <div class="page">
          <a class="brand" href={paths.home}>
            <Mark />
            <span>
              {t.layout.siteName(props.provinceName)}
              <small>{t.layout.tagline}</small>
            </span>
          </a>
          <Navigation {...props} paths={paths} />
          <Account {...props} paths={paths} />
        </div>
      </header>
      <main id="main" tabIndex={-1} data-flush={props.flush === true ? true : undefined}>
        {props.notices !== undefined && props.notices.length > 0 && (
          <div class="page page-notices stack">
            {props.notices.map((notice) => (
              <Notice key={notice.text} {...notice} />
            ))}
          </div>
        )}
        {props.flush === true ? props.children : <div class="page">{props.children}</div>}
      </main>
      <Footer {...props} paths={paths} />
    </div>
  )
}
