import { createHash } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { systemClock } from '#kernel/time.ts'
import { edxmlReader, writeEdxml } from '#modules/interchange/index.ts'
import type { AxisMessageKind } from '#platform/axis/axis.ts'
import { openVxpAxis } from '#platform/axis/vxp-axis.ts'
import { arrival, letter } from '../../modules/interchange/use-cases/edxml/edxml.fixture.ts'
import { openDemoAxis } from './demo-axis.ts'

const province = {
  systemId: '00.44.W00',
  secret: 'of the province',
  agencies: [{ code: 'H44.12', name: 'Sở Nội vụ' }],
}
const government = {
  systemId: '00.22.W00',
  secret: 'of the government',
  agencies: [
    { code: '000.00.00.G22', name: 'Văn phòng Chính phủ' },
    { code: 'H37.DN.001', name: 'Sở Tư pháp' },
    { code: '000.00.00.H41', name: 'UBND tỉnh Nghệ An' },
  ],
}
const twin = openDemoAxis({ partners: [province, government], clock: systemClock })
const url = await twin.app.listen({ port: 0, host: '127.0.0.1' })
afterAll(() => twin.app.close())
beforeEach(() => twin.setTrouble('none'))

const axisOf = (key: { systemId: string; secret: string }) => openVxpAxis({ url, key, clock: systemClock })
const impatient = openVxpAxis({
  url,
  key: province,
  clock: systemClock,
  bounds: { patienceMs: 100, mostBytes: 5_000_000 },
})
const ours = axisOf(province)
const theirs = axisOf(government)

const bytesOf = async (message: Parameters<typeof writeEdxml>[0]): Promise<Buffer> => {
  let text = ''
  for await (const piece of writeEdxml(message, async function* () {
    yield Buffer.from('%PDF-1.7')
  }))
    text += piece
  return Buffer.from(text)
}

const outgoing = (content: Buffer, from: string, kind: AxisMessageKind) => ({
  kind,
  from,
  sha256: createHash('sha256').update(content).digest(),
  sizeBytes: content.length,
  open: async function* () {
    yield content.subarray(0, 100)
    yield content.subarray(100)
  },
})

const letterBytes = await bytesOf(letter)
const sendLetter = (axis = ours) => axis.send(outgoing(letterBytes, 'H44.12', 'edoc'))

const messageIn = (bytes: Uint8Array) => {
  const reader = edxmlReader()
  acceptedValue(reader.write(bytes))
  return acceptedValue(reader.end()).message
}

describe('the axis', () => {
  it('brings a letter to each receiver once, and its state back', async () => {
    acceptedValue(await sendLetter())
    const waiting = acceptedValue(await theirs.listWaiting('edoc'))
    expect(waiting.map(({ from, to }) => [from, to])).toEqual([
      ['H44.12', '000.00.00.G22'],
      ['H44.12', 'H37.DN.001'],
    ])
    for (const { axisId } of waiting) {
      expect(messageIn(acceptedValue(await theirs.fetch(axisId)))).toEqual(letter)
      acceptedValue(await theirs.confirm(axisId, 'done'))
    }
    expect(acceptedValue(await theirs.listWaiting('edoc'))).toEqual([])
    acceptedValue(await theirs.send(outgoing(await bytesOf(arrival), '000.00.00.H41', 'status')))
    const [state] = acceptedValue(await ours.listWaiting('status'))
    expect(messageIn(acceptedValue(await ours.fetch(state?.axisId ?? '')))).toEqual(arrival)
    acceptedValue(await ours.confirm(state?.axisId ?? '', 'done'))
  })

  it('tells its agencies', async () => {
    expect(acceptedValue(await ours.listAgencies()).map(({ code }) => code)).toEqual([
      'H44.12',
      '000.00.00.G22',
      'H37.DN.001',
      '000.00.00.H41',
    ])
  })

  it('shows nobody what is not for him', async () => {
    acceptedValue(await sendLetter())
    expect(acceptedValue(await ours.listWaiting('edoc'))).toEqual([])
    const [waiting] = acceptedValue(await theirs.listWaiting('edoc'))
    expect(await ours.fetch(waiting?.axisId ?? '')).toMatchObject({ ok: false, refusal: { code: 'axis.refused' } })
    expect(await ours.confirm(waiting?.axisId ?? '', 'done')).toMatchObject({ ok: false })
  })

  it('refuses a wrong secret, a foreign sender, an unknown receiver, other bytes and what is no message', async () => {
    const refusalOf = async (answer: Promise<unknown>) => (await answer) as { refusal?: { errorCode?: string } }
    const content = await bytesOf({ ...letter, to: [{ ...letter.from, code: 'H99' }] })
    const cases = [
      [axisOf({ ...province, secret: 'another' }).listWaiting('edoc'), '15'],
      [axisOf({ ...province, systemId: 'another' }).listWaiting('edoc'), '15'],
      [ours.send(outgoing(letterBytes, '000.00.00.G22', 'edoc')), '19'],
      [ours.send(outgoing(content, 'H44.12', 'edoc')), '18'],
      [ours.send({ ...outgoing(letterBytes, 'H44.12', 'edoc'), sha256: Buffer.alloc(32) }), '10'],
      [ours.send(outgoing(Buffer.from('<html/>'.padEnd(200)), 'H44.12', 'edoc')), '22'],
    ] as const
    for (const [answer, errorCode] of cases) expect((await refusalOf(answer)).refusal).toMatchObject({ errorCode })
  })

  it('refuses a request of an hour ago', async () => {
    const late = { now: () => systemClock.now().subtract({ hours: 1 }) }
    const answer = await openVxpAxis({ url, key: province, clock: late }).listWaiting('edoc')
    expect(answer).toMatchObject({ ok: false, refusal: { errorCode: '15', reason: 'timestamp is not now' } })
  })

  it('says nothing, loses its answer, or answers rubbish: nothing is known of what was asked', async () => {
    const before = twin.accepted().length
    for (const trouble of ['silent', 'garbage'] as const) {
      twin.setTrouble(trouble)
      const axis = trouble === 'silent' ? impatient : ours
      expect([trouble, await sendLetter(axis)]).toMatchObject([
        trouble,
        { ok: false, refusal: { code: 'axis.silent' } },
      ])
    }
    expect(twin.accepted().length).toBe(before)
    twin.setTrouble('answer-lost')
    expect(await sendLetter()).toMatchObject({ ok: false, refusal: { code: 'axis.silent' } })
    expect(twin.accepted().length).toBe(before + 2)
    twin.setTrouble('refusing')
    expect(await sendLetter()).toMatchObject({ ok: false, refusal: { code: 'axis.refused', errorCode: '20' } })
  })

  it('brings again what it forgot was confirmed', async () => {
    twin.setTrouble('forgetful')
    await theirs.listWaiting('edoc')
    expect(acceptedValue(await theirs.listWaiting('edoc')).length).toBe(
      twin.accepted().filter(({ to, kind }) => to !== 'H44.12' && kind === 'edoc').length,
    )
  })
})
