import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

export const words = catalogue('prompts', {
  title: 'Prompts',
  about: 'Ready to use. What you choose goes into the message box; nothing is sent by itself.',
  search: 'Search prompts',
  list: 'All prompts',
  found: (n: number) => (n === 0 ? 'No prompt has these words.' : `${count(n, 'prompt')} found.`),
  noneFound: 'No prompt has these words',
  noneFoundAbout: 'Try fewer or shorter ones. Words are looked for in titles, texts and what they teach.',
  pick: 'Choose a prompt to read it, with what it teaches and what to expect.',
  /** By the names of the folders in `prompts/`. */
  groups: {
    'three-person-example': 'The three-person example',
    'context-editing': 'Watch context being cleared',
    research: 'Research',
    sales: 'Sales',
    'software-development': 'Software development',
    support: 'Support',
    'your-own-work': 'Your own work',
    system: 'System prompts',
  } as Readonly<Record<string, string>>,
  everybody: 'everybody',
  back: 'All prompts',
  page: {
    spokenBy: (who: string) => `Spoken by ${who}`,
    forAll: 'For everybody',
    system: 'Tells Claude how to work in a chat',
    teaches: 'What it teaches',
    expects: 'What to expect',
    claude: 'The rehearsal model answers this by its rules. It takes a real Claude to do it well.',
    text: 'The prompt',
    blanks: 'Fill in',
    into: 'Into',
    newChat: 'A new chat',
    use: 'Put into message',
    useIn: (chat: string) => `Put into the message box of ${chat}`,
    useSystem: 'Use for this chat',
    copy: 'Copy',
    copied: 'The prompt was copied.',
    systemUsed: (chat: string) => `${chat} follows this system prompt from its next message on.`,
    undo: 'Undo',
  },
})
export type PromptsWords = ReturnType<typeof words>
