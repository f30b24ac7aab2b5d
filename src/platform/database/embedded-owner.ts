import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedServerProblem } from './embedded-problem.ts'
import { pause, processMark, processSpace } from './embedded-processes.ts'

/** Who owns a data folder, as written in its lock file. */
type Owner = { readonly pid: number; readonly mark: string; readonly space: string }

export type Ownership = { release(): void }

const lockFileOf = (dataFolder: string): string => join(dataFolder, 'owner.lock')

const readOwnerText = (lockFile: string): string | null => {
  try {
    return readFileSync(lockFile, 'utf8')
  } catch {
    return null
  }
}

const parseOwner = (text: string): Owner | null => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const { pid, mark, space } = value as Partial<Record<keyof Owner, unknown>>
    if (typeof pid !== 'number' || typeof mark !== 'string' || typeof space !== 'string') return null
    return { pid, mark, space }
  } catch {
    return null
  }
}

/** `answers`: whether a server of this folder answers, asked only about an owner whose process number means nothing here. */
const isAlive = async (owner: Owner, answers: () => Promise<boolean>): Promise<boolean> => {
  if (owner.space !== processSpace()) return answers()
  return processMark(owner.pid) === owner.mark
}

const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Takes away the lock of a dead owner. Renaming lets exactly one of several takers have it; a fresh lock caught by mistake is put back. */
const removeStale = (lockFile: string, stale: string): void => {
  const aside = `${lockFile}.stale-${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch {
    return
  }
  if (readOwnerText(aside) !== stale) tryLink(aside, lockFile)
  unlinkSync(aside)
}

const refuseSecondOwner = (dataFolder: string, owner: Owner | null): never => {
  const who = owner === null ? 'another process' : `process ${owner.pid}`
  throw new EmbeddedServerProblem(
    'folder-owned',
    `The data folder ${dataFolder} is in use by ${who}. Stop that program first, or set MOTCUA_DATA to another folder. ` +
      'To add a worker to the running program, start with --role=worker.',
  )
}

/**
 * Makes this process the only owner of the data folder, until it releases it or dies: a lock left by a killed owner is recognised by the
 * number and start time of its process and taken over.
 * @throws EmbeddedServerProblem `folder-owned` while another owner lives
 */
export const takeOwnership = async (dataFolder: string, answers: () => Promise<boolean>): Promise<Ownership> => {
  const lockFile = lockFileOf(dataFolder)
  const mine = JSON.stringify({ pid: process.pid, mark: processMark(process.pid) ?? '', space: processSpace() })
  const draft = `${lockFile}.new-${process.pid}-${Date.now()}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (tryLink(draft, lockFile)) {
        if (attempt > 0) await pause(50)
        if (readOwnerText(lockFile) === mine) return { release: () => release(lockFile, mine) }
      }
      const text = readOwnerText(lockFile)
      if (text === null) continue
      const owner = parseOwner(text)
      if (owner !== null && (await isAlive(owner, answers))) refuseSecondOwner(dataFolder, owner)
      removeStale(lockFile, text)
    }
  } finally {
    unlinkSync(draft)
  }
  return refuseSecondOwner(dataFolder, null)
}

const release = (lockFile: string, mine: string): void => {
  if (readOwnerText(lockFile) === mine) unlinkSync(lockFile)
}
