/**
 * Everything that can be done to a workspace. `actions.test.ts` has a case for each of them, which proves that a
 * browser that follows the feed ends with the same state as one that asks afresh; an action without a case fails it.
 */
import { addChat, changeChat, clearChat, keepDraft, openExample, placeChat } from './chat-actions.ts'
import { type Core, storageTrouble } from './core.ts'
import {
  clearMemory,
  createDocument,
  deleteDocuments,
  renameDocuments,
  restoreDocument,
  revertCommit,
  saveDocument,
} from './memory-actions.ts'
import type { Result } from './result.ts'
import { changeSettings, chooseHost } from './setting-actions.ts'
import { resume, speak, stop } from './turn-actions.ts'

export type Actions = ReturnType<typeof bindActions>

/** The actions of one workspace. Each resolves when what it did is stored; nothing is accepted while the disk takes no writes. */
export function bindActions(core: Core) {
  const bind =
    <Input, Value>(action: (core: Core, input: Input) => Promise<Result<Value>>) =>
    async (input: Input): Promise<Result<Value>> => {
      const trouble = storageTrouble(core)
      return trouble ? { ok: false, refusal: trouble } : action(core, input)
    }
  return {
    addChat: bind(addChat),
    changeChat: bind(changeChat),
    placeChat: bind(placeChat),
    clearChat: bind(clearChat),
    keepDraft: bind(keepDraft),
    openExample: bind(openExample),
    speak: bind(speak),
    stop: bind(stop),
    resume: bind(resume),
    changeSettings: bind(changeSettings),
    chooseHost: bind(chooseHost),
    createDocument: bind(createDocument),
    saveDocument: bind(saveDocument),
    renameDocuments: bind(renameDocuments),
    deleteDocuments: bind(deleteDocuments),
    clearMemory: bind(clearMemory),
    restoreDocument: bind(restoreDocument),
    revertCommit: bind(revertCommit),
  }
}
