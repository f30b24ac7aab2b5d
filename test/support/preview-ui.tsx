import { renderToString } from 'preact-render-to-string'
import { messages } from '#web/messages/index.ts'
import { CitizenLayout } from '#web/ui/shell/citizen-layout.tsx'
import { type Assets, Html } from '#web/ui/shell/html.tsx'
import { accountSamples } from './preview/account-samples.tsx'
import { citizenSamples } from './preview/citizen-samples.tsx'

const t = messages('vi')
const signOut = { action: '/dang-xuat', csrf: 'x' }

/** Every view with sample values, as whole documents: to be looked at, and read by axe. */
export const previewPages = (assets: Assets): readonly { readonly name: string; readonly html: string }[] =>
  Object.entries({ ...citizenSamples, ...accountSamples }).map(([name, page]) => ({
    name,
    html: `<!doctype html>${renderToString(
      <Html locale="vi" title={t.common.pageTitle(name, t.layout.siteName('Phú Thọ'))} assets={assets} style="citizen">
        <CitizenLayout
          t={t}
          locale="vi"
          provinceName="Phú Thọ"
          section={name.startsWith('track') ? 'track' : name === 'transparency' ? 'transparency' : 'procedures'}
          flush={name === 'home'}
          language={{ to: 'en', href: '/en' }}
          person={name.startsWith('filing') || name.startsWith('my') ? { name: 'Nguyễn Thị Lan', signOut } : undefined}
          contact={{ phone: '0210 3 846 647', email: 'hotro@motcua.example' }}
        >
          {page}
        </CitizenLayout>
      </Html>,
    )}`,
  }))
