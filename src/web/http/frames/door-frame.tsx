import type { ComponentChildren, VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { Html } from '#web/ui/shell/html.tsx'
import type { PageRequest } from '../route.ts'

/** A page with one deed and no way around it: between signing in and going on. */
export const doorDocument = (request: PageRequest, title: string, content: ComponentChildren): VNode => {
  const t = messages(request.locale)
  return (
    <Html
      locale={request.locale}
      title={t.common.pageTitle(title, t.layout.siteName(request.province.province.name))}
      assets={request.assets}
      style="citizen"
      islands={['islands/citizen.ts']}
      hidden
    >
      <div class="citizen">
        <main id="main" tabIndex={-1}>
          <div class="page">{content}</div>
        </main>
      </div>
    </Html>
  )
}
