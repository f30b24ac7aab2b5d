import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/index.ts'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'

export type PageHeadProps = {
  readonly t: Messages
  readonly title: string
  /** Where it is another one than the page's. */
  readonly titleLanguage?: 'vi' | undefined
  readonly lead?: string | undefined
  readonly crumbs?: readonly Crumb[] | undefined
  readonly children?: ComponentChildren
}

/** Official names of procedures run to several lines; such a title stands smaller, so that the page begins on the first screen. */
export const isLongTitle = (title: string): true | undefined => (title.length > 70 ? true : undefined)

/** The question that the page answers, and the way back. */
export const PageHead = ({ t, title, titleLanguage, lead, crumbs, children }: PageHeadProps) => (
  <header class="page-head">
    {crumbs !== undefined && crumbs.length > 0 && <Breadcrumbs t={t} crumbs={crumbs} />}
    <h1 data-long={isLongTitle(title)} lang={titleLanguage}>
      {title}
    </h1>
    {lead !== undefined && <p class="lead">{lead}</p>}
    {children}
  </header>
)
