import { catalogue } from '../language/language.ts'
import { count, dollars, numeral } from '../words.ts'

/** What a deed of Claude is called while it goes on, when it is done, when it could not be done, and when it never was. */
const deed = (going: string, done: string, attempt: string) => ({
  going,
  done,
  failed: `Could not ${attempt}`,
  dropped: `Did not ${attempt}`,
})

const ofDocument = (going: string, done: string, attempt: string, name: string | null, rest = '') => {
  const what = `${name ?? 'a document'}${rest}`
  return deed(`${going} ${what}`, `${done} ${what}`, `${attempt} ${what}`)
}

/** What is said within a turn: what Claude does, what happened to the conversation, and what the answer took. */
export const words = catalogue('chat-turn', {
  article: (speaker: string) => `${speaker} and Claude`,
  summedUp: (speaker: string) => `${speaker} had the conversation summed up, `,
  showLess: 'Show less',
  showAll: 'Show all',
  thinking: 'Claude is thinking',
  thoughtBriefly: 'Thought for a moment',
  thoughtLong: 'Thought it through',
  copy: {
    message: (speaker: string, at: string) => `${speaker}, ${at}`,
    summedUp: (speaker: string, at: string) => `${speaker} had the conversation summed up, ${at}`,
  },
  actions: {
    message: (speaker: string) => `Message of ${speaker}`,
    answer: 'Answer of Claude',
    copy: 'Copy',
    edit: 'Edit',
    editHint: 'Edit: say it otherwise, in a new branch',
    editBusy: 'Edit, once Claude has answered',
    again: 'Regenerate',
    againHint: 'Regenerate: have this answered anew, in a new branch',
    againBusy: 'Regenerate, once Claude has answered',
    quote: 'Quote',
    quoteHint: 'Quote this, or what is selected in it',
  },
  deeds: {
    reach: () => deed('Reaching for memory', 'Used memory', 'use memory'),
    other: (tool: string) => deed(`Using ${tool}`, `Used ${tool}`, `use ${tool}`),
    look: () => deed('Looking into memory', 'Looked into memory', 'look into memory'),
    lookThrough: (where: string) =>
      deed(`Looking through ${where}`, `Looked through ${where}`, `look through ${where}`),
    read: (name: string, lines: string) => ofDocument('Reading', 'Read', 'read', name, lines),
    write: (name: string | null) => ofDocument('Writing', 'Wrote', 'write', name),
    change: (name: string | null) => ofDocument('Changing', 'Changed', 'change', name),
    add: (name: string | null) => ofDocument('Adding to', 'Added to', 'add to', name),
    delete: (name: string | null) => ofDocument('Deleting', 'Deleted', 'delete', name),
    move: (name: string | null, to: string | null) =>
      ofDocument('Moving', 'Moved', 'move', name, to === null ? '' : ` to ${to}`),
    fromLine: (from: number) => `, from line ${from}`,
    lines: (from: number, to: number) => `, lines ${from} to ${to}`,
    memory: 'memory',
  },
  reads: {
    through: 'Looked through memory',
    throughAnd: (document: string) => `Looked through memory, read ${document}`,
    throughAndMany: (n: number) => `Looked through memory, read ${count(n, 'document')}`,
    many: (n: number) => `Read ${count(n, 'document')}`,
    notFound: (n: number) => count(n, 'not found', 'not found'),
  },
  card: {
    lines: (added: number, removed: number) => `${count(added, 'line')} added, ${removed} removed`,
    done: 'Done.',
    open: 'Open document',
    undo: 'Undo',
    bringBack: 'Bring back',
    raw: 'Raw',
    notSeenAbout: 'Context editing took this result out of what Claude sees. Memory still has the facts.',
    notSeen: 'No longer seen',
    byClaude: 'by Claude',
    unchanged: (n: number) => count(n, 'unchanged line'),
    removed: 'Removed: ',
    added: 'Added: ',
    same: 'Unchanged: ',
  },
  events: {
    clearedUses: (fresh: number, all: number, tokens: number) => cleared(fresh, all, 'tool use', tokens),
    clearedThoughts: (fresh: number, all: number, tokens: number) => cleared(fresh, all, 'thought', tokens),
    usesOnTheWay: (fresh: number, all: number) => onTheWay(fresh, all, 'tool use'),
    thoughtsOnTheWay: (fresh: number, all: number) => onTheWay(fresh, all, 'thought'),
    byCommonplace: ' · cleared by Commonplace',
    clearedByAgent:
      'This host cannot clear by itself, so Commonplace did, by the same rules. The tokens are estimated.',
    clearedByHost:
      'Cleared by the host, which counted the tokens. What was cached after this point was written anew.',
    declined: (host: string) => `Claude declined on ${host}`,
    wentOn: (why: string, place: string) => `${why}; ${place} went on`,
    unsealed: 'Claude goes on without its earlier thinking',
    unsealedAbout:
      'Thinking is bound to the exact conversation before it. It did not fit any more, so it is left out; words and tool results stay.',
    summary: 'Summary',
    summing: 'Summing up the conversation',
    summed: 'The conversation was summed up',
    summedAbout:
      'From here on Claude sees this summary in place of what came before. You still see all of it.',
  },
  memory: {
    looking: 'Looking…',
    read: 'Read',
    wrote: 'Wrote',
    undoTitle: 'Undo this turn',
    undo: 'Undo what Claude wrote here…',
    kinds: { create: 'new', edit: 'changed', rename: 'moved', delete: 'deleted', erase: 'erased' },
    version: (number: number) => `version ${number}`,
    takenBack: 'taken back',
    onlyWrote: (wrote: number) => `Wrote ${count(wrote, 'document')}`,
    onlyRead: (read: number) => `Read ${count(read, 'document')}`,
    both: (read: number, wrote: number) => `Read ${count(read, 'document')}, wrote ${wrote}`,
  },
  spent: {
    tokens: 'Tokens: ',
    about: 'Tokens that Claude read anew, wrote, and read from the cache',
    in: (n: number) => `${numeral(n)} in`,
    out: (n: number) => `${numeral(n)} out`,
    cached: (n: number) => `${numeral(n)} cached`,
    priceUnknown: 'price unknown',
    table: 'Reply by reply',
    caption: (n: number) => `${count(n, 'reply', 'replies')} of the model`,
    columns: {
      model: 'Model',
      in: 'In',
      cacheRead: 'Cache read',
      cacheWritten: 'Cache written',
      out: 'Out',
      thinking: 'Thinking',
      cost: 'Cost',
    },
    on: (model: string, host: string) => `${model} on ${host}`,
    share: (percent: number) => `${percent} % of what Claude read came from the cache.`,
    saved: (sum: number) => ` That saved ${dollars(sum)}.`,
    dearer: (sum: number) => ` Writing it cost ${dollars(sum)} more than it saved; the next answers read it.`,
    misses: {
      model: 'The cache was missed because another model answered before',
      system: 'The cache was missed because the system prompt had changed',
      tools: 'The cache was missed because the tools had changed',
      messages: 'The cache was missed because earlier messages had changed, as after a clearing',
      unknown: 'The cache was missed; the host does not say why',
    },
    again: (tokens: number) => ` (${count(tokens, 'token')} read anew)`,
  },
})
export type ChatTurnWords = ReturnType<typeof words>

/** `fresh` of `all` that are out of sight now were cleared here. */
function cleared(fresh: number, all: number, what: string, tokens: number): string {
  return fresh === all
    ? `Cleared ${count(all, what)}, ${count(tokens, 'token')}`
    : `Cleared ${count(fresh, `more ${what}`)} (${numeral(all)} so far, ${count(tokens, 'token')})`
}

function onTheWay(fresh: number, all: number, what: string): string {
  return fresh === all
    ? `Cleared ${count(all, what)} on the way`
    : `Cleared ${count(fresh, `more ${what}`)} on the way (${numeral(all)} so far)`
}
