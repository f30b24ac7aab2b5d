import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/index.ts'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'

export type PageHeadProps = {
  readonly t: Messages
  readonly title: string
  readonly lead?: string | undefined
  readonly crumbs?: readonly Crumb[] | undefined
  readonly children?: ComponentChildren
}

/** The question that the page answers, and the way back. */
export const PageHead = ({ t, title, lead, crumbs, children }: PageHeadProps) => (
  <header class="page-head">
    {crumbs !== undefined && crumbs.length > 0 && <Breadcrumbs t={t} crumbs={crumbs} />}
    <h1>{title}</h1>
    {lead !== undefined && <p class="lead">{lead}</p>}
    {children}
  </header>
)
