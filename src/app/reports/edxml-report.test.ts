import { describe, expect, it } from 'vitest'
import { arrival, letter } from '../../modules/interchange/use-cases/edxml/edxml.fixture.ts'
import { edxmlFaultText, edxmlReport } from './edxml-report.ts'

const file = { name: 'a.pdf', path: '/x', sizeBytes: 12_000, sha256: 'ab', packedAs: 'b.pdf', isSound: true }

describe('what the command tells of a message', () => {
  it('names the document, its files and what is wrong', () => {
    const { text, isFine } = edxmlReport({ ...letter, place: '' }, [file])
    expect(isFine).toBe(false)
    expect(text).toContain('Văn bản (văn bản mới): 241/SNV-TCCC ngày 2026-11-20')
    expect(text).toContain('a.pdf: 12.000 byte')
    expect(text).toContain('giải nén từ b.pdf')
    expect(text).toContain('thiếu PromulgationInfo/Place')
  })

  it('calls fine what is fine', () => {
    expect(edxmlReport(arrival, [])).toMatchObject({ isFine: true, text: expect.stringContaining('Đúng quy định.') })
    expect(edxmlReport(letter, [{ ...file, isSound: false }]).isFine).toBe(false)
    expect(edxmlFaultText({ code: 'xml.has-doctype' })).toContain('DOCTYPE')
  })
})
