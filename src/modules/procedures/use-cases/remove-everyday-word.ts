import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { deleteEverydayWord, findEverydayWordForUpdate } from '../store/everyday-words.ts'
import {
  type EverydayWordDeps,
  type EverydayWordRefusal,
  onEverydayWords,
  recordEverydayWordDeed,
} from './everyday-word-deed.ts'

export const RemoveEverydayWord = z.strictObject({ id: z.uuid() })
export type RemoveEverydayWord = z.infer<typeof RemoveEverydayWord>

/** Takes an everyday word away; what it meant stays in the action log. */
export const removeEverydayWord = (
  deps: EverydayWordDeps,
  actor: Actor,
  command: RemoveEverydayWord,
): Promise<Result<{ readonly id: string }, EverydayWordRefusal>> =>
  onEverydayWords(deps, actor, async (scene) => {
    const before = await findEverydayWordForUpdate(scene.tx, command.id)
    if (before === null) return refuse({ code: 'everyday-word.not-found' })
    await deleteEverydayWord(scene.tx, command.id)
    await recordEverydayWordDeed(scene, command.id, 'everyday-word.removed', [before])
    return accept({ id: command.id })
  })
