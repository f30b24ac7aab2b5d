import { expect, test } from 'vitest'
import { mailboxDoorOf } from './mailbox-doors.ts'

const lent = [
  { province: 'phu-tho', agencyCode: 'H44.12', url: 'imaps://vt%40x.example:mat@mail.example' },
  { province: 'phu-tho', agencyCode: 'H44.13', url: 'imaps://vt%40y.example:mat@mail.example' },
]

test.each([
  ['phu-tho', 'H44.12', 'vt@x.example', true],
  ['phu-tho', 'H44.13', 'vt@x.example', false],
  ['phu-tho', 'H44.1', 'vt@x.example', false],
  ['ca-mau', 'H44.12', 'vt@x.example', false],
  ['phu-tho', 'H44.12', 'vt@z.example', false],
])('in %s the agency %s opens %s: %s', (province, agencyCode, mailbox, opens) => {
  expect(mailboxDoorOf(lent, province)({ agencyCode, mailbox }) !== null).toBe(opens)
})
