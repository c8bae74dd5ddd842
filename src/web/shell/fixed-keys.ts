/** Keys that mean the same wherever one is, or what every program means by them: they cannot be changed. */
import { keysShown } from './bindings.ts'
import { words } from './words-shortcuts.ts'

export interface FixedKeys {
  readonly keys: string
  readonly words: string
}

export function fixedKeys(): readonly FixedKeys[] {
  const said = words()
  return [
    { keys: keysShown('Escape'), words: said.unzoom },
    { keys: keysShown('Enter'), words: said.send },
    { keys: keysShown('Shift+Enter'), words: said.newLine },
    { keys: '← →', words: said.versions },
    { keys: keysShown('Enter'), words: said.ontoNewest },
    { keys: `${keysShown('PageUp')} ${keysShown('PageDown')}`, words: said.walkMessages },
    { keys: '↑ ↓', words: said.walkTree },
    { keys: '← →', words: said.folder },
    { keys: keysShown('Enter'), words: said.openDocument },
    { keys: keysShown('Shift+F10'), words: said.rowMenu },
    { keys: '↑ ↓', words: said.walkChanged },
    { keys: '1 2 3 4', words: said.conflict },
    { keys: keysShown('Mod+s'), words: said.save },
    { keys: '← →', words: said.wider },
    { keys: keysShown('Enter'), words: said.even },
  ]
}
