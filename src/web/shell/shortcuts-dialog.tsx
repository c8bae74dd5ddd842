import { Dialog } from '../components/dialog.tsx'
import { keyNames, shortcuts } from './shortcuts.ts'
import { words } from './words-shortcuts.ts'

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words().title} open onClose={onClose}>
      <div className="flex flex-col gap-5 pt-1">
        {shortcuts().map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 text-[12.5px] text-faint">{group.title}</h3>
            <dl className="flex flex-col gap-1.5">
              {group.keys.map((shortcut) => (
                <div key={shortcut.keys} className="flex items-center justify-between gap-4 text-[13.5px]">
                  <dt className="order-2">
                    <kbd className="rounded-md border border-line-strong bg-page px-1.5 py-0.5 font-sans text-[12px]">
                      {keyNames(shortcut.keys)}
                    </kbd>
                  </dt>
                  <dd>{shortcut.words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
