import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { placesOf } from '#web/http/frames/officer-places.ts'
import { messages } from '#web/messages/index.ts'
import { CitizenLayout } from '#web/ui/shell/citizen-layout.tsx'
import { type AssetSource, type Assets, Html } from '#web/ui/shell/html.tsx'
import { OfficerLayout } from '#web/ui/shell/officer-layout.tsx'
import { accountSamples } from './preview/account-samples.tsx'
import { administrationSamples } from './preview/administration-samples.tsx'
import { filingSamples } from './preview/filing-samples.tsx'
import { findingSamples } from './preview/finding-samples.tsx'
import { officerSamples } from './preview/officer-samples.tsx'
import { workListSamples } from './preview/work-list-samples.tsx'

const t = messages('vi')
const signOut = { action: '/dang-xuat', csrf: 'x' }

const section = (name: string) =>
  name.startsWith('track') ? 'track' : name === 'transparency' ? 'transparency' : 'procedures'

const citizenFrame = (name: string, page: VNode) => (
  <CitizenLayout
    t={t}
    locale="vi"
    provinceName="Phú Thọ"
    section={section(name)}
    flush={name === 'home'}
    language={{ to: 'en', href: '/en' }}
    person={name.startsWith('filing') || name.startsWith('my') ? { name: 'Nguyễn Thị Lan', signOut } : undefined}
    contact={{ phone: '0210 3 846 647', email: 'hotro@motcua.example' }}
  >
    {page}
  </CitizenLayout>
)

const samplePost = {
  postId: '0197b6d0-0000-7000-8000-000000000001',
  title: 'Chuyên viên',
  agencyId: '0197b6d0-0000-7000-8000-000000000002',
  agencyName: 'Một cửa xã Hy Cương',
  unitId: null,
  unitName: '',
  isDelegated: false,
}
const sampleActor: OfficerActor = {
  kind: 'officer',
  accountId: '0197b6d0-0000-7000-8000-000000000003',
  officerId: '0197b6d0-0000-7000-8000-000000000004',
  fullName: 'Trần Văn Hòa',
  posts: (['one-stop-officer', 'administrator'] as const).map((role) => ({ ...samplePost, role })),
  supervisedAgencyIds: [],
}

const officerFrame = (name: string, page: VNode) => (
  <OfficerLayout
    t={t}
    homeHref="/can-bo"
    full={name.startsWith('officer-')}
    places={placesOf(t, sampleActor, name.startsWith('officer') ? '/can-bo' : '/can-bo/quay', { '/can-bo': 37 })}
    rail={{ isNarrow: false, toggle: { action: '/can-bo/khung', csrf: 'x' } }}
    person={{
      name: 'Trần Văn Hòa',
      initials: 'TH',
      post: 'Chuyên viên',
      agency: 'Một cửa xã Hy Cương',
      guideHref: '/can-bo/huong-dan',
      signOut,
      accountHref: '/can-bo/tai-khoan',
    }}
    idle={{ minutes: 15, keepHref: '/can-bo/con-day', signInHref: '/can-bo/dang-nhap' }}
  >
    {page}
  </OfficerLayout>
)

const document = (assets: Assets, name: string, style: 'citizen' | 'officer', frame: VNode): string => {
  const islands: readonly AssetSource[] =
    style === 'officer' ? ['islands/officer.ts'] : ['islands/citizen.ts', 'islands/filing.ts']
  const title = t.common.pageTitle(name, t.layout.siteName('Phú Thọ'))
  return `<!doctype html>${renderToString(
    <Html locale="vi" title={title} assets={assets} style={style} islands={islands}>
      {frame}
    </Html>,
  )}`
}

export type PreviewPage = { readonly name: string; readonly html: string; readonly officer: boolean }

/** Every view with sample values, as whole documents: to be looked at, and read by axe. */
export const previewPages = (assets: Assets): readonly PreviewPage[] => [
  ...Object.entries({ ...findingSamples, ...filingSamples, ...accountSamples }).map(([name, page]) => ({
    name,
    officer: false,
    html: document(assets, name, 'citizen', citizenFrame(name, page)),
  })),
  ...Object.entries({ ...workListSamples, ...officerSamples, ...administrationSamples }).map(([name, page]) => ({
    name,
    officer: true,
    html: document(assets, name, 'officer', officerFrame(name, page)),
  })),
]
