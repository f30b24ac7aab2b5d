import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { EverydayWordsPage } from '#web/ui/views/admin/everyday-words.tsx'
import { ImportReportPage } from '#web/ui/views/admin/import-report.tsx'
import { KeptMailPage } from '#web/ui/views/admin/kept-mail.tsx'
import { OfficerAccountsPage } from '#web/ui/views/admin/locked-officers.tsx'
import { SettingChangePage } from '#web/ui/views/admin/setting-change.tsx'
import { SettingsPage, type SettingVersionView } from '#web/ui/views/admin/settings.tsx'
import { WorkingDaysPage } from '#web/ui/views/admin/working-days.tsx'

const t = messages('vi')
const target = { action: '/x', csrf: 'x', key: 'k' }

const settingVersion = (id: string, state: SettingVersionView['state']): SettingVersionView => ({
  id,
  facts: [
    { label: 'Các buổi làm việc', text: '07:00-11:30, 13:30-17:00' },
    { label: 'Ngày nghỉ trong tuần', text: 'thứ Bảy, Chủ Nhật' },
  ],
  from: '01/07/2025',
  until: '31/12/2026',
  source: 'Quyết định 12/2026/QĐ-UBND',
  certainty: 'Đã đọc văn bản',
  decided: 'Nguyễn Văn A quyết định lúc 08:00 01/07/2025',
  state,
  withdraw: state === 'planned' ? { target, label: 'Rút lại giá trị dự kiến từ 01/07/2025' } : undefined,
})

const settings = (
  <SettingsPage
    t={t}
    view={{
      action: '/quan-tri/cai-dat',
      parts: [{ href: '/quan-tri/cai-dat', text: t.admin.settingsTitle, current: true }],
      queryName: 'q',
      query: '',
      scopes: [
        { href: '?', text: 'Tất cả', current: true },
        { href: '?s=tinh', text: 'Tỉnh' },
      ],
      groups: [
        {
          title: 'Thời hạn',
          settings: [
            {
              id: 'calendar.shift-plan province',
              name: 'Giờ làm việc',
              hint: 'Thời hạn chỉ tính trong giờ này.',
              scope: 'Cả tỉnh',
              now: settingVersion('1', 'now'),
              others: [settingVersion('2', 'planned'), settingVersion('3', 'past')],
              changeHref: '#',
            },
          ],
        },
      ],
    }}
  />
)

/** The pages of administrators. */
export const administrationSamples: Readonly<Record<string, VNode>> = {
  'admin-officers': (
    <OfficerAccountsPage
      t={t}
      view={{
        filters: [
          { href: '?', text: 'Đang khóa', count: 1, current: true },
          { href: '?tat-ca', text: 'Tất cả', count: 212 },
        ],
        pages: {},
        officers: [
          {
            id: '1',
            name: 'Trần Văn Hòa',
            user: 'hoa.tv',
            post: 'Chuyên viên, một cửa xã Hy Cương',
            state: 'locked',
            locked: { at: '08:02 hôm nay', tries: 5 },
            lastSeen: '16:40 20/11/2026',
            hasSecondFactor: false,
            unlock: { target, reasonName: 'reason' },
          },
          {
            id: '2',
            name: 'Lê Thu',
            user: 'thu.l',
            post: 'Phòng Kinh tế',
            state: 'active',
            lastSeen: '08:10 hôm nay',
            hasSecondFactor: true,
          },
        ],
      }}
    />
  ),
  'admin-settings': settings,
  'admin-setting': (
    <SettingChangePage
      t={t}
      view={{
        name: 'Giờ làm việc',
        hint: 'Thời hạn chỉ tính trong giờ này.',
        back: { href: '?', text: t.admin.settingsTitle },
        target,
        errors: [{ name: 'hours', text: t.admin.settingFaults.hours }],
        fields: [
          { name: 'hours', kind: 'line', label: 'Các buổi làm việc', hint: 'Ví dụ: 07:00-11:30', value: '7-11' },
          { name: 'minutes', kind: 'number', label: 'Số phút', value: '15' },
          { name: 'choice', kind: 'choice', label: 'Cách tính', value: 'a', options: [{ value: 'a', text: 'A' }] },
          { name: 'letter', kind: 'paragraphs', label: 'Nội dung thư', value: 'Kính gửi' },
        ],
        scope: { name: 'scope', value: 'province', options: [{ value: 'province', text: 'Cả tỉnh' }] },
        from: { name: 'from', value: '2026-12-01', min: '2026-11-22' },
        until: { name: 'until', value: '', min: '2026-11-22' },
        source: { name: 'source', value: '' },
        certainty: { name: 'certainty', value: 'seen', options: [{ value: 'seen', text: 'Đã đọc văn bản' }] },
        versions: [settingVersion('1', 'now'), settingVersion('2', 'planned')],
      }}
    />
  ),
  'admin-days': (
    <WorkingDaysPage
      t={t}
      view={{
        parts: [{ href: '?', text: t.admin.daysTitle, current: true }],
        year: 2026,
        years: [{ href: '?', text: '2026', current: true }],
        days: [
          {
            date: '02/09/2026',
            weekday: 'thứ Tư',
            kind: t.admin.dayKinds.public_holiday,
            isWorking: false,
            name: 'Quốc khánh',
            source: 'Bộ luật Lao động 2019',
            certainty: 'Đã đọc văn bản',
          },
          {
            date: '14/11/2026',
            weekday: 'thứ Bảy',
            kind: t.admin.dayKinds.swapped_working,
            isWorking: true,
            name: 'Làm bù',
            source: 'Thông báo 12/TB-BNV',
            certainty: 'Đã đọc văn bản',
            remove: target,
          },
        ],
        recomputed: t.admin.daysRecomputedAt('10:20 22/11/2026', '12.345', '321'),
        isRecomputing: true,
        form: {
          target,
          errors: [{ name: 'title', text: t.admin.daysFaults.name }],
          date: { name: 'date', value: '', min: '2026-11-22' },
          kind: { name: 'kind', value: 'swapped_off', options: [{ value: 'swapped_off', text: 'Nghỉ hoán đổi' }] },
          title: { name: 'title', value: '' },
          source: { name: 'source', value: '' },
          certainty: { name: 'certainty', value: 'seen', options: [{ value: 'seen', text: 'Đã đọc văn bản' }] },
        },
      }}
    />
  ),
  'admin-words': (
    <EverydayWordsPage
      t={t}
      view={{
        action: '/quan-tri/tu-thuong-dung',
        search: { name: 'q', query: '' },
        count: '2',
        pages: {},
        form: {
          target,
          errors: [{ name: 'means', text: t.admin.wordsFaults.meaningMissing }],
          names: { phrase: 'phrase', means: 'means', code: 'code' },
          phrase: 'sổ đỏ',
          means: '',
          code: '',
          known: { phrase: 'sổ đỏ', cancelHref: '?', remove: target },
        },
        trial: {
          name: 'thu',
          query: 'sổ đỏ',
          found: [{ href: '#', text: 'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất' }],
        },
        words: [
          { id: '1', phrase: 'sổ đỏ', means: 'giấy chứng nhận quyền sử dụng đất', changeHref: '?sua=1' },
          {
            id: '2',
            phrase: 'bằng lái, GPLX',
            means: 'giấy phép lái xe',
            procedure: { code: '1.002809', href: '#', text: 'Đổi giấy phép lái xe' },
            changeHref: '?sua=2',
          },
        ],
      }}
    />
  ),
  'admin-import': (
    <ImportReportPage
      t={t}
      view={{
        form: { target, name: 'file', megabytes: 50, errors: [{ name: 'file', text: t.admin.importFaults.missing }] },
        reloadHref: '?',
        run: {
          state: 'done',
          fileName: 'procedures-2642.jsonl.gz',
          by: 'Nguyễn Văn A',
          at: '16:20 22/11/2026',
          lines: '2.642',
          counts: { added: '2.612', changed: '30', same: '0', doubtful: '2', refused: '1' },
          missing: t.admin.importMissingText('3'),
          refused: [{ line: '17', reason: 'Không phải bản ghi JSON', text: '{"code":' }],
        },
        pages: {},
        doubtful: [
          {
            code: '1.000178',
            name: 'Giải quyết khiếu nại về quyết định hành chính',
            href: '#',
            reasons: ['Không đọc được đơn vị thời gian'],
          },
        ],
      }}
    />
  ),
  'admin-mail': (
    <KeptMailPage
      t={t}
      view={{
        pages: {},
        messages: [
          {
            id: '1',
            to: 'lan@example.vn',
            subject: 'Hồ sơ H44.21-261122-0042 đã được nhận',
            at: '15:20 22/11/2026',
            text: 'Xin chào chị Lan,\n\nHồ sơ của chị đã được nhận.',
            attachments: [{ href: '#', text: 'Giấy tiếp nhận (PDF)' }],
          },
        ],
      }}
    />
  ),
}
