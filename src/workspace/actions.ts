/**
 * Everything that can be done to a workspace. `actions.test.ts` has a case for each of them, which proves that a
 * browser that follows the feed ends with the same state as one that asks afresh; an action without a case fails it.
 */
import { changeDocuments, replaceText } from './batch-actions.ts'
import { regenerate, walk } from './branch-actions.ts'
import { addChat, changeChat, clearChat, keepDraft, openExample, placeChat } from './chat-actions.ts'
import { compact } from './compact-action.ts'
import { addDemonstration, removeDemonstration } from './demonstration-actions.ts'
import { erase } from './erase.ts'
import { addMemory, changeMemory, removeMemory } from './memories-actions.ts'
import {
  clearMemory,
  createDocument,
  deleteDocuments,
  renameDocuments,
  restoreDocument,
  revertCommit,
  saveDocument,
} from './memory-actions.ts'
import { dismissNotice } from './notices.ts'
import { addPerson, removePerson } from './people-actions.ts'
import { changePrompt, importPrompts, keepPrompt, removePrompt } from './prompt-actions.ts'
import { changeQueued, enqueue, sendQueued, unqueue } from './queue-actions.ts'
import { changeSettings, chooseHost, removeHost, setUpHost } from './setting-actions.ts'
import { resume, speak, stop, tryNow } from './turn-actions.ts'
import { undoChanges } from './undo-actions.ts'

export const ACTIONS = {
  addChat,
  changeChat,
  placeChat,
  clearChat,
  keepDraft,
  openExample,
  addDemonstration,
  removeDemonstration,
  speak,
  stop,
  resume,
  tryNow,
  compact,
  enqueue,
  changeQueued,
  unqueue,
  sendQueued,
  regenerate,
  walk,
  changeSettings,
  chooseHost,
  setUpHost,
  removeHost,
  createDocument,
  saveDocument,
  renameDocuments,
  deleteDocuments,
  clearMemory,
  restoreDocument,
  revertCommit,
  undoChanges,
  changeDocuments,
  replaceText,
  erase,
  addMemory,
  changeMemory,
  removeMemory,
  addPerson,
  removePerson,
  keepPrompt,
  changePrompt,
  removePrompt,
  importPrompts,
  dismissNotice,
} as const
