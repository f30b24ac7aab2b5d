import type { ComponentChildren } from 'preact'
import type { Locale } from '../../messages/index.ts'

/** Files that a page may ask for, by their path under `src/web`. */
export type AssetSource =
  | 'ui/styles/citizen.css'
  | 'ui/styles/officer.css'
  | 'ui/icons/mark.svg'
  | 'islands/citizen.ts'
  | 'islands/desktop-signing.ts'
  | 'islands/filing.ts'
  | 'islands/officer.ts'
  | 'islands/passkey.ts'

/** Gives the public address of a built file; the composition root reads it from the manifest of the build. */
export type Assets = (source: AssetSource) => string

export type HtmlProps = {
  readonly locale: Locale
  /** Full title, as it stands in the tab. */
  readonly title: string
  readonly description?: string | undefined
  readonly assets: Assets
  readonly style: 'citizen' | 'officer'
  /** Modules loaded after the page; a page is whole without them. */
  readonly islands?: readonly AssetSource[] | undefined
  /** Addresses of fonts to fetch early: those of the first heading. */
  readonly preload?: readonly string[] | undefined
  /** Where the same page stands in the other language. */
  readonly alternates?: readonly { readonly locale: Locale; readonly href: string }[] | undefined
  readonly canonical?: string | undefined
  /** Seconds after which the page asks for itself again, where it must stay live without scripts. */
  readonly refreshSeconds?: number | undefined
  /** Pages with personal data stay out of search engines. */
  readonly hidden?: boolean | undefined
  readonly children: ComponentChildren
}

const Head = (props: HtmlProps) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{props.title}</title>
    {props.description !== undefined && <meta name="description" content={props.description} />}
    {props.hidden === true && <meta name="robots" content="noindex" />}
    {props.refreshSeconds !== undefined && (
      <noscript>
        <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
      </noscript>
    )}
    <meta name="theme-color" content={props.style === 'officer' ? '#083a4b' : '#0c5168'} />
    <meta name="color-scheme" content="light" />
    {props.preload?.map((href) => (
      <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossorigin="anonymous" />
    ))}
    <link
      rel="stylesheet"
      href={props.assets(props.style === 'officer' ? 'ui/styles/officer.css' : 'ui/styles/citizen.css')}
    />
    <link rel="icon" type="image/svg+xml" href={props.assets('ui/icons/mark.svg')} />
    {props.canonical !== undefined && <link rel="canonical" href={props.canonical} />}
    {props.alternates?.map(({ locale, href }) => (
      <link key={locale} rel="alternate" hreflang={locale} href={href} />
    ))}
    {props.islands?.map((island) => (
      <script key={island} type="module" src={props.assets(island)} />
    ))}
  </head>
)

/** The document around a page. Write `<!doctype html>` before it. Holds no inline style or script, so that a strict policy can forbid both. */
export const Html = (props: HtmlProps) => (
  <html lang={props.locale}>
    <Head {...props} />
    <body>{props.children}</body>
  </html>
)
