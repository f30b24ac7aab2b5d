import type { Messages } from '../../messages/index.ts'

export type Crumb = { readonly href: string; readonly text: string }

export const Breadcrumbs = ({ t, crumbs }: { readonly t: Messages; readonly crumbs: readonly Crumb[] }) => (
  <nav class="crumbs no-print" aria-label={t.common.breadcrumbs}>
    <ol>
      {crumbs.map((crumb) => (
        <li key={crumb.href}>
          <a href={crumb.href}>{crumb.text}</a>
        </li>
      ))}
    </ol>
  </nav>
)
