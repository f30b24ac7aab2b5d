import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Reads a data file; throws with the file, the place in it and what is wrong there. */
export const readDataFile = async <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> => {
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const parsed = schema.safeParse(content)
  if (!parsed.success) throw new Error(`${path} is not as it should be:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** The JSON files of a folder by name; none when there is no such folder. */
export const jsonFilesIn = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((): string[] => [])
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
}

export const readDataFiles = async <Schema extends z.ZodType>(
  paths: readonly string[],
  schema: Schema,
): Promise<z.output<Schema>[]> => Promise.all(paths.map((path) => readDataFile(path, schema)))
