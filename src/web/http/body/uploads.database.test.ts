import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#test/support/database.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { download, events, json, type Route, text } from '../route.ts'
import { buildServer } from '../server.ts'

const { provinces } = await openTestDatabase()

const form: Route = {
  method: 'GET',
  path: '/bieu-mau',
  access: 'public',
  handler: async ({ csrfToken }) => text(csrfToken),
}
const take: Route = {
  method: 'POST',
  path: '/nop',
  access: 'public',
  upload: true,
  handler: async ({ form: posted, files, uploadFault }) => {
    const received = await Promise.all(
      files.map(async ({ field, name, sizeBytes, stream }) => {
        const digest = createHash('sha256')
        for await (const chunk of stream()) digest.update(chunk as Uint8Array)
        return { field, name, sizeBytes, sha256: digest.digest('hex') }
      }),
    )
    return json({ note: posted.note, received, fault: uploadFault ?? null })
  },
}
const noFiles: Route = { ...take, path: '/khong-tep', upload: false }
const file: Route = {
  method: 'GET',
  path: '/tep/:kind',
  access: 'public',
  handler: async ({ params }) =>
    download({
      content: Buffer.from('<script>1</script>'),
      name: 'Giấy "khai" sinh\r\nx: y/..\\ảnh.pdf',
      mediaType: params.kind === 'pdf' ? 'application/pdf' : params.kind === 'png' ? 'image/png' : 'text/html',
      inline: true,
    }),
}
const live: Route = {
  method: 'GET',
  path: '/song',
  access: 'public',
  handler: async () =>
    events(async function* () {
      yield { event: 'tin', data: 'một\nhai' }
    }),
}

const app = buildServer(testWebDeps(provinces), [form, take, noFiles, file, live])

type Part = { readonly name: string; readonly file?: string; readonly content: Buffer }

const send = async (parts: readonly Part[], url = take.path) => {
  const opened = await app.inject(form.path)
  const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const boundary = 'ranh-gioi'
  const body = [{ name: '_csrf', content: Buffer.from(opened.body) } as Part, ...parts].flatMap(
    ({ name, file: fileName, content }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n` +
          `${fileName === undefined ? '' : 'content-type: application/pdf\r\n'}\r\n`,
      ),
      content,
      Buffer.from('\r\n'),
    ],
  )
  return app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
  })
}

const megabytes = (count: number): Buffer => Buffer.alloc(count * 1024 * 1024, 7)
const note: Part = { name: 'note', content: Buffer.from('giữ lại') }
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

describe('uploads', () => {
  it('come whole, small and large, under safe names', async () => {
    const small = Buffer.from('nhỏ')
    const large = megabytes(12)
    const answer = await send([
      note,
      { name: 'a', file: 'C:\\tai lieu\\..\\so do.pdf', content: small },
      { name: 'b', file: '../../etc/passwd', content: large },
      { name: 'c', file: '', content: Buffer.alloc(0) },
    ])
    expect(answer.json()).toEqual({
      note: 'giữ lại',
      fault: null,
      received: [
        { field: 'a', name: 'so do.pdf', sizeBytes: small.length, sha256: sha256(small) },
        { field: 'b', name: 'passwd', sizeBytes: large.length, sha256: sha256(large) },
      ],
    })
  })

  it('of 21 MB, 51 files and 101 MB are named, and all else that was sent is kept', async () => {
    const tooLarge = (await send([note, { name: 'a', file: 'to.pdf', content: megabytes(21) }])).json()
    expect(tooLarge).toMatchObject({
      note: 'giữ lại',
      received: [],
      fault: { code: 'upload.file-too-large', name: 'to.pdf' },
    })
    const many = Array.from({ length: 51 }, (_, index) => ({
      name: 'a',
      file: `${index}.pdf`,
      content: Buffer.from('x'),
    }))
    const tooMany = (await send([...many, note])).json()
    expect(tooMany).toMatchObject({ note: 'giữ lại', fault: { code: 'upload.too-many-files', limit: 50 } })
    expect(tooMany.received).toHaveLength(50)
    const heavy = Array.from({ length: 6 }, (_, index) => ({ name: 'a', file: `${index}.pdf`, content: megabytes(17) }))
    const tooHeavy = (await send([...heavy, note])).json()
    expect(tooHeavy).toMatchObject({ note: 'giữ lại', fault: { code: 'upload.all-too-large' } })
    expect(tooHeavy.received).toHaveLength(5)
  })

  it('are not taken where none are expected, nor a body beyond all bounds', async () => {
    expect((await send([note], noFiles.path)).statusCode).toBe(415)
    const huge = { method: 'POST', url: '/khong-tep', payload: 'x='.padEnd(2 * 1024 * 1024, 'y') } as const
    const answer = await app.inject({ ...huge, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(answer.statusCode).toBe(413)
    expect(answer.body).toContain('quá lớn')
  })

  it('that break off or make no sense bring nothing down', async () => {
    const cut = await app.inject({
      method: 'POST',
      url: take.path,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\ncontent-disposition: form-data; name="a"; filename="b.pdf"\r\n\r\nhalf',
    })
    expect(cut.statusCode).toBeGreaterThanOrEqual(400)
    expect(cut.statusCode).toBeLessThan(500)
    expect((await app.inject('/healthz')).statusCode).toBe(200)
  })
})

describe('downloads', () => {
  it('show what is harmless and save the rest, and a name cannot break out of its header', async () => {
    const pdf = await app.inject('/tep/pdf')
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.headers['content-disposition']).toBe(
      'inline; filename="giay _khai_ sinhx_ y..anh.pdf"; filename*=UTF-8\'\'Gi%E1%BA%A5y%20%22khai%22%20sinhx%3A%20y..%E1%BA%A3nh.pdf',
    )
    expect(String((await app.inject('/tep/png')).headers['content-security-policy'])).toContain('sandbox')
    const page = await app.inject('/tep/html')
    expect(page.headers['content-type']).toBe('application/octet-stream')
    expect(page.headers['content-disposition']).toMatch(/^attachment/)
  })
})

describe('a page that stays live', () => {
  it('sends events, line by line', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const answer = await fetch(`${address}${live.path}`)
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await answer.text()).toBe(': here\n\nevent: tin\ndata: một\ndata: hai\n\n')
    await app.close()
  })
})
