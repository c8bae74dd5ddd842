/**
 * Whether a message only asks to go on with what was cut off: "continue", or a note of the workspace that quotes
 * the partial answer and asks to pick it up.
 */
export function isContinuation(text: string): boolean {
  const start = text.trim().slice(0, 4_000)
  if (/^(?:please,?\s+)?(?:continue|go on|carry on|keep going|resume|proceed)\b.{0,60}$/is.test(start))
    return true
  return /\b(?:cut off|cut short|interrupted|stopped|broke off|broken off|incomplete|unfinished)\b/i.test(
    start,
  ) && /\b(?:continue|go on|carry on|pick (?:it )?up|resume|finish)\b/i.test(start)
    ? /\b(?:your|the) (?:last |previous |earlier |partial |unfinished )*(?:answer|reply|response|message|turn|text)\b/i.test(
        start,
      )
    : false
}

/** What of `full` comes after `partial`; the whole when they do not fit together. */
export function remainder(full: string, partial: string): string {
  // The workspace marks a broken answer with a note of its own in brackets.
  const said = partial.replace(/\s*\([^()]{0,80}\binterrupted\b[^()]{0,80}\)\s*$/, '').trimEnd()
  if (said === '' || full.trimEnd() === said) return full
  if (full.startsWith(said)) return full.slice(said.length).trimStart()
  const tail = said.slice(-80)
  const at = tail.length < 20 ? -1 : full.lastIndexOf(tail)
  return at < 0 ? full : full.slice(at + tail.length).trimStart() || full
}
