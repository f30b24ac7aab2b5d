import { describe, expect, it } from 'vitest'
import { previewPages } from '#test/support/preview-ui.tsx'

const pages = previewPages((source) => `/${source}`)

describe('every page', () => {
  it.each(pages)('$name obeys the policy: no inline style, no inline script', ({ html }) => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<style/)
    expect(html).not.toMatch(/\son[a-z]+=/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/javascript:/)
  })

  it.each(pages)('$name gives each element its own id', ({ html }) => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  it.each(pages)('$name leads each label and description to something', ({ html }) => {
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]))
    const wanted = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]*)"/g)]
    expect(wanted.flatMap((match) => (match[1] ?? '').split(' ')).filter((id) => !ids.has(id))).toEqual([])
  })

  it.each(pages)('$name says its language, has a way past the frame and one main part', ({ html }) => {
    expect(html).toContain('<html lang="vi">')
    expect(html).toContain('href="#main"')
    expect(html.match(/<main/g)).toHaveLength(1)
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  it.each(pages)('$name changes things only by forms with a token', ({ html }) => {
    const forms = [...html.matchAll(/<form[^>]*method="post"[^>]*>(.*?)<\/form>/gs)]
    for (const form of forms) expect(form[1]).toMatch(/name="_csrf"/)
  })
})
