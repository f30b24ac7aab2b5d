import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { insertEverydayWord } from '../store/everyday-words.ts'
import {
  type EverydayWordDeps,
  EverydayWordMeaning,
  type EverydayWordRefusal,
  faultOf,
  onEverydayWords,
  recordEverydayWordDeed,
} from './everyday-word-deed.ts'

export const AddEverydayWord = EverydayWordMeaning
export type AddEverydayWord = EverydayWordMeaning

/** Teaches the search what people call a thing. Refused: no word, no meaning, an unknown procedure, a meaning the term has already. */
export const addEverydayWord = (
  deps: EverydayWordDeps,
  actor: Actor,
  command: AddEverydayWord,
): Promise<Result<{ readonly id: string }, EverydayWordRefusal>> =>
  onEverydayWords(deps, actor, async (scene) => {
    const fault = await faultOf(scene.tx, command)
    if (fault !== null) return refuse(fault)
    const id = await insertEverydayWord(scene.tx, command, scene.now)
    if (id === null) return refuse({ code: 'everyday-word.known-already' })
    await recordEverydayWordDeed(scene, id, 'everyday-word.added', [command])
    return accept({ id })
  })
