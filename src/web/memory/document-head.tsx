import { Copy, FileX, Flame, FolderPen, MoreHorizontal, PencilLine, Replace } from 'lucide-react'
import type { DocumentInfo, MemoryDocument } from '../../workspace/events.ts'
import { IconButton } from '../components/button.tsx'
import { Menu, MenuItem, MenuLine, SubMenu } from '../components/menu.tsx'
import { showOver } from '../components/over.tsx'
import { DocumentMark } from '../demonstration/mark.tsx'
import { startErasing } from '../erase/erase-host.tsx'
import { myName } from '../me.ts'
import { openPast } from '../past/past-dialogs.ts'
import { useMayWrite } from '../people/may-write.ts'
import { copyText } from '../prose/copy.ts'
import { useWorkspace } from '../store/store.ts'
import { fileName, shortPath } from '../words.ts'
import { editing } from './buffers.ts'
import { foldersOf } from './folders.ts'
import { RenameDialog, RenameFolderDialog } from './path-dialog.tsx'
import { removeDocument } from './remove-document.ts'
import { words } from './words.ts'

/** What can be done with a document and with the folders in which it lies, beside its name. */
export function DocumentHead({
  info,
  text,
}: {
  readonly info: MemoryDocument
  readonly text: string | null
}) {
  const mount = useWorkspace(({ memories }) => memories[info.memory]?.mount ?? '')
  const folders = foldersOf(info.path, mount)
  const mayWrite = useMayWrite(info.memory)
  const said = words().document
  return (
    <>
      <DocumentMark document={info.document} />
      {mayWrite ? (
        <IconButton
          label={said.edit}
          disabled={text === null}
          onClick={() => text !== null && editing.begin(info, text, myName())}
        >
          <PencilLine />
        </IconButton>
      ) : (
        <span className="shrink-0 px-1 text-small text-faint">{words().tree.readOnly}</span>
      )}
      <Menu
        trigger={
          <IconButton label={said.menuOf(fileName(info.path))} hint={said.menu}>
            <MoreHorizontal />
          </IconButton>
        }
      >
        {mayWrite && (
          <MenuItem
            icon={<PencilLine />}
            onClosed={() => showOver((close) => <RenameDialog info={info} onClose={close} />)}
          >
            {said.rename}
          </MenuItem>
        )}
        {mayWrite && folders.length > 0 && (
          <SubMenu icon={<FolderPen />} name={said.renameFolder}>
            {folders.map((path) => (
              <MenuItem key={path} onClosed={() => renameFolder(path, info.memory)}>
                {shortPath(path)}
              </MenuItem>
            ))}
          </SubMenu>
        )}
        {mayWrite && (
          <MenuItem icon={<Replace />} onClosed={() => openPast({ kind: 'replace', under: info.path })}>
            {said.replace}
          </MenuItem>
        )}
        <MenuItem icon={<Copy />} disabled={text === null} onSelect={() => void copyText(text ?? '')}>
          {said.copy}
        </MenuItem>
        {mayWrite && (
          <>
            <MenuLine />
            <MenuItem icon={<FileX />} danger onClosed={() => void removeDocument(info)}>
              {said.delete}
            </MenuItem>
            <MenuItem icon={<Flame />} danger onSelect={() => eraseAll(info)}>
              {said.erase}
            </MenuItem>
          </>
        )}
      </Menu>
    </>
  )
}

function renameFolder(folder: string, memory: string): void {
  showOver((close) => <RenameFolderDialog folder={folder} memory={memory} onClose={close} />)
}

function eraseAll({ document, path }: DocumentInfo): void {
  startErasing(words().document.eraseTitle(fileName(path)), { document, versions: 'all' })
}
