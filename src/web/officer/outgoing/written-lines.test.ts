import { expect, it } from 'vitest'
import { writtenLines } from './written-lines.ts'

it('reads one entry a line, without the dash before and the mark behind that paper has', () => {
  expect(writtenLines('- Như Điều 3;\r\n– Sở Nội vụ;\n\n  Lưu: VT, VX.')).toEqual([
    'Như Điều 3',
    'Sở Nội vụ',
    'Lưu: VT, VX',
  ])
})
