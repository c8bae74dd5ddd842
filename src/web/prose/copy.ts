import { say, sayProblem } from '../components/toast.tsx'
import { words } from './words.ts'

/**
 * Puts a text into the clipboard and says so, or why not. What still has to be fetched may be given as a promise: browsers
 * want the clipboard to be asked for while the button is being pressed.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text)
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then(asPlain) })])
    say({ words: words().copied })
  } catch {
    sayProblem(words().notCopied)
  }
}

function asPlain(text: string): Blob {
  return new Blob([text], { type: 'text/plain' })
}
