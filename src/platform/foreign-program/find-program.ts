import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** The full path of a program that this machine has in PATH; null when it has none of the name. */
export const findProgram = async (name: string): Promise<string | null> => {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder !== '' && (await isProgram(path))) return path
  }
  return null
}
