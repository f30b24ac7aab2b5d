import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupProblem } from './backup-problem.ts'
import {
  filePathOf,
  Manifest,
  type Member,
  manifestDigestName,
  manifestName,
  membersOf,
  type ProvinceArchive,
} from './manifest.ts'
import { linesOf, type Measured, measure, severalAtOnce } from './members.ts'

export const damaged = (what: string): BackupProblem =>
  new BackupProblem(
    'restore.archive-damaged',
    `The archive is damaged: ${what}. Nothing was written. Take another archive.`,
    `Bản sao lưu bị hỏng: ${what}. Chưa có gì được ghi. Hãy dùng bản sao lưu khác.`,
  )

const readText = async (archive: string, name: string): Promise<string> =>
  readFile(join(archive, name), 'utf8').catch(() => {
    throw new BackupProblem(
      'restore.no-archive',
      `${archive} holds no backup (${name} is missing).`,
      `${archive} không phải là bản sao lưu (thiếu ${name}).`,
    )
  })

const formatUnknown = (): BackupProblem =>
  new BackupProblem(
    'restore.format-unknown',
    'The archive is of a form that this program does not know; use the version of the program that made it.',
    'Bản sao lưu có dạng mà phiên bản này không đọc được; hãy dùng đúng phiên bản đã tạo ra nó.',
  )

const readManifest = async (archive: string): Promise<Manifest> => {
  const text = await readText(archive, manifestName)
  const digest = createHash('sha256').update(text).digest('hex')
  if ((await readText(archive, manifestDigestName)) !== `${digest}  ${manifestName}\n`) throw damaged(manifestName)
  const parsed = Manifest.safeParse(JSON.parse(text))
  if (!parsed.success) throw formatUnknown()
  return parsed.data
}

const measureFile = (archive: string, path: string): Promise<Measured | null> =>
  measure(createReadStream(join(archive, path))).catch(() => null)

const checkMember = async (archive: string, member: Member): Promise<void> => {
  const found = await measureFile(archive, member.path)
  if (found?.sha256 !== member.sha256 || found.sizeBytes !== member.sizeBytes) throw damaged(member.path)
}

const filesAtOnce = 6

const checkFiles = async (archive: string, province: ProvinceArchive): Promise<void> => {
  const known = new Set(province.files.damaged)
  let count = 0
  const check = async (line: string): Promise<void> => {
    const [sha256 = '', size] = line.split('\t')
    if (known.has(sha256)) return
    const path = filePathOf(province.key, sha256)
    const found = await measureFile(archive, path)
    if (found?.sha256 !== sha256 || found.sizeBytes !== Number(size)) throw damaged(path)
    count += 1
  }
  await severalAtOnce(linesOf(createReadStream(join(archive, province.files.list.path))), filesAtOnce, check)
  if (count !== province.files.count) throw damaged(province.files.list.path)
}

/**
 * Reads the whole archive once and compares every digest. Answers what it holds.
 * @throws BackupProblem when anything is missing, changed or unknown
 */
export const checkArchive = async (archive: string): Promise<Manifest> => {
  await readdir(archive).catch(() => {
    throw new BackupProblem('restore.no-archive', `There is no folder ${archive}.`, `Không có thư mục ${archive}.`)
  })
  const manifest = await readManifest(archive)
  for (const member of membersOf(manifest)) await checkMember(archive, member)
  for (const province of manifest.provinces) await checkFiles(archive, province)
  return manifest
}
