import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectFolder } from './project.mjs'

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const isStale = (folder) => {
  try {
    return !isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))
  } catch {
    // Between making the folder and writing the number lie microseconds.
    try {
      return Date.now() - statSync(folder).mtimeMs > 5_000
    } catch {
      return false
    }
  }
}

/** Does the work while no other process of this checkout does work of that name. */
export const oneAtATime = async (name, work) => {
  const folder = join(projectFolder, '.build', `${name}.lock`)
  for (;;) {
    try {
      mkdirSync(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isStale(folder)) rmSync(folder, { recursive: true, force: true })
      else await pause(100)
    }
  }
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid))
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
