/** What removing the demonstration did, in words. Pure. */
import type { DemonstrationPreview, Parts } from './demonstration-api.ts'
import { words } from './words.ts'

/** `restorable`: chats that people had changed, which went to the deleted ones. */
export function removedWords({ goes, stays }: DemonstrationPreview, restorable: number): string {
  const said = words()
  const [went, left] = [tallyOf(goes), tallyOf(stays)]
  if (left === '') return said.gone(went) + (restorable > 0 ? said.canComeBack(restorable) : '')
  return went === '' ? said.nothingWent(left) : said.partly(went, left)
}

function tallyOf({ chats, documents, memory }: Parts): string {
  return words().tally({
    chats: chats.length,
    documents: documents.length,
    memory: memory?.name ?? null,
  })
}

/** Whether there is nothing of it. */
export function isEmpty({ chats, documents, memory }: Parts): boolean {
  return chats.length === 0 && documents.length === 0 && memory === null
}
