import { catalogue } from '../language/language.ts'
import { listed } from '../people/rights-words.ts'
import { count, numeral } from '../words.ts'

/** What a chat says around its conversation: its head, its menu, where one writes, and what was done to it. */
export const words = catalogue('chat', {
  pane: {
    name: 'Name of the chat',
    rename: 'Rename',
    answering: 'Claude is answering',
  },
  menu: {
    of: (chat: string) => `Menu of ${chat}`,
    hint: 'Chat menu',
    rename: 'Rename',
    settings: 'Chat settings…',
    copy: 'Copy as Markdown',
    clear: 'Clear conversation',
    undoAll: 'Undo all it wrote…',
    undoAllOf: (chat: string) => `Undo all that ${chat} wrote`,
    close: 'Close',
    delete: 'Delete',
  },
  deeds: {
    undo: 'Undo',
    cleared: (chat: string) => `${chat} was cleared. Memory keeps what Claude wrote there.`,
    closed: (chat: string) => `${chat} was put away. It stands in the list of chats.`,
    deleted: (chat: string) => `${chat} was deleted.`,
    theChat: 'The chat',
  },
  composer: {
    message: 'Message',
    placeholder: 'Message Claude',
    prompts: 'Prompts',
    promptsHint: 'Prompts (/)',
    send: 'Send',
    sendHint: 'Send (Enter)',
    queue: 'Send when Claude has answered',
    queueHint: 'Send when Claude has answered (Enter)',
    stop: 'Stop',
    stopHint: 'Stop. What was written is kept',
  },
  speaker: {
    speakingAs: 'Speaking as',
    change: ' (change)',
    another: 'Another name…',
    speakAs: 'Speak as',
    about: 'Claude is told who speaks, and memory keeps whom it acted for.',
    name: 'Name',
    use: 'Use this name',
  },
  model: {
    on: (model: string, host: string) => `${model} on ${host}`,
    of: (chat: string) => `Model of ${chat}: `,
    old: (status: string) => `This model is ${status}`,
    asWorkspace: (model: string) => `As the workspace (${model})`,
    hosts: 'Hosts…',
  },
  conversation: {
    name: 'Conversation',
    newest: 'Newest',
    unseen: (n: number) => `${numeral(n)} new`,
    loading: 'Loading…',
    earlier: (n: number) => `Show ${count(n, 'earlier message')}`,
    ready: 'The first message is ready',
    readyAbout: (speaker: string | null) =>
      `Press Send to speak as ${speaker ?? 'yourself'}. Change the words as you like.`,
    blank: 'Nothing said yet',
    blankAbout: 'Tell Claude something worth keeping, or ask what the others have told it.',
  },
  shutOut: {
    has: (memories: readonly string[], speaker: string) =>
      `Claude has ${listed(memories)} in this chat, which ${speaker} may not read.`,
    takeOut: (n: number) => `Take ${n === 1 ? 'it' : 'them'} out of this chat`,
    newChat: (n: number) => `New chat without ${n === 1 ? 'it' : 'them'}`,
  },
  showTurn: {
    gone: 'That chat is deleted, or not yours to see. What it wrote stays.',
    back: (chat: string) => `${chat} is back on the board.`,
    cleared: 'That message was cleared from the conversation. What it wrote stays.',
    walked: 'That message is on another branch, which the chat now shows.',
    walkBack: 'Back',
  },
})
export type ChatWords = ReturnType<typeof words>
