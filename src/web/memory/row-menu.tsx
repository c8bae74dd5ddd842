import { FileText, FileX, FolderPen, PencilLine, Replace } from 'lucide-react'
import { MenuItem, MenuLine } from '../components/menu.tsx'
import { MenuBody } from '../components/menu-body.tsx'
import { openPast } from '../past/past-dialogs.ts'
import { useMayWrite } from '../people/may-write.ts'
import { useKeysOf } from '../shell/bindings.ts'
import { memoryAt } from './outcome.ts'
import { removeDocument } from './remove-document.ts'
import { canRename } from './rename-field.tsx'
import type { Row } from './tree-model.ts'
import { words } from './words.ts'

/** What one can do with a row of the tree, beside it. The focus goes back to the tree. */
export function RowMenu({ row, tree, beside, open, byKeyboard, onOpenRow, onRename, onClose }: RowMenuProps) {
  const { tree: said, document: more } = words()
  const renameKeys = useKeysOf('renameRow')
  const folder = row.kind === 'folder'
  const info = folder ? null : row.info
  const mayWrite = useMayWrite(memoryAt(row.path))
  return (
    <MenuBody
      id={`${tree.id}-menu`}
      button={tree}
      beside={beside}
      open={open}
      byKeyboard={byKeyboard}
      onClose={onClose}
      align="start"
    >
      <MenuItem icon={folder ? <FolderPen /> : <FileText />} onSelect={onOpenRow}>
        {!folder ? said.open : row.open ? said.fold : said.unfold}
      </MenuItem>
      {mayWrite && canRename(row) && (
        <MenuItem icon={<PencilLine />} note={renameKeys} onClosed={onRename}>
          {said.rename}
        </MenuItem>
      )}
      {mayWrite && (
        <MenuItem icon={<Replace />} onClosed={() => openPast({ kind: 'replace', under: row.path })}>
          {more.replace}
        </MenuItem>
      )}
      {mayWrite && info && (
        <>
          <MenuLine />
          <MenuItem icon={<FileX />} danger onClosed={() => void removeDocument(info)}>
            {more.delete}
          </MenuItem>
        </>
      )}
    </MenuBody>
  )
}

export interface RowMenuProps {
  readonly row: Row
  readonly tree: HTMLElement
  /** The row itself. */
  readonly beside: HTMLElement
  readonly open: boolean
  readonly byKeyboard: boolean
  readonly onOpenRow: () => void
  readonly onRename: () => void
  readonly onClose: () => void
}
