import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAddress, usableAddress } from '#kernel/mail-address.ts'
import {
  NoticeTemplate,
  NoticeTemplates,
  type NoticeValues,
  placeholders,
  renderNotice,
  templatesFor,
} from './notice-template.ts'

const path = new URL('../../../../db/reference-data/settings-notices.json', import.meta.url)
const [setting] = JSON.parse(readFileSync(path, 'utf8')) as { value: unknown }[]
const defaults = NoticeTemplates.parse(setting?.value)

const values = (changed: Partial<NoticeValues> = {}): NoticeValues => ({
  ...(Object.fromEntries(placeholders.map((name) => [name, `<${name}>`])) as NoticeValues),
  ...changed,
})

const template = (body: string, subject = 'Hồ sơ {code}') =>
  NoticeTemplate.parse({ key: 'a', event: 'dossier.filed', subject, body })

describe('the letters of the demo', () => {
  it('tell of every change that concerns the owner', () =>
    expect(defaults.map((one) => one.key)).toEqual([
      'filed',
      'accepted',
      'supplement-requested',
      'supplement-answered',
      'refused',
      'finance-requested',
      'finance-settled',
      'payment-received',
      'refund-approved',
      'refund-declined',
      'refund-paid-out',
      'reappointed',
      'result-ready',
      'result-refused',
      'returned',
      'withdrawn',
      'stopped',
    ]))

  it('say of a supplement what the rule does: the full limit runs again', () => {
    const asked = defaults.find((one) => one.key === 'supplement-requested')
    expect(asked?.body).toContain('tính lại từ đầu')
    expect(asked?.body).not.toContain('tạm dừng')
  })

  it('begin with the person and end with the way to ask', () => {
    for (const one of defaults) {
      const { subject, body } = renderNotice(one, values())
      expect(subject.length).toBeLessThan(120)
      expect(body).toMatch(/^Kính gửi ông\/bà <owner>,\n/)
      expect(body).toContain('<link>')
      expect(body).not.toMatch(/[{}]|\n{3}/)
    }
  })

  it('are chosen by what happened', () => {
    const chosen = (type: string, data: Record<string, unknown>) =>
      templatesFor(defaults, { type, data }).map((one) => one.key)
    expect(chosen('dossier.settled', { kind: 'granted' })).toEqual(['result-ready'])
    expect(chosen('dossier.settled', { kind: 'refused' })).toEqual(['result-refused'])
    expect(chosen('dossier.settled', {})).toEqual([])
    expect(chosen('dossier.assigned', {})).toEqual([])
  })
})

describe('a letter', () => {
  it('leaves out the line that speaks of nothing', () =>
    expect(renderNotice(template('Một\nHạn: {dueAt}.\n\n\nBa'), values({ dueAt: '' })).body).toBe('Một\n\nBa'))

  it('puts a value in once, whatever it says', () => {
    const odd = values({ owner: '{code} {link}', code: 'H44\r\nBcc: all@example.vn\u202e' })
    expect(renderNotice(template('{owner} $& $1'), odd)).toEqual({
      subject: 'Hồ sơ H44 Bcc: all@example.vn',
      body: '{code} {link} $& $1',
    })
  })

  it('is one line in its subject and steers nothing, whatever the values are', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (owner, code) => {
        const { subject, body } = renderNotice(
          template('{owner}\n{items}', '{code}'),
          values({ owner, code, items: owner }),
        )
        expect(subject).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    ))

  it('of an unknown word or a double key is not taken as a setting', () => {
    expect(
      NoticeTemplate.safeParse({ key: 'a', event: 'dossier.filed', subject: '{password}', body: 'x' }).success,
    ).toBe(false)
    expect(NoticeTemplates.safeParse([template('x'), template('y')]).success).toBe(false)
  })
})

describe('an address', () => {
  it.each([
    [' giang@example.vn ', 'giang@example.vn'],
    ['a.b+c@mail.example.gov.vn', 'a.b+c@mail.example.gov.vn'],
    ['', null],
    ['giang', null],
    ['giang@example', null],
    ['a@b.vn, c@d.vn', null],
    ['a@b.vn\r\nBcc: c@d.vn', null],
    ['<a@b.vn>', null],
    [`${'a'.repeat(70)}@b.vn`, null],
  ])('%j is used as %j', (given, used) => expect(usableAddress(given)).toBe(used))
  it('is shown masked', () =>
    expect([maskAddress('giang@example.vn'), maskAddress('@x')]).toEqual(['g•••@example.vn', '•••']))
})
