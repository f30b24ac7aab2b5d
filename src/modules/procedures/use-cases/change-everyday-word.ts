import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { findEverydayWordForUpdate, updateEverydayWord } from '../store/everyday-words.ts'
import {
  type EverydayWordDeps,
  EverydayWordMeaning,
  type EverydayWordRefusal,
  faultOf,
  onEverydayWords,
  recordEverydayWordDeed,
} from './everyday-word-deed.ts'

export const ChangeEverydayWord = EverydayWordMeaning.extend({ id: z.uuid() })
export type ChangeEverydayWord = z.infer<typeof ChangeEverydayWord>

/** Corrects an everyday word; the procedures of the old and of the new meaning are found accordingly at once. */
export const changeEverydayWord = (
  deps: EverydayWordDeps,
  actor: Actor,
  command: ChangeEverydayWord,
): Promise<Result<{ readonly id: string }, EverydayWordRefusal>> =>
  onEverydayWords(deps, actor, async (scene) => {
    const before = await findEverydayWordForUpdate(scene.tx, command.id)
    if (before === null) return refuse({ code: 'everyday-word.not-found' })
    const fault = await faultOf(scene.tx, command)
    if (fault !== null) return refuse(fault)
    if (!(await updateEverydayWord(scene.tx, command, scene.now)))
      return refuse({ code: 'everyday-word.known-already' })
    await recordEverydayWordDeed(scene, command.id, 'everyday-word.changed', [before, command])
    return accept({ id: command.id })
  })
